from datetime import date

import pytest

from quellenlage.dates.anchor import Anchor, Bound, Direction, Symbolic, Unit, resolve
from quellenlage.dates.interval import DayInterval
from quellenlage.dates.timex3 import Mod, TimexType


def on(*days: str | None) -> DayInterval:
    ends = [date.fromisoformat(day) if day else None for day in days]
    return DayInterval(ends[0], ends[-1])


def symbolic(value: str, direction: Direction | None = None, **more: object) -> Symbolic:
    arguments = {"type": TimexType.DATE, "anchor": Anchor.PUBLICATION, **more}
    return Symbolic(value=value, direction=direction, **arguments)


def days(found: Symbolic, *publication: str | None) -> tuple[str | None, str | None]:
    return resolve(found, on(*publication)).interval.iso()


# 15 May 2024 is a Wednesday.
@pytest.mark.parametrize(
    ("printed", "before", "after"),
    [
        ("2024-05-14", "2024-05-08", "2024-05-15"),
        ("2024-05-15", "2024-05-15", "2024-05-22"),
        ("2024-05-16", "2024-05-15", "2024-05-22"),
        ("2024-05-21", "2024-05-15", "2024-05-22"),
    ],
)
def test_a_weekday_is_the_nearest_one_and_may_be_today_only_backwards(printed: str, before: str, after: str):
    assert days(symbolic("XXXX-WXX-3", Direction.BEFORE), printed) == (before, before)
    assert days(symbolic("XXXX-WXX-3", Direction.AFTER), printed) == (after, after)
    assert days(symbolic("XXXX-WXX-3"), printed) == (before, before)


def test_a_weekday_keeps_its_time_of_day():
    assert resolve(symbolic("XXXX-WXX-3TEV"), on("2024-05-16")).value == "2024-05-15TEV"


@pytest.mark.parametrize(
    ("value", "direction", "printed", "day"),
    [
        ("XXXX-12-30", Direction.BEFORE, "2024-01-02", "2023-12-30"),
        ("XXXX-12-30", Direction.AFTER, "2024-01-02", "2024-12-30"),
        ("XXXX-01-02", Direction.AFTER, "2023-12-30", "2024-01-02"),
        ("XXXX-05-15", Direction.BEFORE, "2024-05-15", "2024-05-15"),
        ("XXXX-05-15", Direction.AFTER, "2024-05-15", "2024-05-15"),
        ("XXXX-02-29", Direction.BEFORE, "2024-02-28", "2020-02-29"),
        ("XXXX-02-29", Direction.AFTER, "2024-03-01", "2028-02-29"),
        ("XXXX-02-29", Direction.BEFORE, "1904-02-28", "1896-02-29"),
        ("XXXX-02-29", Direction.AFTER, "1896-03-01", "1904-02-29"),
    ],
)
def test_a_day_without_a_year_is_the_nearest_that_exists(value: str, direction: Direction, printed: str, day: str):
    assert days(symbolic(value, direction), printed) == (day, day)


def test_a_day_that_never_exists_stays_open():
    found = resolve(symbolic("XXXX-02-30"), on("2024-05-15"))
    assert found.interval.is_open
    assert not found.certain


def test_a_month_that_has_begun_is_before_and_one_that_has_not_ended_is_after():
    may = ("2024-05-01", "2024-05-31")
    assert days(symbolic("XXXX-05", Direction.BEFORE), "2024-05-15") == may
    assert days(symbolic("XXXX-05", Direction.AFTER), "2024-05-15") == may
    assert days(symbolic("XXXX-06", Direction.BEFORE), "2024-05-15") == ("2023-06-01", "2023-06-30")
    assert days(symbolic("XXXX-04", Direction.AFTER), "2024-05-15") == ("2025-04-01", "2025-04-30")


@pytest.mark.parametrize(
    ("unit", "offset", "first", "last"),
    [
        (Unit.DAY, -1, "2024-02-29", "2024-02-29"),
        (Unit.DAY, 0, "2024-03-01", "2024-03-01"),
        (Unit.WEEK, -1, "2024-02-19", "2024-02-25"),
        (Unit.WEEKEND, 0, "2024-03-02", "2024-03-03"),
        (Unit.MONTH, -1, "2024-02-01", "2024-02-29"),
        (Unit.MONTH, -3, "2023-12-01", "2023-12-31"),
        (Unit.MONTH, 10, "2025-01-01", "2025-01-31"),
        (Unit.YEAR, -1, "2023-01-01", "2023-12-31"),
    ],
)
def test_units_are_counted_from_the_day_of_publication(unit: Unit, offset: int, first: str, last: str):
    assert days(symbolic("XXXX", unit=unit, offset=offset), "2024-03-01") == (first, last)


def test_a_month_of_a_counted_year_is_that_month():
    assert days(symbolic("XXXX-09", unit=Unit.YEAR, offset=-1), "2024-03-01") == ("2023-09-01", "2023-09-30")


@pytest.mark.parametrize("offset", [-3000, 9000])
def test_units_beyond_the_calendar_stay_open(offset: int):
    for unit in (Unit.YEAR, Unit.MONTH):
        found = resolve(symbolic("XXXX", unit=unit, offset=offset * 12), on("2024-03-01"))
        assert found.interval.is_open


def test_two_days_of_publication_with_one_reading_are_certain():
    found = resolve(symbolic("XXXX-WXX-1", Direction.BEFORE), on("2024-05-14", "2024-05-16"))
    assert found.interval.iso() == ("2024-05-13", "2024-05-13")
    assert found.certain


def test_two_days_of_publication_with_two_readings_cover_both():
    found = resolve(symbolic("XXXX-WXX-1", Direction.BEFORE), on("2024-05-12", "2024-05-16"))
    assert found.interval.iso() == ("2024-05-06", "2024-05-13")
    assert found.value == "2024-05-XX"
    assert not found.certain


def test_a_half_open_publication_bounds_what_it_can():
    monday = symbolic("XXXX-WXX-1", Direction.BEFORE)
    assert days(monday, "2024-05-14", None) == ("2024-05-13", None)
    assert days(monday, None, "2024-05-14") == (None, "2024-05-13")
    assert days(monday, None) == (None, None)


def test_calendar_dates_need_no_publication():
    found = resolve(symbolic("2021-08", anchor=Anchor.CALENDAR), DayInterval())
    assert found.interval.iso() == ("2021-08-01", "2021-08-31")
    assert found.certain


def test_seit_runs_to_the_day_of_publication():
    monday = symbolic("XXXX-WXX-1", Direction.BEFORE, bound=Bound.SINCE)
    assert days(monday, "2024-05-16") == ("2024-05-13", "2024-05-16")
    assert days(monday, "2024-05-13") == ("2024-05-13", "2024-05-13")
    year = symbolic("2021", anchor=Anchor.CALENDAR, bound=Bound.SINCE)
    assert days(year, "2024-05-16") == ("2021-01-01", "2024-05-16")
    assert days(year, None) == ("2021-01-01", None)


def test_bis_runs_from_the_day_of_publication():
    friday = symbolic("XXXX-WXX-5", Direction.AFTER, bound=Bound.UNTIL)
    assert days(friday, "2024-05-14") == ("2024-05-14", "2024-05-17")
    year = symbolic("2030", anchor=Anchor.CALENDAR, bound=Bound.UNTIL)
    assert days(year, "2024-05-14") == ("2024-05-14", "2030-12-31")
    assert days(year, None) == (None, "2030-12-31")


def test_seit_and_bis_keep_the_end_that_a_half_open_publication_gives():
    since = symbolic("XXXX-WXX-1", Direction.BEFORE, bound=Bound.SINCE)
    until = symbolic("XXXX-WXX-5", Direction.AFTER, bound=Bound.UNTIL)
    assert days(since, None, "2024-05-16") == (None, "2024-05-16")
    assert days(since, "2024-05-16", None) == ("2024-05-13", None)
    assert days(until, "2024-05-14", None) == ("2024-05-14", None)
    assert days(until, None, "2024-05-14") == (None, "2024-05-17")


def test_seit_is_certain_only_if_the_day_of_publication_is():
    monday = symbolic("XXXX-WXX-1", Direction.BEFORE, bound=Bound.SINCE)
    assert resolve(monday, on("2024-05-16")).certain
    assert not resolve(monday, on("2024-05-15", "2024-05-16")).certain


def test_a_range_runs_over_new_year():
    found = symbolic("XXXX-12-28", Direction.BEFORE, last="XXXX-01-03")
    assert days(found, "2024-01-10") == ("2023-12-28", "2024-01-03")
    assert days(found, "2023-12-29") == ("2023-12-28", "2024-01-03")
    ahead = symbolic("XXXX-12-28", Direction.AFTER, last="XXXX-01-03")
    assert days(ahead, "2023-11-10") == ("2023-12-28", "2024-01-03")


def test_a_range_with_years_is_read_as_it_stands():
    found = symbolic("2021-05-03", anchor=Anchor.CALENDAR, last="2021-05-07")
    assert days(found, None) == ("2021-05-03", "2021-05-07")


def test_a_range_that_ends_on_no_day_keeps_its_beginning():
    found = symbolic("XXXX-02-27", Direction.BEFORE, last="XXXX-02-31")
    assert days(found, "2024-05-10") == ("2024-02-27", "2024-02-27")


def test_the_part_of_a_month_is_a_third_of_it():
    found = symbolic("XXXX-06", Direction.BEFORE, mod=Mod.END)
    assert days(found, "2024-07-10") == ("2024-06-21", "2024-06-30")
    counted = symbolic("XXXX", unit=Unit.YEAR, mod=Mod.START)
    assert days(counted, "2023-07-10") == ("2023-01-01", "2023-05-02")


@pytest.mark.parametrize("type_", [TimexType.DURATION, TimexType.SET])
def test_lengths_and_repetitions_have_no_days(type_: TimexType):
    assert resolve(symbolic("P2D", type=type_), on("2024-05-14")).interval.is_open


def test_what_hangs_on_context_stays_open():
    found = symbolic("XXXX-XX-XXT14:00", anchor=Anchor.CONTEXT)
    assert resolve(found, on("2024-05-14")).interval.is_open
