"""The dossier as one SQLite file. Tables and columns bear the names of the contract.

Never in WAL mode: SQLite before 3.51.3 can lose writes there. One transaction an article, one for the
linked record; whoever opens the file sees either the old record or the new one.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

from quellenlage.errors import StoreError
from quellenlage.kb.own import OwnRow
from quellenlage.records.contract import KINDS, InputRow, Record, Row
from quellenlage.records.correction import Entry, standing
from quellenlage.records.document import Passage
from quellenlage.records.layers import Analysis
from quellenlage.records.provenance import make_id
from quellenlage.store import corrections, seal
from quellenlage.store.codec import columns, decode_analysis, decode_row, encode_row
from quellenlage.store.corrections import SCHEMA as LEDGER_SCHEMA
from quellenlage.store.inputs import read_inputs, write_inputs
from quellenlage.store.library import FAILURES, sqlite3, told
from quellenlage.store.schema import APPLICATION_ID as APPLICATION_ID
from quellenlage.store.schema import SOURCES
from quellenlage.store.schema import STORE_VERSION as STORE_VERSION
from quellenlage.store.search import SCHEMA, Hit, index, search
from quellenlage.store.source import Held, StoredSource
from quellenlage.store.views import SCHEMA as VIEW_SCHEMA
from quellenlage.text.query import parse

R = TypeVar("R", bound=Row)


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
        except FAILURES as error:
            raise StoreError(f"{path}: cannot be opened as a dossier ({told(error)})") from error
        try:
            self._open(create=create)
        except FAILURES as error:
            self._db.close()
            raise StoreError(f"{path}: cannot be opened as a dossier ({told(error)})") from error
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
        """Make a dossier of this version from the inputs of an older one; the build analyses them anew."""
        held = read_inputs(self._db)
        fresh = self.path.with_name(self.path.name + ".rebuilt")
        fresh.unlink(missing_ok=True)
        with Dossier(fresh, create=True) as dossier, dossier._transaction():
            write_inputs(dossier._db, held)
        self._db.close()
        fresh.replace(self.path)
        self._db = sqlite3.connect(self.path, isolation_level=None)

    def _set_up(self) -> None:
        self._db.execute("PRAGMA foreign_keys = ON")
        self._db.execute("PRAGMA journal_mode = DELETE")
        # FULL does not wait until the folder knows that the journal is gone: after a power cut what was reported
        # done would be undone.
        self._db.execute("PRAGMA synchronous = EXTRA")

    def _create(self) -> None:
        with self._transaction(is_new=True):
            self._db.execute(seal.SCHEMA)
            for statement in SOURCES.split(";\n"):
                if statement.strip():
                    self._db.execute(statement)
            for statement in (LEDGER_SCHEMA, *SCHEMA):
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
    def _transaction(self, *, is_new: bool = False) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            if not is_new:
                seal.unseal(self._db)
            yield
            self._db.execute("COMMIT")
        except FAILURES as error:
            self._roll_back()
            raise StoreError(f"{self.path}: cannot be written ({told(error)})") from error
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        # On a disk that still refuses, the journal stays: whoever opens the file next rolls back.
        with suppress(*FAILURES):
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
            seal.seal(self._db)

    def _state(self) -> str:
        """A hash of which analyses there are, and which corrections stand."""
        digest = hashlib.sha256()
        for correction in standing(self.entries()):
            digest.update(f"{correction.id}\n".encode())
        for article, key in self._query("SELECT article, key FROM analysis ORDER BY article"):
            digest.update(f"{article}={key}\n".encode())
        return digest.hexdigest()

    def is_linked(self) -> bool:
        """Whether the record was linked from the analyses and corrections that are there now."""
        linked: str | None = next(self._query("SELECT analyses FROM linked"), (None,))[0]
        return linked == self._state()

    def remove(self, article: str) -> None:
        """Take an article out, its bytes, analysis and input row; link and ``compact`` afterwards.

        What was corrected in it stays, by its place, without its words.
        """
        with self._transaction():
            self._db.execute("PRAGMA secure_delete = ON")
            self._db.execute("DELETE FROM input WHERE id = ?", (input_id(article),))
            sha256 = next(self._query("SELECT sha256 FROM source WHERE article = ?", (article,)), ("",))[0]
            self._db.execute("DELETE FROM source WHERE article = ?", (article,))
            if not next(self._query("SELECT count(*) FROM source WHERE sha256 = ?", (sha256,)))[0]:
                corrections.forget_words(self._db, self.entries(), sha256)

    def compact(self) -> None:
        """Write the file anew without what was deleted in it."""
        try:
            self._db.execute("VACUUM")
        except FAILURES as error:
            raise StoreError(f"{self.path}: cannot be compacted ({told(error)})") from error

    def copy_to(self, path: Path) -> None:
        """A copy to hand out: one compact file, whatever is being written to this one.

        Raises:
            StoreError: There is such a file, or it cannot be written.
        """
        if path.exists():
            raise StoreError(f"{path} exists; name a new file")
        try:
            self._db.execute("VACUUM INTO ?", (str(path),))
        except FAILURES as error:
            path.unlink(missing_ok=True)
            raise StoreError(f"{path}: cannot be written ({told(error)})") from error

    def _query(self, statement: str, values: tuple[str, ...] = ()) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._db.execute(statement, values)
        except FAILURES as error:
            raise StoreError(f"{self.path}: cannot be read ({told(error)}); run 'quellenlage check'") from error

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
                "INSERT INTO knowledge (file, id, data) VALUES (?, ?, ?)",
                ((file, row.id, row.data()) for row in sorted(rows, key=attrgetter("id"))),
            )

    def own_rows(self) -> bytes:
        """The individuals of the user, as lines of JSON, by id; of one in several files that of the last file counts.

        They are joined by the library: hundreds of thousands of rows are read in a moment.
        """
        # The cells beside max() are those of the row in which it was found.
        rows = "SELECT data || char(10) AS line, max(file) FROM knowledge GROUP BY id ORDER BY id"
        return next(self._query(f"SELECT CAST(group_concat(line, '') AS BLOB) FROM ({rows})"))[0] or b""  # noqa: S608

    def own_files(self) -> dict[str, int]:
        """The files of the user with how many individuals each gave."""
        return dict(self._query("SELECT file, count(*) FROM knowledge GROUP BY file ORDER BY file"))

    def put_entries(self, entries: Iterable[Entry]) -> int:
        """Keep what a person has said, each entry once; how many were new."""
        with self._transaction():
            return corrections.insert(self._db, entries)

    def entries(self) -> tuple[Entry, ...]:
        """All that a person has said, in the order in which it came here."""
        return corrections.entries(line for (line,) in self._query("SELECT entry FROM ledger ORDER BY number"))

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

    def analyses(self, article: str = "") -> Iterator[Analysis]:
        """All analyses, by article; of one article alone if it is named."""
        for (data,) in self._query("SELECT data FROM analysis WHERE ? IN ('', article) ORDER BY article", (article,)):
            yield decode_analysis(data)

    def analysis(self, article: str) -> Analysis | None:
        """What was found in one article; None if nothing is kept of it."""
        found = next(self._query("SELECT data FROM analysis WHERE article = ?", (article,)), None)
        return decode_analysis(found[0]) if found else None

    def record(self) -> Record:
        """The linked record as it was stored."""
        rows: dict[str, Any] = {kind.kind: tuple(self.rows(kind)) for kind in KINDS}
        return Record(**rows)

    def rows(self, kind: type[R]) -> Iterator[R]:
        """The rows of one kind, in stored order."""
        names = ", ".join(f'"{name}"' for name in columns(kind))
        for cells in self._query(f'SELECT {names} FROM "{kind.kind}" ORDER BY number'):  # noqa: S608
            yield decode_row(kind, cells)

    def sentences(self) -> Iterator[Passage]:
        """The sentences that are searched, in the order of the index: all that a view may cite."""
        for row in self._query('SELECT article, start, "end", text FROM sentence ORDER BY number'):
            yield Passage(*row)

    def search(self, words: str, limit: int) -> tuple[Hit, ...]:
        """The sentences in which all words stand, the best first.

        Raises:
            QueryError: The words ask for nothing.
        """
        try:
            return search(self._db, parse(words), limit)
        except FAILURES as error:
            raise StoreError(f"{self.path}: cannot be searched ({told(error)}); build it again") from error

    def faults(self) -> list[str]:
        """What SQLite finds wrong with the file; empty if nothing."""
        try:
            found = [row[0] for row in self._db.execute("PRAGMA integrity_check")]
            found += [f"dangling reference in {row[0]}" for row in self._db.execute("PRAGMA foreign_key_check")]
            found += [f"{name} does not hold what was written there" for name in seal.broken(self._db)]
            found += [f"{path} is not what was read: its hash differs" for path in self._changed()]
        except (sqlite3.Error, MemoryError, StoreError) as error:
            return [told(error)]
        return [fault for fault in found if fault != "ok"]

    def _changed(self) -> list[str]:
        """Articles whose bytes are not those of their hash."""
        return [source.path for source in self.sources() if hashlib.sha256(source.bytes).hexdigest() != source.sha256]


def input_id(source: str) -> str:
    """The id of the input row of an article, or of a source that gave none."""
    return make_id("input", source)


def _insert(kind: type[Row], names: list[str]) -> str:
    listed = ", ".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{kind.kind}" ({listed}) VALUES ({", ".join("?" * len(names))})'  # noqa: S608
