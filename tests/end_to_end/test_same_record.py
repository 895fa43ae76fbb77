"""The same articles give the same record, bit for bit: whatever the order, place, machine settings or interruption."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from run_quellenlage import PROGRAM, Run

HashOf = Callable[[Path], str]


@pytest.fixture(scope="module")
def expected(dossier: Path, hash_of: HashOf) -> str:
    """The hash of the example story."""
    return hash_of(dossier)


def _files(example: Path) -> list[Path]:
    return sorted(example.glob("*.txt"))


def test_a_second_build_changes_nothing(
    run: Run, example: Path, tmp_path: Path, hash_of: HashOf, expected: str
) -> None:
    for _ in range(2):
        assert run("build", example, "-o", tmp_path / "d.db").code == 0
        assert hash_of(tmp_path / "d.db") == expected


def test_two_halves_are_a_whole(run: Run, example: Path, tmp_path: Path, hash_of: HashOf, expected: str) -> None:
    files = _files(example)
    for part in (files[1::2], files[::2]):
        assert run("build", *part, "-o", tmp_path / "d.db").code == 0
    assert hash_of(tmp_path / "d.db") == expected


def test_in_pieces_backwards_is_a_whole(
    run: Run, example: Path, tmp_path: Path, hash_of: HashOf, expected: str
) -> None:
    files = _files(example)
    for piece in (files[6:], files[5:6], files[:5]):
        assert run("build", *piece, "-o", tmp_path / "d.db").code == 0
    assert hash_of(tmp_path / "d.db") == expected


@pytest.mark.parametrize("jobs", [1, 3])
def test_order_and_number_of_workers_do_not_matter(
    jobs: int, run: Run, example: Path, tmp_path: Path, hash_of: HashOf, expected: str
) -> None:
    files = _files(example)
    random.Random(jobs).shuffle(files)
    assert run("build", *files, "-o", tmp_path / "d.db", "--jobs", str(jobs)).code == 0
    assert hash_of(tmp_path / "d.db") == expected


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "0"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONHASHSEED": "4242"},
        {"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "1"},
        {"LC_ALL": "tr_TR.UTF-8", "PYTHONOPTIMIZE": "2", "PYTHONHASHSEED": "99"},
    ],
    ids=lambda env: " ".join(f"{key}={value}" for key, value in env.items()),
)
def test_settings_of_the_machine_do_not_matter(
    environment: dict[str, str], run: Run, example: Path, tmp_path: Path, hash_of: HashOf, expected: str
) -> None:
    assert run("build", example, "-o", tmp_path / "d.db", env=environment).code == 0
    assert hash_of(tmp_path / "d.db") == expected
    assert run("show", tmp_path / "d.db", env=environment).code == 0


def test_the_place_of_the_articles_does_not_matter(
    run: Run, example: Path, tmp_path: Path, hash_of: HashOf, expected: str
) -> None:
    pile = Path(shutil.copytree(example, tmp_path / "anderswo" / "Stapel (neu) [1]"))
    os.utime(pile / "01_schafhalter.txt", (0, 0))
    assert run("build", ".", "-o", tmp_path / "a.db", cwd=pile).code == 0
    assert run("build", "Stapel (neu) [1]/", "-o", "b.db", cwd=pile.parent).code == 0
    assert run("build", "*.txt", "-o", tmp_path / "c.db", cwd=pile).code == 0
    for path in (tmp_path / "a.db", pile.parent / "b.db", tmp_path / "c.db"):
        assert hash_of(path) == expected


def test_rejected_files_have_the_same_record_wherever_they_lie(run: Run, tmp_path: Path, hash_of: HashOf) -> None:
    hashes = set()
    for name in ("hier", "da"):
        pile = tmp_path / name
        (pile / "tief").mkdir(parents=True)
        (pile / "tief" / "leer.txt").write_bytes(b"")
        (pile / "brief.docx").write_bytes(b"x")
        made = run("build", pile, pile / "brief.docx", pile / "fehlt.txt", "-o", pile / "d.db")
        assert made.code == 1
        hashes.add(hash_of(pile / "d.db"))
    assert run("build", ".", "brief.docx", "fehlt.txt", "-o", tmp_path / "e.db", cwd=tmp_path / "da").code == 1
    hashes.add(hash_of(tmp_path / "e.db"))
    assert len(hashes) == 1


def test_an_interrupted_build_goes_on(run: Run, example: Path, tmp_path: Path, hash_of: HashOf, expected: str) -> None:
    """Killed as soon as some, but not all articles are in; wherever the blow falls, the next build mends it."""
    for wanted, blow in ((0, signal.SIGKILL), (4, signal.SIGKILL), (2, signal.SIGINT)):
        path = tmp_path / f"{wanted}.db"
        with subprocess.Popen([PROGRAM, "build", example, "-o", path], stderr=subprocess.DEVNULL) as process:
            limit = time.monotonic() + 30
            while process.poll() is None and _articles(path) < wanted and time.monotonic() < limit:
                time.sleep(0.001)
            process.send_signal(blow)
        if path.exists():
            run("show", path)
        assert run("build", example, "-o", path).code == 0
        assert hash_of(path) == expected


def _articles(path: Path) -> int:
    if not path.exists():
        return -1
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=0)) as database:
            return int(database.execute("SELECT count(*) FROM source").fetchone()[0])
    except sqlite3.Error:
        return -1


def test_two_builds_at_the_same_time_are_a_whole(
    run: Run, example: Path, tmp_path: Path, hash_of: HashOf, expected: str
) -> None:
    files, path = _files(example), tmp_path / "d.db"
    assert run("build", files[0], "-o", path).code == 0
    both = [
        subprocess.Popen([PROGRAM, "build", *part, "-o", path], stderr=subprocess.DEVNULL)
        for part in (files[::2], files[1::2])
    ]
    assert [process.wait(60) for process in both] == [0, 0]
    assert hash_of(path) == expected


def test_a_mended_file_replaces_its_rejection(run: Run, example: Path, tmp_path: Path, hash_of: HashOf) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    good = (example / "08_lagerleiter.txt").read_bytes()
    (pile / "a.txt").write_bytes(b"")
    assert run("build", pile, "-o", tmp_path / "d.db").code == 1
    (pile / "a.txt").write_bytes(good)
    assert run("build", pile, "-o", tmp_path / "d.db").code == 0
    assert run("build", pile, "-o", tmp_path / "fresh.db").code == 0
    assert hash_of(tmp_path / "d.db") == hash_of(tmp_path / "fresh.db")
