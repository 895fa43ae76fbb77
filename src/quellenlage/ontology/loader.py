"""Loads the types of events: one TOML file a type, all faults told at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quellenlage.datafile import Faults, read_toml
from quellenlage.records.layers import EntityType

FOLDER = Path(__file__).parent


# How an actor may stand to the word that names an event. Which preposition makes which relation is a
# matter of the language; „part“ is a part of a compound with the trigger, „region“ such a part that names a
# country or a place, „origin“ its adjective („russischer Angriff“), „possessive“ a genitive in front of it,
# „clause“ the subject of the clause whose adverbial it is („bei einem Treffen sagte A“).
RELATIONS = (
    "subject", "object", "dative", "genitive", "possessive", "part", "region", "origin", "with", "between", "from",
    "out_of", "by", "to", "for", "goal", "at", "against", "into", "on", "of", "clause",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role of an event type, the kinds of entity that can fill it, and how they stand to the trigger.

    Attributes:
        relations: Names of ``RELATIONS``; the role is open to actors that stand in one of them.
        thing: Whether it is filled by what no actor is: goods, a paper that is signed.
    """

    name: str
    relations: tuple[str, ...]
    takes: frozenset[EntityType]
    required: bool
    thing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A type of event.

    Attributes:
        label: Language code to name.
        plover: One of the types of PLOVER 2021, or None where none fits.
        cameo: CAMEO codes, from CAMEO2PLOVER-2021.txt.
        place: Whether it happens at a place.
        minimum: How many participants it needs at least.
        durative: Whether the present tense tells that it goes on („sie streiken“), not that it just happened.
        covers: A type whose words may name it too („Gespräche“ of people who meet).
        plotted: Whether a plan for it is an attempt („plante einen Anschlag“).
        sought: Whether it failed where it did not come about („es kam zu keiner Einigung“).
        decided: Whether a decision on it is the event („beschloss Sanktionen“).
        aimed_at: Whether its nouns may fill a role of another event: one protests against a curfew.
    """

    type: str
    label: dict[str, str]
    plover: str | None
    cameo: tuple[str, ...]
    roles: tuple[Role, ...]
    place: bool
    minimum: int
    durative: bool = False
    plotted: bool = False
    sought: bool = False
    decided: bool = False
    aimed_at: bool = False
    covers: str = ""


@dataclass(frozen=True, slots=True)
class Ontology:
    """All types, by name."""

    events: dict[str, EventType]


def load_ontology(folder: Path = FOLDER) -> Ontology:
    """Read all types.

    Raises:
        ExceptionGroup: Of ``DataFileError``, one for each fault.
    """
    faults = Faults()
    events = {}
    for path in sorted((folder / "events").glob("*.toml")):
        table = read_toml(path, faults)
        if table.get("type") != path.stem:
            faults.add(path, "type", f"{path.stem!r}, the name of the file")
            continue
        events[path.stem] = EventType(
            type=path.stem,
            label=dict(table.get("label", {})),
            plover=table.get("plover"),
            cameo=tuple(table.get("cameo", ())),
            roles=tuple(_role(row, path, faults) for row in table.get("role", ())),
            place=bool(table.get("place", True)),
            minimum=int(table.get("minimum", 1)),
            durative=bool(table.get("durative", False)),
            covers=str(table.get("covers", "")),
            plotted=bool(table.get("plotted", False)),
            sought=bool(table.get("sought", False)),
            decided=bool(table.get("decided", False)),
            aimed_at=bool(table.get("aimed_at", False)),
        )
        if not {"de", "en"} <= set(events[path.stem].label):
            faults.add(path, "label", "a name in de and en")
    if not events:
        faults.add(folder / "events", "folder", "at least one type")
    faults.raise_all(folder)
    return Ontology(events)


def _role(row: dict[str, Any], path: Path, faults: Faults) -> Role:
    kinds = [str(kind) for kind in EntityType]
    for kind in row.get("takes", ()):
        if kind not in kinds:
            faults.add(path, f"role {row.get('name')}: {kind}", f"one of {', '.join(kinds)}")
    for relation in row.get("relations", ()):
        if relation not in RELATIONS:
            faults.add(path, f"role {row.get('name')}: {relation}", f"one of {', '.join(RELATIONS)}")
    return Role(
        relations=tuple(row.get("relations", ())),
        name=str(row.get("name", "")),
        takes=frozenset(EntityType(k) for k in row.get("takes", ()) if k in kinds),
        required=bool(row.get("required", False)),
        thing=bool(row.get("thing", False)),
    )
