"""A dossier of every earlier version is rebuilt: articles, names and corrections are there, the record is the same."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from unittest import mock

from program import EXAMPLE
from promise import Faults, Outcome, Promise, Trial
from session import material

from quellenlage.pipeline.build import build
from quellenlage.present.jsonl import hash_record
from quellenlage.store import Dossier, inputs, sqlite
from quellenlage.store.inputs import Inputs
from quellenlage.store.library import sqlite3
from quellenlage.store.schema import STORE_VERSION
from quellenlage.world import load_worlds

# What an earlier version did not have yet: tables, and the column of media types in the first.
_LATER = {
    2: (),
    3: (),
    4: ("caveat",),
    5: ("claim", "transfer", "lead", "finding", "knowledge"),
    6: ("ledger",),
    7: ("seal",),
}


def rebuild(trial: Trial, first: int = 1) -> Outcome:
    """Make a dossier of every version and bring it up to date."""
    faults, worlds, files = Faults(), load_worlds("none"), tuple(map(str, sorted(EXAMPLE.glob("*.txt"))[:3]))
    whole = trial.folder / "whole.db"
    said = material(trial.folder).said
    with Dossier(whole, create=True) as dossier:
        build(files, dossier, worlds)
        dossier.put_entries(said)
    for version in range(first, STORE_VERSION):
        path = trial.folder / f"version{version}.db"
        shutil.copy(whole, path)
        age(path, version)
        plain = trial.folder / f"plain{version}.db"
        with Dossier(path, create=True) as dossier, Dossier(plain, create=True) as anew:
            entries = said if version >= 6 else ()
            faults.unless(
                dossier.entries() == tuple(entries), f"version {version}: {len(dossier.entries())} corrections"
            )
            anew.put_entries(entries)
            build((), dossier, worlds)
            build(files, anew, worlds)
            for one, two in zip(dossier.sources(), anew.sources(), strict=False):
                faults.unless(replace(one, location="") == replace(two, location=""), f"version {version}: {one.path}")
            same = hash_record(dossier.record()) == hash_record(anew.record())
            faults.unless(same, f"version {version}: another record than one built anew")
            faults.unless(not dossier.faults(), f"version {version}: {dossier.faults()}")
    return Outcome(STORE_VERSION - first, tuple(faults.found))


def age(path: Path, version: int) -> None:
    """Take out of a dossier what an earlier version had not."""
    database = sqlite3.connect(path, isolation_level=None)
    views = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall()]
    for view in views:
        database.execute(f'DROP VIEW "{view}"')
    for later in range(version + 1, STORE_VERSION + 1):
        for table in _LATER.get(later, ()):
            database.execute(f'DROP TABLE IF EXISTS "{table}"')
    if version < 2:
        database.execute("ALTER TABLE source DROP COLUMN media_type")
    database.execute(f"PRAGMA user_version = {version}")
    database.close()


def forgetful(trial: Trial) -> Outcome:
    """The same with a program that takes no corrections along."""

    def read(db: sqlite3.Connection) -> Inputs:
        return replace(inputs.read_inputs(db), ledger=())

    with mock.patch.object(sqlite, "read_inputs", read):
        return rebuild(trial, STORE_VERSION - 1)


VERSIONS = Promise(
    name="a dossier of every earlier version is rebuilt, articles and corrections unchanged",
    times=STORE_VERSION - 1,
    unit="versions",
    keep=rebuild,
    plant=forgetful,
    fault="corrections are not taken along",
    least=STORE_VERSION - 1,
    most=STORE_VERSION - 1,
)
