"""Algebra on dependency trees: who hangs on whom. Knows no language and no tag set but the names given."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from quellenlage.errors import InvariantError


@dataclass(frozen=True)
class Tree:
    """The dependency tree of one sentence.

    Attributes:
        heads: For each token the index of its head; -1 for the root.
        relations: For each token the name of its relation to the head (UD: ``nsubj``, ``obj`` ...).

    Raises:
        InvariantError: Lengths differ, a head does not exist, or heads run in a circle.

    Source:
        Universal Dependencies, CoNLL-U columns HEAD and DEPREL (0-based here).
    """

    heads: tuple[int, ...]
    relations: tuple[str, ...]

    def __post_init__(self) -> None:
        n = len(self.heads)
        if n != len(self.relations):
            raise InvariantError(f"{n} heads, {len(self.relations)} relations")
        if any(not -1 <= head < n for head in self.heads):
            raise InvariantError("a head lies outside the sentence")
        done = set[int]()
        for start in range(n):
            path = set[int]()
            at = start
            while at >= 0 and at not in done:
                if at in path:
                    raise InvariantError(f"heads run in a circle at token {at}")
                path.add(at)
                at = self.heads[at]
            done |= path

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        below: list[list[int]] = [[] for _ in self.heads]
        for token, head in enumerate(self.heads):
            if head >= 0:
                below[head].append(token)
        return tuple(tuple(tokens) for tokens in below)

    def _up(self, token: int) -> Iterator[int]:
        """``token`` and the heads above it, one at a time."""
        while token >= 0:
            yield token
            token = self.heads[token]

    def roots(self) -> tuple[int, ...]:
        """Tokens without a head, in order."""
        return tuple(i for i, head in enumerate(self.heads) if head < 0)

    def children(self, token: int, relations: Collection[str] = ()) -> tuple[int, ...]:
        """Tokens that hang on ``token``, in order; only those in ``relations`` where given."""
        return tuple(c for c in self._children[token] if not relations or self.relations[c] in relations)

    def subtree(self, token: int) -> tuple[int, ...]:
        """``token`` and all that hangs on it, in order of the sentence."""
        found, todo = [], [token]
        while todo:
            at = todo.pop()
            found.append(at)
            todo.extend(self._children[at])
        return tuple(sorted(found))

    def ancestors(self, token: int) -> tuple[int, ...]:
        """The heads above ``token``, nearest first."""
        return tuple(self._up(token))[1:]

    def subject(self, token: int) -> int | None:
        """The subject of ``token``, or of the verb that it is joined to; None if there is none."""
        for at in self._up(token):
            found = self.children(at, ("nsubj", "nsubj:pass", "csubj"))
            if found:
                return found[0]
            if self.relations[at] not in {"conj", "aux", "aux:pass", "cop", "xcomp"}:
                return None
        return None
