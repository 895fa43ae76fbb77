"""TIMEX3 values and the days that they cover. Values with X are symbolic and cover nothing by themselves."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum

from quellenlage.dates.feast import feast_day
from quellenlage.dates.interval import DayInterval, add_days, month, week, year


class TimexType(StrEnum):
    """Source: TimeML TIMEX3 1.2.1, attribute ``type``."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Mod(StrEnum):
    """Source: TimeML TIMEX3 1.2.1, attribute ``mod`` (the values that news uses)."""

    START = "START"
    MID = "MID"
    END = "END"
    APPROX = "APPROX"


_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T\S*)?$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])$")
_YEAR = re.compile(r"\d{1,4}$")
# First month and length in months. Meteorological seasons; winter runs into the next year.
_SEASONS = {
    "SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3), "H1": (1, 6), "H2": (7, 6),
    "Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3),
}  # fmt: skip


def value_interval(value: str) -> DayInterval | None:
    """The days that a TIMEX3 value covers.

    Args:
        value: ``2023-09-13``, ``2023-09-13TEV``, ``2023-W37``, ``2023-W37-WE``, ``2023-09``,
            ``2023-SU``, ``2023-Q3``, ``2023-H1``, ``2023``, ``202`` (decade), ``20`` (century).

    Returns:
        None for durations, sets, values with X and days that do not exist.

    Examples:
        >>> value_interval("2023-W37-WE").iso()
        ('2023-09-16', '2023-09-17')
        >>> value_interval("2023-02-30") is None
        True
    """
    try:
        return _interval(value)
    except (ValueError, OverflowError):
        return None


def _interval(value: str) -> DayInterval | None:
    if match := _DAY.match(value):
        day = date(*map(int, match.groups()))
        return DayInterval(day, day)
    if match := _WEEK.match(value):
        span = week(date.fromisocalendar(int(match[1]), int(match[2]), 1))
        return DayInterval(add_days(span.first, timedelta(5)), span.last) if match[3] and span.first else span
    if match := _MONTH.match(value):
        return month(int(match[1]), int(match[2]))
    if match := _SEASON.match(value):
        first, length = _SEASONS[match[2]]
        start = int(match[1]) * 12 + first - 1
        end = start + length - 1
        return DayInterval(month(start // 12, start % 12 + 1).first, month(end // 12, end % 12 + 1).last)
    if feast := feast_day(value):
        return DayInterval(feast, feast)
    if _YEAR.match(value):
        width = 10 ** (4 - len(value)) if len(value) < 4 else 1
        start_year = max(int(value) * width, 1)
        return DayInterval(year(start_year).first, year(int(value) * width + width - 1).last)
    return None


def part(interval: DayInterval, mod: Mod | None) -> DayInterval:
    """The beginning, middle or end of an interval: its first, second or last third, rounded outwards.

    Thirds because „Anfang“, „Mitte“ and „Ende“ are used as if they shared a period between them.
    """
    if mod in (None, Mod.APPROX) or not (interval.first and interval.last):
        return interval
    days = (interval.last - interval.first).days + 1
    third = timedelta(-(-days // 3) - 1)
    if mod is Mod.START:
        return DayInterval(interval.first, interval.first + third)
    if mod is Mod.END:
        return DayInterval(interval.last - third, interval.last)
    middle = timedelta(days // 3)
    return DayInterval(interval.first + middle, interval.last - middle)
