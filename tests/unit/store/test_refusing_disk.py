"""A machine that refuses: one error of ours, and what was written before stays."""

import hashlib
from contextlib import suppress
from pathlib import Path
from unittest import mock

import pytest

from quellenlage.errors import StoreError
from quellenlage.store import seal
from quellenlage.store.library import sqlite3
from quellenlage.store.sqlite import Dossier
from unit.hand_built import analysis_of_every_layer, row_of_every_kind


class Refusing:
    """A connection that fails at one kind of statement, and at every ROLLBACK."""

    def __init__(self, db: object, word: str, error: Exception):
        self._db, self._word, self._error = db, word, error

    def execute(self, statement: str, *values: object) -> object:
        if statement.startswith((self._word, "ROLLBACK")):
            raise self._error
        return self._db.execute(statement, *values)

    def __getattr__(self, name: str) -> object:
        return getattr(self._db, name)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "d.db"
    with Dossier(path, create=True) as dossier:
        dossier.put_record(row_of_every_kind(), [analysis_of_every_layer()])
    return path


@pytest.mark.parametrize("error", [sqlite3.OperationalError("disk I/O error"), MemoryError()])
@pytest.mark.parametrize("word", ["BEGIN", "DELETE FROM input", "COMMIT"])
def test_whatever_fails_it_is_one_error_of_ours(path: Path, word: str, error: Exception):
    with Dossier(path) as dossier:
        sound = dossier._db
        dossier._db = Refusing(sound, word, error)
        status = dossier.record().input[0] if dossier.record().input else None
        with pytest.raises(StoreError) as raised:
            dossier.put_input(status or row_of_every_kind().input[0])
        assert len(str(raised.value).splitlines()) == 1
        dossier._db = sound
        with suppress(sqlite3.Error):
            sound.execute("ROLLBACK")


def test_a_transaction_that_is_reported_done_waits_for_the_folder(path: Path):
    """With FULL a power cut may bring the journal back, which undoes what was reported done."""
    with Dossier(path) as dossier:
        assert dossier._db.execute("PRAGMA synchronous").fetchone() == (3,)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entity SET name = name || 'x'",
        "UPDATE quotation SET confidence = 0.5",
        "DELETE FROM caveat",
    ],
)
def test_a_changed_cell_is_found(path: Path, change: str):
    with Dossier(path) as dossier:
        assert dossier.faults() == []
        dossier._db.execute(change)
        (fault,) = dossier.faults()
        assert "does not hold what was written" in fault
        assert change.split()[1 if change.startswith("U") else 2] in fault


def test_tables_of_other_programs_are_not_looked_at(path: Path):
    with Dossier(path) as dossier:
        dossier._db.execute("CREATE TABLE mine (note TEXT)")
        assert dossier.faults() == []


def test_what_is_written_breaks_the_seals_and_linking_sets_them(path: Path):
    with Dossier(path) as dossier:
        dossier.put_entries([])
        assert dossier._db.execute("SELECT count(*) FROM seal").fetchone() == (0,)
        dossier.put_record(row_of_every_kind(), [analysis_of_every_layer()])
        assert dossier._db.execute("SELECT count(*) FROM seal").fetchone()[0] > 20
        assert seal.broken(dossier._db) == []


def test_a_copy_that_fails_leaves_no_file(path: Path, tmp_path: Path):
    with Dossier(path) as dossier:
        out = tmp_path / "copy.db"

        def fail(statement: str, values: tuple[str, ...] = ()) -> None:
            out.write_bytes(b"half")
            raise sqlite3.OperationalError("database or disk is full")

        with mock.patch.object(dossier, "_db", mock.Mock(execute=fail)), pytest.raises(StoreError):
            dossier.copy_to(out)
    assert not out.exists()
    assert hashlib.sha256(path.read_bytes())
