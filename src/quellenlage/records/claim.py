"""Propositions: what an article says, and who takes which side on it. Every span counts in ``Document.text``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from quellenlage.records.provenance import By
from quellenlage.records.transfer import Category, Transfer
from quellenlage.text.span import Span


class About(StrEnum):
    """What a claim is about."""

    EVENT = "event"
    TRANSFER = "transfer"
    STATE = "state"
    NUMBER = "number"
    NORM = "norm"
    PLAN = "plan"
    NEED = "need"
    SUPERLATIVE = "superlative"


class Pointing(StrEnum):
    """By what an objection points at what was said before."""

    WORD = "word"
    CHARGE = "charge"
    REPORT = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """What a sentence of a quotation, or of the narrator, says.

    Attributes:
        span: The words of one sentence that say it.
        sentence: Index in the layer of sentences.
        quotation: Index in the layer of quotations; None if the narrator says it.
        stance: The act of the quotation as the words of the content correct it.
        polarity: ``-`` where the words deny what the terms name: by the act or by a negation; „nie“ in the words of
            somebody who denies is his denial.
        certainty: ``CT``, ``PR``, ``PS`` or ``U``.
        about: As far as the words tell.
        terms: Dictionary forms of its words, small, sorted; without names and negations.
        names: Spans of the mentions inside it.
        transfers: Indices in the layer of transfers.
        is_bare: It points at what was said: „die Vorwürfe“, „den Bericht über …“.
        points: By what an objection points back: a pronoun or nothing at all („widerspricht“), a noun for a charge, or
            one for what was told („diese Darstellung“); None where it does not.
        is_charge: It is laid at somebody's door.
        holders: Spans of the mentions of those who take the side; none for the narrator and for a rumour.
        goods: The category of goods that its nouns name, if it is one alone.
        vector: Of its sentence, as signed bytes; empty without a model.
        time: Span of a time expression beside the content.
    """

    span: Span
    sentence: int
    quotation: int | None
    stance: str
    polarity: str
    certainty: str
    about: About
    terms: tuple[str, ...]
    names: tuple[Span, ...]
    by: By
    transfers: tuple[int, ...] = ()
    is_bare: bool = False
    points: Pointing | None = None
    is_charge: bool = False
    holders: tuple[Span, ...] = ()
    goods: Category | None = None
    vector: bytes = b""
    time: Span | None = None

    def spans(self, transfers: Sequence[Transfer]) -> tuple[Span, ...]:
        """The words by which it stands in claims: its own and, of the narrator, the clauses of what it delivers.

        Args:
            transfers: The layer of its article.
        """
        told = self.transfers if self.quotation is None else ()
        return (self.span, *(transfers[number].clause for number in told))
