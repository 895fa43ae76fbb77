"""How near two pieces are, and which pairs are compared at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from quellenlage.link.collation.pieces import Piece, lemmas_of
from quellenlage.records.layers import QuotationType
from quellenlage.records.wording import CONTENT, Term, cosine, coverage
from quellenlage.text.align import Alignment, align
from quellenlage.text.fold import trigrams

# From here on two pieces of one speaker are one utterance: the point of best F1 on the read half of
# bench/corpora/across/collation.jsonl is .45; a little higher, as a pile holds more pairs that are none.
SAME = 0.48
# The same for a piece whose speaker is not known, for articles far apart in time, and for a report in the words of the
# article; set by hand.
SAME_WITHOUT = 0.62
# The same where one of both has few words to compare; set by hand.
SAME_FEW = 0.7
# How much of a shorter piece must stand in the longer one for it to be a part quoted, in words and in characters.
_PART = 0.8
# A word that more pieces of one speaker hold says nothing about which are alike: bounds the work, not the result.
_COMMON = 60
# Shared words without which two pieces are not compared; one is enough for pieces of few words.
_SHARED = 2
_SHORT = 3


def candidates(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """Pairs of different articles, of one speaker or one of them unknown, that share words which not all share.

    Returns:
        In order; every pair once, the earlier piece first.
    """
    lists: dict[tuple[str, str], list[Piece]] = defaultdict(list)
    for piece in pieces:
        for lemma in sorted(piece.lemmas):
            for speaker in piece.row.speaker.entities:
                lists[speaker, lemma].append(piece)
            lists["", lemma].append(piece)
    for piece in pieces:
        shared = _shared(piece, lists)
        for number in sorted(shared):
            other = pieces[number]
            enough = min(_SHARED if len(piece.lemmas) > _SHORT and len(other.lemmas) > _SHORT else 1, len(other.lemmas))
            if shared[number] >= enough:
                yield piece, other


def _shared(piece: Piece, lists: Mapping[tuple[str, str], Sequence[Piece]]) -> Counter[int]:
    """How many words later pieces share with this one."""
    known = piece.row.speaker.entities
    shared: Counter[int] = Counter()
    for lemma in piece.lemmas:
        met = set[int]()
        for speaker in (*known, ""):
            found = lists.get((speaker, lemma), ())
            if len(found) <= _COMMON:
                met.update(
                    other.number
                    for other in found
                    if other.number > piece.number
                    and other.row.article != piece.row.article
                    and (speaker or not known or not other.row.speaker.entities)
                )
        shared.update(met)
    return shared


def needed(left: Piece, right: Piece, *, near: bool) -> float:
    """From which nearness on two pieces are one utterance.

    Args:
        left: A piece.
        right: Another.
        near: Whether both may have been printed while the utterance was news.
    """
    if min(len(left.lemmas), len(right.lemmas)) <= _SHORT:
        return SAME_FEW
    reported = QuotationType.REPORTED in {left.row.type, right.row.type}
    known = set(left.row.speaker.entities) & set(right.row.speaker.entities)
    return SAME if known and near and not reported else SAME_WITHOUT


class Compared(Protocol):
    """A wording as it is compared."""

    @property
    def text(self) -> str:
        """Words as they stand."""

    @property
    def terms(self) -> tuple[Term, ...]:
        """Words by what they contribute."""

    @property
    def vector(self) -> bytes:
        """Of the sentence, or empty."""


def likeness(left: Compared, right: Compared) -> tuple[float, Alignment]:
    """How near two wordings are, 0 to 1, and how their words answer one another.

    The mean of shared trigrams (Dice, twice), of the weight of the shorter wording that the longer answers, and of the
    nearness of the vectors where there are any; or, if the shorter is a part of the longer, how wholly it is.
    """
    found = align(left.terms, right.terms, CONTENT)
    short, _ = coverage(left.terms, right.terms, found)
    sides = (trigrams(left.text), trigrams(right.text))
    both = len(sides[0] & sides[1])
    dice = 2 * both / max(1, len(sides[0]) + len(sides[1]))
    inside = both / max(1, min(map(len, sides)))
    near = cosine(left.vector, right.vector)
    score = (2 * dice + short) / 3 if near is None else (2 * dice + short + near) / 4
    fewest = min(len(lemmas_of(left.terms)), len(lemmas_of(right.terms)))
    if min(short, inside) >= _PART and fewest > _SHORT:
        score = max(score, (short + inside) / 2)
    return min(score, 1.0), found
