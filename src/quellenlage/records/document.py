"""One article: as it was read, and as it is analysed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from quellenlage.records.provenance import By
from quellenlage.text.edit import Alignment
from quellenlage.text.span import Span


class InputStatus(StrEnum):
    """What became of an input: in = ok + partial + rejected + duplicate."""

    OK = "ok"
    PARTIAL = "partial"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"


class StatementKind(StrEnum):
    """What the markup, the sender or the crawler of an article says about it."""

    PUBLISHED = "published"
    MODIFIED = "modified"
    AUTHOR = "author"
    PUBLISHER = "publisher"
    LANGUAGE = "language"
    ADDRESS = "address"
    CAPTURED = "captured"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What stands about an article outside its text; evidence, not truth.

    Attributes:
        value: As it stands, with single blanks.
        basis: Where it stands: ``JSON-LD datePublished``, ``meta author`` ...
        place: Stretch of the decoded markup; None where there is no such place.
        day: The day that ``value`` names, if it is one.
        refused: Why the day is not believed, one line; empty if it may be right.
    """

    kind: StatementKind
    value: str
    basis: str
    place: Span | None = None
    day: date | None = None
    refused: str = ""


def published(statements: tuple[Statement, ...]) -> Statement | None:
    """The first statement of a day of publication that is not refused."""
    said = (s for s in statements if s.kind is StatementKind.PUBLISHED and s.day and not s.refused)
    return next(said, None)


def captured(statements: tuple[Statement, ...]) -> Statement | None:
    """The first statement of the day on which a crawler took the page that is not refused."""
    return next((s for s in statements if s.kind is StatementKind.CAPTURED and s.day and not s.refused), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text as it was read: the offsets of every exported span count in ``text``.

    Attributes:
        id: Hash of ``path`` and ``sha256``; the id of the article.
        path: Relative to the folder that was given, with ``/``.
        sha256: Of the bytes.
        text: Decoded; a byte order mark is not part of it, line ends stay as they are.
        encoding: As decoded.
        flaw: Why the reading is only partial, one line; empty if it is not.
        media_type: IANA name of the format of the bytes.
        chosen: The stretches of ``text`` that an extractor takes for the article; None where the format
            has no markup to tell by.
        regions: What stands inside elements of the markup that tell what a line is: kind and stretch of ``text``.
        statements: What stands about the article outside its text.
        origin: From ``text`` back to the decoded markup (``read.formats.source_markup``); None where ``text`` is
            all there is.
    """

    id: str
    path: str
    sha256: str
    text: str
    encoding: str
    flaw: str = ""
    media_type: str = "text/plain"
    chosen: tuple[Span, ...] | None = None
    regions: tuple[tuple[str, Span], ...] = ()
    statements: tuple[Statement, ...] = ()
    origin: Alignment | None = None


class BlockType(StrEnum):
    """What a line of a copied page is."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    HEADING = "heading"
    BODY = "body"
    CAPTION = "caption"
    DATELINE = "dateline"
    BYLINE = "byline"
    CREDIT = "credit"
    ADVERT = "advert"
    TEASER = "teaser"
    NAVIGATION = "navigation"
    TAG = "tag"
    DUPLICATE = "duplicate"
    CORRECTION = "correction"


STORY_BLOCKS = frozenset({BlockType.TITLE, BlockType.STANDFIRST, BlockType.HEADING, BlockType.BODY})
ANALYSED_BLOCKS = STORY_BLOCKS | {BlockType.CAPTION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A line of the source and what it is.

    Attributes:
        source: Where it stands in the source.
        clean: Where it stands in the analysed text; None if it was cut from it.
    """

    source: Span
    clean: Span | None
    type: BlockType
    by: By

    @property
    def is_story(self) -> bool:
        """Whether it belongs to the story that the article tells."""
        return self.type in STORY_BLOCKS


class TraceKind(StrEnum):
    """What translating by machine, or copying without care, leaves in a text."""

    BRACKET = "bracket"
    MISSING_SPACE = "missing_space"
    GLUED_SENTENCE = "glued_sentence"
    UNTRANSLATED = "untranslated"
    TWO_SPELLINGS = "two_spellings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A trace of translation or of careless copying; never a proof of one.

    Attributes:
        span: Where it stands in the source.
        repaired: Whether an edit mends it.
        evidence: Whether it speaks for a translation; else for careless copying alone.
    """

    span: Span
    kind: TraceKind
    repaired: bool
    evidence: bool
    by: By


@dataclass(frozen=True, slots=True)
class Passage:
    """Exact characters of an article as it was read: the SPAN of the export."""

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article without its furniture. Spans of all layers count in ``text``.

    Attributes:
        alignment: From ``text`` back to ``source.text``.
        edits: Reasons of the edits with their place in the source, in order.
        blocks: All lines of the source that hold words, in order.
        language: ISO 639-1, or None if it was not recognised.
        analysed: Whether there are rules for this language; without them it is read, cleaned and kept.
        traces: Of translation or careless copying, in order.
    """

    source: Source
    text: str
    alignment: Alignment
    edits: tuple[tuple[Span, str], ...]
    blocks: tuple[Block, ...]
    language: str | None
    analysed: bool = True
    traces: tuple[Trace, ...] = ()

    @property
    def id(self) -> str:
        """The id of the article."""
        return self.source.id

    def passage(self, span: Span) -> Passage:
        """Where ``span`` of the analysed text stands in the article as it was read."""
        place = self.alignment.to_source(span)
        return Passage(self.id, place.start, place.end, place.of(self.source.text))
