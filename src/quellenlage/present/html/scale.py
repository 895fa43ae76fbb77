"""A scale of days for drawings: long empty stretches are folded, so that a year-old event leaves room for this week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# Days without any event that are folded; a quarter is the rhythm in which stories come back.
_EMPTY = 75
# Of the width, what one fold takes, and what all of them take at most.
_FOLD, _FOLDS = 0.03, 0.3
# Days of room on both sides of a stretch.
_ROOM = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Days that are drawn one beside the other, ordinals inclusive, and where they lie on the scale."""

    first: int
    last: int
    left: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day that is named on the axis, or the month that begins there."""

    x: float
    day: date
    is_month: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """From days to places between 0 and ``width``; the stretches have gaps between them."""

    width: float
    stretches: tuple[Stretch, ...]

    def x(self, ordinal: int) -> float:
        """Where a day begins; days in a fold lie in the middle of it."""
        before = 0.0
        for stretch in self.stretches:
            if ordinal < stretch.first:
                return round((before + stretch.left) / 2, 1)
            if ordinal <= stretch.last + 1:
                share = (ordinal - stretch.first) / (stretch.last + 1 - stretch.first)
                return round(stretch.left + share * (stretch.right - stretch.left), 1)
            before = stretch.right
        return self.width

    def ticks(self, most: int = 12) -> tuple[Tick, ...]:
        """Days to name: of every stretch its first, and the beginnings of months as far as there is room."""
        chosen: list[Tick] = []
        for stretch in self.stretches:
            first = stretch.first + _ROOM
            days = [(first, False), *((day, True) for day in _months(first, stretch.last))]
            for day, is_month in days:
                x = self.x(day)
                if not chosen or x - chosen[-1].x >= self.width / most:
                    chosen.append(Tick(x=x, day=date.fromordinal(day), is_month=is_month or _begins_month(day)))
        return tuple(chosen)

    def folds(self) -> tuple[float, ...]:
        """The middles of the folds."""
        pairs = zip(self.stretches, self.stretches[1:], strict=False)
        return tuple(round((a.right + b.left) / 2, 1) for a, b in pairs)


def make_scale(days: Iterable[tuple[str | None, str | None]], width: float) -> Scale:
    """A scale on which all ends of some inclusive ISO days have a place."""
    ends = sorted({date.fromisoformat(day).toordinal() for pair in days for day in pair if day})
    if not ends:
        return Scale(width=width, stretches=())
    groups: list[list[int]] = [[ends[0], ends[0]]]
    for day in ends[1:]:
        if day - groups[-1][1] > _EMPTY:
            groups.append([day, day])
        groups[-1][1] = day
    spans = [(max(first - _ROOM, 1), last + _ROOM) for first, last in groups]
    fold = width * min(_FOLD, _FOLDS / max(len(spans) - 1, 1))
    # A stretch of one day still needs room: what is folded away is drawn by the root of its length.
    lengths = [(last + 1 - first) ** 0.5 for first, last in spans]
    unit = (width - fold * (len(spans) - 1)) / sum(lengths)
    stretches, left = [], 0.0
    for (first, last), length in zip(spans, lengths, strict=True):
        right = left + unit * length
        stretches.append(Stretch(first=first, last=last, left=left, right=right))
        left = right + fold
    return Scale(width=width, stretches=tuple(stretches))


def _begins_month(ordinal: int) -> bool:
    return date.fromordinal(ordinal).day == 1


def _months(first: int, last: int) -> list[int]:
    start = date.fromordinal(first)
    found: list[int] = []
    year, month = start.year, start.month
    while True:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        if year > date.max.year:
            return found
        day = date(year, month, 1).toordinal()
        if day > last:
            return found
        found.append(day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Days as they are drawn.

    Attributes:
        kind: ``day``, ``within`` (on some of these days, unknown which), ``open`` (a bound alone).
    """

    x: float
    width: float
    kind: str


def bar_of(scale: Scale, first: str | None, last: str | None) -> Bar | None:
    """The bar of inclusive ISO days; None where nothing bounds them."""
    if not scale.stretches or (first is None and last is None):
        return None
    left = scale.x(date.fromisoformat(first).toordinal()) if first else 0.0
    right = scale.x(date.fromisoformat(last).toordinal() + 1) if last else scale.width
    open_ = first is None or last is None
    kind = "open" if open_ else "day" if first == last else "within"
    return Bar(x=left, width=round(max(right - left, scale.width / 160), 1), kind=kind)
