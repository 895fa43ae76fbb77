"""Which sides are charges, and whom they accuse."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quellenlage.lang.language import Language
from quellenlage.link.claim.side import Side
from quellenlage.records.layers import Analysis, Sentence
from quellenlage.records.linked import Linked


@dataclass(frozen=True, slots=True)
class Charges:
    """The charges of one article.

    Attributes:
        accused: Place of a side that is a charge to those whom it accuses, by those for whom they act.
        raised: Sentences that name accusations which nobody rejects there.
    """

    accused: Mapping[int, frozenset[str]]
    raised: frozenset[int] = frozenset()

    def is_charge(self, side: Side) -> bool:
        """Whether something is laid at somebody's door."""
        return id(side) in self.accused


def find_charges(analysis: Analysis, here: Sequence[Side], linked: Linked, language: Language) -> Charges:
    """Find what is laid at somebody's door.

    A side is a charge if its word of saying accuses, or if its sentence or the one before it names accusations that
    nobody rejects there („erhob schwere Vorwürfe gegen X. Man habe …, sagte …“). Accused is who is named beside the
    charge and is not the one who raises it.

    Args:
        analysis: The article.
        here: Its sides, in order of their sentences.
        linked: ``entities`` and ``standings``.
        language: ``accusations``.
    """
    stems, text = tuple(sorted(language.accusations)), analysis.document.text
    rejected = {side.proposition.sentence for side in here if side.is_objection}
    raised = {
        number
        for number, sentence in enumerate(analysis.found.sentences)
        if number not in rejected and _names_accusation(sentence, text, stems)
    }
    found: dict[int, frozenset[str]] = {}
    opened = set[int]()
    for side in here:
        proposition, number = side.proposition, side.proposition.sentence
        if side.is_objection or proposition.is_bare:
            continue
        before = number - 1 in raised and number - 1 not in opened and not side.narrated
        if proposition.is_charge or proposition.transfers or before or (number in raised and not side.narrated):
            places = (number, number - 1) if before and number not in raised else (number,)
            opened.update(places)
            found[id(side)] = side.names | _named(side, places, analysis, linked)
    return Charges(found, frozenset(raised))


def _names_accusation(sentence: Sentence, text: str, stems: tuple[str, ...]) -> bool:
    return any(token.of(text).lower().startswith(stems) for token in sentence.tokens)


def _named(side: Side, places: Sequence[int], analysis: Analysis, linked: Linked) -> frozenset[str]:
    """Who is named in some sentences, but for the holders of the side."""
    mentions, found = analysis.found.mentions, set[str]()
    for number in places:
        span = analysis.found.sentences[number].span
        first, last = (bisect_left(mentions, at, key=lambda m: m.span.start) for at in (span.start, span.end))
        for mention in mentions[first:last]:
            entity = linked.entities.of(analysis.document.id, mention.span)
            if entity and entity not in side.holders:
                found.add(linked.standings.acting(entity))
    return frozenset(found)
