"""``make interrupted``: 1,000 articles built, killed on the way, and compared with an undisturbed build.

Needs german-news-2020 in the folder of measuring data; the articles are chosen by the hash of their
address and written to a temporary folder that goes with the run.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ARTICLES = "data/articles/german-news-2020.jsonl.gz"
COMMAND = (sys.executable, "-m", "quellenlage")


def main() -> int:
    """Run it.

    Returns:
        0 if both builds have one hash, 1 if not, 0 with a message where the articles are absent.
    """
    parser = argparse.ArgumentParser(description="Kill a build of many articles and compare the record.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=5)
    options = parser.parse_args()
    source = options.shared / ARTICLES
    if not source.exists():
        print(f"skipped: {source} is not there")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        pile = Path(folder, "pile.jsonl")
        count = write_pile(source, pile, options.articles)
        started = time.perf_counter()
        start_build(pile, Path(folder, "whole.db")).communicate()
        duration = time.perf_counter() - started
        kill_and_finish(pile, Path(folder, "killed.db"), options.kills, duration)
        whole, killed = hash_of(Path(folder, "whole.db")), hash_of(Path(folder, "killed.db"))
    verdict = "identical" if whole == killed else "DIFFERENT"
    print(f"{count} articles in {duration:.0f} s undisturbed; {options.kills} kills; {verdict} ({whole[:16]})")
    return int(whole != killed)


def write_pile(source: Path, pile: Path, wanted: int) -> int:
    """The articles whose address has the smallest hashes, one a line."""
    rows = []
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            rows.append((hashlib.sha256(json.loads(line)["url"].encode()).hexdigest(), line))
    chosen = sorted(rows)[:wanted]
    pile.write_text("".join(line for _, line in chosen), encoding="utf-8")
    return len(chosen)


def start_build(pile: Path, dossier: Path) -> subprocess.Popen[bytes]:
    """A build in a session of its own, so that it can be killed with its workers."""
    return subprocess.Popen(
        [*COMMAND, "build", str(pile), "-o", str(dossier)], stderr=subprocess.DEVNULL, start_new_session=True
    )


def kill_and_finish(pile: Path, dossier: Path, kills: int, duration: float) -> None:
    """Kill a build at random points of its first two thirds, then let it finish."""
    chance = random.Random(5)
    for _ in range(kills):
        process = start_build(pile, dossier)
        try:
            process.communicate(timeout=chance.uniform(0.1, 0.25) * duration)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    start_build(pile, dossier).communicate()


def hash_of(dossier: Path) -> str:
    """The dossier hash that ``check`` prints."""
    done = subprocess.run([*COMMAND, "check", str(dossier)], capture_output=True, text=True, check=False)
    found = re.search(r"hash (\w{64})", done.stdout)
    return found[1] if found else done.stdout + done.stderr


if __name__ == "__main__":
    sys.exit(main())
