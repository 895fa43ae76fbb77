from datetime import date, timedelta

from quellenlage.dates.constraint import FIRST_DAY, LAST_DAY, DaySet
from quellenlage.dates.interval import DayInterval, month


def test_all_days_are_open_at_both_ends():
    assert DaySet().interval() == DayInterval()
    assert len(DaySet()) == (LAST_DAY - FIRST_DAY).days + 1


def test_no_day_is_false():
    assert not DaySet(0)
    assert list(DaySet(0).runs()) == []
    assert DaySet(0).interval() == DayInterval()


def test_days_outside_the_calendar_are_left_out():
    assert not DaySet.between(date(2031, 1, 1), None)
    assert not DaySet.between(None, date(1989, 12, 31))
    assert not DaySet.between(date(2024, 5, 2), date(2024, 5, 1))
    assert DaySet.between(date(1900, 1, 1), date(2100, 1, 1)) == DaySet()
    assert FIRST_DAY - timedelta(1) not in DaySet()
    assert LAST_DAY + timedelta(1) not in DaySet()
    assert FIRST_DAY in DaySet()
    assert LAST_DAY in DaySet()


def test_every_seventh_day_is_a_sunday():
    sundays = DaySet.weekday(7) & DaySet.between(date(2024, 5, 1), date(2024, 5, 31))
    assert [run.iso()[0] for run in sundays.runs()] == ["2024-05-05", "2024-05-12", "2024-05-19", "2024-05-26"]
    whole = DaySet(0)
    for number in range(1, 8):
        assert not whole & DaySet.weekday(number)
        whole |= DaySet.weekday(number)
    assert whole == DaySet()


def test_the_days_of_intervals_are_joined():
    assert DaySet.of([month(2024, 1), month(2024, 2)]) == DaySet.between(date(2024, 1, 1), date(2024, 2, 29))
    assert DaySet.of([]) == DaySet(0)


def test_an_end_at_the_edge_of_the_calendar_is_open():
    assert DaySet.between(None, date(2024, 1, 1)).interval().iso() == (None, "2024-01-01")
    assert DaySet.between(date(2024, 1, 1), None).interval().iso() == ("2024-01-01", None)
