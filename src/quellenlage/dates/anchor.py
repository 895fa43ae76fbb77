"""Symbolic dates: what an expression says before the day of publication is known, and its meaning after.

An article says „am Mittwoch“ or „letzten Monat“; only the pile may know the day it was printed. So an
expression is first a ``Symbolic`` value, and ``resolve`` turns it into days once publication is known, as
far as it is known. Every rule moves forward with the day of publication, so the days for an interval of
publication are covered by those for its two ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from quellenlage.dates.interval import DayInterval, add_days, cover, week
from quellenlage.dates.timex3 import Mod, TimexType, part, value_interval


class Anchor(StrEnum):
    """What a value counts from."""

    CALENDAR = "calendar"
    PUBLICATION = "publication"
    CONTEXT = "context"


class Direction(StrEnum):
    """Which of the days that fit a symbolic value is meant, seen from the day of publication."""

    BEFORE = "before"
    AFTER = "after"
    SAME = "same"
    NEAREST = "nearest"


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
            value that is counted by ``unit`` only the time of day, as in ``XXXX-XX-XXTEV``.
        unit: The value is the ``offset``-th such unit from that of the anchor (0: the same).
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


def resolve(symbolic: Symbolic, publication: DayInterval) -> Resolved:
    """Read a symbolic date on the days when the article may have been printed.

    Args:
        symbolic: As found.
        publication: What is known of the day of publication; open ends allowed.

    Returns:
        The value and its days; ``certain`` if they are the same for every day of ``publication``.
        Unknown days stay open, never guessed.
    """
    if symbolic.type in (TimexType.DURATION, TimexType.SET) or symbolic.anchor is Anchor.CONTEXT:
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
    return Resolved(value, interval, certain=same)


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
            iso = add_days(week(day).first or day, timedelta(7 * offset)).isocalendar()
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
    fits = _fitting_years(head, day)
    chosen = _choose(fits, direction, day)
    return (chosen[0] + mark + time, chosen[1]) if chosen else (value, None)


def _fitting_years(head: str, day: date) -> list[tuple[str, DayInterval]]:
    """The value in the years around ``day``, in order; a leap day may be eight years off."""
    found = []
    for number in range(max(day.year - 8, 1), min(day.year + 8, 9999) + 1):
        filled = f"{number:04}{head[4:]}"
        interval = value_interval(filled)
        if interval and interval.first and interval.last:
            found.append((filled, interval))
    return found


def _choose(
    fits: list[tuple[str, DayInterval]], direction: Direction | None, day: date
) -> tuple[str, DayInterval] | None:
    """The last that has begun, the first that has not ended, the one whose middle is nearest, by direction."""
    if direction is Direction.AFTER:
        return next((f for f in fits if f[1].last and f[1].last >= day), None)
    if direction in (Direction.NEAREST, Direction.SAME):
        return min(fits, key=lambda f: abs(_middle(f[1]) - 2 * day.toordinal()), default=None)
    return next((f for f in reversed(fits) if f[1].first and f[1].first <= day), None)


def _middle(interval: DayInterval) -> int:
    """Twice the ordinal of the middle day."""
    first, last = interval.first or date.min, interval.last or date.max
    return first.toordinal() + last.toordinal()
