"""Keeps what a person has said, takes it back, and takes over what was said of another dossier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from quellenlage.errors import ConfigError, RefusedRowError
from quellenlage.pipeline.review.desk import Said
from quellenlage.pipeline.review.fault import fault_of
from quellenlage.records.correction import Correction, Entry, Standing, Undo, review
from quellenlage.store import Dossier
from quellenlage.store.corrections import read_entry


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the lines of a file: how many were new, how many known, and which were refused and why."""

    new: int
    known: int
    refused: tuple[tuple[str, str], ...]


def take(dossier: Dossier, lines: Iterable[str], name: str) -> Taken:
    """Keep the corrections of a file; one that is known is kept once.

    Args:
        dossier: Open for writing.
        lines: One JSON object each, as ``review export`` writes them.
        name: Of the file, for messages.
    """
    found: list[Entry] = []
    refused: list[tuple[str, str]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            entry = read_entry(line, place)
        except RefusedRowError as error:
            refused.append((place, error.reason))
            continue
        fault = fault_of(entry)
        if fault:
            refused.append((place, fault))
        else:
            found.append(entry)
    new = dossier.put_entries(found)
    return Taken(new, len(found) - new, tuple(refused))


def undo(dossier: Dossier, wanted: str, said: Said) -> Correction:
    """Take a correction back; that it was made stays known.

    Args:
        dossier: Open for writing.
        wanted: Beginning of its id.
        said: Who takes it back, when and why.

    Raises:
        ConfigError: There is no such correction, more than one, or it holds no more.
    """
    known = review(dossier.entries())
    found = [(c, state) for c, state in known if wanted and c.id.startswith(wanted)]
    if len(found) != 1:
        raise ConfigError(f"no correction, or more than one, has an id that begins with {wanted!r}; see 'review list'")
    correction, state = found[0]
    if state is Standing.UNDONE:
        raise ConfigError(f"correction {correction.id} was undone before")
    dossier.put_entries([Undo(correction=correction.id, who=said.who, why=said.why, when=later(dossier, said.when))])
    return correction


def later(dossier: Dossier, when: str) -> str:
    """A moment after all that was said before: two words within one tick of the clock keep their order."""
    last = max((entry.when for entry in dossier.entries()), default="")
    if when > last:
        return when
    return (datetime.fromisoformat(last) + timedelta(microseconds=1)).isoformat(timespec="microseconds")
