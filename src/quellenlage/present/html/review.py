"""*Prüfen*: what to look at first, what was corrected, and what can be said of one record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from quellenlage.present.doubts import Doubt, find_doubts
from quellenlage.present.html.book import Book
from quellenlage.present.html.forms import Form, forms_of
from quellenlage.present.tables.corrections import titles_of
from quellenlage.records.contract import (
    ArticleRow,
    ClaimRow,
    CorrectionRow,
    EntityRow,
    EventRow,
    FindingRow,
    LeadRow,
    QuotationRow,
    Row,
    StoryRow,
    TransferRow,
    own_passage,
    passages,
    to_plain,
)
from quellenlage.records.correction import Correction, Standing, Target
from quellenlage.records.document import Passage

# So many things to look at stand on the page; the rest is counted.
_QUEUE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """A correction beside what the machine had.

    Attributes:
        fields: Name, what the machine had, what is to be; None where nothing is said of it.
        state: ``applied``, ``orphaned``, ``pending``, ``undone`` or ``superseded``.
        records: Ids of rows that it bears on, which have a page.
    """

    id: str
    action: str
    kind: str
    words: tuple[str, ...]
    fields: tuple[tuple[str, str | None, str | None], ...]
    state: str
    reason: str
    who: str
    when: str
    why: str
    records: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Whether it can be taken back."""
        return self.state in ("applied", "orphaned", "pending")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """The section; ``more`` counts what does not stand in the queue, ``pending`` what was not applied yet."""

    doubts: tuple[Doubt, ...]
    more: int
    corrections: tuple[CorrectionView, ...]
    pending: bool
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """One record and what can be said of it.

    Attributes:
        says: Field and value, as the machine has them.
        forms: What can be said.
        corrections: What was.
    """

    id: str
    kind: str
    title: str
    passages: tuple[Passage, ...]
    says: tuple[tuple[str, str], ...]
    rule: str
    forms: tuple[Form, ...]
    corrections: tuple[CorrectionView, ...]
    who: str


def review_view(
    book: Book, known: Iterable[tuple[Correction, Standing]], *, pending: bool, who: str
) -> ReviewView:  # fmt: skip
    """The section *Prüfen*.

    Args:
        book: The record.
        known: All that was ever said.
        pending: Whether the record is older than what was said.
        who: Who corrected last, for the forms.
    """
    doubts = find_doubts(book.record)
    return ReviewView(
        doubts=doubts[:_QUEUE],
        more=max(len(doubts) - _QUEUE, 0),
        corrections=tuple(reversed(_corrections(book, known))),
        pending=pending,
        who=who,
    )


def record_view(book: Book, row: Row, known: Iterable[tuple[Correction, Standing]], who: str) -> RecordView:
    """The page of one record."""
    mine = {c.id for c in book.record.correction if row.id in c.records}
    return RecordView(
        id=row.id,
        kind=row.kind,
        title=_title(row, book),
        passages=tuple(dict.fromkeys((*passages(row), *own_passage(row))))[:12],
        says=tuple(_says(row, book)),
        rule=row.by.rule,
        forms=forms_of(row, book),
        corrections=tuple(c for c in _corrections(book, known) if c.id in mine),
        who=who,
    )


def _corrections(book: Book, known: Iterable[tuple[Correction, Standing]]) -> list[CorrectionView]:
    rows: Mapping[str, CorrectionRow] = {row.id: row for row in book.record.correction}
    titles = titles_of(book.record)
    named = _namer(book)
    there = {row.id for row in book.record.rows()} if rows else set()
    found = []
    for said, standing in known:
        row = rows.get(said.id) if standing is Standing.STANDS else None
        state = row.status if row else "pending" if standing is Standing.STANDS else str(standing)
        names = sorted({*said.before, *said.after})
        found.append(
            CorrectionView(
                id=said.id,
                action=str(said.action),
                kind=said.target.kind,
                words=tuple(filter(None, (_named(t, titles) for t in (said.target, said.other) if t))),
                fields=tuple((n, named(said, said.before.get(n)), named(said, said.after.get(n))) for n in names),
                state=state,
                reason=row.reason if row else "",
                who=said.who,
                when=said.when[:16].replace("T", " "),
                why=said.why,
                records=tuple(id_ for id_ in (row.records if row else ()) if id_ in there),
            )
        )
    return found


def _namer(book: Book) -> Callable[[Correction, str | None], str | None]:
    """Names for the places in the fields of corrections; other values as they are."""
    hashes = {row.id: row.sha256 for row in book.record.article}
    actors = {(hashes.get(m.article), f"{m.start}:{m.end}"): book.names.get(m.entity) for m in book.record.mention}

    def named(said: Correction, value: str | None) -> str | None:
        return actors.get((said.target.sha256, value), value) if value else value

    return named


def _named(target: Target, titles: Mapping[str, str]) -> str:
    """The words of a target; of a whole article its title."""
    return target.text or ("" if target.end else titles.get(target.sha256, ""))


def _title(row: Row, book: Book) -> str:
    match row:
        case ArticleRow():
            return row.title or row.source
        case QuotationRow():
            return " … ".join(span.text for span in row.quote)
        case EntityRow() | LeadRow():
            return row.name
        case EventRow() | ClaimRow() | StoryRow():
            return row.label
        case TransferRow():
            return ", ".join(row.items)
        case FindingRow():
            return row.note
    found = own_passage(row)
    return found[0].text if found else row.id


# Fields of a row that tell a reader nothing, or that stand elsewhere on its page.
_HIDDEN = frozenset({"kind", "id", "by", "confidence", "article", "sha256", "start", "end", "origins", "factuality"})
_PLAIN: tuple[type, ...] = (str, int, float)


def _says(row: Row, book: Book) -> Iterable[tuple[str, str]]:
    """The plain fields of a row; ids of actors by their names."""
    name: Callable[[str], str] = lambda value: book.names.get(value, value)  # noqa: E731  shorter than a function
    for field, value in to_plain(row).items():
        words = _words(value, name)
        if field not in _HIDDEN and words:
            yield field, words


def _words(value: Any, name: Callable[[str], str]) -> str:  # noqa: ANN401  plain data
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, _PLAIN):
        return name(str(value))
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(name(item) for item in value[:12])
    if isinstance(value, dict) and "entities" in value:
        return ", ".join(name(item) for item in value["entities"])
    if isinstance(value, dict) and "earliest" in value:
        return " … ".join(str(value[end]) for end in ("earliest", "latest") if value.get(end))
    return ""
