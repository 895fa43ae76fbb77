"""What passes from one to another, as a sentence tells it. Every span counts in ``Document.text``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quellenlage.records.provenance import By
from quellenlage.text.span import Span


class Stage(StrEnum):
    """How far a transfer has come, as told; in the order of coming about."""

    NEEDED = "needed"
    SOUGHT = "sought"
    OFFERED = "offered"
    AGREED = "agreed"
    DELIVERED = "delivered"
    USED = "used"
    REFUSED = "refused"


class Category(StrEnum):
    """What passes.

    Source: the classes of the SIPRI register are all ``arms``; the others are those of the articles we read for.
    """

    ARMS = "arms"
    MUNITION = "munition"
    MATERIEL = "materiel"
    TECHNOLOGY = "technology"
    FUEL = "fuel"
    FOOD = "food"
    MONEY = "money"
    MEDICAL = "medical"
    AID = "aid"
    OTHER = "other"


# Goods of war are one matter: who denies weapons denies grenades.
_WAR = frozenset({Category.ARMS, Category.MUNITION, Category.MATERIEL})


def kind_of(category: Category) -> str:
    """The kind of goods that claims are told apart by: goods of war are one."""
    return "war" if category in _WAR else category


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A noun for what passes.

    Attributes:
        span: The noun, or the part of a compound that names it.
        name: Its dictionary form.
    """

    span: Span
    name: str
    category: Category


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """How much, as told: bounds stay open where the words leave them open."""

    span: Span
    min: float | None
    max: float | None
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One transfer, or the need or refusal of one, as a clause tells it.

    Attributes:
        span: The word that tells it.
        sentence: Index in the layer of sentences.
        clause: From the first to the last word of the clause.
        suppliers: Spans of mentions, or of words that are none.
        items: All of one category.
        polarity: ``-`` where the clause says that it did not happen.
        certainty: ``CT``, ``PR``, ``PS`` or ``U``, as the clause words it.
        is_return: It is given in return for another.
        quotation: Index in the layer of quotations of the innermost that holds it; None if the narrator tells it.
        time: Span of a time expression.
    """

    span: Span
    sentence: int
    clause: Span
    suppliers: tuple[Span, ...]
    recipients: tuple[Span, ...]
    items: tuple[Item, ...]
    category: Category
    stage: Stage
    polarity: str
    certainty: str
    by: By
    amount: Amount | None = None
    is_return: bool = False
    quotation: int | None = None
    time: Span | None = None
