"""The day that fits all clues: hard ones are intersected, weighted ones are added up, conflicts are named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quellenlage.dates.constraint import Constraint, DaySet
from quellenlage.dates.interval import DayInterval


@dataclass(frozen=True, slots=True)
class Solution:
    """What the clues allow.

    Attributes:
        days: The days left. All days if there is no clue, and if hard clues conflict the days
            that the clues outside the conflict leave.
        used: Names of the clues that the days keep and that narrow the calendar, in given order.
        conflict: Names of a smallest set of hard clues of which one must be wrong; else empty.
        ignored: Names of weighted clues that the days do not keep.
        frame: The days without the clues that recur: they alone tell whether an end is open.
    """

    days: DaySet
    used: tuple[str, ...]
    conflict: tuple[str, ...]
    ignored: tuple[str, ...]
    frame: DaySet = field(default_factory=DaySet)

    @property
    def interval(self) -> DayInterval:
        """From the first to the last day left; open where nothing bounds it."""
        days, frame = self.days.interval(), self.frame.interval()
        return DayInterval(days.first if frame.first else None, days.last if frame.last else None)

    @property
    def runs(self) -> tuple[DayInterval, ...]:
        """The days left as intervals without gaps; none where an end is open."""
        return () if self.interval.days is None else tuple(self.days.runs())


def solve(clues: Sequence[Constraint]) -> Solution:
    """Find the days that fit.

    A further true clue never widens the answer as long as nothing conflicts: hard clues only cut,
    and weighted ones choose among what is left.

    Args:
        clues: In any order; the answer does not depend on it, only the order of the names.

    Returns:
        Never empty days.
    """
    hard = [c for c in clues if c.weight is None]
    conflict = _smallest_conflict(hard)
    left = _intersect([c for c in hard if c not in conflict])
    best = _heaviest(left, [c for c in clues if c.weight is not None])
    kept = [c for c in clues if c not in conflict and not best - c.days]
    return Solution(
        days=best,
        used=tuple(c.name for c in kept if c.days != DaySet()),
        conflict=tuple(c.name for c in conflict),
        ignored=tuple(c.name for c in clues if c.weight is not None and c not in kept),
        frame=_intersect([c for c in kept if not c.recurs]),
    )


def _intersect(clues: Sequence[Constraint]) -> DaySet:
    left = DaySet()
    for clue in clues:
        left &= clue.days
    return left


def _smallest_conflict(hard: Sequence[Constraint]) -> list[Constraint]:
    """Clues without a common day of which none can be left out (deletion filter); the rest must fit.

    Clues that allow no day at all are all in it. Where, after one conflict, the remaining clues
    still conflict, theirs are added.
    """
    found: list[Constraint] = []
    rest = sorted(hard, key=lambda c: (c.name, c.days.bits))
    while not _intersect(rest):
        core = list(rest)
        for clue in rest:
            without = [c for c in core if c is not clue]
            if not _intersect(without):
                core = without
        found += core
        rest = [c for c in rest if c not in core]
    return [c for c in hard if c in found]


def _heaviest(left: DaySet, soft: Sequence[Constraint]) -> DaySet:
    """The days of ``left`` whose weighted clues add up to most."""
    by_total = {0: left}
    for clue in soft:
        grown: dict[int, DaySet] = {}
        for total, days in by_total.items():
            for gain, cell in ((clue.weight or 0, days & clue.days), (0, days - clue.days)):
                grown[total + gain] = grown.get(total + gain, DaySet(0)) | cell
        by_total = {total: days for total, days in grown.items() if days}
    return by_total[max(by_total)]
