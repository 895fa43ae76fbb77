"""What the words of an article tell about the day it was printed: clues, each with its words and strength."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from quellenlage.dates.anchor import Anchor, Bound, Direction
from quellenlage.dates.interval import DayInterval, add_days, year
from quellenlage.dates.timex3 import TimexType, value_interval
from quellenlage.records.document import BlockType, Document, published
from quellenlage.records.layers import Clue, Layers, Sentence, Timex
from quellenlage.records.provenance import By
from quellenlage.text.span import Span
from quellenlage.world import World

# News of an anniversary is printed in its year, or a little before or after.
_ANNIVERSARY_MARGIN = 60
# How much a clue counts that rests on the tense of a sentence alone.
_WEAK = 1
_STRONG = 3
# The day that markup or sender state outweighs some weak clues together.
_STATED = 20
# In the evening by world time it is the next day already where German is spoken.
_EVENING = re.compile(r"T2[23]:")
# Characters before a date in which a word is looked for.
_REACH = 20
_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d$")


def find_clues(document: Document, found: Layers, world: World) -> tuple[Clue, ...]:
    """Find what bounds the day of publication.

    A past event is a bound: nobody prints it before it happened. An anniversary gives a year. A date in
    a caption is „not before“. No prior on the year; where nothing bounds the day, nothing is returned.

    Args:
        document: Its blocks.
        found: Needs ``sentences`` and ``timexes``.
        world: ``language.past``, ``language.future``, ``language.anniversaries``.

    Returns:
        What is stated first, then what stands in the text, sorted by span.
    """
    clues: list[Clue] = []
    for sentence in found.sentences:
        times = [t for t in found.timexes if sentence.span.contains(t.span)]
        caption = document.blocks[sentence.block].type is BlockType.CAPTION
        tense = _tense(sentence, document.text, world) if times else None
        for timex in times:
            clues += _not_before(timex, tense, document, world, caption=caption)
        clues += _anniversary(sentence, times, document, world)
    stated = _stated(document)
    return (*stated, *sorted(clues, key=lambda c: (c.span or Span(0, 0), c.reason)))


def _stated(document: Document) -> tuple[Clue, ...]:
    """The day that markup or sender state; a date that the text is sure to tell of as past outweighs it."""
    said = published(document.source.statements)
    if said is None or said.day is None:
        return ()
    late = said.value.endswith(("Z", "+00:00")) and _EVENING.search(said.value)
    return (
        Clue(
            span=None,
            days=(DayInterval(said.day, add_days(said.day, timedelta(1 if late else 0))),),
            weight=_STATED,
            reason=f"{said.basis} says {said.value}",
            by=By("stated date"),
        ),
    )


def _not_before(
    timex: Timex, tense: Direction | None, document: Document, world: World, *, caption: bool
) -> Iterator[Clue]:
    """A calendar date of the past in the sentence: printed on that day or later."""
    symbolic = timex.symbolic
    if symbolic.anchor is not Anchor.CALENDAR or symbolic.type is not TimexType.DATE:
        return
    interval = value_interval(symbolic.value)
    if interval is None or interval.first is None or symbolic.bound is Bound.UNTIL:
        return
    if tense is Direction.AFTER and not caption:
        return
    before = document.text[max(0, timex.span.start - _REACH) : timex.span.start].split()
    if _FULL_DAY.match(symbolic.value) and before[-1:] and before[-1].lower() in world.language.deictic:
        day = interval.first
        yield Clue(
            span=timex.span,
            days=(DayInterval(day, add_days(day, timedelta(1))),),
            reason="names this day as the day of the report",
            by=By("deictic date"),
        )
        return
    sure = bool(_FULL_DAY.match(symbolic.value)) and (tense is Direction.BEFORE or caption)
    if tense is None and not sure and not caption:
        return
    yield Clue(
        span=timex.span,
        days=(DayInterval(interval.first, None),),
        weight=None if sure else _STRONG if tense is Direction.BEFORE else _WEAK,
        reason="tells of this day as past",
        by=By("past date"),
    )


def _tense(sentence: Sentence, text: str, world: World) -> Direction | None:
    words = {token.of(text).lower() for token in sentence.tokens}
    if words & world.language.future:
        return Direction.AFTER
    return Direction.BEFORE if words & world.language.past else None


def _anniversary(sentence: Sentence, times: list[Timex], document: Document, world: World) -> Iterator[Clue]:
    """„zum 75. Jahrestag … 1948“: the number and the year of the event give the year of printing."""
    forms = [token.of(document.text) for token in sentence.tokens]
    for at, form in enumerate(forms):
        if form not in world.language.anniversaries or at < 2:
            continue
        count = forms[at - 2] if forms[at - 1] == "." else forms[at - 1].rstrip(".")
        years = [t for t in times if t.symbolic.anchor is Anchor.CALENDAR and t.symbolic.value[:4].isdigit()]
        if not count.isdigit() or not years:
            continue
        named = min(years, key=lambda t: abs(t.span.start - sentence.tokens[at].start))
        number = int(named.symbolic.value[:4]) + int(count)
        if 1 <= number <= 9999:
            yield Clue(
                span=sentence.tokens[at],
                days=(_around(number),),
                reason=f"an anniversary of the year {number}",
                by=By("anniversary"),
            )


def _around(number: int) -> DayInterval:
    calendar = year(number)
    margin = timedelta(_ANNIVERSARY_MARGIN)
    first, last = calendar.first or date.min, calendar.last or date.max
    return DayInterval(add_days(first, -margin), add_days(last, margin))
