"""A month without its year that is told as past: who leaves the year out writes in the months that follow.

„Anfang März hatte das Gericht entschieden“ is not printed in the February after: by then the writer names the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from quellenlage.dates.anchor import Anchor, Direction, Symbolic
from quellenlage.dates.constraint import FIRST_DAY, LAST_DAY
from quellenlage.dates.interval import DayInterval, add_days
from quellenlage.dates.timex3 import TimexType
from quellenlage.records.layers import Clue, Layers
from quellenlage.records.provenance import By

# Of 244 such months in 955 articles of german-news-2020 outside of the measured ones 239 began at most so many days
# before printing (.88 at most 150 days, .96 at most 210); the others name a year in other words („im vergangenen Mai“).
_AGE = timedelta(240)
_WEIGHT = 2
_MONTH = re.compile(r"XXXX-(\d\d)")


def find_months(found: Layers) -> Iterator[Clue]:
    """A clue for every month that a verb in the past tells without its year.

    Args:
        found: Needs ``timexes``.
    """
    for timex in found.timexes:
        month = _MONTH.fullmatch(timex.symbolic.value)
        if month and timex.told is Direction.BEFORE and _is_past(timex.symbolic):
            begins = (date(year, int(month[1]), 1) for year in range(FIRST_DAY.year, LAST_DAY.year + 1))
            yield Clue(
                span=timex.span,
                days=tuple(DayInterval(day, add_days(day, _AGE)) for day in begins),
                weight=_WEIGHT,
                reason=f"tells of this month as past without its year: it began within {_AGE.days} days",
                by=By("month without year"),
                recurs=True,
            )


def _is_past(symbolic: Symbolic) -> bool:
    plain = symbolic.unit is None and symbolic.bound is None and symbolic.last is None
    is_date = symbolic.type is TimexType.DATE and symbolic.anchor is Anchor.PUBLICATION
    return plain and is_date and symbolic.direction is Direction.BEFORE
