"""Utterances that several articles report: their witnesses and where these differ."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quellenlage.records.document import Passage
from quellenlage.records.provenance import By


class VariantKind(StrEnum):
    """In what two witnesses differ; ``wording`` alone may be nothing but style.

    Source:
        After the distinction of substantive and accidental readings, W. W. Greg, The Rationale of Copy-Text (1950).
    """

    NUMBER = "number"
    NEGATION = "negation"
    MODAL = "modal"
    PERSON = "person"
    NAME = "name"
    TENSE = "tense"
    CONTRAST = "contrast"
    WORDING = "wording"


# Differences by which who relies on one witness reports something else than who relies on the other.
SUBSTANCE = frozenset(VariantKind) - {VariantKind.WORDING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Two pieces of reported words, of different articles, that are near enough for one utterance.

    Attributes:
        left: Number of the earlier piece among all pieces of the pile; ``right`` of the later one.
        quotations: Ids of the quotations that they belong to.
        passages: Their words.
        score: How near they are, 0 to 1.
    """

    left: int
    right: int
    quotations: tuple[str, str]
    passages: tuple[Passage, Passage]
    score: float
    by: By


@dataclass(frozen=True, slots=True)
class Variant:
    """A difference between the first witness and another.

    Attributes:
        witness: Index of the other in ``Collation.witnesses``.
        base: What the first has; None where only the other has it.
        other: What the other has instead; None where it has nothing.
    """

    witness: int
    kind: VariantKind
    base: Passage | None
    other: Passage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One article's report of the utterance.

    Attributes:
        quotation: Id of the quotation.
        passage: Its words for this utterance: within one sentence.
        type: Of the quotation.
        order: What witnesses are ordered by, the best first; equal ones are a tie.
    """

    quotation: str
    passage: Passage
    type: str
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collation:
    """One utterance as several articles report it.

    Attributes:
        speakers: Ids of entities, as far as any witness names them.
        witnesses: The best first, at least two, in different articles.
        apparatus: Where the others differ from the first.
        score: How near the two least alike of the witnesses are that were joined directly, 0 to 1.
    """

    speakers: tuple[str, ...]
    witnesses: tuple[Witness, ...]
    apparatus: tuple[Variant, ...]
    score: float
    by: By
