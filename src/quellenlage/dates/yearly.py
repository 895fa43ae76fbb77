"""A day without its year: the days that it may be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from quellenlage.dates.constraint import FIRST_DAY, LAST_DAY
from quellenlage.dates.interval import DayInterval, add_days

_PLACES = slice(5, 7), slice(8, 10)


def yearly(value: str) -> Iterator[date]:
    """The days of a TIMEX3 value without year (``XXXX-05-22``), 1990 to 2030; none of a value of another form.

    Examples:
        >>> [day.year for day in yearly("XXXX-02-29")][:3]
        [1992, 1996, 2000]
    """
    month, day = (value[place] for place in _PLACES)
    if not value.startswith("XXXX-") or not (month.isdecimal() and day.isdecimal() and len(value) == 10):
        return
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
        try:
            yield date(year, int(month), int(day))
        except ValueError:
            continue


def printed_on(value: str, weekday: int | None = None) -> tuple[DayInterval, ...]:
    """The days of printing of an article that stands under a date without year: that day or the next.

    Args:
        value: TIMEX3 without year.
        weekday: Of the date, if it is named (ISO 8601).
    """
    days = (day for day in yearly(value) if weekday in (None, day.isoweekday()))
    return tuple(DayInterval(day, add_days(day, timedelta(1))) for day in days)
