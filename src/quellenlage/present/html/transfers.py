"""*Lieferungen*: the register of what is said to pass from whom to whom, in columns that SIPRI made the custom."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.present.html.book import Book
from quellenlage.records.document import Passage
from quellenlage.records.transfer import Stage

_STAGES = tuple(str(stage) for stage in Stage)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferView:
    """One line of the register.

    Attributes:
        quantity: The amount as told; empty without one.
        exact: Whether the amount is one number; others stand in brackets, as in the register of SIPRI.
        status: Of the claim it belongs to; empty without one.
        passages: The amount, and every clause that tells it.
    """

    id: str
    supplier: str | None
    recipient: str | None
    quantity: str
    exact: bool
    items: tuple[str, ...]
    category: str
    stage: str
    ordered: tuple[str | None, str | None]
    delivered: tuple[str | None, str | None]
    claim: str | None
    status: str
    articles: tuple[int, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TransfersView:
    """The section: what was delivered before what is only wanted."""

    rows: tuple[TransferView, ...]


def transfers_view(book: Book) -> TransfersView:
    """The section *Lieferungen*."""
    claims = {claim.id: claim for claim in book.record.claim}
    far = ("delivered", "used", "agreed", "refused", "offered", "sought", "needed")
    rank = {stage: number for number, stage in enumerate((*far, *(s for s in _STAGES if s not in far)))}
    order = sorted(
        book.record.transfer,
        key=lambda row: (rank.get(row.stage, len(rank)), -len(row.articles), row.supplier or "~", row.id),
    )
    rows = []
    for row in order:
        claim = claims.get(row.claim or "")
        rows.append(
            TransferView(
                id=row.id,
                supplier=row.supplier,
                recipient=row.recipient,
                quantity=" ".join(row.quantity.text.split()) if row.quantity else "",
                exact=bool(row.quantity and row.quantity.min is not None and row.quantity.min == row.quantity.max),
                items=row.items or (row.item,),
                category=row.category,
                stage=row.stage,
                ordered=(row.ordered.from_, row.ordered.to),
                delivered=(row.delivered.from_, row.delivered.to),
                claim=row.claim,
                status=claim.status if claim else "",
                articles=tuple(book.number(article) for article in row.articles),
                passages=(*((row.quantity.span,) if row.quantity else ()), *row.mentions),
            )
        )
    return TransfersView(rows=tuple(rows))
