"""Dates in the furniture of a page: what they tell of the day of printing, and of the day when it was copied.

A line of the editors with a full date („Stand: 3. Mai 2021“) dates the article. Dates among teasers and navigation
belong to other articles: the page was copied no earlier than the latest of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from quellenlage.analyse.timex.find import find_in_sentence
from quellenlage.dates.anchor import Anchor, Direction
from quellenlage.dates.interval import DayInterval, add_days
from quellenlage.dates.timex3 import TimexType, value_interval
from quellenlage.dates.yearly import printed_on
from quellenlage.records.document import Block, BlockType, Document
from quellenlage.records.layers import Clue, Layers, Sentence, Timex
from quellenlage.records.provenance import By
from quellenlage.world import World

# Of these an editor wrote the date of the article itself.
_OWN = frozenset({BlockType.DATELINE, BlockType.BYLINE})
_OTHERS = frozenset({BlockType.TEASER, BlockType.NAVIGATION, BlockType.TAG, BlockType.CREDIT})
# A line as short as this is a stamp; in a longer one the tense tells whether the day is past.
_STAMP = 40
# Longer lines are no furniture worth a search.
_LONGEST = 1000
# Less sure than what markup states.
_WEIGHT = 10
_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d$")


def find_captures(document: Document, found: Layers, world: World) -> tuple[Clue, ...]:
    """Find the dates of lines that were cut.

    Args:
        document: Its blocks.
        found: Nothing is needed.
        world: ``language.timex``.

    Returns:
        Spans count in the *source*, as these lines stand only there.
    """
    clues: list[Clue] = []
    for block in document.blocks:
        if block.clean is None and block.type in _OWN | _OTHERS and len(block.source) <= _LONGEST:
            clues += _clues(block, document, world)
    return tuple(clues)


def _clues(block: Block, document: Document, world: World) -> Iterator[Clue]:
    line = Sentence(span=block.source, tokens=(), block=0, by=block.by)
    dates = [t for t in find_in_sentence(line, None, document.source.text, world) if _is_full(t)]
    if block.type in _OWN:
        dates = dates if len(dates) == 1 else []
    if not dates and block.type is BlockType.DATELINE:
        yield from _yearless(line, document, world)
    for timex in dates:
        day = value_interval(timex.symbolic.value[:10])
        if day is None or day.first is None:
            continue
        if block.type in _OWN:
            around = DayInterval(add_days(day.first, timedelta(-1)), add_days(day.first, timedelta(1)))
            yield Clue(
                span=timex.span,
                days=(around,),
                weight=_WEIGHT,
                reason="the line of the editors bears this date",
                by=By("dated line"),
            )
        elif len(block.source) <= _STAMP or timex.told is Direction.BEFORE:
            yield Clue(
                span=timex.span,
                days=(DayInterval(day.first, None),),
                reason="the page beside the article tells of this day",
                by=By("date beside the article"),
            )


def _yearless(line: Sentence, document: Document, world: World) -> Iterator[Clue]:
    """„BERLIN, 22. Mai (dpa) –“: printed on that day or the next, in whichever year."""
    named = [(t, printed_on(t.symbolic.value)) for t in find_in_sentence(line, None, document.source.text, world)]
    dates = [(timex, days) for timex, days in named if days]
    if len(dates) == 1:
        yield Clue(
            span=dates[0][0].span,
            days=dates[0][1],
            weight=_WEIGHT,
            reason="the report bears this date beside the place of writing",
            recurs=True,
            by=By("dateline"),
        )


def _is_full(timex: Timex) -> bool:
    symbolic = timex.symbolic
    return (
        symbolic.type in (TimexType.DATE, TimexType.TIME)
        and symbolic.anchor is Anchor.CALENDAR
        and bool(_FULL_DAY.match(symbolic.value[:10]))
    )
