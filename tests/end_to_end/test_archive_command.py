"""Archives beyond one pile: accounts, restarts, killed workers, and the same dossier from every runner."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from run_quellenlage import PROGRAM, Run, run_program
from tests.unit.archives import answer, page, warc

HashOf = Callable[[Path], str]


def needs_engine() -> None:
    pytest.importorskip("daft", reason="the extra archive is not installed: make test-archive")


@pytest.fixture
def shards(tmp_path: Path, example: Path) -> list[Path]:
    """The example story in two shards, and pages of another story in a third that is damaged."""
    lines = []
    for n, path in enumerate(sorted(example.glob("*.txt"))):
        text = path.read_bytes().decode()
        row = {"url": f"https://b.example/{path.stem}", "maintext": text, "date_publish": f"2024-03-{10 + n}"}
        lines.append(json.dumps(row, ensure_ascii=False) + "\n")
    data, starts = warc(answer(page(n), f"https://a.example/{n}") for n in range(8))
    broken = bytearray(data)
    broken[starts[4] + 150] ^= 0xFF
    (tmp_path / "a.jsonl").write_text("".join([*lines[::2], "kein JSON\n", lines[0]]), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("".join(lines[1::2]), encoding="utf-8")
    (tmp_path / "c.warc.gz").write_bytes(bytes(broken))
    (tmp_path / "story.jsonl").write_text("".join(lines), encoding="utf-8")
    return [tmp_path / name for name in ("a.jsonl", "b.jsonl", "c.warc.gz")]


def linked(folder: Path) -> tuple[list[dict[str, Any]], ...]:
    """Copies and stories of an archive."""
    parquet = pytest.importorskip("pyarrow.parquet")
    return tuple(parquet.read_table(folder / name).to_pylist() for name in ("copies.parquet", "stories.parquet"))


@pytest.mark.archive
def test_every_input_of_a_shard_has_an_account(run: Run, shards: list[Path], tmp_path: Path) -> None:
    needs_engine()
    folder = tmp_path / "archive"
    done = run("archive", *shards, "-o", folder)
    assert (done.code, done.lines) == (
        1,
        [
            "a.jsonl: 6 inputs: 4 ok, 0 partial, 1 rejected, 1 duplicate",
            "b.jsonl: 4 inputs: 4 ok, 0 partial, 0 rejected, 0 duplicate",
            "c.warc.gz: 8 inputs: 7 ok, 0 partial, 1 rejected, 0 duplicate",
            f"3 of 3 shards read now. {folder} has 9 articles with copies and 2 stories of more than one article.",
        ],
    )
    before = linked(folder)
    again = run("archive", *shards, "-o", folder)
    assert again.lines[-1].startswith("0 of 3 shards read now.")
    assert linked(folder) == before
    next(iter((folder / "analyses").glob("*.json"))).unlink()
    assert run("archive", *shards, "-o", folder).lines[-1].startswith("1 of 3 shards read now.")
    assert linked(folder) == before
    shards[1].write_bytes(shards[1].read_bytes() + b"\n")
    changed = run("archive", shards[1], "-o", folder)
    assert changed.lines[-1].startswith("1 of 1 shards read now.")
    assert linked(folder) == before
    assert len(list((folder / "analyses").glob("*.parquet"))) == 3


@pytest.mark.archive
def test_stories_are_found_by_words_actors_and_days(run: Run, shards: list[Path], tmp_path: Path) -> None:
    needs_engine()
    folder = tmp_path / "archive"
    run("archive", *shards, "-o", folder)
    listed = run("stories", folder, "--about", "Schaf Impfstoff", "--from", "2024-03", "--json").objects()
    # One of the eight is a translation of its own words: whether it is in the story is for the measures.
    assert [int(row["articles"]) >= 7 for row in listed] == [True]
    assert run("stories", folder, "--about", "Schaf", "--until", "2024-02", "--json").objects() == []
    assert run("stories", folder, "--about", "Quatschwort", "--json").objects() == []
    for wrong in (("--from", "gestern"), ("--about", "--- ---"), ("--from", "2024", "--until", "2023")):
        done = run("stories", folder, *wrong)
        assert (done.code, len(done.lines)) == (2, 1), wrong
    nothing = run("stories", tmp_path / "nichts")
    assert (nothing.code, len(nothing.lines)) == (2, 1)
    chosen = run("stories", folder, "-o", tmp_path / "x.db", "--story", "nichts", "--model", "none")
    assert (chosen.code, len(chosen.lines)) == (2, 1)


@pytest.mark.archive
@pytest.mark.parametrize("runner", ["native", "ray"])
def test_the_dossier_of_a_story_is_that_of_a_local_build(
    runner: str, run: Run, shards: list[Path], tmp_path: Path, hash_of: HashOf
) -> None:
    needs_engine()
    if runner == "ray":
        pytest.importorskip("ray", reason="daft[ray] is not installed: make test-archive")
    local, found = tmp_path / "local.db", tmp_path / "found.db"
    folder = tmp_path / "archive"
    done = run("archive", *shards, "-o", folder, "--runner", runner, env={"PYTHONWARNINGS": "ignore"})
    assert "3 of 3 shards read now" in done.lines[-1], done.err
    built = run("stories", folder, "--about", "Schaf", "-o", found)
    assert built.code == 0, built.err
    told = {row["source"] for row in run("show", found, "articles", "--json").objects()}
    lines = (tmp_path / "story.jsonl").read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if json.loads(line)["url"] in told]
    assert len(kept) == len(told) >= 7
    (tmp_path / "story.jsonl").write_text("".join(kept), encoding="utf-8")
    assert run("build", tmp_path / "story.jsonl", "-o", local).code == 0
    assert hash_of(found) == hash_of(local)


def _children(pid: int) -> list[int]:
    """The processes below one, grandchildren too; those that are gone in the meantime are left out."""
    found: list[int] = []
    for path in Path("/proc", str(pid), "task").glob("*/children"):
        try:
            found += map(int, path.read_text().split())
        except OSError:
            continue
    return [one for child in found for one in (child, *_children(child))]


@pytest.mark.archive
@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
@pytest.mark.parametrize("victim", ["workers", "program"])
def test_whoever_is_killed_the_stories_are_the_same(victim: str, run: Run, tmp_path: Path) -> None:
    needs_engine()
    crawls = []
    for shard in range(4):
        pages = (answer(page(f"{shard} {n % 50}"), f"https://a.example/{shard}/{n}") for n in range(150))
        crawls.append(tmp_path / f"{shard}.warc.gz")
        crawls[-1].write_bytes(warc(pages)[0])
    run("archive", *crawls, "-o", tmp_path / "quiet")
    command = [PROGRAM, "archive", *map(os.fspath, crawls), "-o", os.fspath(tmp_path / "killed"), "--jobs", "2"]
    for _ in range(1 if victim == "workers" else 2):
        with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as started:
            for _ in range(3):
                time.sleep(1.5)
                if victim == "workers":
                    for worker in _children(started.pid)[-1:]:
                        os.kill(worker, signal.SIGKILL)
            if victim == "program":
                os.killpg(started.pid, signal.SIGKILL)
            started.communicate(timeout=100)
    done = run("archive", *crawls, "-o", tmp_path / "killed")
    assert "600 articles with copies" in done.lines[-1], done.err
    assert linked(tmp_path / "killed") == linked(tmp_path / "quiet")


_WITHOUT = """
import sys
sys.modules["daft"] = sys.modules["pyarrow"] = None
from quellenlage.cli import main
main()
"""


@pytest.mark.parametrize("command", [["archive", "a.jsonl"], ["stories", "archive"]])
def test_without_the_extra_one_line_says_how_to_get_it(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Satz."}\n')
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "archive.json").write_text('{"version": 1, "shards": []}')
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT, *command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.endswith("needs the package 'quellenlage[archive]': python -m pip install 'quellenlage[archive]'")


def test_the_help_needs_no_extra() -> None:
    for name in ("archive", "stories"):
        assert run_program(name, "--help").code == 0
