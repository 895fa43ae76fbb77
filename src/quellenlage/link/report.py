"""What the record shows of reported speech: the clause that reports it, not the bare matter; and the day of saying.

All that compares what is said (denials, collation, claims) keeps to the matter; a reader and another program see the
clause, as in the annotation scheme of Petersen-Frey and Biemann (2024). Days stand here because articles are dated by
their quotations too: rows of quotations come before the days of the pile.
"""

from __future__ import annotations

from quellenlage.records.layers import Analysis
from quellenlage.records.linked import Linked, Reports
from quellenlage.records.provenance import make_id
from quellenlage.world import World

# Longer stretches tell no day of saying („seit Jahren“).
_WEEK = 7


def link_reports(pile: tuple[Analysis, ...], linked: Linked, world: World) -> Reports:
    """Lay the clause of every reported quotation, and the day of saying that is told, beside the id of its row.

    Args:
        pile: In order of source.
        linked: Needs ``dates``.
        world: Not used.
    """
    clauses, days = {}, {}
    for analysis in pile:
        document = analysis.document
        for quotation in analysis.found.quotations:
            first, last = (document.passage(quotation.quotes[i]) for i in (0, -1))
            id_ = make_id(document.id, "quotation", first.start, last.end, quotation.type)
            if quotation.report:
                clauses[id_] = document.passage(quotation.report)
            day = linked.dates.spans.get((document.id, quotation.day)) if quotation.day else None
            if day and day.days is not None and day.days <= _WEEK:
                days[id_] = day
    return Reports(clauses, days)
