"""A machine that refuses: full disk, failing disk, no permission, no memory, at any moment."""

from __future__ import annotations

import random
import resource
import shutil
from collections.abc import Callable
from pathlib import Path

import apsw
from power import Disk, Library
from program import EXAMPLE, check, limited, run
from promise import Faults, Outcome, Promise, Trial
from session import Told, faults_of, live, material, through

from quellenlage.errors import StoreError
from quellenlage.store import sqlite

_ERRORS = (apsw.FullError, apsw.IOError, apsw.NoMemError, apsw.ReadOnlyError, apsw.PermissionsError)
# One run in so many is of the whole program.
_WHOLE = 5
_MB = 1 << 20


def refuse(trial: Trial) -> Outcome:
    """One clear error each time, and the dossier intact."""
    n_whole = trial.times // _WHOLE
    inside, outside = refuse_store(trial, trial.times - n_whole), refuse_program(trial, n_whole)
    return Outcome(inside.tried + outside.tried, inside.faults + outside.faults, inside.note)


def refuse_store(trial: Trial, times: int) -> Outcome:
    """The n-th operation of the disk under the dossier fails, alone or with all after it."""
    held, chance, faults = material(trial.folder), random.Random(trial.seed), Faults()
    whole = Disk()
    with through(Library(whole)):
        live(Path("/disk/d.db"), held, Told())
    for number in range(times):
        error = _ERRORS[number % len(_ERRORS)]
        disk = Disk(last=chance.randint(1, whole.steps), broken=error, stays=number % 3 > 0)
        told, at = Told(), f"{error.__name__} at step {disk.last}"
        try:
            with through(Library(disk)):
                live(Path("/disk/d.db"), held, told)
        except StoreError as refused:
            faults.unless(len(str(refused).splitlines()) == 1, f"{at}: an error of several lines")
        except Exception as raised:  # noqa: BLE001  whatever it is, it is a fault
            faults.unless(False, f"{at}: {type(raised).__name__} instead of an error of ours: {raised}")
        place = trial.folder / str(number)
        place.mkdir()
        disk.unplug(place)
        faults.found += [f"{at}: {fault}" for fault in faults_of(place / "d.db", told)]
    return Outcome(times, tuple(faults.found), f"{whole.steps} operations of the disk at which it may fail")


def refuse_program(trial: Trial, times: int) -> Outcome:
    """The whole program where files may not grow, or where memory ends."""
    faults, chance = Faults(), random.Random(trial.seed)
    whole, later = trial.folder / "story.db", trial.folder / "later.txt"
    run("build", EXAMPLE, "-o", whole, "--model", "none")
    later.write_text("Der Hafen von Musterstadt bleibt zu, sagte Hafenmeisterin Ute Brandt am Montag.\n", "utf-8")
    for number in range(times):
        limit, at = _limit(number, chance)
        dossier = trial.folder / f"{number}.db"
        shutil.copy(whole, dossier)
        form = ("jsonl", "html", "docx", "xlsx", "sqlite")[number % 5]
        out = trial.folder / f"{number}.out"
        for command in (("build", later, "-o", dossier, "--model", "none"), ("export", dossier, "-f", form, "-o", out)):
            done = run(*command, before=limit)
            faults.unless(not done.surprise, f"{command[0]} with {at}: {done.surprise}")
            if command[0] == "build" and not done.surprise and done.code:
                faults.unless(len(done.err.splitlines()) <= 2, f"build with {at}: {done.err}")
            if command[0] == "export":
                faults.unless(bool(done.code) != out.exists(), f"export {form} with {at}: a file that is not whole")
        digest, found = check(dossier)
        faults.unless(digest and not found, f"{at}: the dossier is damaged: {found}")
    return Outcome(times, tuple(faults.found))


def _limit(number: int, chance: random.Random) -> tuple[Callable[[], None], str]:
    if number % 2:
        kilobytes = chance.choice((1, 10, 100, 300, 1000, 4000))
        return limited(resource.RLIMIT_FSIZE, kilobytes << 10), f"files of at most {kilobytes} KiB"
    megabytes = chance.choice((150, 200, 250, 300, 350, 400, 500))
    return limited(resource.RLIMIT_AS, megabytes * _MB), f"{megabytes} MiB of address space"


def careless(trial: Trial) -> Outcome:
    """The same with a store that takes no error of the library for its own."""
    kept = sqlite.FAILURES
    sqlite.FAILURES = ()
    try:
        return refuse_store(trial, 10)
    finally:
        sqlite.FAILURES = kept


REFUSALS = Promise(
    name="full disk, failing disk, no permission, no memory at the n-th call: one clear error, dossier intact",
    times=60,
    unit="faults",
    keep=refuse,
    plant=careless,
    fault="the store lets errors of SQLite pass",
    least=6,
)
