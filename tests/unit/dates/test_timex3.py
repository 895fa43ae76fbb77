import pytest

from quellenlage.dates.interval import month
from quellenlage.dates.timex3 import Mod, part, value_interval


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2023-09-13", "2023-09-13", "2023-09-13"),
        ("2023-09-13TEV", "2023-09-13", "2023-09-13"),
        ("2023-09-13T14:30", "2023-09-13", "2023-09-13"),
        ("2023-W01", "2023-01-02", "2023-01-08"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2023-W37-WE", "2023-09-16", "2023-09-17"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-SP", "2023-03-01", "2023-05-31"),
        ("2023-WI", "2023-12-01", "2024-02-29"),
        ("2023-Q4", "2023-10-01", "2023-12-31"),
        ("2023-H2", "2023-07-01", "2023-12-31"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("202", "2020-01-01", "2029-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
    ],
)
def test_a_value_covers_its_days(value: str, first: str, last: str):
    found = value_interval(value)
    assert found is not None
    assert found.iso() == (first, last)


@pytest.mark.parametrize(
    "value",
    [
        "2023-02-29", "2023-13", "2023-00", "2021-W53", "2023-W00", "0000-01-01", "0000", "XXXX-09-13", "XXXX",
        "P2D", "PT3H", "PXY", "2023-Q5", "9999-WI", "20230", "", "morgen", "2023-09-1",
    ],
)  # fmt: skip
def test_what_names_no_days_covers_none(value: str):
    assert value_interval(value) is None


def test_beginning_middle_and_end_share_the_period():
    june = month(2024, 6)
    assert part(june, Mod.START).iso() == ("2024-06-01", "2024-06-10")
    assert part(june, Mod.MID).iso() == ("2024-06-11", "2024-06-20")
    assert part(june, Mod.END).iso() == ("2024-06-21", "2024-06-30")
    assert part(june, Mod.APPROX) == june
    assert part(june, None) == june


def test_thirds_are_rounded_outwards():
    may = month(2024, 5)
    assert part(may, Mod.START).iso() == ("2024-05-01", "2024-05-11")
    assert part(may, Mod.MID).iso() == ("2024-05-11", "2024-05-21")
    assert part(may, Mod.END).iso() == ("2024-05-21", "2024-05-31")


def test_a_single_day_has_no_smaller_part():
    day = value_interval("2024-05-05")
    assert day is not None
    assert {part(day, mod) for mod in Mod} == {day}
