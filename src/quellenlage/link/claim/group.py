"""Groups sides that speak of one thing: blocks by their most telling keys, then the likest group."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log

from quellenlage.link.claim.side import Side, Weights, is_near, strangeness
from quellenlage.records.related import Relation

# Below it sides share a subject and not a claim. Chosen on the half of the claims of the piles that may be read, for a
# precision near .85, and by reading what else was joined there.
ALIKE = 0.30
# The narrator says much that is only near: he joins what is plainly the same.
_NARRATED = 0.35
# Groups whose best and average likeness reach this between them are one (chosen likewise).
_MERGED = 0.30
# An objection is joined by likeness alone only where it plainly speaks of the same: at what it points is told by
# ``point``. Of .30, .35 and .40 all join the same share of denials (n 107); the last has the best precision of claims.
_OBJECTING = 0.40
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


def group(sides: Sequence[Side], weights: Weights, relation: Relation) -> list[list[Side]]:
    """Put each side into the likest group of those before it, if that is like enough, and join groups that are alike.

    Args:
        sides: In the order of the pile; the narrator's come last, and found no groups.
        weights: Of the same pile.
        relation: Which articles may speak of the same.

    Returns:
        Groups in the order of their first side.
    """
    return _merge(_gather(sides, weights, relation), weights, relation)


def _gather(sides: Sequence[Side], weights: Weights, relation: Relation) -> list[list[Side]]:
    """Groups by one walk: what founds a group could not know what comes behind it."""
    groups: list[list[Side]] = []
    blocks: dict[str, list[int]] = defaultdict(list)
    for side in sides:
        keys = _telling(side, weights)
        shared = Counter(number for key in keys for number in set(blocks[key][-_NEAREST:]))
        best, most = None, -1.0
        for number in sorted(shared):
            known = [strangeness(side, member, relation) for member in groups[number][:_MEMBERS]]
            strange = min((value for value in known if value is not None), default=None)
            if strange is None:
                continue
            if side.is_objection and not any(
                _shares_words(side, m) or m.is_objection for m in groups[number][:_MEMBERS]
            ):
                continue
            like = _like(side, groups[number], weights) - strange - _least(side, groups[number])
            if like >= 0 and like > most:
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


def _least(side: Side, members: Sequence[Side]) -> float:
    """How much alike a side must be to a group; more where one of them denies what the other says."""
    if side.narrated:
        return _NARRATED
    polarity = side.proposition.polarity
    return _OBJECTING if side.is_objection or any(m.proposition.polarity != polarity for m in members[:1]) else ALIKE


def _merge(groups: list[list[Side]], weights: Weights, relation: Relation) -> list[list[Side]]:
    """Join groups, the likest first, where one of them has several members; single sides were compared before."""
    telling = [sorted({key for side in g[:_MEMBERS] for key in _telling(side, weights)}) for g in groups]
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, keys in enumerate(telling):
        for key in keys:
            blocks[key].append(number)
    alike: dict[tuple[int, int], float] = {}
    for number, members in enumerate(groups):
        for other in _beside(number, telling[number], blocks) if len(members) > 1 else ():
            pair = min(number, other), max(number, other)
            if pair not in alike and (like := _between(members, groups[other], weights, relation)) > _MERGED:
                alike[pair] = like
    home = list(range(len(groups)))
    merged = dict(enumerate(groups))
    for low, high in sorted(alike, key=lambda pair: (-alike[pair], pair)):
        one, two = sorted((_root(home, low), _root(home, high)))
        # What was joined meanwhile must still be alike: no chains from one subject to the next.
        if one != two and _between(merged[one], merged[two], weights, relation) > _MERGED:
            home[two] = one
            merged[one] = merged[one] + merged.pop(two)
    return [merged[number] for number in sorted(merged)]


def _beside(number: int, keys: Sequence[str], blocks: dict[str, list[int]]) -> list[int]:
    """Other groups that share a key, the nearest of each key."""
    found = set[int]()
    for key in keys:
        block = blocks[key]
        at = bisect_left(block, number)
        found.update(block[max(0, at - _NEAREST // 2) : at + _NEAREST // 2])
    return sorted(found - {number})


def _between(left: Sequence[Side], right: Sequence[Side], weights: Weights, relation: Relation) -> float:
    """Halfway between the best and the average likeness of some members; 0 if no two of them may speak of the same."""
    pairs = [(a, b) for a in left[:_MEMBERS] for b in right[:_MEMBERS]]
    if all(strangeness(a, b, relation) is None for a, b in pairs):
        return 0.0
    values = [weights.likeness(a, b) for a, b in pairs]
    return (max(values) + sum(values) / len(values)) / 2


def _root(home: list[int], number: int) -> int:
    """The group that another was joined to; the way there is made shorter."""
    while home[number] != number:
        home[number] = home[home[number]]
        number = home[number]
    return number


def _like(side: Side, members: Sequence[Side], weights: Weights) -> float:
    """Halfway between the best and the average likeness to some members."""
    values = [weights.likeness(side, member) for member in members[:_MEMBERS]]
    return (max(values) + sum(values) / len(values)) / 2


# What another article says must be so much like a denial or what it denies to be meant too. Of .24, .30 and .36 all
# find the same share in other articles (n 40); the last has the best precision of claims.
_ELSEWHERE = 0.36
# ... and share so many words (set by reading).
_SHARED = 2


@dataclass(slots=True)
class Index:
    """Sides by their most telling keys.

    Attributes:
        sides: In the order of the pile.
    """

    sides: Sequence[Side]
    weights: Weights
    relation: Relation
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
                if side.analysis is not one.analysis and is_near(side, one, self.relation) and _shares_words(side, one)
            }
            for side in sorted(near.values(), key=lambda side: side.order):
                like = self.weights.likeness(one, side)
                if like > most:
                    best, most = side, like
        return best


def _shares_words(left: Side, right: Side) -> bool:
    """Whether two sides share words beside names, and not one alone."""
    return len((left.keys & right.keys) - left.names) >= _SHARED


def _telling(side: Side, weights: Weights) -> list[str]:
    return sorted(side.keys, key=lambda key: (-weights.idf[key], key))[:_BLOCKS]
