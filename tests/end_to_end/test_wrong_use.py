"""Wrong use and hostile surroundings: one clear line, the right exit code, nothing damaged."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from run_quellenlage import PROGRAM, Run

HashOf = Callable[[Path], str]


@pytest.fixture
def place(tmp_path: Path, dossier: Path, example: Path) -> Path:
    """A folder with a dossier, an article and things that are none."""
    shutil.copy(dossier, tmp_path / "d.db")
    shutil.copy(example / "08_lagerleiter.txt", tmp_path / "a.txt")
    (tmp_path / "folder").mkdir()
    (tmp_path / "brief.db").write_text("Das ist ein Brief.\n" * 100, encoding="utf-8")
    (tmp_path / "leer.db").write_bytes(b"")
    (tmp_path / "cut.db").write_bytes(dossier.read_bytes()[:50_000])
    with closing(sqlite3.connect(tmp_path / "fremd.db")) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE konto (stand INTEGER)")
        database.commit()
    with closing(sqlite3.connect(tmp_path / "alt.db")) as database:
        database.execute("CREATE TABLE source (article TEXT)")
        database.execute(f"PRAGMA application_id = {0x514C4147}")
        database.execute("PRAGMA user_version = 99")
        database.commit()
    return tmp_path


@pytest.mark.parametrize(
    ("command", "code", "word"),
    [
        ("", 2, "Usage"),
        ("sing", 2, "sing"),
        ("build", 2, "folder with articles"),
        ("build a.txt --laut", 2, "--laut"),
        ("build a.txt -o folder", 1, "folder"),
        ("build a.txt -o brief.db", 1, "brief.db"),
        ("build a.txt -o fremd.db", 1, "fremd.db"),
        ("build a.txt -o alt.db", 1, "alt.db"),
        ("build a.txt -o cut.db", 1, "cut.db"),
        ("build a.txt -o weg/d.db", 1, "weg/d.db"),
        ("build a.txt -o a.txt", 1, "a.txt"),
        ("build fehlt.txt -o neu.db", 1, "fehlt.txt"),
        ("build fehlt*.txt -o neu.db", 1, "fehlt*.txt"),
        ("build folder -o neu.db", 1, "folder"),
        ("show", 2, "DOSSIER"),
        ("show fehlt.db", 1, "fehlt.db"),
        ("show folder", 1, "folder"),
        ("show brief.db", 1, "brief.db"),
        ("show leer.db", 1, "leer.db"),
        ("show cut.db", 1, "cut.db"),
        ("show fremd.db", 1, "fremd.db"),
        ("show alt.db", 1, "alt.db"),
        ("show d.db sing", 2, "sing"),
        ("show d.db article", 2, "number"),
        ("show d.db article 99", 2, "number"),
        ("show d.db article ²", 2, "number"),
        ("show d.db article zzz", 2, "number"),
        ("explain d.db", 2, "ID"),
        ("explain fehlt.db x", 1, "fehlt.db"),
        ("check fehlt.db", 1, "fehlt.db"),
        ("check cut.db", 1, "cut.db"),
        ("export d.db", 2, "-f"),
        ("export d.db -f xlsx", 2, "xlsx"),
        ("export d.db -f jsonl -o folder", 1, "folder"),
        ("export d.db -f jsonl -o weg/x.jsonl", 1, "weg/x.jsonl"),
        ("export d.db -f jsonl -o d.db", 2, "d.db"),
        ("export d.db -f jsonl -o ./folder/../d.db", 2, "d.db"),
    ],
)
def test_wrong_use_is_told_in_one_line(command: str, code: int, word: str, run: Run, place: Path) -> None:
    before = {path.name: path.read_bytes() for path in place.iterdir() if path.is_file()}
    done = run(*command.split(), cwd=place)
    assert done.code == code
    assert done.out == ""
    usage = ("Usage:", "Try ", "  ", "rejected:")
    told = [line for line in done.lines if word in line and not (code == 2 and line.startswith(usage[1:3]))]
    assert told, done.err
    if command and not done.err.startswith("Usage:"):
        assert len([line for line in done.lines if "inputs: " not in line]) == 1, done.err
    after = {path.name: path.read_bytes() for path in place.iterdir() if path.is_file()}
    assert {name: after[name] for name in before} == before, "a file was changed"


def test_help_is_there_for_every_command(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    for command in ("build", "show", "explain", "export", "check"):
        assert command in done.out
        one = run(command, "--help")
        assert one.code == 0
        assert f"quellenlage {command}" in one.out
    assert run("--version").out.startswith("quellenlage")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize(
    "command", ["show", "show quotes", "show quotes --json", "explain ID", "check", "export -f jsonl"]
)
def test_a_terminal_of_another_encoding_is_no_reason_to_fail(
    encoding: str, command: str, run: Run, dossier: Path
) -> None:
    quotation = json.loads(run("show", dossier, "quotes", "--json").out.splitlines()[0])["id"]
    name, *options = command.replace("ID", quotation).split()
    done = run(name, dossier, *options, env={"PYTHONIOENCODING": encoding, "LC_ALL": "C"})
    assert (done.code, done.err) == (0, "")
    assert done.out
    if "--json" in command or name == "export":
        assert done.objects()


@pytest.mark.parametrize("command", ["show", "show quotes", "show quotes --json", "check", "export -f jsonl"])
@pytest.mark.parametrize("lines", [0, 1])
def test_a_reader_that_goes_away_is_no_failure(command: str, lines: int, dossier: Path) -> None:
    """``quellenlage show | head -1``."""
    name, *options = command.split()
    process = subprocess.Popen(
        [PROGRAM, name, dossier, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    )
    assert process.stdout
    assert process.stderr
    for _ in range(lines):
        assert process.stdout.read(1)
    process.stdout.close()
    said = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(30) == 0
    assert said == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is not there")
@pytest.mark.parametrize(
    "command", ["show", "show quotes --json", "check", "export -f jsonl", "export -f jsonl -o /dev/full"]
)
def test_a_full_disk_is_told_in_one_line(command: str, dossier: Path) -> None:
    name, *options = command.split()
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [PROGRAM, name, dossier, *options], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "No space left" in done.stderr


ESCAPE = "\x1b[31mRot\x1b]0;Titel\x07 und \x9b2J \x08\x08 gelöscht"


@pytest.fixture(scope="module")
def hostile_dossier(run: Run, example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article whose title, paragraphs and quotation try to command the terminal."""
    place = tmp_path_factory.mktemp("escape")
    folder = place / "pile"
    folder.mkdir()
    text = (example / "08_lagerleiter.txt").read_bytes().decode()
    text = f"Die Polizei {ESCAPE}\n\n" + text.replace("Polizei", f"Polizei {ESCAPE}", 1)
    (folder / "a.txt").write_bytes(text.encode())
    (folder / "b\x1b[31m\nc.txt").write_bytes(b"")
    done = run("build", folder, "-o", place / "d.db")
    assert done.code == 1
    assert not _commands(done.err), "the name of a file reached the terminal"
    assert len(done.lines) == 2
    return place / "d.db"


def _commands(text: str) -> list[str]:
    return [c for c in text if c != "\n" and (ord(c) < 32 or 127 <= ord(c) < 160)]


@pytest.mark.parametrize(
    "command", ["show", "show articles", "show article 1", "show quotes", "show actors", "explain ID"]
)
@pytest.mark.parametrize("option", ["", "--json"])
def test_articles_do_not_command_the_terminal(command: str, option: str, run: Run, hostile_dossier: Path) -> None:
    rows = run("show", hostile_dossier, "articles", "--json").objects()
    name, *more = command.replace("ID", rows[0]["id"]).split()
    done = run(name, hostile_dossier, *more, *option.split())
    assert done.code == 0
    assert not _commands(done.out)


def test_escape_sequences_stay_in_the_export(run: Run, hostile_dossier: Path, hash_of: HashOf) -> None:
    """The record is faithful; only the terminal is spared."""
    rows = run("export", hostile_dossier, "-f", "jsonl").objects()
    assert any("\x1b[31m" in row.get("text", "") for row in rows)
    assert hash_of(hostile_dossier)


def test_a_data_file_of_ours_that_is_wrong_is_told_with_its_line(
    run: Run, root: Path, example: Path, tmp_path: Path
) -> None:
    shutil.copytree(root / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    titles = tmp_path / "src/quellenlage/lang/de/titles.tsv"
    titles.write_text(titles.read_text(encoding="utf-8") + "Kaiser\tmonarch\tm\tyes\town\n", encoding="utf-8")
    done = run("build", example, "-o", tmp_path / "d.db", env={"PYTHONPATH": os.fspath(tmp_path / "src")})
    assert done.code == 1
    assert [line for line in done.lines if "titles.tsv" in line] == done.lines
    assert not (tmp_path / "d.db").exists()
