"""What happens to a dossier in its life: articles removed, copies handed out, versions of the program."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from run_quellenlage import Run

from quellenlage.store.library import sqlite3 as newest
from quellenlage.store.sqlite import APPLICATION_ID, STORE_VERSION, Dossier

HashOf = Callable[[Path], str]
# More of them: make chaos.
SHUFFLES = 6

FIRST_VERSION = """
CREATE TABLE source (
    article TEXT PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL, location TEXT NOT NULL, bytes BLOB NOT NULL
) STRICT;
CREATE TABLE analysis (article TEXT PRIMARY KEY, key TEXT NOT NULL, data BLOB NOT NULL) STRICT;
"""


@pytest.fixture(scope="module")
def expected(dossier: Path, hash_of: HashOf) -> str:
    """The hash of the example story."""
    return hash_of(dossier)


def test_orders_splits_and_settings_give_one_record(
    run: Run, example: Path, tmp_path: Path, hash_of: HashOf, expected: str
) -> None:
    chance = random.Random(20)
    files = sorted(example.glob("*.txt"))
    for number in range(SHUFFLES):
        dossier = tmp_path / f"{number}.db"
        chance.shuffle(files)
        cut = chance.randint(0, len(files))
        again = [chance.choice(files)]
        settings = {
            "PYTHONHASHSEED": str(chance.randint(0, 1000)),
            "TZ": chance.choice(["UTC", "Asia/Pyongyang", "America/New_York"]),
            "LC_ALL": chance.choice(["C", "C.UTF-8", "de_DE.UTF-8"]),
        }
        for part in (files[:cut], [*files[cut:], *again]):
            if part:
                jobs = str(chance.choice([1, 2]))
                done = run("build", *part, "-o", dossier, "--jobs", jobs, env=settings)
                assert "Traceback" not in done.err
        assert hash_of(dossier) == expected


def test_an_article_that_is_removed_leaves_no_trace(run: Run, example: Path, tmp_path: Path, hash_of: HashOf) -> None:
    pile = Path(shutil.copytree(example, tmp_path / "pile"))
    without, dossier = tmp_path / "without.db", tmp_path / "d.db"
    assert run("build", pile, "-o", without).code == 0
    secret = "Zwölf Boxkämpfer jagten Viktor quer über den Deich"
    (pile / "09_geheim.txt").write_text(f"Ein Titel\n\n{secret}, sagte Minister Viktor Blum am Montag in Sofia.\n")
    assert run("build", pile, "-o", dossier).code == 0
    assert secret.encode() in dossier.read_bytes()
    done = run("remove", dossier, "9")
    assert done.code == 0, done.err
    assert hash_of(dossier) == hash_of(without)
    rest = dossier.read_bytes()
    for trace in (secret, "geheim", "Viktor Blum", "Deich"):
        assert trace.encode() not in rest
    assert run("search", dossier, "Boxkämpfer").out.strip() == "no hits"
    assert list(tmp_path.glob("d.db-*")) == []


def test_a_copy_to_hand_out_is_one_file_with_the_same_record(
    run: Run, example: Path, tmp_path: Path, hash_of: HashOf, expected: str
) -> None:
    dossier, copy = tmp_path / "d.db", tmp_path / "copy.db"
    assert run("build", example, "-o", dossier).code == 0
    assert run("export", dossier, "-f", "sqlite", "-o", copy).code == 0
    assert hash_of(copy) == expected
    assert sorted(path.name for path in tmp_path.glob("*.db*")) == ["copy.db", "d.db"]
    refused = run("export", dossier, "-f", "sqlite", "-o", copy)
    assert refused.code == 1
    assert "exists" in refused.err


def test_a_dossier_of_the_first_version_is_rebuilt_from_its_sources(
    run: Run, example: Path, tmp_path: Path, hash_of: HashOf, expected: str
) -> None:
    new, old = tmp_path / "new.db", tmp_path / "old.db"
    assert run("build", example, "-o", new).code == 0
    with Dossier(new) as dossier, newest.connect(old) as database:
        database.executescript(FIRST_VERSION)
        for s in dossier.sources():
            row = (s.article, s.path, s.sha256, s.location, s.bytes)
            database.execute("INSERT INTO source VALUES (?, ?, ?, ?, ?)", row)
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute("PRAGMA user_version = 1")
    database.close()
    refused = run("show", old)
    assert refused.code == 1
    assert "build -o" in refused.err
    done = run("build", "-o", old)
    assert done.code == 0, done.err
    assert hash_of(old) == expected


def test_a_dossier_of_a_later_version_is_left_alone(run: Run, example: Path, tmp_path: Path) -> None:
    dossier = tmp_path / "d.db"
    assert run("build", example, "-o", dossier).code == 0
    database = newest.connect(dossier)
    database.execute(f"PRAGMA user_version = {STORE_VERSION + 1}")
    database.close()
    before = dossier.read_bytes()
    refused = run("build", example, "-o", dossier)
    assert refused.code == 1
    assert "newer version" in refused.err
    assert dossier.read_bytes() == before


def test_the_file_says_what_it_is_and_never_runs_in_wal_mode(run: Run, example: Path, tmp_path: Path) -> None:
    dossier = tmp_path / "d.db"
    assert run("build", example, "-o", dossier).code == 0
    database = sqlite3.connect(dossier)
    values = [database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    mode = database.execute("PRAGMA journal_mode").fetchone()[0]
    database.close()
    assert values == [APPLICATION_ID, STORE_VERSION]
    assert mode == "delete"
