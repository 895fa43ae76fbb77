"""On which days an expression means a given stretch of days: what two names of one time tell of the day of printing."""

from __future__ import annotations

from datetime import date, timedelta

from quellenlage.dates.anchor import Symbolic, Unit, resolve
from quellenlage.dates.interval import DayInterval

# How many days a step of a unit may take one, at most.
_STEPS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.WEEKEND: 7, Unit.MONTH: 31, Unit.YEAR: 366}
# No expression that counts from publication looks farther than this many days.
_FAR = 800


def days_agreeing(symbolic: Symbolic, meant: DayInterval) -> tuple[DayInterval, ...]:
    """The days of printing on which ``symbolic`` overlaps ``meant``, as intervals in order.

    Args:
        symbolic: Counts from publication.
        meant: Closed at both ends, at most two years long; else nothing is found.

    Examples:
        >>> from quellenlage.dates.anchor import Anchor, Unit
        >>> from quellenlage.dates.timex3 import TimexType
        >>> tomorrow = Symbolic(
        ...     type=TimexType.DATE, value="XXXX", anchor=Anchor.PUBLICATION, unit=Unit.DAY, offset=1
        ... )
        >>> [d.iso() for d in days_agreeing(tomorrow, DayInterval(date(2024, 6, 18), date(2024, 6, 19)))]
        [('2024-06-17', '2024-06-18')]
    """
    if meant.days is None or meant.days > _FAR or meant.first is None or meant.last is None:
        return ()
    far = _reach(symbolic)
    low = max(meant.first.toordinal() - far, 1)
    high = min(meant.last.toordinal() + far, date.max.toordinal())
    found: list[DayInterval] = []
    for number in range(low, high + 1):
        day = date.fromordinal(number)
        if resolve(symbolic, DayInterval(day, day)).interval.intersect(meant) is None:
            continue
        last = found[-1].last if found else None
        if last and day - last == timedelta(1):
            found[-1] = DayInterval(found[-1].first, day)
        else:
            found.append(DayInterval(day, day))
    return tuple(found)


def _reach(symbolic: Symbolic) -> int:
    """How far a day of printing may lie from the days meant."""
    if symbolic.unit is not None:
        return min(_STEPS[symbolic.unit] * (abs(symbolic.offset) + 1), _FAR)
    return 2 * _STEPS[Unit.WEEK] if symbolic.value.startswith("XXXX-WXX-") else _FAR
