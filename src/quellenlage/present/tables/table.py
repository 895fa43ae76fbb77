"""What every view is made of."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.records.contract import Record
from quellenlage.records.document import Passage


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table.

    Attributes:
        columns: Headings, as many as every row has cells.
        rows: Cells as shown; the last cell is the id where ``columns`` ends in "id".
        note: What to say under it, or empty.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def names_of(record: Record) -> dict[str, str]:
    """The name of every entity by its id."""
    return {entity.id: entity.name for entity in record.entity}


def numbers_of(record: Record) -> dict[str, int]:
    """The number of every article in the views by its id."""
    return {row.id: number for number, row in enumerate(record.article, 1)}


def one_line(text: str) -> str:
    """Without breaks and doubled blanks."""
    return " ".join(text.split())


def passage_words(passage: Passage, sources: dict[str, str]) -> str:
    """A passage with its place: „words“ (file, from–to)."""
    return (
        f"„{one_line(passage.text)}“ ({sources.get(passage.article, passage.article)}, {passage.start}–{passage.end})"
    )
