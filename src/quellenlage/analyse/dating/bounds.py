"""Dates that the text tells of as past are bounds from below, those that it announces bounds from above."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import timedelta

from quellenlage.dates.anchor import Anchor, Bound, Direction
from quellenlage.dates.interval import DayInterval, add_days
from quellenlage.dates.timex3 import TimexType, value_interval
from quellenlage.records.document import BlockType, Document
from quellenlage.records.layers import Clue, Layers, Timex
from quellenlage.records.provenance import By
from quellenlage.world import World

# How much a clue counts that rests on the tense of a clause and a month or a year.
_STRONG = 3
# Characters before a date in which a word is looked for.
_REACH = 20
_BARE = re.compile(r"\d{4}")
_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d$")


def find_bounds(document: Document, found: Layers, world: World) -> Iterator[Clue]:
    """At most one clue an expression of the calendar."""
    starts = [sentence.span.start for sentence in found.sentences]
    for timex in found.timexes:
        at = bisect_right(starts, timex.span.start) - 1
        if at >= 0 and found.sentences[at].span.contains(timex.span):
            caption = document.blocks[found.sentences[at].block].type is BlockType.CAPTION
            yield from _bound(timex, document, world, caption=caption)


def _bound(timex: Timex, document: Document, world: World, *, caption: bool) -> Iterator[Clue]:
    symbolic = timex.symbolic
    if symbolic.anchor is not Anchor.CALENDAR or symbolic.type is not TimexType.DATE:
        return
    interval = value_interval(symbolic.value)
    if interval is None or interval.first is None or interval.last is None or _is_count(timex, document.text):
        return
    is_day = bool(_FULL_DAY.match(symbolic.value))
    before = document.text[max(0, timex.span.start - _REACH) : timex.span.start].lower().split()[-2:]
    if set(before[-1:]) & world.language.beginnings:
        return
    if is_day and _is_deictic(timex, document.text, world):
        days = DayInterval(interval.first, add_days(interval.first, timedelta(1)))
        yield _clue(timex, days, None, "names this day as the day of the report", "deictic date")
    elif symbolic.bound is Bound.UNTIL:
        return
    elif (caption and is_day) or timex.told is Direction.BEFORE:
        weight = None if is_day else _STRONG
        yield _clue(timex, DayInterval(interval.first, None), weight, "tells of this day as past", "past date")
    elif timex.told is Direction.AFTER and symbolic.bound is None and not set(before) & world.language.comparisons:
        weight = None if is_day else _STRONG
        yield _clue(timex, DayInterval(None, interval.last), weight, "announces this day", "announced date")


def _is_count(timex: Timex, text: str) -> bool:
    """„2010 Gäste“: a bare number before a noun counts it; a year stands before a verb or behind „Jahr“."""
    behind = text[timex.span.end : timex.span.end + 2]
    return bool(_BARE.fullmatch(timex.span.of(text))) and behind[:1] == " " and behind[1:].isupper()


def _clue(timex: Timex, days: DayInterval, weight: int | None, reason: str, rule: str) -> Clue:
    return Clue(span=timex.span, days=(days,), weight=weight, reason=reason, by=By(rule))


def _is_deictic(timex: Timex, text: str, world: World) -> bool:
    before = text[max(0, timex.span.start - _REACH) : timex.span.start].split()
    return bool(before) and before[-1].lower() in world.language.deictic
