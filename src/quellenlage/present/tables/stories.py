"""Which articles tell one story."""

from __future__ import annotations

from quellenlage.present.tables.table import Table, numbers_of
from quellenlage.records.contract import Record


def stories(record: Record) -> Table:
    """Every story with its articles and what each of them shares with it; the largest first."""
    numbers = numbers_of(record)
    sources = {row.id: row.source for row in record.article}
    order = sorted(record.story, key=lambda row: (-len(row.articles), numbers.get(row.articles[0], 0)))
    rows = tuple(
        (
            row.label if at == 0 else "",
            str(numbers.get(member.article, "?")),
            sources.get(member.article, ""),
            ", ".join(member.shares),
            row.id,
        )
        for row in order
        for at, member in enumerate(row.members)
    )
    return Table("Stories", ("story", "article", "source", "shares", "id"), rows)
