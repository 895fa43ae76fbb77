"""Inputs with which something is wrong: no crash, no hang, no article without an account of it."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from broken import CRASHES_ON_NUL, broken
from mutations import write_inputs
from promise import Faults, Outcome, Promise, Trial

DRIVER = Path(__file__).parent / "driver.py"
COLLECTIONS = Path("build", "collections")
# What an article may cost at most, by issue 16.
SECONDS, MEBIBYTES = 10.0, 1024
_BATCH = 250
_ENDINGS = {".xml", ".html", ".htm", ".txt", ".eml", ".srt"}
_BAD = ("the program failed", "took longer", "memory", "made its process end")
# One article of a file, and one row of the inputs for it.
_SINGLE = (".txt", ".html", ".eml")


def drive(
    folder: Path, dossier: Path, *, env: Mapping[str, str] | None = None, model: str = "none", seconds: float = SECONDS,
    mebibytes: int = MEBIBYTES,
) -> tuple[dict[str, Any], str]:  # fmt: skip
    """Build a folder with the limits; what the driver told, and why it told nothing."""
    command = [sys.executable, DRIVER, folder, dossier, model, "2", str(seconds), str(mebibytes)]
    try:
        done = subprocess.run(
            command,
            env={**os.environ, "OMP_NUM_THREADS": "1", **(env or {})},
            capture_output=True,
            text=True,
            timeout=1800,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {}, "the build hangs"
    if done.returncode or "Traceback" in done.stderr:
        return {}, f"the build ended with {done.returncode}: {done.stderr[-300:]}"
    told: dict[str, Any] = json.loads(done.stdout)
    return told, ""


def feed(trial: Trial, env: Mapping[str, str] | None = None) -> Outcome:
    """Build batches of malformed inputs; every fourth batch is read by the model too."""
    chance, faults, found = random.Random(trial.seed), Faults(), collected(trial.folder)
    counts: dict[str, int] = {}
    for batch, first in enumerate(range(0, trial.times, _BATCH)):
        folder = trial.folder / f"batch{batch}"
        folder.mkdir()
        write_inputs(folder, min(_BATCH, trial.times - first), chance, found)
        model = "none" if batch % 4 or env else "de-open"
        told, why = drive(folder, trial.folder / f"{batch}.db", env=env, model=model)
        faults.unless(told, f"batch {batch}: {why}")
        if told:
            _account(told, folder, faults)
            for status, count in told["rows"].items():
                counts[status] = counts.get(status, 0) + count
    parts = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
    return Outcome(
        trial.times, tuple(faults.found), f"articles in them: {parts}; {len(found)} files of other collections"
    )


def _account(told: dict[str, Any], folder: Path, faults: Faults) -> None:
    for source, _, reason in told["inputs"]:
        is_slow = "took longer" in reason and _is_quick_alone(folder / source.partition(":")[0], folder)
        faults.unless(is_slow or not any(bad in reason for bad in _BAD), f"{source}: {reason}")
    faults.found += [f"{folder.name}: {fault}" for fault in told["faults"]]
    faults.unless(
        told["run"] == {s: told["rows"].get(s, 0) for s in told["run"]}, f"{folder.name}: {told['run']} do not add up"
    )
    usable = told["rows"].get("ok", 0) + told["rows"].get("partial", 0)
    faults.unless(told["articles"] == usable, f"{folder.name}: {usable} usable inputs, {told['articles']} articles")
    noted = [source for source, _, _ in told["inputs"]]
    for path in folder.iterdir():
        rows = [name for name in noted if name == path.name or name.startswith(f"{path.name}:")]
        if path.suffix in _SINGLE:
            faults.unless(len(rows) == 1, f"{path.name}: {len(rows)} rows of inputs")


def _is_quick_alone(path: Path, folder: Path) -> bool:
    """Whether an article that took too long beside others keeps the limit when nothing runs beside it."""
    place = folder.with_name(f"{folder.name}-{path.name}")
    place.mkdir()
    shutil.copy(path, place)
    told, _ = drive(place, place / "d.db")
    return bool(told) and not any("took longer" in reason for _, _, reason in told["inputs"])


def collected(folder: Path) -> tuple[Path, ...]:
    """Files of the collections that ``make collections`` fetched, and of Python's own tests; by path."""
    for archive in sorted(COLLECTIONS.glob("*.tar.gz")):
        with tarfile.open(archive) as opened:
            opened.extractall(folder / "collections", filter="data")
    places = [folder / "collections"]
    try:
        import test

        places.append(Path(test.__path__[0]))
    except ImportError:
        pass
    files = (path for place in places for path in place.rglob("*") if path.suffix in _ENDINGS and path.is_file())
    return tuple(sorted(path for path in files if 0 < path.stat().st_size < 1_000_000))


def crash(trial: Trial) -> Outcome:
    """The same with a reader that fails on NUL."""
    return feed(Trial(120, trial.folder, trial.seed, trial.shared), broken(CRASHES_ON_NUL, trial.folder))


MALFORMED = Promise(
    name="malformed inputs: no crash, no hang over 10 s or 1 GiB an article; in = ok + partial + rejected + duplicate",
    times=2000,
    unit="inputs",
    keep=feed,
    plant=crash,
    fault="a reader that fails on NUL",
    least=120,
)
