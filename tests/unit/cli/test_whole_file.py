"""A file, or a folder, is there whole or not at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from quellenlage.cli.whole_file import whole, whole_folder
from quellenlage.errors import StoreError


def _fill(out: Path) -> None:
    with whole(out) as path:
        path.write_text("ha")
        raise OSError(28, "No space left on device")


def test_what_fails_leaves_what_was_there(tmp_path: Path):
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    with pytest.raises(StoreError, match="cannot be written"):
        _fill(out)
    assert out.read_text() == "old"
    assert [found.name for found in tmp_path.iterdir()] == ["out.jsonl"]


def test_what_is_complete_has_its_name(tmp_path: Path):
    out, link = tmp_path / "out.jsonl", tmp_path / "link.jsonl"
    link.symlink_to(out)
    with whole(link) as path:
        path.write_text("new")
    assert out.read_text() == "new"
    assert link.is_symlink()


def test_a_device_is_written_to_as_it_is():
    with whole("/dev/null") as path:
        assert path == Path("/dev/null")
    assert path.exists()


def _fill_folder(out: Path) -> None:
    with whole_folder(out) as folder:
        (folder / "a.csv").write_text("new")
        raise OSError(28, "No space left on device")


def test_a_folder_that_fails_leaves_what_was_there(tmp_path: Path):
    out = tmp_path / "out"
    with pytest.raises(StoreError, match="cannot be written"):
        _fill_folder(out)
    assert list(tmp_path.iterdir()) == []
    out.mkdir()
    (out / "a.csv").write_text("old")
    with pytest.raises(StoreError, match="cannot be written"):
        _fill_folder(out)
    assert [(p.name, p.read_text()) for p in out.iterdir()] == [("a.csv", "old")]
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_complete_folder_has_its_name_and_other_files_of_it_stay(tmp_path: Path):
    out, link = tmp_path / "deep" / "out", tmp_path / "link"
    with whole_folder(out) as folder:
        (folder / "a.csv").write_text("one")
    (out / "mine.txt").write_text("mine")
    link.symlink_to(out)
    with whole_folder(link) as folder:
        (folder / "a.csv").write_text("two")
    assert {p.name: p.read_text() for p in out.iterdir()} == {"a.csv": "two", "mine.txt": "mine"}
    assert link.is_symlink()
    assert [p.name for p in out.parent.iterdir()] == ["out"]


def test_a_process_that_is_killed_leaves_no_folder_that_looks_complete(tmp_path: Path):
    out = tmp_path / "out"
    script = (
        "import os, sys\n"
        "from quellenlage.cli.whole_file import whole_folder\n"
        "with whole_folder(sys.argv[1]) as folder:\n"
        "    (folder / 'a.csv').write_text('half')\n"
        "    os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", script, out], check=False).returncode == 9
    assert not out.exists()
    with whole_folder(out) as folder:
        (folder / "b.csv").write_text("all")
    assert [p.name for p in out.iterdir()] == ["b.csv"]


def test_a_file_is_no_folder(tmp_path: Path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(StoreError, match="no folder"):
        _fill_folder(tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_told_by_its_own_name(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="out: cannot be written"):
        _fill_folder(tmp_path / "file" / "out")
