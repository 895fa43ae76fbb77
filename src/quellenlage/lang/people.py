"""Words that say what somebody is: titles before names, and nouns for actors without one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A word that says what a person is.

    Attributes:
        kind: honorific, office or occupation.
        person: m, f, n or any.
        suffix: Whether compounds that end so are titles too.
    """

    kind: str
    person: str
    suffix: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorNoun:
    """The head noun of an actor without a name: ``kind`` is person, group or institution."""

    kind: str
    anonymous: bool
    suffix: bool
