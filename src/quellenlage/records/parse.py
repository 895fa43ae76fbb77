"""What a trained model says about a sentence. Every span counts in ``Document.text``."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from quellenlage.records.provenance import By
from quellenlage.text.span import Span
from quellenlage.text.tree import Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of the tree.

    Attributes:
        lemma: Dictionary form; of a verb with its separated prefix.
        upos: Universal part of speech.
        features: Universal features that it has: name and value.
        head: Index of the word that it hangs on, -1 for the root.
        relation: Universal relation to the head.

    Source:
        Universal Dependencies 2, CoNLL-U columns LEMMA, UPOS, FEATS, HEAD, DEPREL.
    """

    span: Span
    lemma: str
    upos: str
    features: tuple[tuple[str, str], ...]
    head: int
    relation: str

    def has(self, name: str, value: str) -> bool:
        """Whether the word has a feature with this value."""
        return (name, value) in self.features


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Words that the model takes together.

    Attributes:
        kind: A kind of name (``PER``, ``LOCderiv``, ``ORGpart`` ...), or a role of a quotation (``quote``, ``nested``,
            ``cue``, ``speaker``, ``addressee``, ``frame``).
        score: 0 to 1.
        type: Of a quote, as in ``QuotationType``; empty otherwise.
        medium: Of a quote, as in ``Medium``; empty otherwise.
    """

    span: Span
    kind: str
    score: float
    type: str = ""
    medium: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """A quote and another part of the same quotation, which may stand in another sentence.

    Attributes:
        kind: ``cue``, ``speaker``, ``addressee``, or ``part`` for a later piece of the quote.
        score: 0 to 1.
    """

    quote: Span
    other: Span
    kind: str
    score: float


@dataclass(frozen=True, kw_only=True)
class Parse:
    """One sentence as the model reads it; one for each of ``Layers.sentences``, in the same order.

    Attributes:
        words: Tokens, with the points that belong to them.
        names: Outer names with derivatives and parts, in order.
        roles: Parts of quotations; they may overlap.
        joins: Pairs whose quote stands in this sentence.
        vector: Of the sentence, as signed bytes: 127 is 1.
    """

    span: Span
    words: tuple[Word, ...]
    names: tuple[Found, ...]
    roles: tuple[Found, ...]
    joins: tuple[Join, ...]
    vector: bytes
    by: By

    def tree(self) -> Tree:
        """The dependency tree over ``words``."""
        return self._tree

    @cached_property
    def _tree(self) -> Tree:
        return Tree(tuple(word.head for word in self.words), tuple(word.relation for word in self.words))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(word.span.start for word in self.words)

    def inside(self, spans: Iterable[Span]) -> list[int]:
        """Indexes of the words that lie whole in one of the spans, in order; the spans do not overlap."""
        return [i for span in spans for i in self._from(span) if self.words[i].span.end <= span.end]

    def touched(self, spans: Iterable[Span]) -> list[int]:
        """Indexes of the words that share characters with one of the spans, in order, each once."""
        found: dict[int, None] = {}
        for span in spans:
            first = self._from(span)
            before = first.start - 1
            if before >= 0 and self.words[before].span.overlaps(span):
                found[before] = None
            found |= dict.fromkeys(first)
        return sorted(found)

    def _from(self, span: Span) -> range:
        """Words that begin in a span."""
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))
