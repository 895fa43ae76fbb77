"""Amounts, limits of knowledge and cited originals: layers of one article beside those of ``layers``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quellenlage.records.provenance import By
from quellenlage.text.span import Span


class CaveatType(StrEnum):
    """What bounds how far an article can be relied on: what it says of its own knowledge, and how it was made.

    Nobody could look or check; a thing is not known; a source left out details, did not reply, showed no proof, or is
    not named; traces of translation or careless copying.
    """

    ACCESS = "access"
    UNCLEAR = "unclear"
    NO_DETAILS = "no_details"
    NO_REPLY = "no_reply"
    NO_EVIDENCE = "no_evidence"
    ANONYMOUS = "anonymous"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An amount as told.

    Attributes:
        span: The number with the words before it that bound it („mehr als“), and its unit where that measures.
        min: The least number that the words allow; None is open, as in „bis zu 200“.
        max: The largest; None is open, as in „mehr als 200“.
        unit: The noun or sign behind the number: what measures, or what is counted; None if it stands alone.
        lemma: Dictionary form of the unit; empty without one.
        is_measure: The unit measures (tonnes, euros, per cent), so what is measured stands elsewhere.
    """

    span: Span
    min: float | None
    max: float | None
    unit: Span | None
    lemma: str
    by: By
    is_measure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """What an article says about the limits of its own knowledge.

    Attributes:
        span: The clause that says so; the phrase where a source is not named.
        about: Spans of the mentions or quotations that it bears on.
    """

    span: Span
    type: CaveatType
    by: By
    about: tuple[Span, ...] = ()


class LeadKind(StrEnum):
    """What kind of original is cited; ``broadcast`` is radio, television and podcasts."""

    REPORT = "report"
    STATEMENT = "statement"
    COMMUNIQUE = "communique"
    INTERVIEW = "interview"
    POST = "post"
    DOCUMENT = "document"
    STUDY = "study"
    BROADCAST = "broadcast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """An original that the article cites.

    Attributes:
        span: Its fullest naming, without preposition.
        more: Its other namings.
        holder: The words for who published or issued it.
        entity: The span of the mention that is the holder, if one is.
        time: Span of the time expression that tells its day.
    """

    span: Span
    kind: LeadKind
    by: By
    more: tuple[Span, ...] = ()
    holder: Span | None = None
    entity: Span | None = None
    time: Span | None = None
