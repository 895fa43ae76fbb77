"""One event told by several sentences and articles is one row; each told detail keeps its article."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from quellenlage.dates.interval import DayInterval, edtf
from quellenlage.records.contract import EventRow
from quellenlage.records.layers import Analysis, Event, Factuality, Phase
from quellenlage.records.linked import Linked
from quellenlage.records.parts import FactualityField, ParticipantField
from quellenlage.records.provenance import By, make_id
from quellenlage.world import World

# Events told with longer intervals than this are no evidence for one another across articles.
_MAX_DAYS = 31
# How many of who, where and when make a row where a role is missing that the type requires.
_ENOUGH = 2
# Which of several tellings counts as the phase of the whole: what has happened before what was planned.
_PHASES = tuple(Phase)


@dataclass(frozen=True, slots=True)
class _Told:
    """An event as one sentence tells it, with entities and days in place of words."""

    analysis: Analysis
    event: Event
    participants: tuple[ParticipantField, ...]
    place: str | None
    days: DayInterval

    @property
    def who(self) -> frozenset[str]:
        return frozenset(p.entity for p in self.participants)


def link_events(pile: tuple[Analysis, ...], linked: Linked, world: World) -> tuple[EventRow, ...]:
    """Join what is told of one event.

    Two tellings are one event if they have the same type, compatible days and places, one names all
    actors of the other, and they agree in a day or a place. Across articles both days must be known as
    well, and two actors, the place or the days be the same: visits of 2019 and 2023 stay apart.

    What a sentence tells without enough of who, where and when makes no row of its own.

    Args:
        pile: In order of source.
        linked: Needs ``entities`` and ``dates``.
        world: ``ontology``.

    Returns:
        In the order of the first telling.
    """
    all_told = [_resolve(event, analysis, linked) for analysis in pile for event in analysis.found.events]
    told = [item for item in all_told if _is_enough(item, world)]
    by_type: dict[str, list[list[_Told]]] = {}
    groups: list[list[_Told]] = []
    for item in told:
        same = by_type.setdefault(item.event.type, [])
        home = next((group for group in same if all(_is_same(item, other) for other in group)), None)
        if home is None:
            home = []
            same.append(home)
            groups.append(home)
        home.append(item)
    for item in all_told:
        if not _is_enough(item, world):
            _join(item, by_type.get(item.event.type, []))
    return tuple(_row(group, linked, world) for group in groups)


def _resolve(event: Event, analysis: Analysis, linked: Linked) -> _Told:
    article = analysis.document.id
    participants = []
    for participant in event.participants:
        entity = linked.entities.of(article, participant.span)
        if entity is not None:
            participants.append(ParticipantField(role=participant.role, entity=entity))
    days = linked.dates.spans.get((article, event.time)) if event.time else None
    return _Told(
        analysis,
        event,
        tuple(dict.fromkeys(participants)),
        linked.entities.of(article, event.place),
        days or DayInterval(),
    )


def _is_enough(told: _Told, world: World) -> bool:
    """Whether a telling can stand by itself: all roles that its type requires, or two of who, where, when."""
    kind = world.ontology.events[told.event.type]
    roles = {p.role for p in told.participants}
    complete = all(role.name in roles for role in kind.roles if role.required) and len(told.who) >= kind.minimum
    parts = (bool(told.participants), told.place is not None, not told.days.is_open)
    return (complete and bool(roles)) or sum(parts) >= _ENOUGH


def _join(item: _Told, groups: list[list[_Told]]) -> None:
    """„der Besuch“ means the one event of its type that the article tells; without one, or with two, nothing."""
    here = [group for group in groups if any(told.analysis is item.analysis for told in group)]
    if len(here) == 1 and all(_fits(item, told) for told in here[0]):
        here[0].append(item)


def _fits(item: _Told, told: _Told) -> bool:
    same_place = item.place is None or told.place is None or item.place == told.place
    return item.who <= told.who and same_place and item.days.intersect(told.days) is not None


def _is_same(left: _Told, right: _Told) -> bool:
    if not (left.who <= right.who or right.who <= left.who):
        return False
    if left.place and right.place and left.place != right.place:
        return False
    if left.days.intersect(right.days) is None:
        return False
    known = all(t.days.days is not None and t.days.days <= _MAX_DAYS for t in (left, right))
    same_place = left.place is not None and left.place == right.place
    if left.analysis is right.analysis:
        bare = left.who == right.who and left.place == right.place and left.days == right.days
        return same_place or (known and left.days == right.days) or bare
    return known and (len(left.who & right.who) > 1 or same_place or left.days == right.days)


def _row(group: list[_Told], linked: Linked, world: World) -> EventRow:
    first = group[0]
    kind = world.ontology.events[first.event.type]
    days = _common_days(group)
    participants = tuple(dict.fromkeys(p for told in group for p in told.participants))
    place = next((told.place for told in group if told.place), None)
    start, end = days.iso()
    passage = first.analysis.document.passage(first.event.span)
    return EventRow(
        id=make_id(first.analysis.document.id, "event", passage.start, passage.end, first.event.type),
        by=By(first.event.by.rule, first.event.by.stage, first.event.by.version),
        type=kind.type,
        plover=kind.plover,
        cameo=kind.cameo,
        label=_label(kind.label, participants, place, linked, world),
        participants=participants,
        place=place,
        from_=start,
        to=end,
        edtf=edtf(days),
        phase=min((told.event.phase for told in group), key=_PHASES.index),
        factuality=tuple(dict.fromkeys(f for told in group for f in _factuality(told, linked))),
        mentions=tuple(told.analysis.document.passage(told.event.span) for told in group),
        articles=tuple(dict.fromkeys(told.analysis.document.id for told in group)),
    )


def _common_days(group: list[_Told]) -> DayInterval:
    """The days that all tellings allow; where they leave none in common, those of the first that knows."""
    days = DayInterval()
    for told in group:
        days = days.intersect(told.days) or days
    return days


def _factuality(told: _Told, linked: Linked) -> tuple[FactualityField, ...]:
    article = told.analysis.document.id
    said_by = [linked.entities.of(article, span) for span in told.event.sources]
    sources = [entity for entity in said_by if entity] or ["narrator"]
    value: Factuality = told.event.factuality
    span = told.analysis.document.passage(told.event.span)
    return tuple(FactualityField(source=s, article=article, value=value, span=span) for s in sources)


def _label(
    label: dict[str, str],
    participants: tuple[ParticipantField, ...],
    place: str | None,
    linked: Linked,
    world: World,
) -> str:
    names = {row.id: row.name for row in linked.entities.rows}
    who = list(Counter(names[p.entity] for p in participants))
    title = label.get(world.language.code, next(iter(label.values())))
    where = f" ({names[place]})" if place else ""
    return f"{title}: {', '.join(who)}{where}" if who else f"{title}{where}"
