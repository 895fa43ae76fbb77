"""Articles that are copies of one another."""

from __future__ import annotations

from quellenlage.present.tables.table import Table
from quellenlage.records.contract import Record


def copies(record: Record) -> Table:
    """Groups of articles that are copies."""
    sources = {row.id: row.source for row in record.article}
    rows = tuple((c.relation, ", ".join(sources.get(a, a) for a in c.articles), c.id) for c in record.copy)
    return Table("Copies", ("relation", "articles", "id"), rows)
