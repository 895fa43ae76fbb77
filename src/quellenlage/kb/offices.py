"""Offices and who held them when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quellenlage.datafile import Faults, read_rows
from quellenlage.dates.interval import DayInterval
from quellenlage.dates.timex3 import value_interval
from quellenlage.kb.entities import RECALLED, KbEntity

_OFFICE = ("id", "title_de", "title_de_f", "title_en", "of", "kind", "source", "checked")
_TERM = ("person", "office", "from", "to", "source", "checked")


@dataclass(frozen=True, slots=True, kw_only=True)
class KbOffice:
    """An office.

    Attributes:
        titles: By language; German has the form for a woman as well.
        of: The state or organisation, if it is one of the kb.
        kind: ``head_of_state``, ``foreign_minister``, ``spokesperson`` ...
    """

    id: str
    titles: tuple[str, ...]
    of: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KbTerm:
    """Somebody's time in an office.

    Attributes:
        days: Open where begin or end is not known.
        recalled: Written down from memory.
    """

    person: str
    office: str
    days: DayInterval
    recalled: bool


def read_offices(path: Path, entities: Mapping[str, KbEntity], faults: Faults) -> dict[str, KbOffice]:
    """Offices by id."""
    found: dict[str, KbOffice] = {}
    for row in read_rows(path, _OFFICE, faults):
        if row["id"] in found:
            faults.add(path, row["id"], "an id that stands only once")
        if row["of"] and row["of"] not in entities:
            faults.add(path, f"{row['id']}: of {row['of']}", "an id of the knowledge base, or nothing")
        titles = tuple(filter(None, (row["title_de"], row["title_de_f"], row["title_en"])))
        found[row["id"]] = KbOffice(id=row["id"], titles=titles, of=row["of"], kind=row["kind"])
    return found


def read_terms(
    path: Path, entities: Mapping[str, KbEntity], offices: Mapping[str, KbOffice], faults: Faults
) -> tuple[KbTerm, ...]:
    """All terms, in the order of the file."""
    found = []
    for row in read_rows(path, _TERM, faults):
        if row["person"] not in entities or row["office"] not in offices:
            faults.add(path, f"{row['person']} {row['office']}", "ids of people.tsv and offices.tsv")
        days = read_days(row["from"], row["to"], f"{row['person']} {row['office']}", path, faults)
        found.append(KbTerm(person=row["person"], office=row["office"], days=days, recalled=row["source"] == RECALLED))
    return tuple(found)


def read_days(first: str, last: str, place: str, path: Path, faults: Faults) -> DayInterval:
    """From the first day of ``first`` to the last of ``last``: days, months or years as ISO 8601 writes them."""
    begin = value_interval(first) if first else None
    end = value_interval(last) if last else None
    if (first and not begin) or (last and not end):
        faults.add(path, f"{place}: {first} to {last}", "a day, a month, a year or nothing")
        return DayInterval()
    start, stop = begin.first if begin else None, end.last if end else None
    if start and stop and start > stop:
        faults.add(path, f"{place}: {first} to {last}", "days in order")
        return DayInterval()
    return DayInterval(start, stop)
