"""Groups sides that speak of one thing: blocks by their most telling keys, then the likest group."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log

from quellenlage.link.claim.side import Side, Weights

# Set by reading claims of articles outside of the test sets: below it sides share a subject and not a claim.
ALIKE = 0.62
# The narrator says much that is only near: he joins what is plainly the same.
_NARRATED = 0.70
# Keys by which a side is looked up, the most telling first; so many sides a key are looked at, the nearest before it.
_BLOCKS = 6
_NEAREST = 40
# Of a large group only so many members are compared.
_MEMBERS = 6


def weigh(sides: Sequence[Side]) -> Weights:
    """How telling the keys of a pile are."""
    seen = Counter(key for side in sides for key in side.keys)
    n = len(sides)
    return Weights({key: log(1 + n / count) for key, count in seen.items()})


def group(sides: Sequence[Side], weights: Weights) -> list[list[Side]]:
    """Put each side into the likest group of those before it, if that is like enough, else into one of its own.

    Args:
        sides: In the order of the pile; the narrator's come last, and found no groups.
        weights: Of the same pile.

    Returns:
        Groups in the order of their first side.
    """
    groups: list[list[Side]] = []
    blocks: dict[str, list[int]] = defaultdict(list)
    for side in sides:
        keys = sorted(side.keys, key=lambda key: (-weights.idf[key], key))[:_BLOCKS]
        shared = Counter(number for key in keys for number in set(blocks[key][-_NEAREST:]))
        best, most = None, _NARRATED if side.narrated else ALIKE
        for number in sorted(shared):
            like = _like(side, groups[number], weights)
            if like > most:
                best, most = number, like
        if best is None:
            if side.narrated:
                continue
            best = len(groups)
            groups.append([])
        groups[best].append(side)
        if not side.narrated:
            for key in keys:
                if not blocks[key] or blocks[key][-1] != best:
                    blocks[key].append(best)
    return groups


def _like(side: Side, members: Sequence[Side], weights: Weights) -> float:
    """The mean of the best and the average likeness to some members."""
    values = [weights.likeness(side, member) for member in members[:_MEMBERS]]
    return (max(values) + sum(values) / len(values)) / 2
