"""Offices of one person that differ from article to article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from quellenlage.records.contract import EntityRow, FindingRow
from quellenlage.records.document import Passage
from quellenlage.records.finding import make_finding, note_of, quoted
from quellenlage.records.layers import Analysis, EntityType
from quellenlage.records.linked import Linked
from quellenlage.text.fold import fold
from quellenlage.text.span import Span
from quellenlage.world import World

# How far before a title the word may stand that puts it into the past, in characters.
_BEFORE = 24
_FORMER = "former "


def find_role_changes(pile: Sequence[Analysis], linked: Linked, world: World) -> Iterator[FindingRow]:
    """Persons who bear an office in one article that excludes the one they bear in another.

    Offices are told apart by the last part of their title: „Agrarminister“ and „Minister“ are one. A former office
    excludes the office.

    Args:
        pile: In order of source.
        linked: ``entities``.
        world: ``language.comparison`` and ``language.notes``.
    """
    data = world.language.comparison
    if data is None:
        return
    titles = _titles(pile, linked, data.former)
    for row in linked.entities.rows:
        if row.type == EntityType.PER:
            yield from _changes(row, titles.get(row.id, ()), data.offices, world)


def _titles(
    pile: Sequence[Analysis], linked: Linked, former: tuple[str, ...]
) -> Mapping[str, list[tuple[str, Passage]]]:
    """Titles of every person where they stand beside the name, in order; those of a former office say so."""
    found: dict[str, list[tuple[str, Passage]]] = defaultdict(list)
    for analysis in pile:
        text = analysis.document.text
        for mention in analysis.found.mentions:
            entity = linked.entities.of(analysis.document.id, mention.span)
            if entity and mention.title:
                at = mention.title.start
                before = text[max(0, at - _BEFORE) : at].split()
                is_former = bool(before) and before[-1].lower().startswith(former)
                start = text.rfind(before[-1], 0, at) if is_former else min(at, mention.span.start)
                passage = analysis.document.passage(Span(start, max(mention.title.end, mention.span.end)))
                found[entity].append((_FORMER * is_former + fold(mention.title.of(text)), passage))
    return found


def _changes(
    row: EntityRow, titles: Sequence[tuple[str, Passage]], kinds: Mapping[str, str], world: World
) -> Iterator[FindingRow]:
    told = [*titles, *((fold(office.title), office.evidence) for office in row.offices)]
    by_kind: dict[str, list[Passage]] = {}
    for title, passage in told:
        kind = _kind(title, kinds)
        if kind and passage not in by_kind.setdefault(kind, []):
            by_kind[kind].append(passage)
    for one, two in combinations(by_kind, 2):
        pair = next(((a, b) for a in by_kind[one] for b in by_kind[two] if a.article != b.article), None)
        if pair:
            note = note_of(world.language.notes, "role_change", who=row.name, a=quoted(pair[0]), b=quoted(pair[1]))
            yield make_finding(
                "role_change",
                "offices that exclude one another",
                *pair,
                note=note,
                stances=[row.id],
                more=[*by_kind[one], *by_kind[two]],
            )


def _kind(title: str, kinds: Mapping[str, str]) -> str:
    """The kind of office that a title ends in, by the longest ending; empty where it is none of these."""
    mark = _FORMER if title.startswith(_FORMER) else ""
    ending = max((e for e in kinds if title.endswith(e)), key=len, default="")
    return mark + kinds[ending] if ending else ""
