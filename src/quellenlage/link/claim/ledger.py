"""Claims while they are put together: which sides each holds, and in which each side is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quellenlage.link.claim.row import Member
from quellenlage.link.claim.side import Side

# Of a claim so many members are asked which article they are of: bounds the work.
_MOST = 50


@dataclass(slots=True)
class Ledger:
    """Claims by their keys.

    Attributes:
        members: Key of a claim to its members: the id of a claim of transfers, or a number for any other.
        of_side: Place of a side to the keys of the claims that it is in.
        unresolved: Keys of claims whose denial points at nothing that was found.
    """

    members: dict[str, list[Member]] = field(default_factory=dict)
    of_side: dict[int, list[str]] = field(default_factory=dict)
    unresolved: set[str] = field(default_factory=set)

    def add(self, key: str, member: Member) -> None:
        """Put a side into a claim."""
        self.members.setdefault(key, []).append(member)
        self.of_side.setdefault(id(member.side), []).append(key)

    def keys(self, side: Side) -> Sequence[str]:
        """The claims that a side is in."""
        return self.of_side.get(id(side), ())

    def is_answered(self, denial: Side) -> bool:
        """Whether a claim holds a denial beside what it objects to."""
        return any(not m.side.is_objection for key in self.keys(denial) for m in self.members[key][:_MOST])

    def articles(self, side: Side) -> int:
        """How many articles tell what a side says, at most over its claims."""
        told = ({m.side.analysis.document.id for m in self.members[key][:_MOST]} for key in self.keys(side))
        return max(map(len, told), default=1)

    def move(self, denial: Side, keys: Sequence[str], polarity: str = "-") -> None:
        """Take a denial, or a side that was moved by hand, out of the claims that it is in, into others."""
        for key in self.of_side.pop(id(denial), []):
            left = [member for member in self.members[key] if member.side is not denial]
            self.members[key] = left
            if not left:
                del self.members[key]
        for key in keys:
            self.add(key, Member(denial, polarity, denial.proposition.certainty))
