"""The power fails at a step of the life of a dossier."""

from __future__ import annotations

import random
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import apsw
from power import Disk, Library, PowerError
from promise import Faults, Outcome, Promise, Trial
from session import Material, Told, faults_of, finish, live, material, through

from quellenlage.errors import QuellenlageError

_CARELESS = {"PRAGMA synchronous = EXTRA": "PRAGMA synchronous = OFF"}


def cut(trial: Trial, pragmas: Mapping[str, str] | None = None) -> Outcome:
    """Let the power fail, each time at another step, and look at what is left."""
    held, chance, faults = material(trial.folder), random.Random(trial.seed), Faults()
    whole = Disk()
    _live(whole, held, Told(), pragmas)
    wanted = _hash_undisturbed(trial.folder, held)
    for number in range(trial.times):
        disk = Disk(last=chance.randint(1, whole.steps))
        told = Told()
        with suppress(PowerError, apsw.Error, QuellenlageError):
            _live(disk, held, told, pragmas)
        place = trial.folder / str(number)
        place.mkdir()
        disk.restart(place, chance)
        at = f"power cut at step {disk.last} of {whole.steps}"
        found = faults_of(place / "d.db", told)
        faults.found += [f"{at}: {fault}" for fault in found]
        if not found:
            faults.unless(finish(place / "d.db", held) == wanted, f"{at}: it goes on to another record")
    return Outcome(trial.times, tuple(faults.found), f"{whole.steps} steps at which it may fail")


def careless(trial: Trial) -> Outcome:
    """The same where the dossier does not wait for the disk."""
    return cut(_more(trial, 12), _CARELESS)


def _more(trial: Trial, times: int) -> Trial:
    return Trial(max(times, trial.times), trial.folder, trial.seed, trial.shared)


def _live(disk: Disk, held: Material, told: Told, pragmas: Mapping[str, str] | None) -> None:
    with through(Library(disk, dict(pragmas or {}))):
        live(Path("/disk/d.db"), held, told)


def _hash_undisturbed(folder: Path, held: Material) -> str:
    return finish(folder / "whole.db", held)


POWER = Promise(
    name="power cut, unsynced writes lost or torn: nothing reported done is lost, it goes on to the same record",
    times=60,
    unit="cuts",
    keep=cut,
    plant=careless,
    fault="synchronous = OFF",
    least=12,
)
