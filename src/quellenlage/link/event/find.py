"""Groups the tellings of every article, then the groups of the pile."""

from __future__ import annotations

from collections.abc import Sequence

from quellenlage.link.event.row import make_row
from quellenlage.link.event.same import Judge
from quellenlage.link.event.told import Group, Told, resolve
from quellenlage.ontology.loader import EventType
from quellenlage.records.contract import EventRow
from quellenlage.records.layers import Analysis
from quellenlage.records.linked import Linked
from quellenlage.world import World

# An event is compared with so many earlier ones of its type at most: a text of thousands is no news.
_LOOKED_AT = 200
# A definite noun means the event told so many sentences before it at most, where several are in question.
_SENTENCES = 2


def link_events(pile: tuple[Analysis, ...], linked: Linked, world: World) -> tuple[EventRow, ...]:
    """Join what is told of one event.

    Two tellings are kept apart by other days, other places (unless one lies in the other) or other actors in a role:
    visits of 2019 and 2023 are two. In one article shared actors join them where day or place agree or one tells
    neither; „der Besuch“ means the one visit of the article. Across articles days must agree and actors or place be
    shared; without days, actors and place, or articles of the same days.

    What tells without enough of who, where and when makes no row of its own.

    Args:
        pile: In order of source.
        linked: Needs ``entities`` and ``dates``.
        world: ``ontology``; ``kb`` tells which place lies in which.

    Returns:
        In the order of the first telling.
    """
    judge = Judge(world.kb, linked)
    groups: list[Group] = []
    index: dict[tuple[str, str], list[Group]] = {}
    for analysis in pile:
        told = [resolve(event, analysis, linked, world) for event in analysis.found.events]
        for group in _of_article(told, judge):
            _merge(group, groups, index, judge)
    rows = [make_row(group, linked, world) for group in groups if group.is_enough()]
    order = {analysis.document.id: number for number, analysis in enumerate(pile)}
    return tuple(sorted(rows, key=lambda r: (order[r.mentions[0].article], r.mentions[0].start, r.type)))


def _of_article(told: Sequence[Told], judge: Judge) -> list[Group]:
    """The events of one article: those with actors first, then what only names day or place, then bare words."""
    groups: list[Group] = []
    ranked = sorted(told, key=lambda t: (t.is_bare, not t.actors))
    for one in ranked:
        same = [group for group in groups if _are_akin(group.kind, one.kind)][-_LOOKED_AT:]
        home = _meant(one, same) if one.is_bare else _home(one, same, judge)
        if home is None:
            home = Group(one.kind)
            groups.append(home)
        home.add((one,))
    for group in groups:
        group.told.sort(key=lambda t: t.event.span)
    return sorted(groups, key=lambda g: (g.told[0].event.span, g.kind.type))


def _are_akin(left: EventType, right: EventType) -> bool:
    return left.type == right.type or left.covers == right.type or right.covers == left.type


def _home(one: Told, groups: Sequence[Group], judge: Judge) -> Group | None:
    own = Group(one.kind)
    own.add((one,))
    fitting = [g for g in groups if not judge.is_excluded(own, g) and judge.speaks_within(own, g)]
    return max(fitting, key=lambda g: len(g.who & own.who), default=None)


def _meant(one: Told, groups: Sequence[Group]) -> Group | None:
    """„der Besuch“: the one of its type that the article tells of, else the one told just before."""
    told = [group for group in groups if not all(t.is_bare for t in group.told)]
    if len(told) == 1:
        return told[0]
    if not one.event.presupposed:
        return None
    before = [
        (other.event.span, group)
        for group in told
        for other in group.told
        if other.event.span < one.event.span and one.event.sentence - other.event.sentence <= _SENTENCES
    ]
    return max(before, key=lambda b: b[0], default=(None, None))[1]


def _merge(group: Group, groups: list[Group], index: dict[tuple[str, str], list[Group]], judge: Judge) -> None:
    """Into the first event of the pile that is the same, else as a new one."""
    keys = sorted({(group.kind.covers or group.kind.type, key) for key in group.who | group.places | group.hoped})
    near = {id(other): other for key in keys for other in index.get(key, ())[-_LOOKED_AT:]}
    for other in near.values():
        apart = not other.articles & group.articles
        if apart and not judge.is_excluded(group, other) and judge.speaks_across(group, other):
            other.add(group.told)
            _enter(other, keys, index)
            return
    groups.append(group)
    _enter(group, keys, index)


def _enter(group: Group, keys: Sequence[tuple[str, str]], index: dict[tuple[str, str], list[Group]]) -> None:
    for key in keys:
        held = index.setdefault(key, [])
        if all(other is not group for other in held):
            held.append(group)
