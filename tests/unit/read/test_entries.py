import io
import os
from pathlib import Path

import pytest

from quellenlage.errors import InputError, UnreadableSourceError
from quellenlage.read import jsonl
from quellenlage.read.entries import Entry, entries
from quellenlage.read.formats import MEDIA_TYPES, read_source
from quellenlage.read.inputs import find_inputs


def found(path: Path, data: bytes) -> list[Entry | InputError]:
    path.write_bytes(data)
    (located,) = find_inputs((str(path),)).files
    return list(entries(located))


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json"])
def test_most_files_are_one_article(name: str, tmp_path: Path):
    (entry,) = found(tmp_path / name, b'{"text": "Eins."}')
    assert entry == Entry(name, b'{"text": "Eins."}', MEDIA_TYPES[Path(name).suffix])
    assert read_source(entry.data, entry.name, entry.media_type).path == name


def test_a_line_of_a_jsonl_file_is_an_article(tmp_path: Path):
    data = b'{"text": "a", "url": "http://a.example"}\n\nkaputt\n{"text": "b", "id": 9}\n{"text": "c"}'
    given = found(tmp_path / "a.jsonl", data)
    assert [entry.name for entry in given if isinstance(entry, Entry)] == [
        "http://a.example",
        "a.jsonl:3",
        "a.jsonl:9",
        "a.jsonl:5",
    ]


def test_a_list_in_a_json_file_is_many_articles(tmp_path: Path):
    first, second = found(tmp_path / "a.json", b'[{"text": "a"}, {"text": "b", "id": "x"}]')
    assert first == Entry("a.json:1", b'{"text": "a"}', "application/json")
    assert second == Entry("a.json:x", b'{"text": "b", "id": "x"}', "application/json")


def test_a_fault_stands_for_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(jsonl, "MAX_LINE", 20)
    first, fault, last = found(tmp_path / "a.jsonl", b'{"text": "a"}\n' + b"x" * 99 + b'\n{"text": "b"}')
    assert isinstance(first, Entry)
    assert isinstance(last, Entry)
    assert str(fault).startswith("a.jsonl:2: is a line of more than")


@pytest.mark.parametrize(("name", "data"), [("a.jsonl", b"\n \n"), ("a.jsonl", b""), ("a.json", b"[]")])
def test_a_file_without_articles_is_a_fault(name: str, data: bytes, tmp_path: Path):
    (fault,) = found(tmp_path / name, data)
    assert str(fault) == f"{name}: is empty"


@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_a_file_that_went_away_is_a_fault(suffix: str, tmp_path: Path):
    path = tmp_path / f"a{suffix}"
    path.touch()
    (located,) = find_inputs((str(path),)).files
    path.unlink()
    (fault,) = entries(located)
    assert isinstance(fault, UnreadableSourceError)
    assert "cannot be opened" in fault.reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs POSIX")
@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.html"])
def test_a_pipe_is_no_file(name: str, tmp_path: Path):
    os.mkfifo(tmp_path / name)
    (located,) = find_inputs((str(tmp_path / name),)).files
    (fault,) = entries(located)
    assert str(fault) == f"{name}: is no plain file"


def test_standard_input_is_read_line_by_line():
    (located,) = find_inputs(("-",)).files
    given = entries(located, io.BytesIO(b'{"text": "a"}\n{"text": "b"}\n'))
    assert [entry.name for entry in given if isinstance(entry, Entry)] == ["stdin:1", "stdin:2"]


def test_a_media_type_without_reader_is_refused():
    with pytest.raises(UnreadableSourceError, match="no reader for application/zip"):
        read_source(b"", "a.zip", "application/zip")
