"""Originals across a pile: who holds them, on which days, and whether the pile has them."""

from datetime import date

from tests.unit.link.pile_of import article, linked_with

from quellenlage.dates.interval import DayInterval
from quellenlage.link.lead import link_leads
from quellenlage.records.layers import LeadKind

MONDAY, TUESDAY = DayInterval(date(2024, 5, 13), date(2024, 5, 13)), DayInterval(date(2024, 5, 14), date(2024, 5, 14))


def test_one_holder_and_one_day_are_one_original():
    pile = (article("a1", kind=LeadKind.REPORT), article("a2", kind=LeadKind.REPORT))
    rows = link_leads(pile, linked_with(holder="e1", days={"a1": MONDAY, "a2": MONDAY}), None)  # type: ignore[arg-type]
    assert [len(row.spans) for row in rows] == [2]
    assert (rows[0].holder, rows[0].from_, rows[0].to) == ("e1", "2024-05-13", "2024-05-13")


def test_other_days_or_no_holder_are_two():
    pile = (article("a1", kind=LeadKind.REPORT), article("a2", kind=LeadKind.REPORT))
    other_days = linked_with(holder="e1", days={"a1": MONDAY, "a2": TUESDAY})
    assert len(link_leads(pile, other_days, None)) == 2  # type: ignore[arg-type]
    no_holder = linked_with(holder=None, days={"a1": MONDAY, "a2": MONDAY})
    assert len(link_leads(pile, no_holder, None)) == 2  # type: ignore[arg-type]


def test_an_article_of_the_holder_of_that_day_is_the_original():
    pile = (article("a1", kind=LeadKind.REPORT), article("a2", publisher="e1"))
    known = linked_with(holder="e1", days={"a1": MONDAY}, printed={"a2": MONDAY})
    assert [row.in_pile for row in link_leads(pile, known, None)] == ["a2"]  # type: ignore[arg-type]
    late = linked_with(holder="e1", days={"a1": MONDAY}, printed={"a2": TUESDAY})
    assert [row.in_pile for row in link_leads(pile, late, None)] == [None]  # type: ignore[arg-type]
    undated = linked_with(holder="e1", days={}, printed={"a2": MONDAY})
    assert [row.in_pile for row in link_leads(pile, undated, None)] == [None]  # type: ignore[arg-type]
