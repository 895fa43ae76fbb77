"""Whether tellings mean one event: nothing that they tell excludes it, and something speaks for it."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.dates.interval import DayInterval
from quellenlage.kb.loader import Kb
from quellenlage.link.event.told import Group, Told
from quellenlage.ontology.loader import EventType
from quellenlage.records.layers import EntityType
from quellenlage.records.linked import Linked

# Longer intervals than this are no evidence across articles.
_MAX_DAYS = 31
# „im Jahr 2019“: with the same place, or the same two actors.
_YEAR = 366
# Days within which an event without actors that two articles place alike is one („der Brand in Ulm am Montag“).
_NEAR = 3
# Articles printed so many days apart may still tell of one event without naming its day.
_NEWS = 10
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Judge:
    """Decides over pairs of groups.

    Attributes:
        kb: Which place is a part of which.
        linked: Days of the articles.
    """

    kb: Kb
    linked: Linked

    def is_excluded(self, left: Group, right: Group) -> bool:
        """Whether days, places or actors cannot be those of one event."""
        if left.days.intersect(right.days) is None and not _is_one_night(left, right):
            return True
        if left.kind.type != right.kind.type and not _are_talks(left, right):
            return True
        told = (left.places, right.places) if left.places and right.places else (left.hoped, right.hoped)
        vague = is_impersonal(left.kind)
        if any(not self.are_compatible(a, b, vague=vague) for a in told[0] for b in told[1]):
            return True
        return self._are_other_actors(left, right)

    def _are_other_actors(self, left: Group, right: Group) -> bool:
        """Whether a role is filled by others, or the same actor stands in other roles."""
        if not left.actors or not right.actors:
            return False
        if _is_symmetric(left.kind):
            few = min(len(left.who), len(right.who))
            return len(self.shared(left, right)) < min(few, _PAIR)
        for role in left.kind.roles:
            one = {entity for name, entity in left.actors if name == role.name}
            two = {entity for name, entity in right.actors if name == role.name}
            if one and two and not role.thing and not any(self._may_be_one(a, b) for a in one for b in two):
                return True
        common = left.who & right.who
        return bool(common) and not left.actors & right.actors

    def are_one(self, left: str, right: str) -> bool:
        """Whether two actors are the same, or one acts for the other: a president and his state."""
        acting = self.linked.standings.acting
        return left == right or acting(left) == right or acting(right) == left

    def _may_be_one(self, left: str, right: str) -> bool:
        """Whether nothing speaks against it: a state, and a person of whom nobody says for whom he acts."""
        if self.are_one(left, right):
            return True
        acting = self.linked.standings.acting
        states = self._is_state(left), self._is_state(right)
        other = right if states[0] else left
        return states[0] != states[1] and acting(other) == other and other not in self.kb.entities

    def _is_state(self, actor: str) -> bool:
        entity = self.kb.entities.get(actor)
        return entity is not None and entity.type is EntityType.GPE and not entity.part_of

    def shared(self, left: Group, right: Group) -> frozenset[str]:
        """Actors of one side who are, or act for, an actor of the other."""
        return frozenset(a for a in left.who if a in right.who or any(self.are_one(a, b) for b in right.who))

    def are_compatible(self, left: str, right: str, *, vague: bool = False) -> bool:
        """Whether two places are the same, or one lies in the other; if ``vague``, also one unknown to the kb."""
        if left == right or left in self.around(right) or right in self.around(left):
            return True
        return vague and (left in self.kb.entities) != (right in self.kb.entities)

    def around(self, place: str) -> frozenset[str]:
        """Places of which this one is a part."""
        found, todo = set[str](), [place]
        while todo:
            entity = self.kb.entities.get(todo.pop())
            fresh = [p for p in (entity.part_of if entity else ()) if p not in found]
            found |= set(fresh)
            todo += fresh
        return frozenset(found)

    def speaks_within(self, left: Group, right: Group) -> bool:
        """Whether two groups of one article are one event."""
        shared = left.who & right.who
        same_place = bool(left.places & right.places)
        same_days = _are_known(left.days, right.days) and left.days == right.days
        if left.kind.minimum >= _PAIR:
            return len(shared) >= _PAIR or bool(shared and (same_place or same_days))
        if shared:
            covered = left.who <= right.who or right.who <= left.who
            return covered and (same_place or same_days or _tell_no_more(left, right))
        nobody = not left.who or not right.who
        return nobody and (same_days or same_place) and _is_one_word(left, right)

    def speaks_across(self, left: Group, right: Group) -> bool:
        """Whether groups of different articles are one event."""
        shared = left.who & right.who
        same_place = bool(left.places & right.places)
        known = _are_known(left.days, right.days)
        if left.kind.type != right.kind.type:
            return known and len(shared) >= _PAIR
        news = self.are_news(left, right)
        if known:
            few = max(left.days.days or 0, right.days.days or 0) <= _NEAR
            return len(shared) >= min(_PAIR, left.kind.minimum + 1) or bool(
                (shared and (same_place or few)) or (same_place and few)
            )
        if _are_known(left.days, right.days, _YEAR):
            nobody = not left.who or not right.who
            return (same_place and bool(shared or nobody)) or len(shared) >= max(_PAIR, left.kind.minimum)
        if left.kind.minimum >= _PAIR:
            return len(shared) >= _PAIR and (same_place or news)
        if same_place and news and is_impersonal(left.kind) and _is_one_word(left, right):
            return any(self.around(place) for place in left.places & right.places)
        all_shared = bool(shared) and (left.who <= right.who or right.who <= left.who)
        return all_shared and news and (same_place or len(shared) >= _PAIR)

    def is_current(self, left: Group, right: Group) -> bool:
        """Whether the days that only one side knows are near those of the articles of the other side."""
        if left.days.is_open == right.days.is_open:
            return True
        known, other = (right, left) if left.days.is_open else (left, right)
        printed = [self.linked.dates.days.get(article, DayInterval()) for article in other.articles]
        return any(_gap(known.days, day) <= _NEWS for day in printed)

    def are_news(self, left: Group, right: Group) -> bool:
        """Whether their articles were printed about the same time."""
        days = self.linked.dates.days
        first = [days.get(a, DayInterval()) for a in left.articles]
        second = [days.get(a, DayInterval()) for a in right.articles]
        return any(_gap(a, b) <= _NEWS for a in first for b in second)


def _gap(left: DayInterval, right: DayInterval) -> int:
    """Days between two known intervals at most; very many if one is open."""
    if left.first is None or left.last is None or right.first is None or right.last is None:
        return 10_000
    return max((left.last - right.first).days, (right.last - left.first).days, 0)


def _are_known(left: DayInterval, right: DayInterval, most: int = _MAX_DAYS) -> bool:
    return all(d.days is not None and d.days <= most for d in (left, right))


def _is_one_night(left: Group, right: Group) -> bool:
    """„am Dienstagabend“ and „am Mittwochmorgen“: what nobody need act in may last from one day to the next."""
    if not is_impersonal(left.kind) or not all(_are_known(d, d, _NEAR) for d in (left.days, right.days)):
        return False
    first, second = sorted((left.days, right.days), key=lambda d: d.iso())
    return first.last is not None and second.first is not None and (second.first - first.last).days == 1


def is_impersonal(kind: EventType) -> bool:
    """Whether it may be told without anybody in it: a fire, an attack."""
    return not any(role.required for role in kind.roles)


def _are_talks(left: Group, right: Group) -> bool:
    """„Gespräche“ may be a meeting; who only calls or writes does not meet."""
    other = left if right.kind.covers == left.kind.type else right
    return all(told.event.by.rule == "noun" for told in other.told if told.event.type == other.kind.type)


def _is_symmetric(kind: EventType) -> bool:
    return kind.minimum >= _PAIR


def _tell_no_more(left: Group, right: Group) -> bool:
    """Whether one of them adds neither day nor place of its own: „seine Reise“."""
    return any(not group.places and group.days.is_open for group in (left, right))


def _is_one_word(left: Group, right: Group) -> bool:
    """Whether the words for it are alike: the end of one is the other („Großbrand“, „Brand“)."""
    one = {_word(told) for told in left.told}
    two = {_word(told) for told in right.told}
    return any(a.endswith(b) or b.endswith(a) for a in one for b in two)


def _word(told: Told) -> str:
    return told.event.span.of(told.analysis.document.text).lower()
