"""Clues on one unknown day: each a set over the days 1990 to 2030, hard or weighted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from quellenlage.dates.interval import DayInterval

FIRST_DAY = date(1990, 1, 1)
LAST_DAY = date(2030, 12, 31)
_ALL = (1 << ((LAST_DAY - FIRST_DAY).days + 1)) - 1


@dataclass(frozen=True, slots=True)
class DaySet:
    """A set of days from 1990 to 2030, one bit a day.

    Examples:
        >>> june = DaySet.between(date(2024, 6, 1), date(2024, 6, 30))
        >>> [run.iso() for run in (june & DaySet.weekday(3)).runs()][:2]
        [('2024-06-05', '2024-06-05'), ('2024-06-12', '2024-06-12')]
    """

    bits: int = _ALL

    @staticmethod
    def between(first: date | None, last: date | None) -> DaySet:
        """All days from ``first`` to ``last``, both included; None is open."""
        low = max(first or FIRST_DAY, FIRST_DAY)
        high = min(last or LAST_DAY, LAST_DAY)
        width = (high - low).days + 1
        return DaySet(((1 << width) - 1) << (low - FIRST_DAY).days) if width > 0 else DaySet(0)

    @staticmethod
    def of(intervals: Iterable[DayInterval]) -> DaySet:
        """All days of all ``intervals``."""
        found = DaySet(0)
        for interval in intervals:
            found |= DaySet.between(interval.first, interval.last)
        return found

    @staticmethod
    def weekday(number: int) -> DaySet:
        """All days of one weekday (1 Monday to 7 Sunday, as in ISO 8601)."""
        start = (number - 1 - FIRST_DAY.weekday()) % 7
        bits = 0
        for at in range(start, _ALL.bit_length(), 7):
            bits |= 1 << at
        return DaySet(bits)

    def __and__(self, other: DaySet) -> DaySet:
        return DaySet(self.bits & other.bits)

    def __or__(self, other: DaySet) -> DaySet:
        return DaySet(self.bits | other.bits)

    def __sub__(self, other: DaySet) -> DaySet:
        return DaySet(self.bits & ~other.bits)

    def __bool__(self) -> bool:
        return self.bits != 0

    def __len__(self) -> int:
        return self.bits.bit_count()

    def __contains__(self, day: date) -> bool:
        at = (day - FIRST_DAY).days
        return at >= 0 and bool(self.bits >> at & 1)

    def runs(self) -> Iterator[DayInterval]:
        """The set as intervals without gaps, in order."""
        bits, at = self.bits, 0
        while bits:
            skip = (bits & -bits).bit_length() - 1
            bits >>= skip
            at += skip
            width = (~bits & (bits + 1)).bit_length() - 1
            yield DayInterval(FIRST_DAY + timedelta(at), FIRST_DAY + timedelta(at + width - 1))
            bits >>= width
            at += width

    def interval(self) -> DayInterval:
        """From the first to the last day of the set; an end at the edge of the calendar is open."""
        if not self.bits:
            return DayInterval()
        low = (self.bits & -self.bits).bit_length() - 1
        high = self.bits.bit_length() - 1
        return DayInterval(
            FIRST_DAY + timedelta(low) if low else None,
            FIRST_DAY + timedelta(high) if high < _ALL.bit_length() - 1 else None,
        )


@dataclass(frozen=True, slots=True)
class Constraint:
    """One clue on the unknown day.

    Attributes:
        name: Names the clue in a conflict; unique within one problem.
        days: The days that it allows.
        weight: None for a hard clue; else how much it counts, a positive whole number.
        recurs: The days return with the calendar: whatever they leave, they bound neither end.
    """

    name: str
    days: DaySet
    weight: int | None = None
    recurs: bool = False
