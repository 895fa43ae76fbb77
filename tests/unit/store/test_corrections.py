"""The ledger of corrections: each entry once, through versions, without the words of what was removed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from quellenlage.errors import RefusedRowError, StoreError
from quellenlage.records.contract import Record
from quellenlage.records.correction import Action, Correction, Entry, Target, Undo
from quellenlage.store.corrections import read_entry, without_words, write_entry
from quellenlage.store.library import sqlite3
from quellenlage.store.sqlite import STORE_VERSION, Dossier

HERE = Target(kind="entity", sha256="a" * 64, start=3, end=9, text="Öd 👩‍🌾\r\n")
THERE = Target(kind="entity", sha256="b" * 64, start=0, end=2, text="Öd")
MERGE = Correction(
    action=Action.MERGE, target=HERE, other=THERE, before={"one": "Öd", "two": "Öd AG"}, who="Ida", why="„gelesen“",
    when="2024-06-18T08:00:00.000000+00:00",
)  # fmt: skip
UNDO = Undo(correction=MERGE.id, who="Ida", when="2024-06-19T08:00:00.000000+00:00")
FINDING = Correction(action=Action.REJECT, target=replace(HERE, kind="finding", type="gap"), after={"from": "x"})


@pytest.mark.parametrize("entry", [MERGE, UNDO, FINDING], ids=["merge", "undo", "finding"])
def test_an_entry_comes_back_as_it_was(entry: Entry):
    line = write_entry(entry)
    assert "\n" not in line
    assert read_entry(line) == entry
    assert write_entry(read_entry(line)) == line


@pytest.mark.parametrize(
    "change",
    [{"action": "sing"}, {"target": None}, {"target": {}}, {"before": {"a": 1}}, {"who": ["Ida"]}, {"after": "x"},
     {"other": {"kind": "entity", "sha256": "b", "start": 0, "end": 1}}, {"kind": "event"}],
    ids=str,
)  # fmt: skip
def test_what_is_no_entry_is_refused_with_a_reason(change: dict[str, object]):
    line = json.dumps({**json.loads(write_entry(MERGE)), **change})
    with pytest.raises(RefusedRowError) as refused:
        read_entry(line, "zeilen.jsonl:3")
    assert refused.value.place == "zeilen.jsonl:3"


@pytest.mark.parametrize("place", [(-1, 2), (5, 4), (True, 2), ("0", 2), (0.0, 2)])
def test_a_place_is_two_whole_numbers(place: tuple[object, object]):
    plain = json.loads(write_entry(MERGE))
    plain["target"] |= {"start": place[0], "end": place[1]}
    with pytest.raises(RefusedRowError):
        read_entry(json.dumps(plain))


@pytest.mark.parametrize("line", ["", "[]", "null", "{", "[" * 100_000, '"' + "x" * 10])
def test_no_line_breaks_it(line: str):
    with pytest.raises(RefusedRowError):
        read_entry(line)


def test_an_entry_is_kept_once(tmp_path: Path):
    with Dossier(tmp_path / "d.db", create=True) as dossier:
        assert dossier.put_entries([MERGE, UNDO, MERGE]) == 2
        assert dossier.put_entries([UNDO]) == 0
        assert dossier.entries() == (MERGE, UNDO)


def test_the_record_is_old_until_it_is_linked_with_what_was_said(tmp_path: Path):
    with Dossier(tmp_path / "d.db", create=True) as dossier:
        dossier.put_record(Record())
        assert dossier.is_linked()
        dossier.put_entries([MERGE])
        assert not dossier.is_linked()
        dossier.put_entries([UNDO])
        assert dossier.is_linked()


def test_a_dossier_of_an_older_version_keeps_them(tmp_path: Path):
    path = tmp_path / "d.db"
    with Dossier(path, create=True) as dossier:
        dossier.put_entries([MERGE, UNDO])
    with sqlite3.connect(path) as database:
        database.execute(f"PRAGMA user_version = {STORE_VERSION - 1}")
    database.close()
    with Dossier(path, create=True) as dossier:
        assert dossier.entries() == (MERGE, UNDO)


def test_the_words_of_a_removed_article_go_and_the_correction_stays():
    bare = without_words(MERGE, HERE.sha256)
    assert isinstance(bare, Correction)
    assert bare.id == MERGE.id
    assert "Öd" not in write_entry(bare)
    assert without_words(MERGE, "c" * 64) == MERGE
    assert without_words(UNDO, HERE.sha256) == UNDO


def test_a_damaged_ledger_is_said_in_one_line(tmp_path: Path):
    path = tmp_path / "d.db"
    with Dossier(path, create=True) as dossier:
        dossier.put_entries([MERGE])
    with sqlite3.connect(path) as database:
        database.execute("UPDATE ledger SET entry = '{'")
    database.close()
    with Dossier(path) as dossier, pytest.raises(StoreError, match="damaged"):
        dossier.entries()
