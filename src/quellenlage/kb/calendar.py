"""Public events of the calendar, by the words with which news names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from quellenlage.datafile import Faults, read_rows
from quellenlage.dates.interval import DayInterval
from quellenlage.kb.entities import RECALLED, KbEntity
from quellenlage.kb.offices import read_days

_COLUMNS = ("id", "type", "label", "from", "to", "actors", "place", "names", "source", "checked")


@dataclass(frozen=True, slots=True, kw_only=True)
class KbEvent:
    """A dated public event; none is written down from memory.

    Attributes:
        type: Name of a type of the ontology.
        places: Words for the place.
        names: Words that name the event, some of many events.
    """

    id: str
    type: str
    label: str
    days: DayInterval
    actors: tuple[str, ...]
    places: tuple[str, ...]
    names: tuple[str, ...]


def read_calendar(path: Path, entities: Mapping[str, KbEntity], faults: Faults) -> tuple[KbEvent, ...]:
    """All events, in the order of the file."""
    found: dict[str, KbEvent] = {}
    for row in read_rows(path, _COLUMNS, faults):
        if row["id"] in found:
            faults.add(path, row["id"], "an id that stands only once")
        if row["source"].startswith(RECALLED):
            faults.add(path, row["id"], "a source that was opened: a date from memory is none")
        actors = _parts(row["actors"])
        if unknown := [actor for actor in actors if actor not in entities]:
            faults.add(path, f"{row['id']}: actors {', '.join(unknown)}", "ids of the knowledge base")
        days = read_days(row["from"], row["to"], row["id"], path, faults)
        if days.days is None:
            faults.add(path, f"{row['id']}: {row['from']} to {row['to']}", "a first and a last day")
        found[row["id"]] = KbEvent(
            id=row["id"],
            type=row["type"],
            label=row["label"],
            days=days,
            actors=actors,
            places=_parts(row["place"]),
            names=_parts(row["names"]),
        )
    return tuple(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class KbSeries:
    """Events that bear one name, all of which between two days are in the calendar.

    Attributes:
        names: Words that name each of them.
        days: Outside of these there may be more.
    """

    id: str
    names: tuple[str, ...]
    days: DayInterval


def read_series(path: Path, faults: Faults) -> tuple[KbSeries, ...]:
    """All series, in the order of the file."""
    found: dict[str, KbSeries] = {}
    for row in read_rows(path, ("id", "names", "from", "to", "source", "checked"), faults):
        if row["id"] in found or row["source"].startswith(RECALLED):
            faults.add(path, row["id"], "an id that stands only once, and a list that was opened")
        days = read_days(row["from"], row["to"], row["id"], path, faults)
        found[row["id"]] = KbSeries(id=row["id"], names=_parts(row["names"]), days=days)
    return tuple(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class KbCoinage:
    """A word that nobody used before a day.

    Attributes:
        forms: As they stand in texts, each a word or some words.
        first: The day from which the word can be printed.
    """

    id: str
    forms: tuple[str, ...]
    first: date


def read_coinages(path: Path, faults: Faults) -> tuple[KbCoinage, ...]:
    """All coinages, in the order of the file."""
    found: dict[str, KbCoinage] = {}
    for row in read_rows(path, ("id", "forms", "first", "source", "checked"), faults):
        if row["id"] in found or row["source"].startswith(RECALLED):
            faults.add(path, row["id"], "an id that stands only once, and a source that was opened")
        first = read_days(row["first"], "", row["id"], path, faults).first
        forms = _parts(row["forms"])
        if first is None or not forms:
            faults.add(path, row["id"], "a first day and a form at least")
            continue
        found[row["id"]] = KbCoinage(id=row["id"], forms=forms, first=first)
    return tuple(found.values())


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
