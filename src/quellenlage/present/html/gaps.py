"""*Lücken*: what the pile lacks, what its articles do not know, and what of it could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.present.html.book import Book
from quellenlage.records.contract import LeadRow
from quellenlage.records.document import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadView:
    """An original that is cited; ``in_pile`` is the number of its article, 0 if it is missing."""

    id: str
    kind: str
    name: str
    holder: str | None
    days: tuple[str | None, str | None]
    articles: tuple[int, ...]
    in_pile: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaveatView:
    """What an article says of the limits of its knowledge."""

    id: str
    type: str
    words: Passage
    about: tuple[str, ...]
    article: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsView:
    """The section; ``inputs`` are those that are not in the record, with status and reason."""

    leads: tuple[LeadView, ...]
    caveats: tuple[CaveatView, ...]
    inputs: tuple[tuple[str, str, str], ...]


def gaps_view(book: Book) -> GapsView:
    """The section *Lücken*: missing originals that most articles cite first."""
    leads = sorted((_lead(row, book) for row in book.record.lead), key=lambda v: (v.in_pile > 0, -len(v.articles)))
    caveats = tuple(
        CaveatView(
            id=row.id,
            type=row.type,
            words=Passage(row.article, row.start, row.end, row.text),
            about=tuple(id_ for id_ in row.about if id_ in book.names),
            article=book.number(row.article),
        )
        for row in book.record.caveat
    )
    inputs = tuple((row.source, row.status, row.reason) for row in book.record.input if row.status != "ok")
    return GapsView(leads=tuple(leads), caveats=caveats, inputs=inputs)


def _lead(row: LeadRow, book: Book) -> LeadView:
    return LeadView(
        id=row.id,
        kind=row.by.rule.partition(":")[0],
        name=" ".join(row.name.split()),
        holder=row.holder,
        days=(row.from_, row.to),
        articles=tuple(sorted({book.number(span.article) for span in row.spans})),
        in_pile=book.number(row.in_pile) if row.in_pile else 0,
        passages=row.spans,
    )
