"""Two names of one time agree: a weekday with its date, a named event of the calendar, tomorrow and its date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from quellenlage.dates.agree import days_agreeing
from quellenlage.dates.anchor import Anchor, Direction, Symbolic, Unit
from quellenlage.dates.constraint import FIRST_DAY, LAST_DAY
from quellenlage.dates.interval import DayInterval, add_days
from quellenlage.dates.timex3 import TimexType, value_interval
from quellenlage.records.document import Document
from quellenlage.records.layers import Clue, Event, Layers, Phase, Timex
from quellenlage.records.provenance import By
from quellenlage.world import World

# A weekday beside its date may be a slip of the writer, two events of one kind may be two events.
_STRONG = 3
# Who leaves the year out writes of the last twelve months, or of the next.
_YEAR = timedelta(364)
# Of 54 full dates with a weekday in the read half of GNQA train and in german-news-2020 (outside of the measured ones)
# 52 lie within 33 days of printing, the others in history; of 11 without a year that a past tense tells, all are at
# most a week old. So few cases are taken with a margin.
_NEAR = timedelta(45)
_HALF_YEAR = timedelta(183)
_WEAK = 2
_FEW_DAYS = 2
# No article announces more; pairs of all of a hostile one would take for ever.
_MANY = 100
_COMING = frozenset({Phase.ANNOUNCED, Phase.INVITED, Phase.ONGOING})


def find_agreements(document: Document, found: Layers, world: World) -> Iterator[Clue]:
    """Clues from expressions that count from the day of printing and mean a time that is known otherwise."""
    for timex in found.timexes:
        yield from _weekday(timex, document, world)
    yield from _announced(found, document.text)


def _weekday(timex: Timex, document: Document, world: World) -> Iterator[Clue]:
    """„Dienstag, 21. Mai“: only in some years that day is a Tuesday."""
    symbolic = timex.symbolic
    words = timex.span.of(document.text).replace(",", " ").split()
    weekdays = [n for word in words if isinstance(n := world.language.timex.classes["weekday"].get(word), int)]
    if len(weekdays) != 1:
        return
    yield from _counted_weekday(timex, weekdays[0])
    yield from _full_date(timex)
    if not _is_day_of_year(symbolic):
        return
    days: list[DayInterval] = []
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
        try:
            day = date(year, int(symbolic.value[5:7]), int(symbolic.value[8:10]))
        except ValueError:
            continue
        if day.isoweekday() == weekdays[0]:
            days.append(_around(day, timex.told or _ahead(symbolic)))
    if days:
        yield Clue(
            span=timex.span,
            days=tuple(days),
            weight=_STRONG,
            reason="the date is on this weekday in some years only",
            recurs=True,
            by=By("weekday of a date"),
        )


def _counted_weekday(timex: Timex, weekday: int) -> Iterator[Clue]:
    """„am gestrigen Mittwoch“: printed on a Thursday."""
    symbolic = timex.symbolic
    if symbolic.unit is Unit.DAY and symbolic.anchor is Anchor.PUBLICATION and abs(symbolic.offset) <= _FEW_DAYS:
        yield Clue(
            span=timex.span,
            days=(DayInterval(FIRST_DAY, LAST_DAY),),
            weight=_STRONG,
            reason="names the weekday of the day before, of printing or after it",
            by=By("weekday counted"),
            recurs=True,
            weekdays=((weekday - symbolic.offset - 1) % 7 + 1,),
        )


def _full_date(timex: Timex) -> Iterator[Clue]:
    """„Mittwoch, 4. Mai 2022“: who gives a full date its weekday writes news, not history."""
    interval = value_interval(timex.symbolic.value[:10])
    if timex.symbolic.anchor is not Anchor.CALENDAR or interval is None or interval.days != 1 or interval.first is None:
        return
    day = interval.first
    first = day if timex.told is Direction.BEFORE else add_days(day, -_NEAR)
    last = day if timex.told is Direction.AFTER else add_days(day, _NEAR)
    yield Clue(
        span=timex.span,
        days=(DayInterval(first, last),),
        weight=_WEAK,
        reason="a full date with its weekday is one of these weeks",
        by=By("full date with weekday"),
    )


def _ahead(symbolic: Symbolic) -> Direction | None:
    """That the sentence looks ahead is told by its words; that it looks back may only be assumed."""
    return Direction.AFTER if symbolic.direction is Direction.AFTER else None


def _around(day: date, told: Direction | None) -> DayInterval:
    """When somebody writes of a day without its year: soon after it, or within a year of it, as the verb tells."""
    if told is Direction.BEFORE:
        return DayInterval(day, add_days(day, _HALF_YEAR))
    return DayInterval(add_days(day, -_YEAR), day if told is Direction.AFTER else add_days(day, _YEAR))


def _announced(found: Layers, text: str) -> Iterator[Clue]:
    """An event to come that is named by „morgen“ once and by its date another time."""
    times = {timex.span: timex for timex in found.timexes}
    coming = [(e, times[e.time]) for e in found.events if e.time in times and e.phase in _COMING][:_MANY]
    for (left, counted), (right, dated) in ((a, b) for x, y in combinations(coming, 2) for a, b in ((x, y), (y, x))):
        if left.type != right.type or not _is_counted_day(counted.symbolic) or not _is_day_of_year(dated.symbolic):
            continue
        if _actors(left, text) and _actors(right, text) and not _actors(left, text) & _actors(right, text):
            continue
        yield Clue(
            span=counted.span,
            days=_both(counted.symbolic, dated.symbolic),
            weight=_STRONG,
            reason="the event that is told of here is dated elsewhere in the text",
            recurs=True,
            by=By("announced twice"),
        )


def _both(counted: Symbolic, dated: Symbolic) -> tuple[DayInterval, ...]:
    """The days on which both expressions mean the same day."""
    days: list[DayInterval] = []
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
        try:
            day = date(year, int(dated.value[5:7]), int(dated.value[8:10]))
        except ValueError:
            continue
        days += days_agreeing(counted, DayInterval(day, day))
    return tuple(days)


def _is_day_of_year(symbolic: Symbolic) -> bool:
    return (
        symbolic.type is TimexType.DATE
        and symbolic.anchor is Anchor.PUBLICATION
        and symbolic.unit is None
        and symbolic.value.startswith("XXXX-")
        and symbolic.value[5:7].isdigit()
        and symbolic.value[8:10].isdigit()
    )


def _is_counted_day(symbolic: Symbolic) -> bool:
    if symbolic.type is not TimexType.DATE or symbolic.anchor is not Anchor.PUBLICATION:
        return False
    named = symbolic.value.startswith("XXXX-WXX-") and symbolic.direction in (Direction.AFTER, Direction.AHEAD)
    return symbolic.unit is Unit.DAY or named


def _actors(event: Event, text: str) -> frozenset[str]:
    """The last words of those who take part: surnames, and names of states."""
    return frozenset(participant.span.of(text).split()[-1] for participant in event.participants)
