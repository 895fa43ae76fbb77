"""Groups the tellings of every article, then the groups of the pile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quellenlage.link.event.corrected import corrected, lay_down
from quellenlage.link.event.likeness import ACROSS, CONTEXT, WITHIN, are_akin, context_of, likeness
from quellenlage.link.event.row import make_row
from quellenlage.link.event.same import Judge, is_impersonal
from quellenlage.link.event.told import Group, Told, resolve
from quellenlage.ontology.loader import EventType
from quellenlage.records.contract import EventRow
from quellenlage.records.correction import Verdicts
from quellenlage.records.layers import Analysis
from quellenlage.records.linked import Linked
from quellenlage.world import World

# An event is compared with so many earlier ones of its type at most: a text of thousands is no news.
_LOOKED_AT = 200
# A definite noun means the event told so many sentences before it at most, where several are in question.
_SENTENCES = 2
# Under this key stands every event of a type.
_ANY = ""


def link_events(pile: tuple[Analysis, ...], linked: Linked, world: World) -> tuple[EventRow, ...]:
    """Join what is told of one event.

    Two tellings are kept apart by other days, other places (unless one lies in the other) or other actors in a role:
    visits of 2019 and 2023 are two. In one article shared actors join them where day or place agree or one tells
    neither; „der Besuch“ means the one visit of the article. Across articles days must agree and actors or place be
    shared; without days, actors and place, or articles of the same days. What these leave open, the sum of
    ``likeness`` decides: words, actors, place, days, and how much the articles have in common.

    What tells without enough of who, where and when makes no row of its own.

    Args:
        pile: In order of source.
        linked: Needs ``entities`` and ``dates``; ``rulings``, what a person has said, win over everything.
        world: ``ontology``; ``kb`` tells which place lies in which.

    Returns:
        In the order of the first telling.
    """
    judge = Judge(world.kb, linked)
    named = _named(linked)
    groups: list[Group] = []
    index: dict[tuple[str, str], list[Group]] = {}
    for analysis in pile:
        told = [resolve(event, analysis, linked, world) for event in analysis.found.events]
        for group in _of_article(told, judge):
            _merge(group, groups, index, judge, named)
    if linked.rulings.events != Verdicts():
        groups = corrected(groups, linked.rulings.events)
    lay_down(groups, linked.rulings.laid)
    rows = [make_row(group, linked, world) for group in groups if group.is_enough()]
    order = {analysis.document.id: number for number, analysis in enumerate(pile)}
    return tuple(sorted(rows, key=lambda r: (order[r.mentions[0].article], r.mentions[0].start, r.type)))


def _named(linked: Linked) -> dict[str, frozenset[str]]:
    """Everybody and every place that an article names, by article."""
    found: dict[str, set[str]] = {}
    for mention in linked.entities.mentions:
        found.setdefault(mention.article, set()).add(mention.entity)
    return {article: frozenset(entities) for article, entities in found.items()}


def _of_article(told: Sequence[Told], judge: Judge) -> list[Group]:
    """The events of one article: those with actors first, then what only names day or place, then bare words."""
    groups: list[Group] = []
    ranked = sorted(told, key=lambda t: (t.is_bare, not t.actors))
    for one in ranked:
        same = [group for group in groups if _are_kindred(group.kind, one.kind)][-_LOOKED_AT:]
        home = _home(one, same, judge)
        if home is None:
            home = Group(one.kind)
            groups.append(home)
        home.add((one,))
    groups = _joined(groups, judge)
    most: dict[str, list[int]] = {}
    for group in groups:
        group.told.sort(key=lambda t: t.event.span)
        most.setdefault(_family(group), []).append(len(group.told))
    for group in groups:
        counts = most[_family(group)]
        group.is_main = len(group.told) == max(counts) and counts.count(len(group.told)) == 1
    return sorted(groups, key=lambda g: (g.told[0].event.span, g.kind.type))


def _joined(groups: list[Group], judge: Judge) -> list[Group]:
    """Once more over the groups of an article: what they have come to tell may make two of them one."""
    kept: list[Group] = []
    for group in groups:
        near = [other for other in kept if other.kind.type == group.kind.type][-_LOOKED_AT:]
        home = next((o for o in near if _is_one(group, o, judge)), None)
        if home is None:
            kept.append(group)
        else:
            home.add(group.told)
    return kept


def _is_one(left: Group, right: Group, judge: Judge) -> bool:
    if left.is_other or right.is_other or judge.is_excluded(left, right):
        return False
    return bool(left.who) and bool(right.who) and judge.speaks_within(left, right)


def _family(group: Group) -> str:
    return group.kind.covers or group.kind.type


def _are_kindred(left: EventType, right: EventType) -> bool:
    return left.type == right.type or left.covers == right.type or right.covers == left.type


def _home(one: Told, groups: Sequence[Group], judge: Judge) -> Group | None:
    """The event of its article that a telling means, if any."""
    own = Group(one.kind)
    own.add((one,))
    open_to = [group for group in groups if not judge.is_excluded(own, group)]
    if one.event.other:
        open_to = [group for group in open_to if group.is_other or _are_same_days(own, group)]
    if not one.is_bare:
        sure = [group for group in open_to if judge.speaks_within(own, group)]
        if sure:
            return max(sure, key=lambda g: len(g.who & own.who))
    if one.is_generic:
        return None
    return _meant(one, own, open_to, judge)


def _meant(one: Told, own: Group, groups: Sequence[Group], judge: Judge) -> Group | None:
    """„der Besuch“: the one that the article tells of; of several that by the same word, else the one told just before.

    What tells somebody, a day or a place of its own needs more: words, actors and the rest must speak for it.
    """
    told = [group for group in groups if not all(t.is_bare for t in group.told)]
    earlier = [group for group in told if group.told[0].event.span < one.event.span]
    if one.is_bare and one.points_back and len(earlier or told) == 1:
        return (earlier or told)[0]
    vague = one.event.definite and is_impersonal(one.kind)
    half = [group for group in groups if one.is_bare or (vague and not (one.actors and group.actors))]
    scored = [(likeness(own, group, judge, 0.0, printed_near=True), group) for group in half]
    best = max(scored, key=lambda s: s[0], default=None)
    if best is not None and best[0] >= WITHIN:
        return best[1]
    if one.is_bare and not told and len(groups) == 1 and one.event.definite:
        return groups[0]
    if not one.is_bare or not one.event.presupposed:
        return None
    before = [
        (other.event.span, group)
        for group in told
        for other in group.told
        if other.event.span < one.event.span and one.event.sentence - other.event.sentence <= _SENTENCES
    ]
    return max(before, key=lambda b: b[0], default=(None, None))[1]


def _are_same_days(left: Group, right: Group) -> bool:
    return not left.days.is_open and left.days == right.days


def _merge(
    group: Group,
    groups: list[Group],
    index: dict[tuple[str, str], list[Group]],
    judge: Judge,
    named: Mapping[str, frozenset[str]],
) -> None:
    """Into the event of the pile that is most like it and not excluded, else as a new one."""
    keys = sorted({(_family(group), key) for key in (*group.who, *group.places, *group.hoped, _ANY)})
    near = {id(other): other for key in keys for other in index.get(key, ())[-_LOOKED_AT:]}
    best: tuple[float, Group] | None = None
    for other in near.values():
        if other.articles & group.articles or judge.is_excluded(group, other):
            continue
        if group.is_other or other.is_other:
            continue
        score = _score(group, other, judge, named)
        speaks = score >= ACROSS
        if (speaks or judge.speaks_across(group, other)) and (best is None or score > best[0]):
            best = (score, other)
    if best is None:
        groups.append(group)
        _enter(group, keys, index)
        return
    best[1].add(group.told)
    _enter(best[1], keys, index)


def _score(left: Group, right: Group, judge: Judge, named: Mapping[str, frozenset[str]]) -> float:
    """The likeness of two groups of different articles; 0 where nothing tells that they mean one event of the news."""
    context = context_of(left, right, named)
    near = judge.are_news(left, right)
    if not near or context < CONTEXT or left.is_generic or right.is_generic or not judge.is_current(left, right):
        return 0.0
    akin = are_akin(left, right) or bool(judge.shared(left, right))
    if not is_impersonal(left.kind) and (not akin or _tell_apart(left, right)):
        return 0.0
    return likeness(left, right, judge, context, printed_near=near)


def _tell_apart(left: Group, right: Group) -> bool:
    """Whether one tells only the day and the other only the place: a traveller is at many places on many days."""
    places = bool(left.places | left.hoped), bool(right.places | right.hoped)
    days = not left.days.is_open, not right.days.is_open
    return places[0] != places[1] and days[0] != days[1] and places != days


def _enter(group: Group, keys: Sequence[tuple[str, str]], index: dict[tuple[str, str], list[Group]]) -> None:
    for key in keys:
        held = index.setdefault(key, [])
        if all(other is not group for other in held):
            held.append(group)
