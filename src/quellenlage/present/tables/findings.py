"""What shows when passages are laid side by side."""

from __future__ import annotations

from quellenlage.present.tables.table import Table, numbers_of
from quellenlage.records.contract import FindingRow, Record

# How the weight is counted, for whoever reads the table.
FORMULA = "weight = articles touched + stances touched"


def findings(record: Record) -> Table:
    """Every finding, those that touch most first."""
    numbers = numbers_of(record)
    order = sorted(enumerate(record.finding), key=lambda pair: (-pair[1].weight, pair[0]))
    rows = tuple((row.type, _articles(row, numbers), str(row.weight), row.note, row.id) for _, row in order)
    return Table("Findings", ("type", "articles", "weight", "note", "id"), rows, note=FORMULA if rows else "")


def _articles(row: FindingRow, numbers: dict[str, int]) -> str:
    """Numbers of the articles, that of the first passage first."""
    places = [row.a, *([row.b] if row.b else []), *row.more]
    return " ".join(dict.fromkeys(str(numbers.get(p.article, "?")) for p in places))
