"""Alignment of the words of two wordings: which word of one answers which of the other, whatever their order.

Three steps: equal words, those in one order first; words that share a stem or the head of a compound; and what is left
between the same neighbours, where one word stands in place of the other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

# Letters that two words of one family begin with or, as compounds with one head, end with; and their share of the
# longer word. Set on the paraphrases in training/encoder/own.
_STEM = 5
_STEM_SHARE = 0.55


class Word(Protocol):
    """A word as it is compared."""

    @property
    def lemma(self) -> str:
        """What equal words have in common."""

    @property
    def sort(self) -> str:
        """Only words of one class may stand for one another."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two wordings answer one another, by index.

    Attributes:
        equal: Pairs of words that are equal.
        akin: Pairs of words of one family.
        replaced: Pairs of words that stand in the same place.
        left: Words of the left wording without an answer.
        right: Words of the right one.
    """

    equal: tuple[tuple[int, int], ...]
    akin: tuple[tuple[int, int], ...]
    replaced: tuple[tuple[int, int], ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


def are_akin(left: str, right: str) -> bool:
    """Whether two words share a stem, or one is the head of the other.

    Examples:
        >>> are_akin("lieferung", "liefern")
        True
        >>> are_akin("reise", "bahnreise")
        True
        >>> are_akin("waffe", "waffenhandel")
        False
        >>> are_akin("kosten", "kasten")
        False
    """
    short, long = sorted((left, right), key=len)
    if len(short) < _STEM:
        return False
    if long.endswith(short):
        return True
    shared = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return shared >= _STEM and shared >= _STEM_SHARE * len(long)


def align(
    left: Sequence[Word], right: Sequence[Word], open_sorts: Collection[str], families: Collection[str] | None = None
) -> Alignment:
    """Align two wordings.

    Args:
        left: Words of one.
        right: Words of the other.
        open_sorts: Sorts whose words may stand elsewhere.
        families: Sorts whose words may be akin to one another; the same ones unless given.

    Returns:
        Every word in one place; pairs in the order of ``left``.
    """
    equal = _equal(left, right, open_sorts)
    rest_left, rest_right = _rest(len(left), equal, 0), _rest(len(right), equal, 1)
    akin = _akin(rest_left, rest_right, left, right, open_sorts if families is None else families)
    anchors = sorted(equal + akin)
    rest_left, rest_right = _rest(len(left), anchors, 0), _rest(len(right), anchors, 1)
    replaced = _replaced(rest_left, rest_right, left, right, anchors)
    found = anchors + replaced
    return Alignment(
        equal=tuple(equal),
        akin=tuple(akin),
        replaced=tuple(replaced),
        left=tuple(_rest(len(left), found, 0)),
        right=tuple(_rest(len(right), found, 1)),
    )


def _rest(length: int, pairs: Sequence[tuple[int, int]], side: int) -> list[int]:
    taken = {pair[side] for pair in pairs}
    return [i for i in range(length) if i not in taken]


def _equal(left: Sequence[Word], right: Sequence[Word], open_sorts: Collection[str]) -> list[tuple[int, int]]:
    """Equal words in one order, then moved ones: each with the free one behind the last pair, else the first.

    Words of other sorts (articles, pronouns, particles) stand everywhere: moved ones are not the same.
    """
    matcher = SequenceMatcher(None, [w.lemma for w in left], [w.lemma for w in right], autojunk=False)
    pairs = [(a + k, b + k) for a, b, size in matcher.get_matching_blocks() for k in range(size)]
    taken = {j for _, j in pairs}
    places: dict[str, list[int]] = defaultdict(list)
    for j, word in enumerate(right):
        if j not in taken and word.sort in open_sorts:
            places[word.lemma].append(j)
    last = -1
    for i in _rest(len(left), pairs, 0):
        free = places.get(left[i].lemma)
        if free:
            at = bisect_left(free, last + 1)
            last = free.pop(at if at < len(free) else 0)
            pairs.append((i, last))
    return sorted(pairs)


def _akin(
    rest_left: Sequence[int],
    rest_right: Sequence[int],
    left: Sequence[Word],
    right: Sequence[Word],
    families: Collection[str],
) -> list[tuple[int, int]]:
    free = [j for j in rest_right if right[j].sort in families]
    pairs = []
    for i in rest_left:
        if left[i].sort not in families:
            continue
        found = next((j for j in free if are_akin(left[i].lemma, right[j].lemma)), None)
        if found is not None:
            free.remove(found)
            pairs.append((i, found))
    return pairs


def _replaced(
    rest_left: Sequence[int],
    rest_right: Sequence[int],
    left: Sequence[Word],
    right: Sequence[Word],
    anchors: Sequence[tuple[int, int]],
) -> list[tuple[int, int]]:
    """Words of one sort that stand in the same gap: between the same two anchors, or at the side of the same one."""
    by_left = [a for a, _ in anchors]
    answer = dict(anchors)
    by_right = sorted(b for _, b in anchors)
    free = list(rest_right)
    pairs = []
    for i in rest_left:
        at = bisect_left(by_left, i)
        before = answer[by_left[at - 1]] if at else -1
        behind = answer[by_left[at]] if at < len(by_left) else len(right)
        found = next(
            (j for j in free if right[j].sort == left[i].sort and _is_beside(j, before, behind, by_right)), None
        )
        if found is not None:
            free.remove(found)
            pairs.append((i, found))
    return pairs


def _is_beside(j: int, before: int, behind: int, by_right: Sequence[int]) -> bool:
    """Whether no other anchor lies between a word and the anchor before it, or the one behind it."""
    at = bisect_left(by_right, j)
    previous = by_right[at - 1] if at else -1
    following = by_right[at] if at < len(by_right) else -2
    return previous == before or following == behind
