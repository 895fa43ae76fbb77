"""What bounds how far the articles can be relied on."""

from __future__ import annotations

from quellenlage.present.tables.table import Table, names_of, numbers_of, one_line
from quellenlage.records.contract import Record
from quellenlage.records.layers import CaveatType


def caveats(record: Record) -> Table:
    """What bounds how far the articles can be relied on."""
    numbers = numbers_of(record)
    names = names_of(record)
    rows = tuple(
        (
            str(numbers.get(c.article, "?")),
            c.type,
            c.by.rule,
            one_line(c.text),
            ", ".join(names[id_] for id_ in c.about if id_ in names),
            c.id,
        )
        for c in record.caveat
    )
    is_translated = any(c.type == CaveatType.TRANSLATION for c in record.caveat)
    note = "translation: traces of translation or careless copying; none of them proves one" if is_translated else ""
    return Table("Caveats", ("article", "type", "because", "words", "about", "id"), rows, note)
