import hashlib
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from quellenlage.errors import StoreError
from quellenlage.records.contract import CopyRow, InputRow, Record
from quellenlage.store.codec import encode_analysis
from quellenlage.store.source import Held, StoredSource
from quellenlage.store.sqlite import STORE_VERSION, Dossier, input_id
from unit.hand_built import BY, analysis_of_every_layer, row_of_every_kind

RECORD = row_of_every_kind()
SHA256 = hashlib.sha256("Müller".encode()).hexdigest()
SOURCE = StoredSource("a1", "öd/a.txt", SHA256, "/tmp/öd/a.txt", "text/plain", "Müller".encode())
STATUS = InputRow(id=input_id("a1"), by=BY, source="öd/a.txt", status="ok", reason="")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Dossier(tmp_path / "d.db", create=True) as dossier:
        dossier.put_article(SOURCE, encode_analysis(analysis_of_every_layer()), "k1", STATUS)
        dossier.put_record(RECORD)
    return tmp_path / "d.db"


def stored(path: Path) -> Record:
    with Dossier(path) as dossier:
        return dossier.record()


def one_line(error: pytest.ExceptionInfo[StoreError]) -> str:
    assert "\n" not in str(error.value)
    return str(error.value)


def test_what_was_stored_comes_back(path: Path):
    with Dossier(path) as dossier:
        assert dossier.record() == replace(RECORD, input=(STATUS,))
        assert list(dossier.analyses()) == [analysis_of_every_layer()]
        assert list(dossier.sources()) == [SOURCE]
        assert dossier.held() == {"a1": Held("k1", "/tmp/öd/a.txt")}
        assert dossier.input("a1") == STATUS
        assert dossier.faults() == []


def test_a_record_replaces_the_one_before_and_keeps_the_inputs(path: Path):
    with Dossier(path) as dossier:
        dossier.put_record(Record(copy=RECORD.copy))
    assert stored(path) == Record(copy=RECORD.copy, input=(STATUS,))


def test_an_article_that_is_put_again_stands_once(path: Path):
    with Dossier(path) as dossier:
        dossier.put_article(
            replace(SOURCE, location="/anderswo"), encode_analysis(analysis_of_every_layer()), "k2", STATUS
        )
        assert dossier.held() == {"a1": Held("k2", "/anderswo")}
        assert len(dossier.record().input) == 1


def test_an_article_without_an_analysis_keeps_its_source(path: Path):
    rejected = replace(STATUS, status="rejected", reason="holds nothing but page furniture")
    with Dossier(path) as dossier:
        dossier.drop_analysis("a1", rejected)
        assert list(dossier.analyses()) == []
        assert list(dossier.sources()) == [SOURCE]
        assert dossier.held() == {"a1": Held("", "/tmp/öd/a.txt")}
        assert dossier.input("a1") == rejected


def test_an_input_that_was_not_noted_is_told(path: Path):
    with Dossier(path) as dossier, pytest.raises(StoreError, match="has no input row"):
        dossier.input("nie")


def test_nothing_of_a_refused_record_is_written(path: Path):
    before = stored(path)
    twice = (RECORD.copy[0], replace(RECORD.copy[0], score=0.5))
    with Dossier(path) as dossier, pytest.raises(StoreError, match="cannot be written") as caught:
        dossier.put_record(Record(copy=twice))
    assert "UNIQUE" in one_line(caught)
    assert stored(path) == before


def test_nothing_is_written_if_something_else_fails_midway(path: Path):
    before = stored(path)
    broken = CopyRow(id="c9", by=BY, articles=("a1",), relation="identical", score=object())  # type: ignore[arg-type]
    with Dossier(path) as dossier:
        with pytest.raises(StoreError):
            dossier.put_record(Record(copy=(broken,)))
        assert dossier.record() == before
    with Dossier(path) as dossier:
        with pytest.raises(AttributeError):
            dossier.put_record(Record(copy=(None,)))  # type: ignore[arg-type]
        assert dossier.record() == before
        dossier.put_record(Record())
    assert stored(path).copy == ()


def test_an_article_whose_analysis_cannot_be_stored_leaves_no_source(tmp_path: Path):
    with Dossier(tmp_path / "d.db", create=True) as dossier:
        with pytest.raises(StoreError):
            dossier.put_article(SOURCE, object(), "k1", STATUS)  # type: ignore[arg-type]
        assert list(dossier.sources()) == []


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_a_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path, mode: str):
    path = tmp_path / "fremd.db"
    other = sqlite3.connect(path)
    other.execute(f"PRAGMA journal_mode = {mode}")
    other.execute("CREATE TABLE kunden (name TEXT)")
    other.commit()
    other.close()
    before = path.read_bytes()
    for create in (False, True):
        with pytest.raises(StoreError, match="database of another program") as caught:
            Dossier(path, create=create)
        assert one_line(caught).startswith(str(path))
    assert path.read_bytes() == before


def set_version(path: Path, version: int) -> None:
    database = sqlite3.connect(path)
    database.execute(f"PRAGMA user_version = {version}")
    database.close()


@pytest.mark.parametrize("create", [False, True])
def test_a_dossier_of_a_newer_version_is_refused_and_left_as_it_is(path: Path, create: bool):
    set_version(path, STORE_VERSION + 1)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer version of this program; update it") as caught:
        Dossier(path, create=create)
    one_line(caught)
    assert path.read_bytes() == before


def test_a_dossier_of_an_older_version_is_refused_for_reading(path: Path):
    set_version(path, STORE_VERSION - 1)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="older version; run 'quellenlage build") as caught:
        Dossier(path)
    one_line(caught)
    assert path.read_bytes() == before


def test_a_dossier_of_an_older_version_is_rebuilt_from_its_sources(path: Path):
    set_version(path, STORE_VERSION - 1)
    with Dossier(path, create=True) as dossier:
        assert list(dossier.sources()) == [SOURCE]
        assert dossier.held() == {"a1": Held("", SOURCE.location)}
        assert dossier.record() == Record()
    assert sorted(file.name for file in path.parent.iterdir()) == ["d.db"]
    with Dossier(path) as dossier:
        assert list(dossier.sources()) == [SOURCE]


def test_a_record_is_linked_until_an_analysis_is_added_or_changed(path: Path):
    with Dossier(path) as dossier:
        assert dossier.is_linked()
        dossier.put_article(SOURCE, encode_analysis(analysis_of_every_layer()), "k2", STATUS)
        assert not dossier.is_linked()
        dossier.put_record(RECORD)
        assert dossier.is_linked()


def test_of_a_removed_article_no_byte_is_left(path: Path):
    secret = "Geheimnis der Müllerin".encode()
    source = replace(SOURCE, article="a9", path="z.txt", bytes=secret)
    status = replace(STATUS, id=input_id("a9"), source="z.txt")
    with Dossier(path) as dossier:
        dossier.put_article(source, encode_analysis(analysis_of_every_layer()), "k1", status)
        assert secret in path.read_bytes()
        dossier.remove("a9")
        dossier.compact()
        assert list(dossier.sources()) == [SOURCE]
        assert [row.source for row in dossier.record().input] == [STATUS.source]
        assert len(list(dossier.analyses())) == 1
    assert secret not in path.read_bytes()


def test_a_copy_holds_the_same_and_overwrites_nothing(path: Path, tmp_path: Path):
    with Dossier(path) as dossier:
        dossier.copy_to(tmp_path / "kopie.db")
        with pytest.raises(StoreError, match="exists; name a new file"):
            dossier.copy_to(tmp_path / "kopie.db")
        with pytest.raises(StoreError, match="cannot be written") as caught:
            dossier.copy_to(tmp_path / "fehlt" / "kopie.db")
        one_line(caught)
    assert stored(tmp_path / "kopie.db") == stored(path)


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path):
    path = tmp_path / "brief.txt"
    path.write_text("Liebe Müllerin, " * 100, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="cannot be opened as a dossier") as caught:
        Dossier(path, create=True)
    one_line(caught)
    assert path.read_bytes() == before


def test_a_missing_dossier_is_made_only_if_asked(tmp_path: Path):
    with pytest.raises(StoreError, match="there is no such dossier; make one with 'quellenlage build'"):
        Dossier(tmp_path / "d.db")
    assert not (tmp_path / "d.db").exists()
    with Dossier(tmp_path / "d.db", create=True) as dossier:
        assert dossier.record() == Record()


def test_an_empty_file_is_no_dossier_unless_one_is_to_be_made(tmp_path: Path):
    (tmp_path / "leer.db").touch()
    with pytest.raises(StoreError):
        Dossier(tmp_path / "leer.db")
    assert (tmp_path / "leer.db").read_bytes() == b""


@pytest.mark.parametrize("name", ["", "fehlt/d.db"])
def test_a_place_where_no_file_can_be_is_refused(tmp_path: Path, name: str):
    with pytest.raises(StoreError) as caught:
        Dossier(tmp_path / name, create=True)
    one_line(caught)


def test_a_damaged_table_is_told_in_one_line(path: Path):
    database = sqlite3.connect(path)
    database.execute("DROP TABLE event")
    database.execute("DROP TABLE analysis")
    database.close()
    with Dossier(path) as dossier:
        for read in (dossier.record, dossier.held, lambda: list(dossier.analyses())):
            with pytest.raises(StoreError, match="cannot be read") as caught:
                read()
            one_line(caught)


def test_two_open_dossiers_see_the_old_record_or_the_new_one(path: Path):
    with Dossier(path) as one, Dossier(path) as two:
        before = two.record()
        one.put_record(Record())
        assert two.record() == replace(Record(), input=before.input)
