"""Forms under which individuals are known."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from quellenlage.datafile import Faults, one_of, read_rows
from quellenlage.kb.entities import RECALLED

NAME_KINDS = (
    "name", "official", "alias", "abbreviation", "acronym", "transliteration", "surname", "adjective", "demonym",
    "seat", "former", "generic",
)  # fmt: skip


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


def read_names(path: Path, entities: Container[str], faults: Faults) -> tuple[KbName, ...]:
    """A table of names; each must belong to one of ``entities``."""
    found = []
    for row in read_rows(path, ("entity", "lang", "form", "kind", "ambiguous", "source", "checked"), faults):
        one_of(row, "kind", NAME_KINDS, path, faults)
        one_of(row, "ambiguous", ("yes", "no"), path, faults)
        if row["entity"] not in entities:
            faults.add(path, f"{row['form']}: entity {row['entity']}", "an id of the knowledge base")
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
