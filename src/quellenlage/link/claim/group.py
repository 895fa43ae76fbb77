"""Groups sides that speak of one thing: blocks by their most telling keys, then the likest group."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log

from quellenlage.link.claim.side import Side, Weights, is_near

# Set by reading claims of articles outside of the test sets: below it sides share a subject and not a claim.
ALIKE = 0.37
# The narrator says much that is only near: he joins what is plainly the same.
_NARRATED = 0.45
# An objection is put beside what it may object to rather than left alone.
_OBJECTING = 0.30
# Keys by which a side is looked up, the most telling first; so many sides a key are looked at, the nearest before it.
_BLOCKS = 8
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
        keys = _telling(side, weights)
        shared = Counter(number for key in keys for number in set(blocks[key][-_NEAREST:]))
        best, most = None, _NARRATED if side.narrated else _OBJECTING if side.is_objection else ALIKE
        for number in sorted(shared):
            if not any(is_near(side, member) for member in groups[number][:_MEMBERS]):
                continue
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
    """Between the best and the average likeness to some members, nearer to the best."""
    values = [weights.likeness(side, member) for member in members[:_MEMBERS]]
    return (3 * max(values) + sum(values) / len(values)) / 4


# What another article says must be so much like a denial or what it denies to be meant too.
_ELSEWHERE = 0.24


@dataclass(slots=True)
class Index:
    """Sides by their most telling keys.

    Attributes:
        sides: In the order of the pile.
    """

    sides: Sequence[Side]
    weights: Weights
    blocks: dict[str, list[Side]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for side in self.sides:
            for key in _telling(side, self.weights):
                self.blocks.setdefault(key, []).append(side)

    def find(self, asked: Sequence[Side]) -> Side | None:
        """The side of another article that is most like one of those asked, if it is like enough."""
        best, most = None, _ELSEWHERE
        for one in asked:
            near = {
                id(side): side
                for key in _telling(one, self.weights)
                for side in self.blocks.get(key, [])[:_NEAREST]
                if side.analysis is not one.analysis and is_near(side, one)
            }
            for side in sorted(near.values(), key=lambda side: side.order):
                like = self.weights.likeness(one, side)
                if like > most:
                    best, most = side, like
        return best


def _telling(side: Side, weights: Weights) -> list[str]:
    return sorted(side.keys, key=lambda key: (-weights.idf[key], key))[:_BLOCKS]
