"""Groups that grow by joining two, where what must not be one is kept apart (union-find with cannot-links).

Source: Wagstaff et al., Constrained k-means clustering with background knowledge (ICML 2001), for must-link and
cannot-link.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class Union(Generic[K]):
    """Disjoint groups; the first member of a group stands for it."""

    def __init__(self, apart: Iterable[tuple[K, K]] = ()) -> None:
        """Begin with every member alone.

        Args:
            apart: Pairs that are never joined.
        """
        self._above: dict[K, K] = {}
        self._apart: dict[K, set[K]] = {}
        for one, other in apart:
            self.keep_apart(one, other)

    def root(self, member: K) -> K:
        """Who stands for the group of a member."""
        path = []
        while (above := self._above.get(member, member)) != member:
            path.append(member)
            member = above
        for passed in path:
            self._above[passed] = member
        return member

    def keep_apart(self, one: K, other: K) -> None:
        """Never join the groups of these two."""
        one, other = self.root(one), self.root(other)
        if one != other:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def join(self, one: K, other: K) -> bool:
        """Make their groups one; False if they are kept apart."""
        one, other = self.root(one), self.root(other)
        if one == other:
            return True
        if other in self._apart.get(one, ()):
            return False
        self._above[other] = one
        for enemy in self._apart.pop(other, set()):
            self._apart[enemy].discard(other)
            self._apart[enemy].add(one)
            self._apart.setdefault(one, set()).add(enemy)
        return True
