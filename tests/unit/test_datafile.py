from pathlib import Path

import pytest

from quellenlage.datafile import Faults, one_of, read_list, read_rows, read_text, read_toml
from quellenlage.errors import DataFileError

COLUMNS = ("form", "source")


def told(faults: Faults) -> list[tuple[str, str]]:
    return [(fault.key, fault.expected) for fault in faults.found]


def written(folder: Path, data: str | bytes) -> Path:
    path = folder / "words"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_a_missing_file_is_a_fault_with_its_path(tmp_path: Path):
    faults = Faults()
    assert read_text(tmp_path / "nirgends.txt", faults) == ""
    assert told(faults) == [("file", "a readable file")]
    assert "nirgends.txt" in str(faults.found[0])


def test_a_file_that_is_no_utf8_says_at_which_byte(tmp_path: Path):
    faults = Faults()
    assert read_text(written(tmp_path, b"Gr\xf6\xdfe"), faults) == ""
    assert told(faults) == [("byte 2", "UTF-8")]


def test_bad_toml_says_where(tmp_path: Path):
    faults = Faults()
    assert read_toml(written(tmp_path, 'a = 1\nb = "offen'), faults) == {}
    assert told(faults)[0][1].startswith("TOML (")
    assert "end of document" in told(faults)[0][1]


def test_a_missing_column_is_named_and_no_row_is_read(tmp_path: Path):
    faults = Faults()
    assert read_rows(written(tmp_path, "form\tkind\nMühle\tx\n"), COLUMNS, faults) == ()
    assert told(faults) == [("line 1", "columns source")]


def test_a_row_with_a_wrong_number_of_cells_is_told_and_the_others_are_read(tmp_path: Path):
    faults = Faults()
    rows = read_rows(written(tmp_path, "form\tsource\nMühle\nMüller\town\nMehl\town\tzuviel\n"), COLUMNS, faults)
    assert [row["form"] for row in rows] == ["Müller"]
    assert told(faults) == [("line 2", "2 cells, not 1"), ("line 4", "2 cells, not 3")]


def test_every_row_needs_a_source(tmp_path: Path):
    faults = Faults()
    read_rows(written(tmp_path, "form\tsource\nMühle\t\nMehl\t  \nKorn\town\n"), COLUMNS, faults)
    assert told(faults) == [("line 2", "a source"), ("line 3", "a source")]


def test_an_item_stands_only_once_in_a_list(tmp_path: Path):
    faults = Faults()
    items = read_list(written(tmp_path, "# Wörter\nMühle\n\nMehl\n Mühle \n"), faults)
    assert items == ("Mühle", "Mehl")
    assert told(faults) == [("line 5", "no second 'Mühle' (first in line 2)")]


def test_a_value_of_no_enumeration_is_told_with_those_that_are():
    faults = Faults()
    assert one_of({"kind": "Tier"}, "kind", ("Ort", "Person"), Path("x.tsv"), faults) == "Tier"
    assert told(faults) == [("kind 'Tier'", "one of Ort, Person")]
    one_of({"kind": "Ort"}, "kind", ("Ort", "Person"), Path("x.tsv"), faults)
    assert len(faults.found) == 1


def test_all_faults_are_raised_at_once(tmp_path: Path):
    faults = Faults()
    read_text(tmp_path / "a", faults)
    read_toml(written(tmp_path, "= ="), faults)
    with pytest.raises(ExceptionGroup, match="2 faults") as caught:
        faults.raise_all(tmp_path)
    assert all(isinstance(fault, DataFileError) for fault in caught.value.exceptions)


def test_no_fault_raises_nothing(tmp_path: Path):
    Faults().raise_all(tmp_path)
