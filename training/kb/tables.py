"""Tables of the knowledge base as text: tabs between cells, one head line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass
class Table:
    """A table that a script changes."""

    columns: list[str]
    rows: list[dict[str, str]]


def read_table(path: Path) -> Table:
    """Read a table.

    Raises:
        ValueError: A row has more or fewer cells than the head line.
    """
    head, *body = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    columns = head.split("\t")
    return Table(columns, [dict(zip(columns, line.split("\t"), strict=True)) for line in body])


def write_table(table: Table, path: Path) -> None:
    """Write a table."""
    lines = ["\t".join(table.columns), *("\t".join(row[c] for c in table.columns) for row in table.rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
