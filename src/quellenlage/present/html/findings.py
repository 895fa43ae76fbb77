"""*Befunde*: what shows when passages are laid side by side."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.present.html.book import Book
from quellenlage.records.contract import FindingRow
from quellenlage.records.document import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """One finding; its note is told from its row, in the language of the reader."""

    id: str
    type: str
    row: FindingRow
    weight: int
    passages: tuple[Passage, ...]
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsView:
    """The section: what touches most first."""

    rows: tuple[FindingView, ...]


def findings_view(book: Book) -> FindingsView:
    """The section *Befunde*."""
    order = sorted(enumerate(book.record.finding), key=lambda pair: (-pair[1].weight, pair[0]))
    return FindingsView(rows=tuple(finding_view(row, book) for _, row in order))


def finding_view(row: FindingRow, book: Book) -> FindingView:
    """One finding as it is shown."""
    passages = (row.a, *((row.b,) if row.b else ()), *row.more)
    return FindingView(
        id=row.id,
        type=row.type,
        row=row,
        weight=row.weight,
        passages=passages,
        articles=tuple(dict.fromkeys(book.number(p.article) for p in passages)),
    )
