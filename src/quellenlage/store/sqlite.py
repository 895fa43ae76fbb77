"""The dossier as one SQLite file. Tables and columns bear the names of the contract.

Never in WAL mode: SQLite before 3.51.3 can lose writes there. One transaction an article, one for the
linked record; whoever opens the file sees either the old record or the new one.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from quellenlage.errors import StoreError
from quellenlage.kb.own import OwnRow, read_own
from quellenlage.records.contract import KINDS, InputRow, Record, Row
from quellenlage.records.layers import Analysis
from quellenlage.records.provenance import make_id
from quellenlage.store.codec import columns, decode_analysis, decode_row, encode_row
from quellenlage.store.library import sqlite3
from quellenlage.store.search import SCHEMA, Hit, index, search
from quellenlage.store.views import SCHEMA as VIEW_SCHEMA
from quellenlage.text.query import parse

R = TypeVar("R", bound=Row)

APPLICATION_ID = 0x514C4147  # "QLAG"
# 2: sources know their media type; the record knows from which analyses it was linked; search.
# 3: articles say whether they were analysed.
# 4: caveats.
# 5: claims, transfers, leads, findings; events know from how many origins they come; individuals of the user.
STORE_VERSION = 5

_LEDGER = """
CREATE TABLE source (
    article TEXT PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL, location TEXT NOT NULL,
    media_type TEXT NOT NULL, bytes BLOB NOT NULL
) STRICT;
CREATE TABLE linked (analyses TEXT NOT NULL) STRICT;
CREATE TABLE analysis (
    article TEXT PRIMARY KEY REFERENCES source (article) ON DELETE CASCADE, key TEXT NOT NULL, data BLOB NOT NULL
) STRICT;
CREATE TABLE knowledge (
    number INTEGER PRIMARY KEY, file TEXT NOT NULL, id TEXT NOT NULL, data TEXT NOT NULL, UNIQUE (file, id)
) STRICT;
"""


@dataclass(frozen=True, slots=True)
class StoredSource:
    """An article as it was read, with the place on this machine where it lay."""

    article: str
    path: str
    sha256: str
    location: str
    media_type: str
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
        if version > STORE_VERSION:
            raise StoreError(f"{self.path} was written by a newer version of this program; update it")
        if version < STORE_VERSION:
            if not create:
                raise StoreError(f"{self.path} is of an older version; run 'quellenlage build -o {self.path}' once")
            self._rebuild()
        self._set_up()

    def _rebuild(self) -> None:
        """Make a dossier of this version from the sources of an older one; the build analyses them anew."""
        names = [row[1] for row in self._db.execute("PRAGMA table_info(source)")]
        old = [dict(zip(names, row, strict=True)) for row in self._db.execute("SELECT * FROM source ORDER BY article")]
        has_own = bool(self._db.execute("PRAGMA table_info(knowledge)").fetchall())
        own = self._db.execute("SELECT * FROM knowledge ORDER BY number").fetchall() if has_own else []
        fresh = self.path.with_name(self.path.name + ".rebuilt")
        fresh.unlink(missing_ok=True)
        with Dossier(fresh, create=True) as dossier, dossier._transaction():
            for row in old:
                dossier._db.execute(
                    "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        row["article"], row["path"], row["sha256"], row["location"],
                        row.get("media_type", "text/plain"), row["bytes"],
                    ),
                )  # fmt: skip
            dossier._db.executemany("INSERT INTO knowledge VALUES (?, ?, ?, ?)", own)
        self._db.close()
        fresh.replace(self.path)
        self._db = sqlite3.connect(self.path, isolation_level=None)

    def _set_up(self) -> None:
        self._db.execute("PRAGMA foreign_keys = ON")
        self._db.execute("PRAGMA journal_mode = DELETE")
        self._db.execute("PRAGMA synchronous = FULL")

    def _create(self) -> None:
        with self._transaction():
            for statement in _LEDGER.split(";\n"):
                if statement.strip():
                    self._db.execute(statement)
            for statement in SCHEMA:
                self._db.execute(statement)
            for kind in KINDS:
                cells = ", ".join(
                    f'"{name}" {"TEXT" if sql == "JSON" else sql}{" UNIQUE" if name == "id" else ""}'
                    for name, (_, sql) in columns(kind).items()
                )
                self._db.execute(f'CREATE TABLE "{kind.kind}" (number INTEGER PRIMARY KEY, {cells}) STRICT')
            for statement in VIEW_SCHEMA:
                self._db.execute(statement)
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

    def put_article(self, source: StoredSource, analysis: bytes, key: str, status: InputRow) -> None:
        """Keep an article and what was found in it (as ``encode_analysis`` gives it), in one transaction."""
        with self._transaction():
            self._db.execute(
                "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (article) DO UPDATE SET location = excluded.location",
                (source.article, source.path, source.sha256, source.location, source.media_type, source.bytes),
            )
            self._db.execute("INSERT OR REPLACE INTO analysis VALUES (?, ?, ?)", (source.article, key, analysis))
            self._put_input(status)

    def put_input(self, status: InputRow) -> None:
        """Note what became of an input that gave no article."""
        with self._transaction():
            self._put_input(status)

    def _put_input(self, status: InputRow) -> None:
        names = list(columns(InputRow))
        # What could not be read before and can now is no fault any more.
        rejected = "DELETE FROM input WHERE source = ? AND status = 'rejected'"
        self._db.execute("DELETE FROM input WHERE id = ?", (status.id,))
        self._db.execute(rejected, (status.source,))
        self._db.execute(_insert(InputRow, names), encode_row(status))

    def put_record(self, record: Record, analyses: Iterable[Analysis] = ()) -> None:
        """Replace the linked record and the index for search; inputs stay as they were noted.

        Args:
            record: As linked.
            analyses: Those it was linked from; their sentences are what search finds.
        """
        with self._transaction():
            for kind in KINDS:
                if kind is InputRow:
                    continue
                self._db.execute(f'DELETE FROM "{kind.kind}"')  # noqa: S608  names of our own kinds
                rows: Iterable[Row] = getattr(record, kind.kind)
                self._db.executemany(_insert(kind, list(columns(kind))), [encode_row(row) for row in rows])
            index(self._db, record, analyses)
            self._db.execute("DELETE FROM linked")
            self._db.execute("INSERT INTO linked VALUES (?)", (self._state(),))

    def _state(self) -> str:
        """A hash of which analyses there are."""
        digest = hashlib.sha256()
        for article, key in self._query("SELECT article, key FROM analysis ORDER BY article"):
            digest.update(f"{article}={key}\n".encode())
        return digest.hexdigest()

    def is_linked(self) -> bool:
        """Whether the record was linked from the analyses that are there now; not so after an interrupted build."""
        linked: str | None = next(self._query("SELECT analyses FROM linked"), (None,))[0]
        return linked == self._state()

    def remove(self, article: str) -> None:
        """Take an article out, its bytes, analysis and input row; link and ``compact`` afterwards."""
        with self._transaction():
            self._db.execute("PRAGMA secure_delete = ON")
            self._db.execute("DELETE FROM input WHERE id = ?", (input_id(article),))
            self._db.execute("DELETE FROM source WHERE article = ?", (article,))

    def compact(self) -> None:
        """Write the file anew without what was deleted in it."""
        try:
            self._db.execute("VACUUM")
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: cannot be compacted ({error})") from error

    def copy_to(self, path: Path) -> None:
        """A copy to hand out: one compact file, whatever is being written to this one.

        Raises:
            StoreError: There is such a file, or it cannot be written.
        """
        if path.exists():
            raise StoreError(f"{path} exists; name a new file")
        try:
            self._db.execute("VACUUM INTO ?", (str(path),))
        except sqlite3.Error as error:
            raise StoreError(f"{path}: cannot be written ({error})") from error

    def _query(self, statement: str, values: tuple[str, ...] = ()) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._db.execute(statement, values)
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: cannot be read ({error}); run 'quellenlage check'") from error

    def sources(self) -> Iterator[StoredSource]:
        """All articles as they were read, by path."""
        for row in self._query(
            "SELECT article, path, sha256, location, media_type, bytes FROM source ORDER BY path, article"
        ):
            yield StoredSource(*row)

    def held(self) -> dict[str, Held]:
        """Every article of the dossier."""
        rows = self._query("SELECT article, coalesce(key, ''), location FROM source LEFT JOIN analysis USING (article)")
        return {article: Held(key, location) for article, key, location in rows}

    def put_own(self, file: str, rows: Iterable[OwnRow]) -> None:
        """Keep the individuals of a file of the user instead of those that it gave before."""
        with self._transaction():
            self._db.execute("DELETE FROM knowledge WHERE file = ?", (file,))
            self._db.executemany(
                "INSERT INTO knowledge (file, id, data) VALUES (?, ?, ?)", ((file, row.id, row.data()) for row in rows)
            )

    def own_rows(self) -> tuple[OwnRow, ...]:
        """The individuals of the user by file and id; of one in several files that of the last file counts."""
        found = dict(self._query("SELECT id, data FROM knowledge ORDER BY file, id"))
        return tuple(read_own(found[id_]) for id_ in sorted(found))

    def own_files(self) -> dict[str, int]:
        """The files of the user with how many individuals each gave."""
        return dict(self._query("SELECT file, count(*) FROM knowledge GROUP BY file ORDER BY file"))

    def drop_own(self, file: str) -> bool:
        """Forget what a file of the user gave; whether there was anything."""
        with self._transaction():
            return bool(self._db.execute("DELETE FROM knowledge WHERE file = ?", (file,)).rowcount)

    def drop_analysis(self, article: str, status: InputRow) -> None:
        """Forget what was found in an article that is unusable now; its source stays."""
        with self._transaction():
            self._db.execute("DELETE FROM analysis WHERE article = ?", (article,))
            self._put_input(status)

    def input(self, article: str) -> InputRow:
        """What became of the input of an article.

        Raises:
            StoreError: It is not noted, though its article is there.
        """
        names = ", ".join(f'"{name}"' for name in columns(InputRow))
        cells = next(self._query(f"SELECT {names} FROM input WHERE id = ?", (input_id(article),)), None)  # noqa: S608
        if cells is None:
            raise StoreError(f"{self.path}: article {article} has no input row; build the dossier again in a new file")
        return decode_row(InputRow, cells)

    def analyses(self) -> Iterator[Analysis]:
        """All analyses, by article."""
        for (data,) in self._query("SELECT data FROM analysis ORDER BY article"):
            yield decode_analysis(data)

    def record(self) -> Record:
        """The linked record as it was stored."""
        rows: dict[str, Any] = {kind.kind: tuple(self.rows(kind)) for kind in KINDS}
        return Record(**rows)

    def rows(self, kind: type[R]) -> Iterator[R]:
        """The rows of one kind, in stored order."""
        names = ", ".join(f'"{name}"' for name in columns(kind))
        for cells in self._query(f'SELECT {names} FROM "{kind.kind}" ORDER BY number'):  # noqa: S608
            yield decode_row(kind, cells)

    def search(self, words: str, limit: int) -> tuple[Hit, ...]:
        """The sentences in which all words stand, the best first.

        Raises:
            QueryError: The words ask for nothing.
        """
        try:
            return search(self._db, parse(words), limit)
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: cannot be searched ({error}); build it again") from error

    def faults(self) -> list[str]:
        """What SQLite finds wrong with the file; empty if nothing."""
        try:
            found = [row[0] for row in self._db.execute("PRAGMA integrity_check")]
            found += [f"dangling reference in {row[0]}" for row in self._db.execute("PRAGMA foreign_key_check")]
        except sqlite3.Error as error:
            return [str(error)]
        return [fault for fault in found if fault != "ok"]


def input_id(source: str) -> str:
    """The id of the input row of an article, or of a source that gave none."""
    return make_id("input", source)


def _insert(kind: type[Row], names: list[str]) -> str:
    listed = ", ".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{kind.kind}" ({listed}) VALUES ({", ".join("?" * len(names))})'  # noqa: S608
