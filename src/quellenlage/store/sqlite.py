"""The dossier as one SQLite file. Tables and columns bear the names of the contract.

Never in WAL mode: SQLite before 3.51.3 can lose writes there. One transaction an article, one for the
linked record; whoever opens the file sees either the old record or the new one.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quellenlage.errors import StoreError
from quellenlage.records.contract import KINDS, InputRow, Record, Row
from quellenlage.records.layers import Analysis
from quellenlage.store.codec import columns, decode_analysis, decode_row, encode_analysis, encode_row

APPLICATION_ID = 0x514C4147  # "QLAG"
STORE_VERSION = 1

_LEDGER = """
CREATE TABLE source (
    article TEXT PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL, location TEXT NOT NULL, bytes BLOB NOT NULL
) STRICT;
CREATE TABLE analysis (
    article TEXT PRIMARY KEY REFERENCES source (article) ON DELETE CASCADE, key TEXT NOT NULL, data BLOB NOT NULL
) STRICT;
"""


@dataclass(frozen=True, slots=True)
class StoredSource:
    """An article as it was read, with the place on this machine where it lay."""

    article: str
    path: str
    sha256: str
    location: str
    bytes: bytes


@dataclass(frozen=True, slots=True)
class Held:
    """What the dossier holds of an article: the key of its analysis (empty without one) and where its file lay."""

    key: str
    location: str


class Dossier:
    """An open dossier. Use as a context manager.

    Args:
        path: The file; made if it does not exist and ``create`` is set.
        create: Whether a missing file is made.

    Raises:
        StoreError: No such file, no dossier, or one of another version.
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool = False) -> None:
        self.path = Path(path)
        if self.path.is_dir():
            raise StoreError(f"{path} is a folder; name a file such as dossier.db")
        if not create and not self.path.exists():
            raise StoreError(f"{path}: there is no such dossier; make one with 'quellenlage build'")
        try:
            self._db = sqlite3.connect(self.path, isolation_level=None)
        except sqlite3.Error as error:
            raise StoreError(f"{path}: cannot be opened as a dossier ({error})") from error
        try:
            self._open(create=create)
        except sqlite3.Error as error:
            self._db.close()
            raise StoreError(f"{path}: cannot be opened as a dossier ({error})") from error
        except BaseException:
            self._db.close()
            raise

    def _open(self, *, create: bool) -> None:
        # Looked at before anything is set: a database of another program stays as it is.
        application = self._db.execute("PRAGMA application_id").fetchone()[0]
        tables = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if create and not tables and not application:
            self._set_up()
            self._create()
            return
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if application != APPLICATION_ID:
            raise StoreError(f"{self.path} is empty or a database of another program; name another file")
        if version != STORE_VERSION:
            raise StoreError(
                f"{self.path} is of version {version}, this program writes {STORE_VERSION}; build it again"
            )
        self._set_up()

    def _set_up(self) -> None:
        self._db.execute("PRAGMA foreign_keys = ON")
        self._db.execute("PRAGMA journal_mode = DELETE")
        self._db.execute("PRAGMA synchronous = FULL")

    def _create(self) -> None:
        with self._transaction():
            for statement in _LEDGER.split(";\n"):
                if statement.strip():
                    self._db.execute(statement)
            for kind in KINDS:
                cells = ", ".join(
                    f'"{name}" {"TEXT" if sql == "JSON" else sql}{" UNIQUE" if name == "id" else ""}'
                    for name, (_, sql) in columns(kind).items()
                )
                self._db.execute(f'CREATE TABLE "{kind.kind}" (number INTEGER PRIMARY KEY, {cells}) STRICT')
            self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self._db.execute(f"PRAGMA user_version = {STORE_VERSION}")

    def __enter__(self) -> Dossier:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            raise StoreError(f"{self.path}: cannot be written ({error})") from error
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def put_article(self, source: StoredSource, analysis: Analysis, key: str, status: InputRow) -> None:
        """Keep an article and what was found in it, in one transaction."""
        with self._transaction():
            self._db.execute(
                "INSERT INTO source VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (article) DO UPDATE SET location = excluded.location",
                (source.article, source.path, source.sha256, source.location, source.bytes),
            )
            self._db.execute(
                "INSERT OR REPLACE INTO analysis VALUES (?, ?, ?)",
                (source.article, key, encode_analysis(analysis)),
            )
            self._put_input(status)

    def put_input(self, status: InputRow) -> None:
        """Note what became of an input that gave no article."""
        with self._transaction():
            self._put_input(status)

    def _put_input(self, status: InputRow) -> None:
        names = list(columns(InputRow))
        self._db.execute("DELETE FROM input WHERE id = ?", (status.id,))
        self._db.execute(_insert(InputRow, names), encode_row(status))

    def put_record(self, record: Record) -> None:
        """Replace the linked record; inputs stay as they were noted."""
        with self._transaction():
            for kind in KINDS:
                if kind is InputRow:
                    continue
                self._db.execute(f'DELETE FROM "{kind.kind}"')  # noqa: S608  names of our own kinds
                rows: Iterable[Row] = getattr(record, kind.kind)
                self._db.executemany(_insert(kind, list(columns(kind))), [encode_row(row) for row in rows])

    def _query(self, statement: str, values: tuple[str, ...] = ()) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._db.execute(statement, values)
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: cannot be read ({error}); run 'quellenlage check'") from error

    def sources(self) -> Iterator[StoredSource]:
        """All articles as they were read, by path."""
        for row in self._query("SELECT article, path, sha256, location, bytes FROM source ORDER BY path, article"):
            yield StoredSource(*row)

    def held(self) -> dict[str, Held]:
        """Every article of the dossier."""
        rows = self._query("SELECT article, coalesce(key, ''), location FROM source LEFT JOIN analysis USING (article)")
        return {article: Held(key, location) for article, key, location in rows}

    def drop_analysis(self, article: str, status: InputRow) -> None:
        """Forget what was found in an article that is unusable now; its source stays."""
        with self._transaction():
            self._db.execute("DELETE FROM analysis WHERE article = ?", (article,))
            self._put_input(status)

    def input(self, source: str) -> InputRow:
        """What became of an input.

        Raises:
            StoreError: It is not noted, though its article is there.
        """
        names = ", ".join(f'"{name}"' for name in columns(InputRow))
        cells = next(self._query(f"SELECT {names} FROM input WHERE source = ?", (source,)), None)  # noqa: S608
        if cells is None:
            raise StoreError(f"{self.path}: {source} has no input row; build the dossier again in a new file")
        return decode_row(InputRow, cells)

    def analyses(self) -> Iterator[Analysis]:
        """All analyses, by article."""
        for (data,) in self._query("SELECT data FROM analysis ORDER BY article"):
            yield decode_analysis(data)

    def record(self) -> Record:
        """The linked record as it was stored."""
        rows: dict[str, Any] = {kind.kind: tuple(self.rows(kind)) for kind in KINDS}
        return Record(**rows)

    def rows(self, kind: type[Row]) -> Iterator[Row]:
        """The rows of one kind, in stored order."""
        names = ", ".join(f'"{name}"' for name in columns(kind))
        for cells in self._query(f'SELECT {names} FROM "{kind.kind}" ORDER BY number'):  # noqa: S608
            yield decode_row(kind, cells)

    def faults(self) -> list[str]:
        """What SQLite finds wrong with the file; empty if nothing."""
        try:
            found = [row[0] for row in self._db.execute("PRAGMA integrity_check")]
            found += [f"dangling reference in {row[0]}" for row in self._db.execute("PRAGMA foreign_key_check")]
        except sqlite3.Error as error:
            return [str(error)]
        return [fault for fault in found if fault != "ok"]


def _insert(kind: type[Row], names: list[str]) -> str:
    listed = ", ".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{kind.kind}" ({listed}) VALUES ({", ".join("?" * len(names))})'  # noqa: S608
