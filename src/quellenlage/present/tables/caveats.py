"""What bounds how far the articles can be relied on."""

from __future__ import annotations

from quellenlage.present.tables.table import Table, numbers_of, one_line
from quellenlage.records.contract import Record


def caveats(record: Record) -> Table:
    """What bounds how far the articles can be relied on."""
    numbers = numbers_of(record)
    rows = tuple((str(numbers.get(c.article, "?")), c.type, c.by.rule, one_line(c.text), c.id) for c in record.caveat)
    note = "translation: traces of translation or careless copying; none of them proves one" if rows else ""
    return Table("Caveats", ("article", "type", "because", "words", "id"), rows, note)
