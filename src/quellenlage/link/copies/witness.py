"""An article as a witness of a text: its words without furniture, and who published it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from quellenlage.kb.outlets import host_of
from quellenlage.link.copies.pairs import Hasher, Hashes, shingles_of
from quellenlage.records.document import BlockType, Document, StatementKind
from quellenlage.records.layers import Analysis, CreditRole
from quellenlage.text.fold import fold
from quellenlage.text.marks import find_marked
from quellenlage.text.shingle import SIZE, forms, words
from quellenlage.text.span import Span

# What an article says itself: titles are an editor's, and headings are put in between.
_TEXT = frozenset({BlockType.BODY, BlockType.STANDFIRST})

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Witness:
    """What is compared of an article.

    Attributes:
        numbers: One for every word: the same word, the same number.
        publisher: An id or a folded name; empty if it is not known.
        address: Of the page; empty if it is not known.
        marks: Pairs of quotation marks.
    """

    document: Document
    numbers: Hashes
    publisher: str
    address: str
    marks: tuple[tuple[str, str], ...]

    @property
    def id(self) -> str:
        """The id of the article."""
        return self.document.id

    @property
    def n(self) -> int:
        """How many words it has."""
        return len(self.numbers)

    @cached_property
    def shingles(self) -> Hashes:
        """One number for every place where a shingle begins."""
        return shingles_of(self.numbers)

    @cached_property
    def distinct(self) -> Hashes:
        """Its shingles, each once, in order of their numbers."""
        return np.unique(self.shingles)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Its words as they are compared."""
        return words(self.document.text, text_spans(self.document)).keys

    @cached_property
    def narrated(self) -> Flags:
        """Which of its words stand outside quotation marks: bool, shape (n,)."""
        blocks = text_spans(self.document)
        quoted = [m.inner for block in blocks for m in find_marked(self.document.text, block, self.marks)]
        ends = np.array([span.end for span in quoted] or [0])
        starts = np.array([span.start for span in quoted] or [0])
        at = np.array([span.start for span in words(self.document.text, blocks).spans], dtype=np.int64)
        nearest = np.searchsorted(starts, at, side="right") - 1
        return ~((nearest >= 0) & (at < ends[nearest]))

    def shared_with(self, other: Witness, without: Hashes | None = None) -> Flags:
        """Which of its words stand in a shingle that ``other`` holds too: bool, shape (n,).

        Args:
            other: Another article.
            without: Shingles that do not count.
        """
        flags = np.zeros(self.n, dtype=bool)
        shared = np.isin(self.shingles, other.shingles)
        if without is not None:
            shared &= ~np.isin(self.shingles, without)
        at = np.flatnonzero(shared)
        for step in range(SIZE):
            flags[at + step] = True
        return flags


def make_witness(analysis: Analysis, hasher: Hasher, marks: tuple[tuple[str, str], ...]) -> Witness:
    """Read the words of an article once."""
    document = analysis.document
    said = tuple(forms(document.text, text_spans(document)))
    addresses = (s.value for s in document.source.statements if s.kind is StatementKind.ADDRESS)
    address = next(addresses, document.source.path if host_of(document.source.path) else "")
    return Witness(document, hasher.numbers(said), _publisher(analysis, address), address, marks)


def text_spans(document: Document) -> tuple[Span, ...]:
    """Where the text of an article stands, in the analysed text, in order."""
    return tuple(b.clean for b in document.blocks if b.type in _TEXT and b.clean)


def _publisher(analysis: Analysis, address: str) -> str:
    """The house on whose page it stands; a medium that is named in the text may be one that is quoted."""
    named = sorted((c for c in analysis.found.credits if c.role is CreditRole.PUBLISHER), key=lambda c: bool(c.span))
    credit = next(iter(named), None)
    return (credit.entity or fold(credit.name)) if credit else host_of(address)
