"""A file is there whole or not at all."""

from pathlib import Path

import pytest

from quellenlage.cli.whole_file import whole
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
