"""Articles that kill, hang or swell the worker that reads them: exactly these are rejected."""

from __future__ import annotations

import random

from broken import POISONED, broken
from malformed import drive
from program import EXAMPLE
from promise import Faults, Outcome, Promise, Trial

_WAYS = ("exit", "segfault", "loop", "memory", "stack")
_SECONDS, _MEBIBYTES = 12.0, 700
# Articles around one that is poisoned.
_SOUND = 25


def poison(trial: Trial, env_fault: str = POISONED) -> Outcome:
    """Build a pile in which one article in so many does something to its worker."""
    faults, chance = Faults(), random.Random(trial.seed)
    folder = trial.folder / "pile"
    folder.mkdir()
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLE.glob("*.txt"))]
    count = trial.times * _SOUND
    bad = dict(zip(sorted(chance.sample(range(count), trial.times)), _WAYS * trial.times, strict=False))
    for number in range(count):
        words = f"\n\nGift: {bad[number]}." if number in bad else ""
        (folder / f"{number:04}.txt").write_text(f"{chance.choice(texts)}\n\nAusgabe {number}.{words}\n", "utf-8")
    told, why = drive(
        folder, trial.folder / "d.db", env=broken(env_fault, trial.folder), seconds=_SECONDS, mebibytes=_MEBIBYTES
    )
    faults.unless(told, why)
    rejected = {source: reason for source, status, reason in told.get("inputs", ()) if status == "rejected"}
    wanted = {f"{number:04}.txt" for number in bad}
    for name in sorted(wanted ^ set(rejected)):
        said = rejected.get(name, "poisoned and not rejected")
        faults.unless(False, f"{name}: {said}")
    faults.found += told.get("faults", ())
    return Outcome(trial.times, tuple(faults.found), f"among {count} articles")


def spread(trial: Trial) -> Outcome:
    """The same with an article that takes those along that are read after it."""
    return poison(trial, POISONED + _LEAVES_A_TRACE)


# What an article leaves in its worker spoils the next ones.
_LEAVES_A_TRACE = """
    def spoiled(data, name, reader=formats._READERS["text/plain"], seen=[]):
        seen.append(b"Gift" in data or name.startswith("0007"))
        if len(seen) > 1 and seen[-2]:
            raise KeyError("spoiled by the article before")
        return reader(data, name)
    formats._READERS["text/plain"] = spoiled
"""

POISON = Promise(
    name="poison in the worker (exit, segfault, loop, memory, stack): exactly those articles are rejected",
    times=20,
    unit="poisons",
    keep=poison,
    plant=spread,
    fault="an article that spoils those read after it",
    least=5,
)
