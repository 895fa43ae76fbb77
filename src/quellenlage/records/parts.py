"""Parts of the rows of the contract: what a field holds that is no plain value."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.records.document import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When an article was printed, as far as its words and the pile tell."""

    earliest: str | None
    latest: str | None
    edtf: str | None
    basis: str | None
    evidence: tuple[Passage, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """When the page was copied: the day that its archive tells, or what its furniture bounds."""

    earliest: str | None
    latest: str | None
    evidence: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditField:
    """Whom an article names as its maker."""

    name: str
    role: str
    basis: str
    entity: str | None
    evidence: Passage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that the texts say somebody holds."""

    title: str
    of: str | None
    from_: str | None
    to: str | None
    evidence: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A speaker or addressee: the words, and whom they mean."""

    span: Passage | None
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViaField:
    """One link of the chain that passes words on, from the article inwards."""

    entity: str | None
    name: str
    span: Passage
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantField:
    """Who takes part in an event."""

    role: str
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactualityField:
    """How sure one source is of an event, in one article."""

    source: str
    article: str
    value: str
    span: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberField:
    """Why an article belongs to a story.

    Attributes:
        shares: The names and words in which it is most like the other articles; of the only article its own.
    """

    article: str
    shares: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathField:
    """One chain from an article to its origin.

    Attributes:
        root: One of the roots of the bound.
        via: Names of those who pass the words on, from the article inwards.
        copy_of: The passage whose copy this one is; None for the first.
    """

    root: str
    via: tuple[str, ...]
    span: Passage
    copy_of: Passage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedField:
    """Two roots that may be the same, so that the lower bound counts them once.

    Attributes:
        reason: ``part_of`` (also: speaks for, is owned by), ``unnamed``, ``unnamed and named``.
    """

    left: str
    right: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """How many independent origins there are: at least ``lower``, at most ``upper``, and which.

    Attributes:
        roots: The innermost nodes that were counted: ids of entities, or names where a chain ends in words alone.
        paths: The chains that lead to them, in order of source: the tree that shows why.
        merged: Roots that the lower bound counts once.
    """

    lower: int
    upper: int
    roots: tuple[str, ...]
    paths: tuple[PathField, ...] = ()
    merged: tuple[MergedField, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """From how many independent origins it comes, and against it."""

    for_: Bound
    against: Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceField:
    """Where one holder stands towards a claim, in one article.

    Attributes:
        holder: Id of an entity, ``narrator``, or None for a rumour.
        stance: One of the acts of quotation.
        polarity: ``+`` or ``-``: whether the words say the proposition or its contrary.
        certainty: ``CT``, ``PR``, ``PS`` or ``U``.
        quotation: The speech act; None for the narrator's and a rumour's.
    """

    holder: str | None
    stance: str
    polarity: str
    certainty: str
    article: str
    span: Passage
    quotation: str | None
    from_: str | None
    to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityField:
    """An amount as told, and the numbers it allows."""

    text: str
    min: float | None
    max: float | None
    unit: str | None
    span: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotField:
    """What fills one slot of a template."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysField:
    """Inclusive ISO days; null is open."""

    from_: str | None
    to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetField:
    """The place that a correction speaks of, by content: it means the same in every dossier.

    Attributes:
        kind: Kind of record, or ``stance``: one side of a claim.
        sha256: Of the bytes of the article.
        start: First code point in the source; with ``end`` 0 where the whole article is meant.
        type: Of findings; else empty.
    """

    kind: str
    sha256: str
    start: int
    end: int
    text: str
    type: str
