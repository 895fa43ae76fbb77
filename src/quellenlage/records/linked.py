"""What linking has found so far: each stage of the pile reads those before it and fills one field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from quellenlage.dates.interval import DayInterval
from quellenlage.records.collation import Alike, Collation
from quellenlage.records.contract import (
    ArticleRow,
    BlockRow,
    CaveatRow,
    ClaimRow,
    CopyRow,
    EntityRow,
    EventRow,
    FindingRow,
    LeadRow,
    MentionRow,
    QuotationRow,
    StoryRow,
    TimexRow,
    TransferRow,
)
from quellenlage.records.correction import Rulings
from quellenlage.records.document import Passage
from quellenlage.records.parts import Origins, Published
from quellenlage.text.span import Span


@dataclass(frozen=True, slots=True)
class Entities:
    """Who is who.

    Attributes:
        meant: Article and span (of the analysed text) of every mention to the id of its entity; of a pronoun or noun
            that stands for one too.
        groups: The same of words that stand for several.
    """

    rows: tuple[EntityRow, ...] = ()
    mentions: tuple[MentionRow, ...] = ()
    meant: Mapping[tuple[str, Span], str] = field(default_factory=dict)
    groups: Mapping[tuple[str, Span], tuple[str, ...]] = field(default_factory=dict)

    def of(self, article: str, span: Span | None) -> str | None:
        """The entity that a mention means."""
        return self.meant.get((article, span)) if span is not None else None

    def all_of(self, article: str, span: Span) -> tuple[str, ...]:
        """The entities that words mean; several where they stand for a group."""
        one = self.meant.get((article, span))
        return (one,) if one else self.groups.get((article, span), ())


@dataclass(frozen=True, slots=True)
class Dates:
    """When articles were printed, and what their time expressions mean then.

    Attributes:
        published: Article to its field of the export.
        days: Article to the days on which it may have been printed.
        spans: Article and span of every time expression to its days.
        conflicts: Article to passages of which one must be wrong about its day of publication.
    """

    published: Mapping[str, Published] = field(default_factory=dict)
    days: Mapping[str, DayInterval] = field(default_factory=dict)
    timexes: tuple[TimexRow, ...] = ()
    spans: Mapping[tuple[str, Span], DayInterval] = field(default_factory=dict)
    conflicts: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles and their lines, as exported."""

    rows: tuple[ArticleRow, ...] = ()
    blocks: tuple[BlockRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Stories:
    """Which articles tell one story.

    Attributes:
        of: Article to the id of its story.
    """

    rows: tuple[StoryRow, ...] = ()
    of: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Weighed:
    """Sums over what is linked.

    Attributes:
        origins: Id of a claim or an event to where it comes from.
    """

    origins: Mapping[str, Origins] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standings:
    """For whom entities act.

    Attributes:
        of: Id of an entity to the ids of the states and bodies for which it acts; who acts for himself is absent.
    """

    of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def acting(self, entity: str) -> str:
        """The one for whom an entity acts, if it is one alone; else itself."""
        found = self.of.get(entity, ())
        return found[0] if len(found) == 1 else entity


@dataclass(frozen=True, slots=True)
class Transfers:
    """The register, and which telling of which article each row holds.

    Attributes:
        told: Article and number of a transfer in its layer to the id of its row.
        claims: The same to the id of the claim that it is a stance on.
        matters: Id of a claim to supplier, recipient, kind of goods and matter, which all its rows share; a party that
            nobody names is empty.
    """

    rows: tuple[TransferRow, ...] = ()
    told: Mapping[tuple[str, int], str] = field(default_factory=dict)
    claims: Mapping[tuple[str, int], str] = field(default_factory=dict)
    matters: Mapping[str, tuple[str, str, str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reports:
    """What the record shows of quotations beside their words, by the ids of their rows.

    Attributes:
        of: The clauses that report speech.
        days: When it was said, where the article tells.
    """

    of: Mapping[str, Passage] = field(default_factory=dict)
    days: Mapping[str, DayInterval] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Everything that the stages of the pile fill, in their order.

    Attributes:
        own_dates: Days of articles by their own clues alone; nothing else of it is filled.
        alike: Pairs of reported words that are near enough for one utterance.
        rulings: What a person has said of who is who and which events are one: there before the first stage.
    """

    rulings: Rulings = field(default_factory=Rulings)
    copies: tuple[CopyRow, ...] = ()
    entities: Entities = field(default_factory=Entities)
    own_dates: Dates = field(default_factory=Dates)
    alike: tuple[Alike, ...] = ()
    dates: Dates = field(default_factory=Dates)
    articles: Articles = field(default_factory=Articles)
    quotations: tuple[QuotationRow, ...] = ()
    reports: Reports = field(default_factory=Reports)
    collations: tuple[Collation, ...] = ()
    events: tuple[EventRow, ...] = ()
    statements: tuple[EventRow, ...] = ()
    agreements: tuple[FindingRow, ...] = ()
    gaps: tuple[FindingRow, ...] = ()
    stories: Stories = field(default_factory=Stories)
    weighed: Weighed = field(default_factory=Weighed)
    standings: Standings = field(default_factory=Standings)
    transfers: Transfers = field(default_factory=Transfers)
    claims: tuple[ClaimRow, ...] = ()
    caveats: tuple[CaveatRow, ...] = ()
    leads: tuple[LeadRow, ...] = ()
