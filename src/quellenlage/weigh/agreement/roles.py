"""Offices of one person that differ from article to article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quellenlage.records.contract import EntityRow, FindingRow
from quellenlage.records.finding import make_finding, note_of, quoted
from quellenlage.records.linked import Linked
from quellenlage.records.parts import Office
from quellenlage.text.fold import fold
from quellenlage.world import World


def find_role_changes(linked: Linked, world: World) -> Iterator[FindingRow]:
    """Persons who bear an office in one article that excludes the one they bear in another.

    Offices are told apart by the last part of their title: „Agrarminister“ and „Minister“ are one.

    Args:
        linked: ``entities``.
        world: ``language.comparison`` and ``language.notes``.
    """
    data = world.language.comparison
    if data is None:
        return
    for row in linked.entities.rows:
        yield from _changes(row, data.offices, world)


def _changes(row: EntityRow, kinds: Mapping[str, str], world: World) -> Iterator[FindingRow]:
    first: dict[str, Office] = {}
    rest: dict[str, list[Office]] = {}
    for office in sorted(row.offices, key=lambda o: (o.evidence.article, o.evidence.start)):
        kind = _kind(office.title, kinds)
        if kind:
            first.setdefault(kind, office)
            rest.setdefault(kind, []).append(office)
    offices = list(first.values())
    for index, left in enumerate(offices):
        for right in offices[index + 1 :]:
            if left.evidence.article != right.evidence.article:
                note = note_of(
                    world.language.notes,
                    "role_change",
                    who=row.name,
                    a=quoted(left.evidence),
                    b=quoted(right.evidence),
                )
                yield make_finding(
                    "role_change",
                    "offices that exclude one another",
                    left.evidence,
                    right.evidence,
                    note=note,
                    stances=[row.id],
                )


def _kind(title: str, kinds: Mapping[str, str]) -> str:
    """The kind of office that a title ends in, by the longest ending; empty where it is none of these."""
    words = fold(title)
    ending = max((e for e in kinds if words.endswith(e)), key=len, default="")
    return kinds.get(ending, "")
