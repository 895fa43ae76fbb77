"""A build that is killed at any moment loses nothing that was reported done, and goes on to the same record."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quellenlage.store.sqlite import Dossier

ROOT = Path(__file__).parents[2]
STORY = ROOT / "examples" / "schafimpfstoff"
COMMAND = [sys.executable, "-m", "quellenlage"]
# A hundred of them: make chaos.
KILLS = 15


def pile(folder: Path, copies: int) -> Path:
    """The example story several times over, each copy with a line of its own."""
    folder.mkdir()
    for number in range(copies):
        for path in STORY.glob("*.txt"):
            (folder / f"{number:02}_{path.name}").write_bytes(path.read_bytes() + f"\n\nAusgabe {number}".encode())
    return folder


def build(folder: Path, dossier: Path) -> subprocess.Popen[bytes]:
    # Without the model: what is interrupted is the same, and many builds are quicker.
    arguments = [*COMMAND, "build", str(folder), "-o", str(dossier), "--jobs", "1", "--model", "none"]
    return subprocess.Popen(
        arguments,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # A shell that runs us in the background may have us ignore it, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def hash_of(dossier: Path) -> str:
    done = subprocess.run([*COMMAND, "check", str(dossier)], capture_output=True, text=True, check=True)
    found = re.search(r"hash (\w{64})", done.stdout)
    assert found, done.stdout
    return found[1]


def articles(dossier: Path) -> set[str]:
    """Articles whose transaction is done; none while there is no dossier yet."""
    if not dossier.exists() or dossier.stat().st_size == 0:
        return set()
    with Dossier(dossier) as opened:
        return set(opened.held())


def test_killed_at_random_points_the_build_goes_on_to_the_same_record(tmp_path: Path) -> None:
    folder = pile(tmp_path / "pile", 2)
    whole = tmp_path / "whole.db"
    started = time.perf_counter()
    process = build(folder, whole)
    process.communicate(timeout=120)
    duration = time.perf_counter() - started
    wanted, chance = hash_of(whole), random.Random(3)
    kills = number = 0
    dossier = tmp_path / "0.db"
    while kills < KILLS:
        before = articles(dossier)
        process = build(folder, dossier)
        try:
            process.communicate(timeout=chance.uniform(0.2, 1.0) * duration)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            kills += 1
        else:
            assert hash_of(dossier) == wanted
            number += 1
            dossier = tmp_path / f"{number}.db"
        assert before <= articles(dossier) or process.returncode == 0, "an article that was kept is gone"
    process = build(folder, dossier)
    process.communicate(timeout=120)
    assert process.returncode == 0
    assert hash_of(dossier) == wanted


def test_interrupted_by_the_user_it_says_how_to_go_on(tmp_path: Path) -> None:
    folder = pile(tmp_path / "pile", 30)
    dossier = tmp_path / "d.db"
    process = build(folder, dossier)
    deadline = time.monotonic() + 60
    while not articles(dossier) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors.decode()
    assert b"goes on from there" in errors
    assert b"Traceback" not in errors
    done = subprocess.run([*COMMAND, "show", str(dossier), "articles"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "build again" in done.stderr


def test_no_worker_is_left_behind(tmp_path: Path) -> None:
    folder = pile(tmp_path / "pile", 30)
    process = build(folder, tmp_path / "d.db")
    time.sleep(2)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if not _in_session(process.pid):
            return
        time.sleep(0.2)
    os.killpg(process.pid, signal.SIGKILL)
    pytest.fail("workers outlive the killed build by 20 seconds")


def _in_session(session: int) -> list[int]:
    """Processes of a session, by /proc; empty where there is none."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(status.parent.name))
    return found
