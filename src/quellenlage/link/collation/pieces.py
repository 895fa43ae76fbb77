"""The pieces that are compared: what a quotation says within one sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from quellenlage.records.contract import QuotationRow
from quellenlage.records.document import Passage
from quellenlage.records.layers import Analysis, Quotation
from quellenlage.records.wording import CONTENT, WEIGHTS, Sort, Term, Wording
from quellenlage.text.span import Span

# A piece that carries less is too short to be recognised (weights of ``records/wording``; set by hand).
_FEWEST = 2.0
# The share of the words of a sentence that a piece must hold for the vector of the sentence to be its own.
_OWN_VECTOR = 0.6


def lemmas_of(terms: Sequence[Term]) -> frozenset[str]:
    """The words that carry what is told, and numbers."""
    return frozenset(t.lemma for t in terms if t.sort in CONTENT or t.sort is Sort.NUMBER)


@dataclass(frozen=True)
class Piece:
    """What a quotation says within one sentence.

    Attributes:
        number: Its place among all pieces of the pile.
        vector: Of the sentence; empty where most of it is not quoted.
    """

    number: int
    row: QuotationRow
    passage: Passage
    terms: tuple[Term, ...]
    vector: bytes

    @property
    def text(self) -> str:
        """Words as they stand in the article."""
        return self.passage.text

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """Of the words that carry what is told, and numbers."""
        return lemmas_of(self.terms)


def find_pieces(pile: Sequence[Analysis], rows: Sequence[QuotationRow]) -> tuple[Piece, ...]:
    """All pieces long enough to be recognised, in order of article and place.

    Args:
        pile: In order of source.
        rows: Of the quotations of the pile; what a row does not stand for is left out.
    """
    by_place = {(r.article, r.quote[0].start, r.quote[-1].end, r.type): r for r in rows if r.quote}
    found: list[Piece] = []
    for analysis in pile:
        document = analysis.document
        starts = [wording.span.start for wording in analysis.found.wordings]
        for quotation in analysis.found.quotations:
            first, last = (document.passage(quotation.quotes[i]) for i in (0, -1))
            row = by_place.get((document.id, first.start, last.end, str(quotation.type)))
            if row is None:
                continue
            for span, terms, vector in _cut(quotation, analysis.found.wordings, starts):
                found.append(Piece(len(found), row, document.passage(span), terms, vector))
    return tuple(found)


def _cut(
    quotation: Quotation, wordings: Sequence[Wording], starts: Sequence[int]
) -> Iterator[tuple[Span, tuple[Term, ...], bytes]]:
    """What each part of a quotation has of each sentence."""
    for quote in quotation.quotes:
        at = max(0, bisect_right(starts, quote.start) - 1)
        while at < len(wordings) and wordings[at].span.start < quote.end:
            wording = wordings[at]
            terms = tuple(t for t in wording.terms if quote.contains(t.span))
            if sum(WEIGHTS[t.sort] for t in terms if t.sort in CONTENT or t.sort is Sort.NUMBER) >= _FEWEST:
                own = len(terms) >= _OWN_VECTOR * len(wording.terms)
                yield Span(terms[0].span.start, terms[-1].span.end), terms, wording.vector if own else b""
            at += 1
