"""An event as one sentence tells it, with entities and days in place of words; and what several tell together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from quellenlage.dates.interval import DayInterval
from quellenlage.ontology.loader import EventType
from quellenlage.records.correction import Laid
from quellenlage.records.layers import Analysis, Event, Factuality, Phase
from quellenlage.records.linked import Linked
from quellenlage.records.parts import ParticipantField
from quellenlage.world import World

# Of „derzeit“, as TIMEX3 has it.
_PRESENT = "PRESENT_REF"


@dataclass(frozen=True, slots=True)
class Told:
    """One telling.

    Attributes:
        actors: Role and entity of those who act; goods and papers are no actors.
        participants: All of them.
        has_others: Whether it tells of somebody who is no known entity.
        news: The days within which it happened if it is the news of its article and names no day, or goes on „derzeit“.
    """

    analysis: Analysis
    event: Event
    kind: EventType
    participants: tuple[ParticipantField, ...]
    actors: frozenset[tuple[str, str]]
    place: str | None
    days: DayInterval
    has_others: bool
    news: DayInterval = field(default_factory=DayInterval)

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
    def is_generic(self) -> bool:
        """Whether it is an indefinite noun without actors, day and place: „Proteste“, „ein Gespräch“.

        „Es fielen Schüsse“: what a verb tells as taking place is one event.
        """
        noun = self.event.by.rule.startswith("noun")
        return noun and self.is_bare and not self.event.definite and self.event.presupposed

    @property
    def is_told(self) -> bool:
        """Whether a verb or a noun with a verb of its own tells it, and its actors fill what the type requires.

        „Er spricht“ alone is no talk with anybody.
        """
        roles = {role for role, _ in self.actors}
        filled = all(role.name in roles for role in self.kind.roles if role.required)
        paired = len(self.who) >= self.kind.minimum or self.has_others or self.event.by.rule.startswith("noun")
        return filled and paired and not self.event.presupposed

    @property
    def points_back(self) -> bool:
        """Whether it may mean an event told elsewhere: a noun that is known, or a verb.

        Not what is denied of others („the policy to deliver nothing to clubs“), nor another or a usual event.
        """
        if self.event.other or self.event.habitual:
            return False
        if self.event.by.rule.startswith("noun"):
            return self.event.definite or self.event.presupposed
        return not (self.has_others and self.event.factuality is Factuality.CT_MINUS)

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
        for one in linked.entities.all_of(article, participant.span):
            found.setdefault(one, ParticipantField(role=participant.role, entity=one))
    days = linked.dates.spans.get((article, event.time)) if event.time else None
    return Told(
        analysis=analysis,
        event=event,
        kind=kind,
        participants=tuple(found.values()),
        actors=frozenset((p.role, p.entity) for p in found.values() if p.role not in things),
        place=linked.entities.of(article, event.place),
        days=event.days or days or DayInterval(),
        has_others=any(filler.role not in things for filler in event.fillers),
        news=_news(article, linked) if event.fresh else _present(event, analysis, linked),
    )


def _news(article: str, linked: Linked) -> DayInterval:
    """The days before an article was printed whose news it can be; open where the day of printing is not known."""
    printed = _printed(article, linked)
    return DayInterval(printed.first - timedelta(days=_FRESH), printed.last) if printed.first else printed


def _present(event: Event, analysis: Analysis, linked: Linked) -> DayInterval:
    """What takes place „derzeit“ does so on the day of printing."""
    now = any(t.span == event.time and t.symbolic.value == _PRESENT for t in analysis.found.timexes)
    return _printed(analysis.document.id, linked) if now else DayInterval()


def _printed(article: str, linked: Linked) -> DayInterval:
    """When an article was printed, if that is known well enough to count from."""
    printed = linked.dates.days.get(article, DayInterval())
    return DayInterval() if printed.first is None or (printed.days or _PRINTED + 1) > _PRINTED else printed


@dataclass(slots=True)
class Group:
    """Tellings of one event, and what they tell together.

    Attributes:
        days: Those that all tellings allow.
        places: All that are named by who tells of a fact; ``hoped`` those of plans and fears.
        is_main: Whether no other event of its type is told as often in its article.
        is_ruled: Whether a person has put it together: then it is a row, however little is told.
        laid: What a person has laid down of it, which wins over what is told.
    """

    kind: EventType
    told: list[Told] = field(default_factory=list)
    actors: set[tuple[str, str]] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    hoped: set[str] = field(default_factory=set)
    days: DayInterval = field(default_factory=DayInterval)
    is_main: bool = False
    is_ruled: bool = False
    laid: list[Laid] = field(default_factory=list)

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

    @property
    def dated(self) -> DayInterval:
        """The days of the event: laid down, else those that are told, else those of the articles whose news it is."""
        given = [one.days for one in self.laid if one.days is not None]
        if given:
            return given[-1]
        if not self.days.is_open:
            return self.days
        found = DayInterval()
        for told in self.told:
            found = found.intersect(told.news) or found
        return found

    def is_enough(self) -> bool:
        """Whether it can stand by itself.

        It needs all roles that its type requires, or two of who, where and when, or a named actor of whom more than a
        noun in passing tells it. What nobody is named in stands by its place, its day or a second article, if it is
        told again; what is done by or to people without a name stands by a second article too. What a person has added
        or corrected always stands.
        """
        if self.is_ruled or self.laid or any(told.event.is_given for told in self.told):
            return True
        if all(told.event.habitual for told in self.told):
            return False
        roles = {role for role, _ in self.actors}
        required = [role.name for role in self.kind.roles if role.required]
        filled = all(role in roles for role in required)
        complete = bool(roles) and len(self.who) >= self.kind.minimum and filled
        somebody = bool(self.actors) or any(told.has_others for told in self.told)
        placed, dated = bool(self.places | self.hoped), not self.days.is_open
        known = sum((somebody, placed, dated))
        again = len(self.told) >= _AGAIN
        told_of = bool(self.actors) and filled and (again or any(told.is_told for told in self.told))
        shared = len(self.articles) >= _AGAIN
        topic = again and (placed or dated or shared)
        told_twice = (topic and (not required or self.is_definite)) or (shared and somebody)
        return complete or known >= _ENOUGH or told_of or told_twice

    @property
    def is_generic(self) -> bool:
        """Whether all tellings are nouns that mean no event in particular."""
        return all(told.is_generic for told in self.told)

    @property
    def is_other(self) -> bool:
        """Whether all tellings tell it from the event in question, and none says when it was."""
        return self.days.is_open and all(told.event.other for told in self.told)

    @property
    def is_definite(self) -> bool:
        """Whether a noun means it as one that is known."""
        return any(told.event.definite for told in self.told)


# News is so many days old at most, where a newspaper does not say how old; the day of printing must be so sure.
_FRESH, _PRINTED = 2, 4
# How many of who, where and when make a row where a role is missing that the type requires.
_ENOUGH = 2
# Told so often, or by so many articles, it is a matter of the pile.
_AGAIN = 2
