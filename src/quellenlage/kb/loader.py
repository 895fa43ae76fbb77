"""Loads the knowledge base and tells all its faults at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from quellenlage.datafile import Faults, one_of, read_rows
from quellenlage.kb.outlets import KbOutlet, read_outlets
from quellenlage.records.layers import EntityType

FOLDER = Path(__file__).parent
RECALLED = "recalled"
# Those of outlets are kept by hand, the others are collected by a script.
NAME_FILES = ("names.tsv", "outlet_names.tsv")
NAME_KINDS = ("name", "official", "alias", "abbreviation", "adjective", "demonym", "seat")


@dataclass(frozen=True, slots=True, kw_only=True)
class KbEntity:
    """An individual. ``source`` is what was opened for the row, or ``recalled``."""

    id: str
    type: EntityType
    name: str
    part_of: str
    population: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KbName:
    """A form under which an individual is known.

    Attributes:
        ambiguous: It is an everyday word as well.
        recalled: It was written down from memory; nothing that was opened shows it.
    """

    entity: str
    lang: str
    form: str
    kind: str
    ambiguous: bool
    recalled: bool = False


@dataclass(frozen=True, slots=True)
class Kb:
    """The knowledge base: individuals by id, their names, given names of persons with their gender, outlets."""

    entities: dict[str, KbEntity]
    names: tuple[KbName, ...]
    given_names: dict[str, str]
    outlets: dict[str, KbOutlet] = field(default_factory=dict)


def load_kb(folder: Path = FOLDER) -> Kb:
    """Read the knowledge base.

    Raises:
        ExceptionGroup: Of ``DataFileError``: form, unique ids, dangling references, missing sources.
    """
    faults = Faults()
    outlets = read_outlets(folder / "outlets.tsv", faults)
    entities = _entities(folder / "entities.tsv", faults)
    entities |= _media(folder / "outlets.tsv", outlets, entities, faults)
    names = tuple(n for file in NAME_FILES for n in _names(folder / file, entities, faults))
    given = read_rows(folder / "given_names.tsv", ("name", "gender", "source"), faults)
    for row in given:
        one_of(row, "gender", ("", "m", "f"), folder / "given_names.tsv", faults)
    faults.raise_all(folder)
    return Kb(entities, names, {row["name"]: row["gender"] for row in given}, outlets)


def _entities(path: Path, faults: Faults) -> dict[str, KbEntity]:
    found: dict[str, KbEntity] = {}
    rows = read_rows(path, ("id", "type", "name", "part_of", "population", "source", "checked"), faults)
    for row in rows:
        if row["id"] in found:
            faults.add(path, row["id"], "an id that stands only once")
        kind = one_of(row, "type", EntityType, path, faults)
        population = row["population"] or "0"
        if not (population.isascii() and population.isdigit()):
            faults.add(path, f"{row['id']}: population {population!r}", "a whole number or nothing")
            population = "0"
        if kind in list(EntityType):
            found[row["id"]] = KbEntity(
                id=row["id"],
                type=EntityType(kind),
                name=row["name"],
                part_of=row["part_of"],
                population=int(population),
                source=row["source"],
            )
    for row in rows:
        if row["part_of"] and row["part_of"] not in found:
            faults.add(path, f"{row['id']}: part_of {row['part_of']}", "an id of this file")
    return found


def _media(
    path: Path, outlets: Mapping[str, KbOutlet], known: Mapping[str, KbEntity], faults: Faults
) -> dict[str, KbEntity]:
    """The outlets that ``entities.tsv`` does not have, as organisations of their countries."""
    found = {}
    for outlet in outlets.values():
        country = f"country:{outlet.country}" if outlet.country else ""
        if country and country not in known:
            faults.add(path, f"{outlet.id}: country {outlet.country}", "a country of entities.tsv")
        elif outlet.id in known:
            if known[outlet.id].name != outlet.name:
                faults.add(path, f"{outlet.id}: name {outlet.name!r}", f"{known[outlet.id].name!r}, as in entities.tsv")
        else:
            found[outlet.id] = KbEntity(
                id=outlet.id,
                type=EntityType.ORG,
                name=outlet.name,
                part_of=country,
                population=0,
                source=outlet.source,
            )
    return found


def _names(path: Path, entities: dict[str, KbEntity], faults: Faults) -> tuple[KbName, ...]:
    found = []
    for row in read_rows(path, ("entity", "lang", "form", "kind", "ambiguous", "source", "checked"), faults):
        one_of(row, "kind", NAME_KINDS, path, faults)
        one_of(row, "ambiguous", ("yes", "no"), path, faults)
        if row["entity"] not in entities:
            faults.add(path, f"{row['form']}: entity {row['entity']}", "an id of entities.tsv")
        found.append(
            KbName(
                entity=row["entity"],
                lang=row["lang"],
                form=row["form"],
                kind=row["kind"],
                ambiguous=row["ambiguous"] == "yes",
                recalled=row["source"] == RECALLED,
            )
        )
    return tuple(found)
