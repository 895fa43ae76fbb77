"""Laws of the clues on a day of printing, and of what is left of it."""

import warnings
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from strategies import as_set, clues, day_sets, intervals, symbolics, window_days

from quellenlage.dates.agree import days_agreeing
from quellenlage.dates.anchor import Symbolic, resolve
from quellenlage.dates.constraint import Constraint
from quellenlage.dates.interval import DayInterval, edtf_of_days
from quellenlage.dates.solver import solve
from quellenlage.link.date.choice import narrow

with warnings.catch_warnings():
    # edtf 5.0 builds its grammar in a way that pyparsing warns of.
    warnings.simplefilter("ignore")
    from edtf import parse_edtf


def inside(inner: DayInterval, outer: DayInterval) -> bool:
    first = outer.first is None or (inner.first is not None and outer.first <= inner.first)
    return first and (outer.last is None or (inner.last is not None and inner.last <= outer.last))


@given(clues(soft=False), st.lists(st.booleans(), min_size=6, max_size=6), day_sets, window_days, st.booleans())
def test_a_further_true_clue_never_widens_the_interval(
    some: list[Constraint], recurring: list[bool], more: frozenset[date], truth: date, recurs: bool
):
    true = [
        replace(c, days=c.days | as_set(frozenset({truth})), recurs=r) for c, r in zip(some, recurring, strict=False)
    ]
    before = solve(true)
    after = solve([*true, Constraint("further", as_set(more | {truth}), recurs=recurs)])
    assert inside(after.interval, before.interval)
    assert truth in after.days


@given(clues())
def test_what_recurs_bounds_neither_end(some: list[Constraint]):
    found = solve([replace(c, recurs=True) for c in some])
    assert found.interval.is_open
    assert found.runs == ()


@given(st.lists(intervals(), min_size=1, max_size=6))
def test_a_set_of_days_is_valid_edtf(runs: list[DayInterval]):
    closed = [run for run in runs if run.first and run.last]
    told = edtf_of_days(closed)
    assert (told is None) == (not closed)
    if told and all(run.first and run.first.year > 999 for run in closed):
        assert parse_edtf(told)


@given(symbolics(bounds=False), st.dates(date(1995, 1, 1), date(2025, 12, 31)), st.integers(0, 20))
def test_the_days_of_printing_are_those_on_which_the_expression_means_the_event(
    symbolic: Symbolic, day: date, width: int
):
    meant = DayInterval(day, date.fromordinal(day.toordinal() + width))
    for days in days_agreeing(symbolic, meant):
        for printed in (days.first, days.last):
            assert printed is not None
            found = resolve(symbolic, DayInterval(printed, printed)).interval
            assert found.intersect(meant) is not None


@given(symbolics(), clues(soft=False))
def test_narrowing_stays_inside_of_what_the_ends_allow(symbolic: Symbolic, some: list[Constraint]):
    solution = solve(some)
    whole = resolve(symbolic, solution.interval)
    narrowed, choices = narrow(symbolic, whole, solution)
    assert inside(narrowed.interval, whole.interval)
    assert list(choices) == sorted(choices, key=lambda c: c.iso()[0] or "")
