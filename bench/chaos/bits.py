"""One bit of a dossier flips: ``check`` finds it, or nothing of what the dossier holds has changed."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path
from unittest import mock

from program import EXAMPLE
from promise import Faults, Outcome, Promise, Trial

from quellenlage.errors import QuellenlageError
from quellenlage.pipeline.build import build
from quellenlage.present.integrity import check_record
from quellenlage.store import Dossier, seal
from quellenlage.store.library import sqlite3
from quellenlage.world import load_worlds

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' ORDER BY name"


def flip(trial: Trial) -> Outcome:
    """Flip one bit anywhere in the file, check, and flip it back."""
    chance, faults, path = random.Random(trial.seed), Faults(), trial.folder / "d.db"
    with Dossier(path, create=True) as dossier:
        build((str(EXAMPLE),), dossier, load_worlds("none"))
    sound, found, idle = path.read_bytes(), 0, 0
    wanted = held(path)
    for _ in range(trial.times):
        at, bit = chance.randrange(len(sound)), chance.randrange(8)
        data = bytearray(sound)
        data[at] ^= 1 << bit
        path.write_bytes(data)
        if is_found(path):
            found += 1
            continue
        same = held(path) == wanted
        idle += same
        faults.unless(same, f"bit {bit} of byte {at}: what the dossier holds has changed, and check says nothing")
    return Outcome(trial.times, tuple(faults.found), f"{found} found; {idle} where nothing is stored")


def is_found(path: Path) -> bool:
    """Whether ``check`` says that something is wrong."""
    try:
        with Dossier(path) as dossier:
            return bool(dossier.faults() or check_record(dossier.record(), dossier.analyses()).faults)
    except QuellenlageError:
        return True


def held(path: Path) -> tuple[object, ...]:
    """All cells of all tables but those of the search, which is made anew by every linking."""
    rows: list[object] = []
    with suppress(sqlite3.Error):
        database = sqlite3.connect(path)
        try:
            for (name,) in database.execute(_TABLES).fetchall():
                rows += [name, *database.execute(f'SELECT * FROM "{name}"')]
        finally:
            database.close()
    return tuple(rows)


def unsealed(trial: Trial) -> Outcome:
    """The same with a program that looks at no seal and no hash."""
    with mock.patch.object(seal, "broken", return_value=[]), mock.patch.object(Dossier, "_changed", return_value=[]):
        return flip(Trial(120, trial.folder, trial.seed, trial.shared))


BITS = Promise(
    name="check finds a flipped bit wherever something is stored",
    times=500,
    unit="flips",
    keep=flip,
    plant=unsealed,
    fault="check looks at no seal",
    least=20,
)
