"""The individuals of the knowledge base, from the tables of their kinds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from quellenlage.datafile import Faults, one_of, read_rows
from quellenlage.records.layers import EntityType

RECALLED = "recalled"
# Tables of individuals with their columns; persons have no column ``type``.
TABLES: Mapping[str, tuple[str, ...]] = {
    "entities.tsv": ("id", "type", "name", "part_of", "population", "source", "checked"),
    "organisations.tsv": (
        "id",
        "type",
        "name",
        "kind",
        "country",
        "part_of",
        "speaks_for",
        "wikidata",
        "source",
        "checked",
    ),
    "people.tsv": ("id", "name", "gender", "born", "country", "wikidata", "source", "checked"),
    "materiel.tsv": ("id", "type", "name", "category", "source", "checked"),
    "laws.tsv": ("id", "type", "name", "body", "number", "date", "matter", "source", "checked"),
    "sites.tsv": ("id", "type", "name", "kind", "part_of", "place", "source", "checked"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KbEntity:
    """An individual.

    Attributes:
        part_of: Ids of what it belongs to: the state of a town, the ministry of an office.
        speaks_for: Ids of those whose word its word is.
        wikidata: As read in the source; empty where none was.
        kind: Of an organisation or site: ``party``, ``company``, ``airport`` ...; empty where the table tells none.
        gender: Of a person: ``m``, ``f`` or empty.
        source: What was opened for the row, or ``recalled``.
    """

    id: str
    type: EntityType
    name: str
    source: str
    part_of: tuple[str, ...] = ()
    speaks_for: tuple[str, ...] = ()
    population: int = 0
    wikidata: str = ""
    kind: str = ""
    gender: str = ""


def read_entities(folder: Path, faults: Faults) -> dict[str, KbEntity]:
    """The individuals of all tables by id; references between them are checked by :func:`check_references`."""
    found: dict[str, KbEntity] = {}
    for file, columns in TABLES.items():
        path = folder / file
        for row in read_rows(path, columns, faults):
            if row["id"] in found:
                faults.add(path, row["id"], "an id that stands only once")
            kind = one_of(row, "type", EntityType, path, faults) if "type" in row else EntityType.PER
            if kind in list(EntityType):
                found[row["id"]] = _entity(row, EntityType(kind), path, faults)
    return found


def _entity(row: Mapping[str, str], type_: EntityType, path: Path, faults: Faults) -> KbEntity:
    population = row.get("population") or "0"
    if not (population.isascii() and population.isdigit()):
        faults.add(path, f"{row['id']}: population {population!r}", "a whole number or nothing")
        population = "0"
    return KbEntity(
        id=row["id"],
        type=type_,
        name=row["name"],
        source=row["source"],
        part_of=_ids(row.get("part_of", "")) or _home(row, type_),
        speaks_for=_ids(row.get("speaks_for", "")),
        population=int(population),
        wikidata=row.get("wikidata", ""),
        kind=row.get("kind", ""),
        gender=row.get("gender", ""),
    )


def read_kinds(path: Path, entities: dict[str, KbEntity], faults: Faults) -> None:
    """Give the organisations of ``entities.tsv`` the kinds of a table of its own, as that file is made by a script."""
    for row in read_rows(path, ("entity", "kind", "source"), faults):
        if row["entity"] in entities:
            entities[row["entity"]] = replace(entities[row["entity"]], kind=row["kind"])
        else:
            faults.add(path, f"entity {row['entity']}", "an id of the knowledge base")


def read_capitals(path: Path, entities: Mapping[str, KbEntity], faults: Faults) -> dict[str, str]:
    """Towns that stand for the government of a state, or for a union of states, to whom they stand for."""
    found = {}
    for row in read_rows(path, ("state", "town", "source"), faults):
        if row["state"] not in entities or row["town"] not in entities or row["town"] in found:
            faults.add(path, f"{row['state']} {row['town']}", "two ids of the knowledge base, each town once")
        found[row["town"]] = row["state"]
    return found


def _home(row: Mapping[str, str], type_: EntityType) -> tuple[str, ...]:
    """The state of an organisation that is part of nothing else; a person is part of no state."""
    country = row.get("country")
    return (f"country:{country}",) if country and type_ is not EntityType.PER else ()


def check_references(entities: Mapping[str, KbEntity], folder: Path, faults: Faults) -> None:
    """Note everything that an individual names and the knowledge base does not hold."""
    for entity in entities.values():
        for other in (*entity.part_of, *entity.speaks_for):
            if other not in entities:
                faults.add(folder, f"{entity.id}: {other}", "an id of the knowledge base")


def _ids(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)
