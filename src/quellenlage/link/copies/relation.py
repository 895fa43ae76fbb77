"""What two articles with common wording are to one another, by the share of words that stand in long common runs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quellenlage.link.copies.pairs import Hashes
from quellenlage.link.copies.witness import Flags, Witness

IDENTICAL, NEAR, PARTIAL, VERSION = "identical", "near_duplicate", "partial", "version"

# The rules of marking (bench/corpora/across/README.md): four fifths of both texts for a near-duplicate, more than half
# of the shorter one for a version, about 40 words of narrative for a part. A word that was changed hides those beside
# it, so that 40 words may show as four runs of eight (32 and 40 were tried, on the read half of copies.jsonl).
_NEAR, _VERSION, _PART = 0.8, 0.5, 32
# Own words in one stretch up to which two texts of one publisher differ in small phrases only.
_PHRASE = 12


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of two articles is common.

    Source:
        Broder, On the resemblance and containment of documents (1997).

    Attributes:
        contained: Share of the different shingles of the article that has fewer of them which the other holds too.
        left: Share of the words of the first that stand in common runs; ``right`` of the second.
        narrated: Common words outside quotation marks, in the article that has fewer of them.
        longest: Words of the longest stretch that stands in one of both alone.
    """

    contained: float
    left: float
    right: float
    narrated: int
    longest: int


def compare(left: Witness, right: Witness, without: Hashes | None = None) -> Likeness:
    """Measure what two articles share; both must hold a word.

    Args:
        left: An article.
        right: Another.
        without: Shingles that do not count.
    """
    flags = left.shared_with(right, without), right.shared_with(left, without)
    narrated = min(int((f & w.narrated).sum()) for f, w in zip(flags, (left, right), strict=True))
    longest = max(map(_longest_own, flags))
    common = len(np.intersect1d(left.distinct, right.distinct, assume_unique=True))
    contained = common / max(1, min(len(left.distinct), len(right.distinct)))
    return Likeness(contained, float(flags[0].mean()), float(flags[1].mean()), narrated, longest)


def _longest_own(flags: Flags) -> int:
    """The longest stretch of words that are not shared."""
    at = np.flatnonzero(flags)
    edges = np.concatenate(([-1], at, [len(flags)]))
    return int(np.diff(edges).max()) - 1


def same_house(left: Witness, right: Witness) -> bool:
    """Whether both were published by one house, as far as it is known."""
    return bool(left.publisher) and left.publisher == right.publisher


def relation(left: Witness, right: Witness, like: Likeness) -> str:
    """What two articles that are not identical are to one another; empty if they are nothing.

    Shared quotations make no copy: two reporters may have heard the same words.
    """
    one_publisher = same_house(left, right)
    if min(like.left, like.right) >= _NEAR:
        return VERSION if one_publisher and like.longest > _PHRASE else NEAR
    shorter = like.left if left.n <= right.n else like.right
    same_page = bool(left.address) and left.address == right.address
    if (one_publisher or same_page) and shorter > _VERSION:
        return VERSION
    return PARTIAL if like.narrated >= _PART else ""
