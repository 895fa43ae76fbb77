"""One pile, one record: whatever the order, the pieces, the repetitions, and the settings of the machine."""

from __future__ import annotations

import random
from collections.abc import Mapping

from broken import KNOWS_THE_SEED, broken
from program import EXAMPLE, check, run
from promise import Faults, Outcome, Promise, Trial

_ZONES = ("UTC", "Asia/Pyongyang", "America/New_York", "Pacific/Kiritimati")
_LOCALES = ("C", "C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8")


def shuffle(trial: Trial, env: Mapping[str, str] | None = None) -> Outcome:
    """Build the example story in two pieces, each time in another way."""
    chance, faults = random.Random(trial.seed), Faults()
    files, wanted = sorted(EXAMPLE.glob("*.txt")), ""
    for number in range(trial.times):
        dossier = trial.folder / f"{number}.db"
        chance.shuffle(files)
        cut = chance.randint(0, len(files))
        settings = {
            "PYTHONHASHSEED": str(number),
            "TZ": chance.choice(_ZONES),
            "LC_ALL": chance.choice(_LOCALES),
            **(env or {}),
        }
        for part in (files[:cut], [*files[cut:], chance.choice(files)]):
            if part:
                done = run("build", *part, "-o", dossier, "--jobs", str(chance.choice((1, 2))), env=settings)
                faults.unless(not done.surprise, done.surprise)
        digest, found = check(dossier)
        wanted = wanted or digest
        faults.unless(digest == wanted and not found, f"{settings}, cut at {cut}: another record, {found}")
    return Outcome(trial.times, tuple(faults.found))


def seeded(trial: Trial) -> Outcome:
    """The same with a program whose ids depend on the seed of hashes."""
    return shuffle(trial, broken(KNOWS_THE_SEED, trial.folder))


ORDERS = Promise(
    name="one dossier hash: order, pieces, duplicates, locale, time zone, hash seed, workers",
    times=30,
    unit="shuffles",
    keep=shuffle,
    plant=seeded,
    fault="ids that depend on the hash seed",
    least=4,
)
