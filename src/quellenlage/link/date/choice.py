"""What an expression means on each of the few days on which its article may have been printed."""

from __future__ import annotations

from datetime import timedelta

from quellenlage.dates.anchor import Anchor, Bound, Resolved, Symbolic, resolve
from quellenlage.dates.interval import DayInterval, add_days, cover
from quellenlage.dates.solver import Solution
from quellenlage.dates.timex3 import TimexType

# Days of printing that are read one by one; on more, the first and the last day are enough.
_MOST_DAYS = 62
# Single days of which one is meant, as a set: „am Mittwoch“ in an article of a known month is one of five.
_MOST_CHOICES = 10


def narrow(symbolic: Symbolic, resolved: Resolved, solution: Solution) -> tuple[Resolved, tuple[DayInterval, ...]]:
    """The meaning on exactly the days that are left, and the single days of which one is meant.

    Args:
        symbolic: Of the expression.
        resolved: Its meaning on all days between the first and the last of printing.
        solution: Of the article.
    """
    printed = solution.runs
    dated = symbolic.type in (TimexType.DATE, TimexType.TIME) and symbolic.bound is None
    if not dated or symbolic.anchor is not Anchor.PUBLICATION or not printed:
        return resolved, ()
    if sum(run.days or 0 for run in printed) > _MOST_DAYS or resolved.interval.days is None:
        return resolved, ()
    meant = {_on(symbolic, run, step) for run in printed for step in range(run.days or 0)}
    choices = tuple(sorted(meant, key=lambda m: m.iso()[0] or ""))
    if any(m.days is None for m in choices):
        return resolved, ()
    days = cover(choices)
    few = 1 < len(choices) <= _MOST_CHOICES and all(m.days == 1 for m in choices)
    apart = few and (days.days or 0) > len(choices)
    return Resolved(resolved.value, days, certain=len(choices) == 1), choices if apart else ()


def _on(symbolic: Symbolic, run: DayInterval, step: int) -> DayInterval:
    if run.first is None:
        return DayInterval()
    day = add_days(run.first, timedelta(step))
    return resolve(symbolic, DayInterval(day, day)).interval


def is_one_of(symbolic: Symbolic, *, certain: bool) -> bool:
    """Whether the days are a choice for one unknown day rather than a period."""
    if certain or symbolic.type not in (TimexType.DATE, TimexType.TIME):
        return False
    return symbolic.bound not in (Bound.SINCE, Bound.UNTIL)
