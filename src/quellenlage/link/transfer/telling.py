"""A transfer as one article tells it, with entities in place of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from quellenlage.records.layers import Analysis, EntityType
from quellenlage.records.linked import Linked
from quellenlage.records.transfer import Category, Stage, Transfer, kind_of
from quellenlage.text.span import Span
from quellenlage.world import World

# Stages that tell of one matter: what is lacked, what is to come, what has come about.
_MATTERS = {
    Stage.NEEDED: "need", Stage.SOUGHT: "need", Stage.OFFERED: "plan", Stage.AGREED: "plan", Stage.REFUSED: "plan",
    Stage.DELIVERED: "supply", Stage.USED: "supply",
}  # fmt: skip
# An entity of one article alone, without a name.
_UNNAMED = "@"

# Supplier, recipient (empty if open), kind of goods, matter.
Matter: TypeAlias = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Telling:
    """A transfer of an article.

    Attributes:
        number: In the layer of its article.
        goods: Heads of its items: what compounds of goods end in, small.
        completed: A party stands elsewhere than beside the word of giving.
    """

    analysis: Analysis
    number: int
    transfer: Transfer
    supplier: str | None
    recipient: str | None
    goods: frozenset[str]
    completed: bool = False

    @property
    def group(self) -> str:
        """What its goods are grouped by: their category; goods of no category each by their head."""
        if self.transfer.category is not Category.OTHER:
            return self.transfer.category
        return f"other {min(self.goods, default='')}"

    @property
    def head(self) -> str:
        """One word for its goods, the same for the same goods."""
        return min(self.goods, default="")

    @property
    def kind(self) -> str:
        """The kind of goods that claims are told apart by."""
        return kind_of(self.transfer.category) if self.transfer.category is not Category.OTHER else self.group

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it one row with another."""
        return self.supplier or "", self.recipient or "", self.group, self.transfer.stage

    @property
    def place(self) -> tuple[str, int]:
        """Article and number."""
        return self.analysis.document.id, self.number

    @property
    def matter(self) -> Matter:
        """What makes it one claim with another."""
        return self.supplier or "", self.recipient or "", self.kind, _MATTERS[self.transfer.stage]

    @property
    def is_complete(self) -> bool:
        """Whether both parties are known."""
        return bool(self.supplier and self.recipient)

    @property
    def is_named(self) -> bool:
        """Whether a party has a name."""
        return any(party and _UNNAMED not in party for party in (self.supplier, self.recipient))


def read_tellings(analysis: Analysis, linked: Linked, world: World) -> list[Telling]:
    """The tellings of one article, in order; those whose two parties are one are left out."""
    words = world.language.transfers
    rows = frozenset(row.id for row in linked.entities.rows)
    found = []
    for number, transfer in enumerate(analysis.found.transfers):
        supplier = _party(transfer.suppliers, transfer, analysis, linked, world)
        recipient = _party(transfer.recipients, transfer, analysis, linked, world)
        homes = [_country(party, rows, world) for party in (supplier, recipient)]
        if homes[0] != homes[1]:
            supplier, recipient = homes
        if (supplier or recipient) and supplier != recipient:
            heads = frozenset(words.head_of(item.name.lower()) for item in transfer.items) if words else frozenset()
            found.append(Telling(analysis, number, transfer, supplier, recipient, heads))
    return found


def _country(party: str | None, rows: frozenset[str], world: World) -> str | None:
    """The state that a town or region lies in, if the pile names it: goods in a port have come to its country."""
    known = world.kb.entities.get(party) if party else None
    if known is None or known.type not in (EntityType.GPE, EntityType.LOC) or len(known.part_of) != 1:
        return party
    home = world.kb.entities.get(known.part_of[0])
    is_state = home is not None and home.type is EntityType.GPE and not home.part_of
    return home.id if home is not None and is_state and home.id in rows else party


def _party(spans: Sequence[Span], transfer: Transfer, analysis: Analysis, linked: Linked, world: World) -> str | None:
    """The one for whom the first of the parties acts; „wir“ is who speaks."""
    own = world.language.content_acts.own if world.language.content_acts else frozenset[str]()
    document = analysis.document
    for span in spans:
        entity = linked.entities.of(document.id, span)
        if entity is None and transfer.quotation is not None and span.of(document.text).lower() in own:
            speakers = analysis.found.quotations[transfer.quotation].speakers
            entity = linked.entities.of(document.id, speakers[0]) if speakers else None
        if entity is not None:
            return linked.standings.acting(entity)
    return None
