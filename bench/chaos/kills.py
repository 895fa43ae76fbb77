"""``kill -9`` of builds and reviews at any moment: nothing is lost, nothing is there twice, the record is the same."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from broken import STARTS_OVER, broken
from program import EXAMPLE, check, kill, run, start
from promise import Faults, Outcome, Promise, Trial

_BUILD = ("--jobs", "1", "--model", "none")
_REVIEWS = (("date", "1", "2024-05-14"), ("date", "3", "2024-05-20"), ("date", "7", "2024-05-22"))
_POLL_S = 0.002
# One kill in so many is of a review.
_SHARE = 4


def killed(trial: Trial) -> Outcome:
    """Kill builds, then reviews."""
    reviews = max(1, trial.times // _SHARE)
    builds = trial.times - reviews
    chance, faults = random.Random(trial.seed), Faults()
    blows = [(chance.uniform(0.2, 1.0), chance.choice((0, 0, 1, 2, 4, 6, 8))) for _ in range(builds)]
    kill_builds(trial.folder, blows, faults)
    kill_reviews(trial.folder, reviews, chance, faults)
    return Outcome(trial.times, tuple(faults.found), f"{builds} of build, {reviews} of review")


def kill_builds(
    folder: Path, blows: list[tuple[float, int]], faults: Faults, env: Mapping[str, str] | None = None
) -> None:
    """Kill a build at each blow and let the next go on; where one comes to its end, compare and begin anew.

    Args:
        folder: For the dossiers.
        blows: When each falls: as a share of the time of a whole build, or, unless 0, with so many articles kept.
        faults: Collects what is lost.
        env: Of the program.
    """
    whole, started = folder / "whole.db", time.perf_counter()
    run("build", EXAMPLE, "-o", whole, *_BUILD)
    duration, (wanted, _) = time.perf_counter() - started, check(whole)
    number, dossier = 0, folder / "0.db"
    for share, count in blows:
        before = articles(dossier)
        process = start("build", EXAMPLE, "-o", dossier, *_BUILD, env=env)
        if struck(process, dossier, share * duration, len(before) + count if count else 0):
            gone = before - articles(dossier)
            faults.unless(
                not gone, f"killed at {share:.2f} or {count} articles: {len(gone)} articles kept before are gone"
            )
            continue
        faults.unless(check(dossier)[0] == wanted, f"build {number}, killed several times, is another record")
        number += 1
        dossier = folder / f"{number}.db"
    done = run("build", EXAMPLE, "-o", dossier, *_BUILD, env=env)
    faults.unless(not done.surprise and check(dossier) == (wanted, ()), f"build {number} is another record")


def struck(process: subprocess.Popen[bytes], dossier: Path, seconds: float, count: int) -> bool:
    """Wait for the moment, then kill; False if it was done before."""
    limit = time.monotonic() + seconds
    while process.poll() is None and (len(articles(dossier)) < count if count else time.monotonic() < limit):
        time.sleep(_POLL_S)
    if process.poll() is not None:
        process.communicate()
        return False
    kill(process)
    return True


def articles(dossier: Path) -> frozenset[str]:
    """Articles whose transaction is done, as another program sees them; none while the file is locked or absent."""
    if not dossier.exists():
        return frozenset()
    for _ in range(100):
        try:
            with closing(sqlite3.connect(dossier, timeout=0.5)) as database:
                return frozenset(row[0] for row in database.execute("SELECT article FROM source"))
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return frozenset()
            time.sleep(_POLL_S)
        except sqlite3.DatabaseError:
            return frozenset()
    return frozenset()


def kill_reviews(folder: Path, times: int, chance: random.Random, faults: Faults) -> None:
    """Kill corrections until each is made once; the record is that of corrections made in peace."""
    calm, dossier = folder / "calm.db", folder / "reviewed.db"
    duration = 0.0
    for path in (calm, dossier):
        run("build", EXAMPLE, "-o", path, *_BUILD)
    for words in _REVIEWS:
        started = time.perf_counter()
        run("review", words[0], calm, *words[1:], "--who", "chaos")
        duration = time.perf_counter() - started
    wanted, _ = check(calm)
    for number in range(times):
        words, before = _REVIEWS[number % len(_REVIEWS)], entries(dossier)
        process = start("review", words[0], dossier, *words[1:], "--who", "chaos")
        was_struck = struck(process, dossier, chance.uniform(0.2, 1.1) * duration, 0)
        after = entries(dossier)
        faults.unless(before <= after, f"review {number}: a correction that was made before is gone")
        faults.unless(
            len(after - before) == 1 or was_struck, f"review {number}: reported done, {len(after - before)} made"
        )
        faults.unless(len(after - before) <= 1, f"review {number}: made twice")
    for words in _REVIEWS:
        run("review", words[0], dossier, *words[1:], "--who", "chaos")
    faults.unless(check(dossier) == (wanted, ()), "after killed reviews the record is another one")


def entries(dossier: Path) -> frozenset[str]:
    """Corrections that are kept."""
    with closing(sqlite3.connect(dossier, timeout=30)) as database:
        return frozenset(row[0] for row in database.execute("SELECT id FROM ledger"))


def forgetful(trial: Trial) -> Outcome:
    """Kill a build that starts over instead of going on, first late, then early."""
    faults = Faults()
    kill_builds(trial.folder, [(1.0, 5), (0.45, 0), (0.35, 0)], faults, broken(STARTS_OVER, trial.folder))
    return Outcome(3, tuple(faults.found))


KILLS = Promise(
    name="kill -9 of build and review: nothing reported done is lost, nothing twice, same dossier hash",
    times=100,
    unit="kills",
    keep=killed,
    plant=forgetful,
    fault="a build that starts over",
    least=8,
)
