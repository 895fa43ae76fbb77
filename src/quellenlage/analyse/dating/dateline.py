"""A date beside the place of writing, in front of the first sentence, is that of the report.

Where the line is cut, ``timex/capture`` reads it; here it stands in the text, since no rule knows its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from quellenlage.dates.anchor import Anchor
from quellenlage.dates.interval import DayInterval, add_days
from quellenlage.dates.timex3 import TimexType, value_interval
from quellenlage.dates.yearly import printed_on
from quellenlage.records.document import BlockType, Document
from quellenlage.records.layers import Clue, Layers, Timex
from quellenlage.records.provenance import By
from quellenlage.world import World

# Less sure than a date that is named as the day of the report.
_WEIGHT = 3
# Signs before the date at most: a place and an agency.
_LONGEST = 60
# An agency in brackets behind the place.
_BRACKETS = re.compile(r"\([^()]{1,40}\)")
# Words of more letters before the date are names, with a capital; of a place and a weekday there are few.
_SHORT, _FEW = 3, 6
_END = re.compile(r"\.?\s{0,2}(?:[–—:(]|-\s)")
_TEXT = frozenset({BlockType.STANDFIRST, BlockType.BODY})
_YEARLESS = "XXXX-"


def find_datelines(document: Document, found: Layers, world: World) -> Iterator[Clue]:
    """At most one clue: the date in front of the first lines of the text."""
    lines = [block for block in document.blocks if block.type in _TEXT and block.clean][:2]
    for timex in found.timexes:
        for block in lines:
            start = block.clean.start if block.clean else 0
            if start < timex.span.start <= start + _LONGEST and _is_dateline(timex, start, document.text, world):
                yield from _clue(timex, document.text, world)
                return


def _is_dateline(timex: Timex, start: int, text: str, world: World) -> bool:
    """Names and nothing else before the date, a dash, a colon or a bracket behind it."""
    before, behind = text[start : timex.span.start], text[timex.span.end : timex.span.end + 4]
    words = _BRACKETS.sub(" ", before).replace(",", " ").replace("/", " ").split()
    if not words or len(words) > _FEW or words[0].lower() in world.language.function_words:
        return False
    named = words[0][:1].isupper() and all(w[:1].isupper() or (w.isalpha() and len(w) <= _SHORT) for w in words)
    return named and bool(_END.match(behind))


def _clue(timex: Timex, text: str, world: World) -> Iterator[Clue]:
    symbolic = timex.symbolic
    if symbolic.type is not TimexType.DATE or symbolic.unit is not None or symbolic.last:
        return
    recurs = symbolic.value.startswith(_YEARLESS)
    words = timex.span.of(text).replace(",", " ").split()
    weekdays = [n for word in words if isinstance(n := world.language.timex.classes["weekday"].get(word), int)]
    full = value_interval(symbolic.value) if symbolic.anchor is Anchor.CALENDAR else None
    days: tuple[DayInterval, ...] = ()
    if recurs and len(weekdays) < 2:
        days = printed_on(symbolic.value, weekdays[0] if weekdays else None)
    elif full is not None and full.days == 1 and full.first is not None:
        days = (DayInterval(full.first, add_days(full.first, timedelta(1))),)
    if days:
        yield Clue(
            span=timex.span,
            days=days,
            weight=_WEIGHT,
            reason="the report bears this date beside the place of writing",
            recurs=recurs,
            by=By("dateline"),
        )
