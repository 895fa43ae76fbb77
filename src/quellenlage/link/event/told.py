"""An event as one sentence tells it, with entities and days in place of words; and what several tell together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from quellenlage.dates.interval import DayInterval
from quellenlage.ontology.loader import EventType
from quellenlage.records.layers import Analysis, Event, Factuality, Phase
from quellenlage.records.linked import Linked
from quellenlage.records.parts import ParticipantField
from quellenlage.world import World


@dataclass(frozen=True, slots=True)
class Told:
    """One telling.

    Attributes:
        actors: Role and entity of those who act; goods and papers are no actors.
        participants: All of them.
        has_others: Whether it tells of somebody who is no known entity.
    """

    analysis: Analysis
    event: Event
    kind: EventType
    participants: tuple[ParticipantField, ...]
    actors: frozenset[tuple[str, str]]
    place: str | None
    days: DayInterval
    has_others: bool

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.analysis.document.id

    @property
    def who(self) -> frozenset[str]:
        """The entities that act."""
        return frozenset(entity for _, entity in self.actors)

    @property
    def is_fact(self) -> bool:
        """Whether its teller says that it takes place or has."""
        affirmed = self.event.factuality in (Factuality.CT_PLUS, Factuality.PR_PLUS)
        return affirmed and self.event.phase in (Phase.OCCURRED, Phase.ONGOING)

    @property
    def is_bare(self) -> bool:
        """Whether it names neither who nor where nor when: it means an event told elsewhere, or none in particular."""
        return not self.actors and self.place is None and self.days.is_open


def resolve(event: Event, analysis: Analysis, linked: Linked, world: World) -> Told:
    """A telling with entities and days."""
    article, kind = analysis.document.id, world.ontology.events[event.type]
    things = {role.name for role in kind.roles if role.thing}
    order = [role.name for role in kind.roles]
    found: dict[str, ParticipantField] = {}
    for participant in sorted(event.participants, key=lambda p: (order.index(p.role), p.span)):
        entity = linked.entities.of(article, participant.span)
        group = linked.entities.groups.get((article, participant.span), ())
        for one in (entity,) if entity is not None else group:
            found.setdefault(one, ParticipantField(role=participant.role, entity=one))
    days = linked.dates.spans.get((article, event.time)) if event.time else None
    return Told(
        analysis=analysis,
        event=event,
        kind=kind,
        participants=tuple(found.values()),
        actors=frozenset((p.role, p.entity) for p in found.values() if p.role not in things),
        place=linked.entities.of(article, event.place),
        days=days or DayInterval(),
        has_others=any(filler.role not in things for filler in event.fillers),
    )


@dataclass(slots=True)
class Group:
    """Tellings of one event, and what they tell together.

    Attributes:
        days: Those that all tellings allow.
        places: All that are named by who tells of a fact; ``hoped`` those of plans and fears.
    """

    kind: EventType
    told: list[Told] = field(default_factory=list)
    actors: set[tuple[str, str]] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    hoped: set[str] = field(default_factory=set)
    days: DayInterval = field(default_factory=DayInterval)

    def add(self, told: Iterable[Told]) -> None:
        """Take in more tellings."""
        for one in told:
            self.told.append(one)
            if one.kind.covers == self.kind.type:
                self.kind = one.kind
            self.actors |= one.actors
            self.days = self.days.intersect(one.days) or self.days
            if one.place is not None:
                (self.places if one.is_fact else self.hoped).add(one.place)

    @property
    def who(self) -> frozenset[str]:
        """The entities that act."""
        return frozenset(entity for _, entity in self.actors)

    @property
    def articles(self) -> frozenset[str]:
        """Ids of the articles that tell of it."""
        return frozenset(told.article for told in self.told)

    def is_enough(self) -> bool:
        """Whether it can stand by itself.

        It needs all roles that its type requires, or two of who, where and when; an event that requires nobody may
        have its place alone if it is told more than once.
        """
        roles = {role for role, _ in self.actors}
        required = [role.name for role in self.kind.roles if role.required]
        complete = bool(roles) and len(self.who) >= self.kind.minimum and all(role in roles for role in required)
        somebody = bool(self.actors) or any(told.has_others for told in self.told)
        known = sum((somebody, bool(self.places | self.hoped), not self.days.is_open))
        again = len(self.told) >= _AGAIN and bool(self.places | self.hoped) and not required
        return complete or known >= _ENOUGH or again


# How many of who, where and when make a row where a role is missing that the type requires.
_ENOUGH = 2
# An event that needs nobody in particular stands by its place where it is told so often.
_AGAIN = 2
