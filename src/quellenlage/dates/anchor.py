"""Symbolic dates: what an expression says before the day of publication is known, and its meaning after.

An article says „am Mittwoch“ or „letzten Monat“; only the pile may know the day it was printed. So an
expression is first a ``Symbolic`` value, and ``resolve`` turns it into days once publication is known, as
far as it is known. Every rule moves forward with the day of publication, so the days for an interval of
publication are covered by those for its two ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from quellenlage.dates.feast import feast_day
from quellenlage.dates.interval import DayInterval, add_days, cover, week
from quellenlage.dates.timex3 import Mod, TimexType, part, value_interval

_OPEN = DayInterval()
# Of dates in the present tense the one nearest to this many days after publication is meant: from four months before
# to eight after. Of 0, 31, 62, 93 and 124 all give the same on the read part of KRAUTS but 31, which loses one of 488.
_AHEAD = 62
_SATURDAY = 5


class Anchor(StrEnum):
    """What a value counts from: nothing, the day of publication, or the day that was named last before it."""

    CALENDAR = "calendar"
    PUBLICATION = "publication"
    CONTEXT = "context"


class Direction(StrEnum):
    """Which of the days that fit a symbolic value is meant, seen from the day of publication.

    ``AHEAD`` is what the present tense tells: rather one to come, or one that has just been.
    """

    BEFORE = "before"
    AFTER = "after"
    SAME = "same"
    NEAREST = "nearest"
    AHEAD = "ahead"


class Bound(StrEnum):
    """„seit X“ runs from X to publication, „bis X“ from publication to X."""

    SINCE = "since"
    UNTIL = "until"


class Unit(StrEnum):
    """A unit of the calendar that is counted from publication."""

    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbolic:
    """A date as its words give it.

    Attributes:
        value: TIMEX3 with X for what is open: ``XXXX-08-30``, ``XXXX-WXX-3``, ``P2D``; of a
            value that is counted by ``unit`` only what is named in it, as in ``XXXX-XX-XXTEV``. A feast that moves is
            ``XXXX-E+39`` (see ``dates.feast``).
        unit: The days are those of the ``offset``-th such unit from that of the anchor (0: the same). Of a length
            (``vor zwei Jahren``) the value stays the length.
        last: End of a range whose beginning is ``value``; open in the same places.
    """

    type: TimexType
    value: str
    anchor: Anchor
    direction: Direction | None = None
    unit: Unit | None = None
    offset: int = 0
    mod: Mod | None = None
    bound: Bound | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a symbolic date means: a TIMEX3 value (X where still open) and the days of it."""

    value: str
    interval: DayInterval
    certain: bool


def resolve_all(symbolics: Sequence[Symbolic], publication: DayInterval) -> tuple[Resolved, ...]:
    """Read the expressions of an article in their order: some count from the one before.

    Args:
        symbolics: In the order of the text.
        publication: What is known of the day of publication; open ends allowed.
    """
    found, named, day = [], _OPEN, _OPEN
    first = next(_days(symbolics, publication), _OPEN)
    for symbolic in symbolics:
        of_time = first if day.is_open else day
        context = {None: of_time, Unit.DAY: day}.get(symbolic.unit, named)
        resolved = resolve(symbolic, publication, context)
        found.append(resolved)
        if symbolic.type in (TimexType.DATE, TimexType.TIME) and not resolved.interval.is_open:
            named = resolved.interval
            day = named if named.days == 1 else day
    return tuple(found)


def _days(symbolics: Sequence[Symbolic], publication: DayInterval) -> Iterator[DayInterval]:
    """The single days that are named by themselves, in order: a time before the first of them is of that day."""
    for symbolic in symbolics:
        if symbolic.anchor is not Anchor.CONTEXT and symbolic.type is TimexType.DATE:
            interval = resolve(symbolic, publication).interval
            if interval.days == 1:
                yield interval


def resolve(symbolic: Symbolic, publication: DayInterval, named: DayInterval = _OPEN) -> Resolved:
    """Read a symbolic date on the days when the article may have been printed.

    Args:
        symbolic: As found.
        publication: What is known of the day of publication; open ends allowed.
        named: The days of the expression before it, from which those of the context count.

    Returns:
        The value and its days; ``certain`` if they are the same for every day of ``publication``.
        Unknown days stay open, never guessed.
    """
    if symbolic.anchor is Anchor.CONTEXT:
        return _in_context(symbolic, named, publication)
    if symbolic.unit is None and symbolic.type in (TimexType.DURATION, TimexType.SET):
        return Resolved(symbolic.value, DayInterval(), certain=False)
    low, high = (_on_day(symbolic, day) for day in (publication.first, publication.last))
    same = low is not None and low == high
    if low and high:
        value = low[0] if low[0] == high[0] else _generalise(low[0], high[0])
        interval = low[1] if same else cover((low[1], high[1]))
    else:
        value = symbolic.value
        interval = DayInterval(low[1].first if low else None, high[1].last if high else None)
    if symbolic.bound is not None and not symbolic.last:
        same = same and publication.days == 1
        if symbolic.bound is Bound.SINCE:
            last = _later(high[1].first if high else None, publication.last)
            interval = DayInterval(interval.first, _later(interval.first, last))
        else:
            first = _earlier(publication.first, low[1].last if low else None)
            interval = DayInterval(_earlier(first, interval.last), interval.last)
    if symbolic.type is TimexType.DURATION:
        value = symbolic.value
    return Resolved(value, interval, certain=same)


def _in_context(symbolic: Symbolic, named: DayInterval, publication: DayInterval) -> Resolved:
    """A step from the day named before („tags darauf“), or a time of that day; open where it was no single day.

    A time before which no day is named is of the day of publication, or of the evening before.
    """
    if symbolic.type is TimexType.TIME and symbolic.unit is None and named.is_open and publication.days == 1:
        resolved = _in_context(symbolic, publication, _OPEN)
        return Resolved(resolved.value, publication.widen(1).intersect(_until(publication)) or _OPEN, certain=False)
    if symbolic.type in (TimexType.DURATION, TimexType.SET) or not _is_context(symbolic, named):
        return Resolved(symbolic.value, DayInterval(), certain=False)
    day = named.first or date.min
    if symbolic.unit is None:
        return Resolved(day.isoformat() + "".join(symbolic.value.partition("T")[1:]), named, certain=True)
    value, interval = _counted(symbolic, day)
    return Resolved(value, interval or DayInterval(), certain=interval is not None)


def _until(interval: DayInterval) -> DayInterval:
    return DayInterval(None, interval.last)


def _is_context(symbolic: Symbolic, named: DayInterval) -> bool:
    """Whether the days named before are exact enough to count from: a day for days, a month for months ..."""
    if named.days is None or symbolic.value.endswith("_REF"):
        return False
    longest = {Unit.MONTH: 31, Unit.YEAR: 366, Unit.WEEK: 7, Unit.WEEKEND: 7}
    return named.days <= (longest.get(symbolic.unit, 1) if symbolic.unit else 1)


def _later(first: date | None, last: date | None) -> date | None:
    return max(first, last) if first and last else last


def _earlier(first: date | None, last: date | None) -> date | None:
    return min(first, last) if first and last else first


def _generalise(left: str, right: str) -> str:
    if len(left) != len(right):
        return "X" * 4
    return "".join(a if a == b or not a.isdigit() else "X" for a, b in zip(left, right, strict=True))


def _on_day(symbolic: Symbolic, day: date | None) -> tuple[str, DayInterval] | None:
    """Value and days if the article was printed on ``day`` (None: unknown, which calendar dates bear)."""
    if symbolic.anchor is Anchor.CALENDAR:
        value, interval = symbolic.value, value_interval(symbolic.value)
    elif day is None:
        return None
    elif symbolic.unit is not None:
        value, interval = _counted(symbolic, day)
    else:
        value, interval = _nearest(symbolic.value, symbolic.direction, day)
    if interval is None:
        return None
    interval = part(interval, symbolic.mod)
    if symbolic.last and interval.first:
        end = _range_end(symbolic, interval.first)
        if end and end.last and end.last >= interval.first:
            return value, DayInterval(interval.first, end.last)
    return value, interval


def _range_end(symbolic: Symbolic, first: date) -> DayInterval | None:
    last = symbolic.last or ""
    if symbolic.anchor is Anchor.CALENDAR:
        return value_interval(last)
    return _nearest(last, Direction.AFTER, add_days(first, timedelta(-1)))[1]


def _counted(symbolic: Symbolic, day: date) -> tuple[str, DayInterval | None]:
    """The unit ``offset`` steps from the one in which ``day`` lies."""
    time = symbolic.value.partition("T")[1:]
    offset = symbolic.offset
    match symbolic.unit:
        case Unit.DAY:
            at = add_days(day, timedelta(offset))
            return at.isoformat() + "".join(time), DayInterval(at, at)
        case Unit.WEEK | Unit.WEEKEND:
            # „an diesem Wochenende“ said of the past is the one just over, until it comes again.
            over = symbolic.unit is Unit.WEEKEND and symbolic.direction is Direction.BEFORE and offset == 0
            back = 1 if over and day.weekday() < _SATURDAY else 0
            monday = add_days(week(day).first or day, timedelta(7 * (offset - back)))
            if symbolic.value.startswith("XXXX-WXX-"):
                at = add_days(monday, timedelta(int(symbolic.value[9]) - 1))
                return at.isoformat() + "".join(time), DayInterval(at, at)
            iso = monday.isocalendar()
            ending = "-WE" if symbolic.unit is Unit.WEEKEND else ""
            value = f"{iso.year:04}-W{iso.week:02}{ending}"
        case Unit.MONTH:
            months = day.year * 12 + day.month - 1 + offset
            value = f"{months // 12:04}-{months % 12 + 1:02}"
        case _:
            value = f"{day.year + offset:04}"
            tail = symbolic.value[4:]
            if tail and "X" not in tail:
                value += tail
    return value, value_interval(value)


def _nearest(value: str, direction: Direction | None, day: date) -> tuple[str, DayInterval | None]:
    """The day, month or season of ``value`` that is meant on ``day``."""
    head, mark, time = value.partition("T")
    if head.startswith("XXXX-WXX-") and head[9:].isdigit():
        away = (day.weekday() - (int(head[9:]) - 1)) % 7
        forward = 7 - away if away else 7
        back = direction in (None, Direction.BEFORE, Direction.SAME)
        if direction is Direction.NEAREST:
            back = away < forward
        at = add_days(day, timedelta(-away if back else forward))
        return at.isoformat() + mark + time, DayInterval(at, at)
    if not head.startswith("XXXX-"):
        return value, value_interval(value)
    fits = _fitting_years(head, day.year)
    chosen = _choose(fits, direction, day)
    return (chosen[0] + mark + time, chosen[1]) if chosen else (value, None)


# Asked for every day on which an article may have been printed: the same values, year by year.
@lru_cache(maxsize=4096)
def _fitting_years(head: str, year: int) -> tuple[tuple[str, DayInterval], ...]:
    """The value in the years around ``year``, in order; a leap day may be eight years off."""
    found = []
    for number in range(max(year - 8, 1), min(year + 8, 9999) + 1):
        filled = f"{number:04}{head[4:]}"
        feast = feast_day(filled)
        filled = feast.isoformat() if feast else filled
        interval = value_interval(filled)
        if interval and interval.first and interval.last:
            found.append((filled, interval))
    return tuple(found)


def _choose(
    fits: Sequence[tuple[str, DayInterval]], direction: Direction | None, day: date
) -> tuple[str, DayInterval] | None:
    """The last that has begun, the first that has not ended, the one whose middle is nearest, by direction."""
    if direction is Direction.AFTER:
        return next((f for f in fits if f[1].last and f[1].last >= day), None)
    if direction in (Direction.NEAREST, Direction.SAME, Direction.AHEAD):
        at = 2 * (day.toordinal() + (_AHEAD if direction is Direction.AHEAD else 0))
        return min(fits, key=lambda f: abs(_middle(f[1]) - at), default=None)
    return next((f for f in reversed(fits) if f[1].first and f[1].first <= day), None)


def _middle(interval: DayInterval) -> int:
    """Twice the ordinal of the middle day."""
    first, last = interval.first or date.min, interval.last or date.max
    return first.toordinal() + last.toordinal()
