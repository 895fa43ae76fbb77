"""How many origins there are, at least and at most: sums over roots, which know nothing of texts.

Upper: every root that is not shown to be another one. Lower: as few actors as the roots may be, where each actor may
be all the roots of a group at once. Two officials of different states are never one actor, although the unnamed
diplomat beside them may be either of them: so groups are sets in which every two may be the same (cliques), and the
lower bound is the least number of such sets that hold all roots. A narrator without a source counts only in the upper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

# Roots up to which the least number of groups is searched for; above it a lower bound of it is taken.
_EXACT = 12


class RootKind(StrEnum):
    """What a chain ends in."""

    NAMED = "named"
    UNNAMED = "unnamed"
    DOCUMENT = "document"
    NARRATOR = "narrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """The innermost actor or document that a chain reaches.

    Attributes:
        id: Two roots with one id are one.
        name: For the reader.
        belongs: Ids of everything it is part of, speaks for or is owned by, all the way up; of an unnamed person those
            it is said to belong to.
        near: Bodies that are only called by a noun, to which it may belong; they set nobody apart.
        noun: The words, folded, where it is only called by a noun for its kind („die Reederei“).
    """

    id: str
    name: str
    kind: RootKind
    belongs: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """Two roots that may be the same, and why."""

    left: str
    right: str
    reason: str


@dataclass(frozen=True, slots=True)
class Count:
    """The bounds over some roots.

    Attributes:
        roots: All of them, once each, in the order in which they came.
        merged: Those that were taken for one in the lower bound.
    """

    lower: int
    upper: int
    roots: tuple[Root, ...]
    merged: tuple[Merged, ...]


def may_be_same(left: Root, right: Root) -> str:
    """Why two roots may be one actor; empty if they may not, or if one is a narrator.

    Examples:
        >>> part = Root(id="amt", name="Amt", kind=RootKind.NAMED, belongs=frozenset({"stadt"}))
        >>> may_be_same(part, Root(id="stadt", name="Stadt", kind=RootKind.NAMED))
        'part_of'
    """
    kinds = {left.kind, right.kind}
    if RootKind.NARRATOR in kinds:
        return ""
    if left.id in right.belongs | right.near or right.id in left.belongs | left.near:
        return "part_of"
    if kinds == {RootKind.DOCUMENT} and left.noun and left.noun == right.noun:
        return "document"
    if RootKind.UNNAMED not in kinds:
        return ""
    if kinds == {RootKind.UNNAMED}:
        apart = left.belongs and right.belongs and not left.belongs & right.belongs
        return "" if apart else "unnamed"
    return "unnamed and named" if left.belongs & right.belongs else ""


def count(roots: Sequence[Root]) -> Count:
    """The bounds of the number of origins.

    Args:
        roots: As often as chains reach them.
    """
    first: dict[str, Root] = {}
    for root in roots:
        first.setdefault(root.id, root)
    once = tuple(first.values())
    counted = [root for root in once if root.kind is not RootKind.NARRATOR]
    reasons = {
        (i, j): reason
        for i, j in combinations(range(len(counted)), 2)
        if (reason := may_be_same(counted[i], counted[j]))
    }
    groups = _groups(len(counted), reasons)
    merged = tuple(
        Merged(counted[i].id, counted[j].id, reasons[i, j])
        for group in groups
        for i, j in combinations(sorted(group), 2)
    )
    lower = len(groups) if len(counted) <= _EXACT else _apart(len(counted), reasons)
    return Count(lower, len(once), once, merged)


def _groups(n: int, edges: Mapping[tuple[int, int], str]) -> list[list[int]]:
    """As few groups as possible in which every two are joined, of few nodes; of many as few as are soon found."""
    best: list[list[int]] = [[i] for i in range(n)]

    def place(node: int, groups: list[list[int]]) -> None:
        nonlocal best
        if len(groups) >= len(best):
            return
        if node == n:
            best = [list(group) for group in groups]
            return
        for group in groups:
            if all((member, node) in edges for member in group):
                group.append(node)
                place(node + 1, groups)
                group.pop()
        groups.append([node])
        place(node + 1, groups)
        groups.pop()

    if n <= _EXACT:
        place(0, [])
        return best
    greedy: list[list[int]] = []
    for node in range(n):
        home = next((group for group in greedy if all((member, node) in edges for member in group)), None)
        if home is None:
            greedy.append(home := [])
        home.append(node)
    return greedy


def _apart(n: int, edges: Mapping[tuple[int, int], str]) -> int:
    """How many roots can be found of which no two may be the same: never more than the least number of groups."""
    degree = [sum(node in pair for pair in edges) for node in range(n)]
    chosen: list[int] = []
    for node in sorted(range(n), key=lambda node: (degree[node], node)):
        if not any((min(node, other), max(node, other)) in edges for other in chosen):
            chosen.append(node)
    return len(chosen)
