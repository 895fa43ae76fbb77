"""Stretches of days, open ends allowed: what is known of a date, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from quellenlage.errors import InvariantError


@dataclass(frozen=True, slots=True)
class DayInterval:
    """Days from ``first`` to ``last``, both included; None is an open end.

    Examples:
        >>> DayInterval(date(2024, 2, 1), date(2024, 2, 29)).days
        29
    """

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            raise InvariantError(f"interval {self.first} to {self.last} runs backwards")

    @property
    def days(self) -> int | None:
        """How many days, or None where an end is open."""
        return (self.last - self.first).days + 1 if self.first and self.last else None

    @property
    def is_open(self) -> bool:
        """Whether nothing is known."""
        return self.first is None and self.last is None

    def intersect(self, other: DayInterval) -> DayInterval | None:
        """The days in both, or None if there is no such day."""
        first = max((d for d in (self.first, other.first) if d), default=None)
        last = min((d for d in (self.last, other.last) if d), default=None)
        return None if first and last and first > last else DayInterval(first, last)

    def widen(self, days: int) -> DayInterval:
        """The interval with ``days`` more at either end (open ends stay open)."""
        step = timedelta(days)
        return DayInterval(
            add_days(self.first, -step) if self.first else None,
            add_days(self.last, step) if self.last else None,
        )

    def iso(self) -> tuple[str | None, str | None]:
        """Both ends as ISO days."""
        return (self.first.isoformat() if self.first else None, self.last.isoformat() if self.last else None)


def add_days(day: date, step: timedelta) -> date:
    """``day + step``, kept inside the years 1 to 9999."""
    return date.fromordinal(min(max(day.toordinal() + step.days, 1), date.max.toordinal()))


def cover(intervals: Iterable[DayInterval]) -> DayInterval:
    """The smallest interval that holds all of ``intervals`` (nothing known if there is none)."""
    every = tuple(intervals)
    if not every:
        return DayInterval()
    firsts = [i.first for i in every if i.first]
    lasts = [i.last for i in every if i.last]
    return DayInterval(
        min(firsts) if len(firsts) == len(every) else None, max(lasts) if len(lasts) == len(every) else None
    )


def month(year: int, number: int) -> DayInterval:
    """One month of the calendar."""
    following = date(year + number // 12, number % 12 + 1, 1) if (year, number) != (9999, 12) else None
    return DayInterval(date(year, number, 1), following - timedelta(1) if following else date.max)


def year(number: int) -> DayInterval:
    """One year of the calendar."""
    return DayInterval(date(number, 1, 1), date(number, 12, 31))


def week(day: date) -> DayInterval:
    """The week from Monday to Sunday in which ``day`` lies."""
    monday = add_days(day, timedelta(-day.weekday()))
    return DayInterval(monday, add_days(monday, timedelta(6)))


def edtf(interval: DayInterval, *, one_of: bool = False) -> str | None:
    """The interval in Extended Date/Time Format, or None if nothing is known.

    Args:
        interval: Any.
        one_of: It is one unknown day of these, not all of them.

    Examples:
        >>> edtf(year(2019))
        '2019'
        >>> edtf(DayInterval(date(2024, 6, 18), date(2024, 6, 19)))
        '2024-06-18/2024-06-19'
        >>> edtf(DayInterval(date(2024, 6, 18), None))
        '2024-06-18/..'
    """
    first, last = interval.first, interval.last
    if first is None and last is None:
        return None
    if first and last:
        if first == last:
            return first.isoformat()
        if one_of:
            return f"[{first}..{last}]"
        if interval == year(first.year):
            return f"{first.year:04}"
        if interval == month(first.year, first.month):
            return f"{first.year:04}-{first.month:02}"
    if one_of:
        return f"[{first or ''}..{last or ''}]"
    return f"{first or '..'}/{last or '..'}"


def edtf_of_days(runs: Iterable[DayInterval]) -> str | None:
    """One unknown day out of some stretches, as a set of the Extended Date/Time Format; None without any.

    Examples:
        >>> edtf_of_days([DayInterval(date(2024, 6, 5), date(2024, 6, 5)), DayInterval(date(2024, 6, 12), None)])
        '[2024-06-05,2024-06-12..]'
    """
    runs = tuple(runs)
    if len(runs) == 1 and runs[0].days == 1:
        return runs[0].iso()[0]
    parts = [f"{r.first or ''}" if r.first and r.first == r.last else f"{r.first or ''}..{r.last or ''}" for r in runs]
    return f"[{','.join(parts)}]" if parts else None
