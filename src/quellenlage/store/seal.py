"""Seals: what every table held when the record was linked, so that a bit that flips since then is found.

SQLite finds damage of its pages, not of the words in them. Any transaction breaks the seals; linking sets them anew.
"""

from __future__ import annotations

import hashlib

from quellenlage.store.library import sqlite3

SCHEMA = "CREATE TABLE seal (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL) STRICT"


def unseal(db: sqlite3.Connection) -> None:
    """Break all seals, in a transaction of the caller."""
    db.execute("DELETE FROM seal")


def seal(db: sqlite3.Connection) -> None:
    """Set all seals, at the end of a transaction of the caller."""
    unseal(db)
    db.executemany("INSERT INTO seal VALUES (?, ?)", [(name, _digest(db, name)) for name in _names(db)])


def broken(db: sqlite3.Connection) -> list[str]:
    """Tables and views that do not hold what they were sealed with; none where nothing is sealed.

    What other programs have put into the file beside them is not looked at.
    """
    held = db.execute("SELECT name, sha256 FROM seal ORDER BY name").fetchall()
    there = frozenset(_names(db))
    return [name for name, digest in held if name not in there or _digest(db, name) != digest]


def _names(db: sqlite3.Connection) -> list[str]:
    """Ours of the file; not the inner tables of the search, which are written behind a transaction's back."""
    rows = db.execute("PRAGMA main.table_list").fetchall()
    kinds = {row[1]: row[2] for row in rows if row[0] == "main"}
    return sorted(
        name for name, kind in kinds.items() if kind != "shadow" and name != "seal" and not name.startswith("sqlite_")
    )


def _digest(db: sqlite3.Connection, name: str) -> str:
    """Of what it is and, of a table that holds its rows itself, of all its cells."""
    sql = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
    digest = hashlib.sha256(sql.encode())
    if sql.startswith("CREATE TABLE"):
        for row in db.execute(f'SELECT * FROM "{name}"'):  # noqa: S608  a name of the file itself
            for cell in row:
                data = cell if isinstance(cell, bytes) else repr(cell).encode()
                digest.update(b"%d %d " % (isinstance(cell, bytes), len(data)))
                digest.update(data)
    return digest.hexdigest()
