from datetime import date

from quellenlage.dates.constraint import Constraint, DaySet
from quellenlage.dates.interval import month
from quellenlage.dates.solver import solve

FRIDAY = Constraint("Friday", DaySet.weekday(5), 2, recurs=True)
EIGHTEENTH = Constraint("18 June", DaySet.of(month_ for month_ in (month(2023, 6), month(2024, 6))), 3, recurs=True)
JUNE = Constraint("June", DaySet.of([month(2024, 6)]))


def test_what_recurs_leaves_both_ends_open():
    found = solve([FRIDAY])
    assert found.interval.is_open
    assert found.runs == ()


def test_what_recurs_narrows_what_others_bound():
    found = solve([FRIDAY, JUNE])
    assert found.interval.iso() == ("2024-06-07", "2024-06-28")
    assert [run.first for run in found.runs] == [date(2024, 6, day) for day in (7, 14, 21, 28)]


def test_one_end_may_be_bounded_alone():
    after = Constraint("after", DaySet.between(date(2024, 1, 1), None))
    found = solve([EIGHTEENTH, after])
    assert found.interval.iso() == ("2024-06-01", None)
