"""Feasts that move: days counted from Easter Sunday or from the fourth Sunday in Advent."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.easter import easter  # type: ignore[import-untyped]

_FEAST = re.compile(r"(\d{4})-([EA])([+-]\d+)$")


def feast_day(value: str) -> date | None:
    """The day of a year that is counted from a feast; None for any other value.

    Args:
        value: ``2024-E+39`` (39 days after Easter Sunday), ``2024-A-21`` (21 days before the fourth Sunday in Advent).

    Examples:
        >>> feast_day("2024-E+39").isoformat(), feast_day("2023-A-0").isoformat()
        ('2024-05-09', '2023-12-24')

    Source:
        Easter: dateutil (Gregorian computus). The fourth Sunday in Advent is the last one before Christmas Day.
    """
    match = _FEAST.match(value)
    if not match or not 1583 <= int(match[1]) <= 4099:
        return None
    year = int(match[1])
    if match[2] == "E":
        start: date = easter(year)
    else:
        christmas = date(year, 12, 25)
        start = christmas - timedelta(christmas.isoweekday())
    return start + timedelta(int(match[3]))
