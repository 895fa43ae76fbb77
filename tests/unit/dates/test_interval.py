from datetime import date, timedelta

import pytest

from quellenlage.dates.interval import DayInterval, add_days, cover, edtf, month, week, year
from quellenlage.errors import InvariantError


def test_an_interval_does_not_run_backwards():
    with pytest.raises(InvariantError, match="backwards"):
        DayInterval(date(2024, 5, 2), date(2024, 5, 1))


def test_open_ends_have_no_number_of_days():
    assert DayInterval(date(2024, 2, 28), date(2024, 3, 1)).days == 3
    assert DayInterval(date(2024, 2, 28)).days is None
    assert DayInterval().is_open
    assert not DayInterval(None, date(2024, 1, 1)).is_open


def test_intersection_takes_the_narrower_end_of_both():
    may = month(2024, 5)
    assert may.intersect(DayInterval(date(2024, 5, 20))).iso() == ("2024-05-20", "2024-05-31")
    assert may.intersect(DayInterval()) == may
    assert may.intersect(month(2024, 6)) is None
    assert DayInterval().intersect(DayInterval()) == DayInterval()


def test_widening_keeps_open_ends_open_and_stays_in_the_calendar():
    assert DayInterval(date(2024, 3, 1), None).widen(1).iso() == ("2024-02-29", None)
    assert DayInterval(date.min, date.max).widen(9) == DayInterval(date.min, date.max)


def test_cover_is_open_where_one_of_them_is():
    assert cover([month(2024, 1), month(2023, 12)]).iso() == ("2023-12-01", "2024-01-31")
    assert cover([month(2024, 1), DayInterval(date(2023, 5, 1))]).iso() == ("2023-05-01", None)
    assert cover([]) == DayInterval()


def test_months_know_leap_years_and_the_last_month_of_the_calendar():
    assert month(2023, 2).days == 28
    assert month(2024, 2).days == 29
    assert month(1900, 2).days == 28
    assert month(9999, 12).last == date.max
    assert month(2024, 12).last == date(2024, 12, 31)
    assert year(2024).days == 366


def test_a_week_runs_from_monday_to_sunday():
    assert week(date(2024, 5, 15)).iso() == ("2024-05-13", "2024-05-19")
    assert week(date(2024, 5, 13)).iso() == ("2024-05-13", "2024-05-19")
    assert week(date(2024, 5, 19)).iso() == ("2024-05-13", "2024-05-19")
    assert week(date.max).last == date.max


def test_adding_days_stays_inside_the_calendar():
    assert add_days(date.min, timedelta(-1)) == date.min
    assert add_days(date.max, timedelta(1)) == date.max
    assert add_days(date(2024, 2, 28), timedelta(2)) == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("interval", "one_of", "written"),
    [
        (DayInterval(), False, None),
        (DayInterval(), True, None),
        (year(2019), False, "2019"),
        (month(2019, 3), False, "2019-03"),
        (year(2019), True, "[2019-01-01..2019-12-31]"),
        (DayInterval(date(2019, 3, 4), date(2019, 3, 4)), True, "2019-03-04"),
        (DayInterval(date(2019, 3, 4), date(2019, 3, 5)), False, "2019-03-04/2019-03-05"),
        (DayInterval(None, date(2019, 3, 5)), False, "../2019-03-05"),
        (DayInterval(None, date(2019, 3, 5)), True, "[..2019-03-05]"),
        (DayInterval(date(2019, 3, 4), None), True, "[2019-03-04..]"),
        (DayInterval(date(812, 1, 1), date(812, 12, 31)), False, "0812"),
    ],
)
def test_edtf_tells_a_period_from_one_unknown_day(interval: DayInterval, one_of: bool, written: str | None):
    assert edtf(interval, one_of=one_of) == written
