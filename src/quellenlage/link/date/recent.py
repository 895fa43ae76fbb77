"""Which day of a week that other articles tell: news is printed soon after the weekday of which it tells first."""

from __future__ import annotations

from quellenlage.dates.anchor import Anchor, Direction
from quellenlage.dates.constraint import FIRST_DAY, LAST_DAY
from quellenlage.dates.interval import DayInterval
from quellenlage.link.date.publication import Held
from quellenlage.link.date.telling import lead_of
from quellenlage.records.layers import Analysis, Clue, Timex
from quellenlage.records.provenance import By

# Of 51 articles of german-news-2020 (outside of the measured ones) whose first past weekday is told by a verb in one of
# the first five sentences all are printed within three days; of 63 of Wikinews, whose authors write when they can, .75.
# So it is an assumption, weighs least, and is asked only where others tell the week.
_DAYS, _COUNTS = 3, 1
_WEEKDAY = "XXXX-WXX-"
_NUMBER = 9


def recent(analysis: Analysis) -> tuple[Held, ...]:
    """At most one clue: the weekday of the news."""
    first = news_weekday(analysis)
    if first is None:
        return ()
    number = int(first.symbolic.value[_NUMBER])
    clue = Clue(
        span=first.span,
        days=(DayInterval(FIRST_DAY, LAST_DAY),),
        weight=_COUNTS,
        reason=f"assumed: the news of this weekday is printed within {_DAYS} days",
        by=By("first weekday"),
        recurs=True,
        weekdays=tuple(sorted((number + step - 1) % 7 + 1 for step in range(_DAYS + 1))),
    )
    return (Held(analysis, clue, of_pile=True),)


def news_weekday(analysis: Analysis) -> Timex | None:
    """The first past weekday that a verb tells in the first sentences."""
    end = lead_of(analysis)
    return next((t for t in analysis.found.timexes if t.span.end <= end and _is_news(t)), None)


def _is_news(timex: Timex) -> bool:
    symbolic = timex.symbolic
    return (
        symbolic.anchor is Anchor.PUBLICATION
        and symbolic.unit is None
        and symbolic.bound is None
        and symbolic.value.startswith(_WEEKDAY)
        and symbolic.value[_NUMBER].isdigit()
        and symbolic.direction in (None, Direction.BEFORE, Direction.SAME)
        and timex.told is Direction.BEFORE
    )
