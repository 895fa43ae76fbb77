import warnings
from datetime import date, timedelta
from itertools import combinations, pairwise

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from strategies import (
    all_days,
    all_of_window,
    as_set,
    clues,
    day_sets,
    few,
    intervals,
    symbolics,
    timex_values,
    window_days,
)

from quellenlage.dates.anchor import Anchor, Symbolic, resolve
from quellenlage.dates.constraint import FIRST_DAY, LAST_DAY, Constraint, DaySet
from quellenlage.dates.interval import DayInterval, add_days, cover, edtf, month, week, year
from quellenlage.dates.solver import solve
from quellenlage.dates.timex3 import Mod, TimexType, part, value_interval

with warnings.catch_warnings():
    # edtf 5.0 builds its grammar in a way that pyparsing warns of.
    warnings.simplefilter("ignore")
    from edtf import parse_edtf


def holds(interval: DayInterval, day: date) -> bool:
    return (interval.first is None or interval.first <= day) and (interval.last is None or day <= interval.last)


def inside(inner: DayInterval, outer: DayInterval) -> bool:
    first = outer.first is None or (inner.first is not None and outer.first <= inner.first)
    return first and (outer.last is None or (inner.last is not None and inner.last <= outer.last))


# --- sets of days ----------------------------------------------------------------------------------
@given(day_sets, day_sets)
def test_sets_of_days_behave_as_sets(left: frozenset[date], right: frozenset[date]):
    a, b = as_set(left), as_set(right)
    assert a & b == as_set(left & right)
    assert a | b == as_set(left | right)
    assert a - b == as_set(left - right)
    assert len(a) == len(left)
    assert bool(a) == bool(left)
    assert (a == b) == (left == right)
    assert {day for day in all_of_window() if day in a} == left


@given(day_sets)
def test_a_set_is_the_sum_of_its_runs(days: frozenset[date]):
    runs = list(as_set(days).runs())
    assert DaySet.of(runs) == as_set(days)
    assert sum(run.days or 0 for run in runs) == len(days)
    for left, right in pairwise(runs):
        assert left.last is not None
        assert right.first is not None
        assert left.last + timedelta(1) < right.first


@given(day_sets)
def test_the_interval_of_a_set_runs_from_its_first_to_its_last_day(days: frozenset[date]):
    assert as_set(days).interval() == (DayInterval(min(days), max(days)) if days else DayInterval())


@given(intervals(), all_days)
def test_a_set_between_two_days_holds_those_between_them(interval: DayInterval, day: date):
    found = day in DaySet.between(interval.first, interval.last)
    assert found == (holds(interval, day) and FIRST_DAY <= day <= LAST_DAY)


@given(st.integers(1, 7), st.dates(FIRST_DAY, LAST_DAY))
def test_a_day_is_in_the_set_of_its_weekday_alone(number: int, day: date):
    assert (day in DaySet.weekday(number)) == (day.isoweekday() == number)


# --- intervals -------------------------------------------------------------------------------------
@given(intervals(), intervals(), all_days)
def test_an_intersection_holds_what_both_hold(left: DayInterval, right: DayInterval, day: date):
    found = left.intersect(right)
    assert found == right.intersect(left)
    assert (found is not None and holds(found, day)) == (holds(left, day) and holds(right, day))


@given(st.lists(intervals(), max_size=4), all_days)
def test_a_cover_holds_what_any_holds(some: list[DayInterval], day: date):
    if any(holds(interval, day) for interval in some):
        assert holds(cover(some), day)


@given(intervals(), st.integers(0, 4000))
def test_widening_holds_the_interval(interval: DayInterval, days: int):
    assert inside(interval, interval.widen(days))


@given(all_days)
def test_a_day_is_in_its_week_month_and_year(day: date):
    assert holds(week(day), day)
    assert holds(month(day.year, day.month), day)
    assert inside(month(day.year, day.month), year(day.year))


@given(all_days, st.integers(-4_000_000, 4_000_000))
def test_adding_days_never_leaves_the_calendar(day: date, days: int):
    found = add_days(day, timedelta(days))
    assert found.toordinal() in (day.toordinal() + days, 1, date.max.toordinal())


# --- TIMEX3 and EDTF -------------------------------------------------------------------------------
@given(timex_values)
@example("0000")
@example("9999-W52")
@example("2023-09-13\n")
def test_a_value_covers_days_in_order_or_none(value: str):
    found = value_interval(value)
    assert found is None or (found.first is not None and found.last is not None)


@given(timex_values)
def test_the_edtf_of_a_day_month_or_year_is_its_value(value: str):
    found = value_interval(value)
    assume(found is not None)
    written = edtf(found)
    if len(value) in (4, 7, 10) and value.replace("-", "").isdigit():
        assert written == value
    assert written is not None
    if "/" not in written:
        assert value_interval(written) == found


@given(intervals(), st.booleans())
@settings(max_examples=few(0.6))
def test_the_package_edtf_reads_what_is_written(interval: DayInterval, one_of: bool):
    written = edtf(interval, one_of=one_of)
    assert (written is None) == interval.is_open
    if written is None:
        return
    parsed = parse_edtf(written)
    assert str(parsed) == written
    # An open end is infinity there, and no struct_time.
    for end, found in ((interval.first, parsed.lower_strict()), (interval.last, parsed.upper_strict())):
        if end is None:
            assert isinstance(found, float)
        else:
            assert date(*found[:3]) == end


@given(intervals(), st.sampled_from(Mod))
def test_a_part_lies_inside_its_period(interval: DayInterval, mod: Mod):
    assert inside(part(interval, mod), interval)


@given(intervals(), window_days)
def test_beginning_middle_and_end_leave_no_day_out(interval: DayInterval, day: date):
    assume(interval.first and interval.last)
    day = min(max(day, interval.first), interval.last)
    assert any(holds(part(interval, mod), day) for mod in (Mod.START, Mod.MID, Mod.END))


# --- symbolic dates --------------------------------------------------------------------------------
@given(symbolics(), intervals())
def test_resolving_never_raises_and_never_runs_backwards(symbolic: Symbolic, publication: DayInterval):
    found = resolve(symbolic, publication)
    assert found.value
    assert not found.certain or not found.interval.is_open or symbolic.bound


@given(symbolics(), all_days, all_days)
def test_resolving_moves_forward_with_publication(symbolic: Symbolic, one: date, two: date):
    low, high = (resolve(symbolic, DayInterval(day, day)).interval for day in sorted((one, two)))
    if low.first and high.first:
        assert low.first <= high.first
    if low.last and high.last:
        assert low.last <= high.last


@given(symbolics(), intervals(), st.data())
def test_the_days_for_a_period_of_publication_hold_those_for_every_day_of_it(
    symbolic: Symbolic, publication: DayInterval, data: st.DataObject
):
    first, last = publication.first or date(1, 1, 1), publication.last or date.max
    day = data.draw(st.dates(first, last))
    found = resolve(symbolic, DayInterval(day, day)).interval
    assume(found.first and found.last)  # else it lies beyond the calendar
    assert inside(found, resolve(symbolic, publication).interval)


@given(symbolics(bounds=False), intervals(), st.data())
def test_what_is_certain_is_the_same_on_every_day_of_publication(
    symbolic: Symbolic, publication: DayInterval, data: st.DataObject
):
    whole = resolve(symbolic, publication)
    assume(whole.certain)
    day = data.draw(st.dates(publication.first or date.min, publication.last or date.max))
    assert resolve(symbolic, DayInterval(day, day)) == whole


@given(timex_values, st.sampled_from((None, *Mod)), intervals())
def test_calendar_dates_without_bounds_do_not_depend_on_publication(
    value: str, mod: Mod | None, publication: DayInterval
):
    symbolic = Symbolic(type=TimexType.DATE, value=value, anchor=Anchor.CALENDAR, mod=mod)
    assert resolve(symbolic, publication) == resolve(symbolic, DayInterval())


# --- the solver ------------------------------------------------------------------------------------
def test_the_window_is_small():
    assert len(all_of_window()) == 30


@given(clues())
def test_a_solution_is_never_empty(some: list[Constraint]):
    assert solve(some).days


@given(clues(soft=False), day_sets, window_days)
def test_a_further_true_hard_clue_never_widens(some: list[Constraint], more: frozenset[date], truth: date):
    true = [Constraint(c.name, c.days | as_set(frozenset({truth}))) for c in some]
    further = Constraint("further", as_set(more | {truth}))
    before, after = solve(true), solve([*true, further])
    assert not before.conflict
    assert not after.conflict
    assert truth in after.days
    assert not after.days - before.days


@given(clues(), day_sets, window_days)
def test_a_further_hard_clue_that_fits_the_answer_cuts_it(some: list[Constraint], more: frozenset[date], truth: date):
    true = [Constraint(c.name, c.days | as_set(frozenset({truth})), c.weight) for c in some]
    before = solve(true)
    further = Constraint("further", as_set(more | {truth}))
    assert solve([*true, further]).days == before.days & further.days


@given(clues(), st.randoms(use_true_random=False))
def test_the_order_of_clues_does_not_matter(some: list[Constraint], order: object):
    mixed = list(some)
    order.shuffle(mixed)
    one, two = solve(some), solve(mixed)
    assert one.days == two.days
    assert set(one.used) == set(two.used)
    assert set(one.conflict) == set(two.conflict)
    assert set(one.ignored) == set(two.ignored)


def common(some: list[Constraint]) -> DaySet:
    days = DaySet()
    for clue in some:
        days &= clue.days
    return days


@given(clues())
def test_there_is_a_conflict_exactly_if_the_hard_clues_have_no_common_day(some: list[Constraint]):
    hard = [c for c in some if c.weight is None]
    found = solve(some)
    assert bool(found.conflict) == (not common(hard))
    rest = [c for c in hard if c.name not in found.conflict]
    assert common(rest)
    assert not found.days - common(rest)


@given(clues(soft=False))
def test_every_clue_of_a_conflict_is_needed_for_it(some: list[Constraint]):
    """Each belongs to a set without a common day from which nothing can be left out."""
    found = solve(some)
    named = [c for c in some if c.name in found.conflict]
    minimal = [
        group
        for size in range(1, len(named) + 1)
        for group in combinations(named, size)
        if not common(list(group)) and all(common([c for c in group if c is not one]) for one in group)
    ]
    assert {c.name for group in minimal for c in group} == set(found.conflict)


@given(clues())
def test_a_clue_is_kept_or_named(some: list[Constraint]):
    found = solve(some)
    for clue in some:
        kept = not found.days - clue.days
        assert kept == (clue.name not in found.conflict + found.ignored) or clue.name in found.conflict
        assert (clue.name in found.used) <= kept


@given(clues())
def test_no_other_days_have_more_weight(some: list[Constraint]):
    found = solve(some)
    hard = [c for c in some if c.weight is None and c.name not in found.conflict]
    soft = [c for c in some if c.weight is not None]

    def weight(day: date) -> int:
        return sum(c.weight or 0 for c in soft if day in c.days)

    allowed = common(hard)
    best = max((weight(day) for day in all_of_window() if day in allowed), default=0)
    for day in all_of_window():
        if day in allowed:
            assert (day in found.days) == (weight(day) == best)
