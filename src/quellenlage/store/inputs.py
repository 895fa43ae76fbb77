"""The inputs of a dossier of any version: what is taken along when a newer version rebuilds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quellenlage.store.library import sqlite3


@dataclass(frozen=True, slots=True)
class Inputs:
    """Rows as they go into the tables of this version.

    Attributes:
        sources: Articles as they were read.
        knowledge: Individuals of the user; a version before the fifth had none.
        ledger: What a person has said; a version before the sixth had none.
    """

    sources: tuple[tuple[Any, ...], ...]
    knowledge: tuple[tuple[Any, ...], ...]
    ledger: tuple[tuple[Any, ...], ...]


def read_inputs(db: sqlite3.Connection) -> Inputs:
    """The inputs of an open dossier."""
    names = [row[1] for row in db.execute("PRAGMA table_info(source)")]
    old = [dict(zip(names, row, strict=True)) for row in db.execute("SELECT * FROM source ORDER BY article")]
    sources = (
        (
            row["article"], row["path"], row["sha256"], row["location"], row.get("media_type", "text/plain"),
            row["bytes"],
        )
        for row in old
    )  # fmt: skip
    return Inputs(tuple(sources), _rows(db, "knowledge"), _rows(db, "ledger"))


def _rows(db: sqlite3.Connection, table: str) -> tuple[tuple[Any, ...], ...]:
    """The rows of a table that an older version may lack."""
    if not db.execute(f"PRAGMA table_info({table})").fetchall():
        return ()
    return tuple(db.execute(f"SELECT * FROM {table} ORDER BY number"))  # noqa: S608  a name of ours


def write_inputs(db: sqlite3.Connection, held: Inputs) -> None:
    """Put inputs into the empty tables of a new dossier, in a transaction of the caller."""
    db.executemany("INSERT INTO source VALUES (?, ?, ?, ?, ?, ?)", held.sources)
    db.executemany("INSERT INTO knowledge VALUES (?, ?, ?, ?)", held.knowledge)
    db.executemany("INSERT INTO ledger VALUES (?, ?, ?)", held.ledger)
