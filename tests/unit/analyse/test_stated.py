"""Days that stand outside the text: stated by the page, or noted by who took it."""

from datetime import date

import pytest
from tests.unit.analyse.page_of import BODY, TITLE, page_of

from quellenlage.analyse.dating.stated import find_stated
from quellenlage.dates.interval import DayInterval
from quellenlage.read.statement import state, weigh_statements
from quellenlage.records.document import StatementKind

CRAWLED = (StatementKind.CAPTURED, "2021-06-04T12:00:00Z", "WARC-Date")


def clues(*said: tuple[StatementKind, str, str]) -> list[tuple[DayInterval, bool]]:
    """The days of each clue, and whether it is hard."""
    statements = weigh_statements([state(*one) for one in said])
    return [(c.days[0], c.weight is None) for c in find_stated(page_of((TITLE, BODY), said=statements))]


def test_nobody_prints_after_the_page_was_taken():
    assert clues(CRAWLED) == [(DayInterval(None, date(2021, 6, 4)), True)]


def test_what_the_page_states_stands_beside_it():
    stated = (StatementKind.PUBLISHED, "2021-06-02", "meta date")
    assert clues(stated, CRAWLED)[0] == (DayInterval(date(2021, 6, 2), date(2021, 6, 2)), False)
    assert len(clues(stated, CRAWLED)) == 2


@pytest.mark.parametrize(
    ("value", "last"),
    [("2021-06-04T22:30:00Z", date(2021, 6, 5)), ("2021-06-04T21:59:59Z", date(2021, 6, 4))],
)
def test_late_in_world_time_it_may_be_the_next_day_here(value: str, last: date):
    assert clues((StatementKind.CAPTURED, value, "WARC-Date")) == [(DayInterval(None, last), True)]


@pytest.mark.parametrize("value", ["1970-01-01T00:00:00Z", "soon", ""])
def test_a_default_or_no_day_bounds_nothing(value: str):
    assert clues((StatementKind.CAPTURED, value, "WARC-Date")) == []
