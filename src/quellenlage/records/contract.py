"""The linked record: one frozen type a kind of the JSONL contract, version 1.

Field names are those of the contract; a trailing underscore stands where the name is a word of
Python (``from_``). From these types come the tables of the dossier and every line of the export.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import Any, ClassVar

from quellenlage.records.document import Passage
from quellenlage.records.parts import (
    Captured,
    CreditField,
    DaysField,
    FactualityField,
    MemberField,
    Office,
    Origins,
    ParticipantField,
    Published,
    QuantityField,
    SlotField,
    StanceField,
    TargetField,
    ViaField,
    Voice,
)
from quellenlage.records.provenance import By

CONTRACT_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every record carries."""

    kind: ClassVar[str]

    id: str
    by: By
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow(Row):
    """The first line: what made the record, from how many inputs."""

    kind: ClassVar[str] = "run"

    version: str
    contract: int
    models: dict[str, str]
    settings: dict[str, str]
    inputs: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRow(Row):
    """What became of one input."""

    kind: ClassVar[str] = "input"

    source: str
    status: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow(Row):
    """One article of the pile."""

    kind: ClassVar[str] = "article"

    source: str
    sha256: str
    language: str | None
    analysed: bool
    title: str
    length: int
    stories: tuple[str, ...]
    published: Published
    captured: Captured
    credits: tuple[CreditField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRow(Row):
    """One line of an article and what it is."""

    kind: ClassVar[str] = "block"

    article: str
    start: int
    end: int
    text: str
    type: str
    story: bool
    analysed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRow(Row):
    """An actor, place or thing under all its names."""

    kind: ClassVar[str] = "entity"

    type: str
    name: str
    aliases: tuple[str, ...]
    wikidata: str | None
    anonymous: bool
    part_of: tuple[str, ...]
    speaks_for: tuple[str, ...]
    offices: tuple[Office, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow(Row):
    """Words that mean an entity."""

    kind: ClassVar[str] = "mention"

    entity: str
    form: str
    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimexRow(Row):
    """A time expression and the days it covers in its sentence."""

    kind: ClassVar[str] = "timex"

    article: str
    start: int
    end: int
    text: str
    type: str
    value: str
    from_: str | None
    to: str | None
    edtf: str | None
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationRow(Row):
    """One speech act as an article reports it."""

    kind: ClassVar[str] = "quotation"

    article: str
    parent: str | None
    type: str
    medium: str
    quote: tuple[Passage, ...]
    cue: tuple[Passage, ...]
    frame: tuple[Passage, ...]
    speaker: Voice
    addressee: Voice | None
    act: str
    via: tuple[ViaField, ...]
    from_: str | None
    to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow(Row):
    """One event, told by one article or several."""

    kind: ClassVar[str] = "event"

    type: str
    plover: str | None
    cameo: tuple[str, ...]
    label: str
    participants: tuple[ParticipantField, ...]
    place: str | None
    from_: str | None
    to: str | None
    edtf: str | None
    phase: str
    factuality: tuple[FactualityField, ...]
    mentions: tuple[Passage, ...]
    articles: tuple[str, ...]
    origins: Origins | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow(Row):
    """One proposition with every stance towards it."""

    kind: ClassVar[str] = "claim"

    label: str
    span: Passage
    about: str
    target: str | None
    resolved: bool
    stances: tuple[StanceField, ...]
    status: str
    origins: Origins | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRow(Row):
    """What is said to go from one party to another, at one stage."""

    kind: ClassVar[str] = "transfer"

    supplier: str | None
    recipient: str | None
    item: str
    items: tuple[str, ...]
    category: str
    quantity: QuantityField | None
    stage: str
    ordered: DaysField
    delivered: DaysField
    counter: tuple[str, ...]
    claim: str | None
    mentions: tuple[Passage, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadRow(Row):
    """An original that the articles cite: what to fetch next."""

    kind: ClassVar[str] = "lead"

    name: str
    holder: str | None
    from_: str | None
    to: str | None
    spans: tuple[Passage, ...]
    in_pile: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow(Row):
    """Articles on one running story."""

    kind: ClassVar[str] = "story"

    label: str
    articles: tuple[str, ...]
    members: tuple[MemberField, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow(Row):
    """Something that shows only when passages are laid side by side, without a judgement of who is right."""

    kind: ClassVar[str] = "finding"

    type: str
    a: Passage
    b: Passage | None
    more: tuple[Passage, ...]
    note: str
    weight: int
    template: str = ""
    slots: tuple[SlotField, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaveatRow(Row):
    """What bounds how far an article can be relied on: what it says of its own knowledge, and traces of translation."""

    kind: ClassVar[str] = "caveat"

    article: str
    type: str
    about: tuple[str, ...]
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRow(Row):
    """Articles that are copies of one another."""

    kind: ClassVar[str] = "copy"

    articles: tuple[str, ...]
    relation: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRow(Row):
    """What a person has said about the record, beside what the machine had; never a patch, it is replayed."""

    kind: ClassVar[str] = "correction"

    who: str
    when: str
    why: str
    action: str
    target: TargetField
    other: TargetField | None
    before: dict[str, str]
    after: dict[str, str]
    status: str
    reason: str
    records: tuple[str, ...]


# In the order of the contract; kinds whose stage does not exist yet are absent, not empty.
KINDS: tuple[type[Row], ...] = (
    RunRow, InputRow, StoryRow, ArticleRow, BlockRow, EntityRow, MentionRow, TimexRow, QuotationRow,
    EventRow, ClaimRow, TransferRow, CaveatRow, LeadRow, CopyRow, FindingRow,
    CorrectionRow,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All rows of a dossier, each kind in the order of the export."""

    run: tuple[RunRow, ...] = ()
    input: tuple[InputRow, ...] = ()
    story: tuple[StoryRow, ...] = ()
    article: tuple[ArticleRow, ...] = ()
    block: tuple[BlockRow, ...] = ()
    entity: tuple[EntityRow, ...] = ()
    mention: tuple[MentionRow, ...] = ()
    timex: tuple[TimexRow, ...] = ()
    quotation: tuple[QuotationRow, ...] = ()
    event: tuple[EventRow, ...] = ()
    claim: tuple[ClaimRow, ...] = ()
    transfer: tuple[TransferRow, ...] = ()
    caveat: tuple[CaveatRow, ...] = ()
    lead: tuple[LeadRow, ...] = ()
    copy: tuple[CopyRow, ...] = ()
    finding: tuple[FindingRow, ...] = ()
    correction: tuple[CorrectionRow, ...] = ()

    def rows(self) -> tuple[Row, ...]:
        """Every row, kinds in contract order."""
        return tuple(row for kind in KINDS for row in getattr(self, kind.kind))


def passages(value: object) -> tuple[Passage, ...]:
    """All spans anywhere in ``value``, in the order of its fields."""
    if isinstance(value, Passage):
        return (value,)
    if isinstance(value, tuple):
        return tuple(found for item in value for found in passages(item))
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(found for field in fields(value) for found in passages(getattr(value, field.name)))
    return ()


def own_passage(row: Row) -> tuple[Passage, ...]:
    """The passage that a row is itself: a block, a mention, a time expression, a caveat; nothing for others."""
    if isinstance(row, BlockRow | MentionRow | TimexRow | CaveatRow):
        return (Passage(row.article, row.start, row.end, row.text),)
    return ()


def to_plain(value: Any) -> Any:  # noqa: ANN401  any field of a row may come in, plain data goes out
    """Rows as plain data under the names of the contract: what the export writes."""
    if is_dataclass(value) and not isinstance(value, type):
        plain = {field.name.rstrip("_"): to_plain(getattr(value, field.name)) for field in fields(value)}
        return {"kind": value.kind, **plain} if isinstance(value, Row) else plain
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    return value
