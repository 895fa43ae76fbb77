"""What a row of the table of promises is: how it is tried, and the planted fault that it must find."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of trying a promise.

    Attributes:
        tried: How often.
        faults: Each time that it was broken, in one line.
        note: What else should be known of this run.
    """

    tried: int
    faults: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """One run of a promise.

    Attributes:
        times: How often it is to be tried.
        folder: Empty, for its files.
        seed: Of chance.
        shared: The folder of measuring data, which may be absent.
    """

    times: int
    folder: Path
    seed: int
    shared: Path


@dataclass(frozen=True, slots=True)
class Promise:
    """A row of the table.

    Attributes:
        name: What is promised, as the table prints it.
        times: How often ``make chaos`` tries it.
        unit: What is counted.
        keep: Tries it.
        plant: Tries it a few times on a program or machine that was broken on purpose: it must find faults.
        fault: What was broken there.
        least: Fewer make no sense.
        most: More make no sense: there are no more.
    """

    name: str
    times: int
    unit: str
    keep: Callable[[Trial], Outcome]
    plant: Callable[[Trial], Outcome]
    fault: str
    least: int = 1
    most: int = 1_000_000

    def share(self, factor: float) -> int:
        """How often it is tried in a run of another size."""
        return min(self.most, max(self.least, round(self.times * factor)))


@dataclass(frozen=True, slots=True)
class Row:
    """What the table prints of a promise."""

    promise: Promise
    outcome: Outcome
    planted: Outcome
    seconds: float

    @property
    def is_kept(self) -> bool:
        """No fault was found, and the planted one was."""
        return not self.outcome.faults and bool(self.planted.faults) and bool(self.outcome.tried)


@dataclass(slots=True)
class Faults:
    """Collects what is broken while a promise is tried."""

    found: list[str] = field(default_factory=list)

    def unless(self, kept: object, said: str) -> None:
        """Note a fault if something is not as it was promised."""
        if not kept:
            self.found.append(" ".join(said.split())[:300])


def try_out(promise: Promise, factor: float, folder: Path, seed: int, shared: Path) -> Row:
    """Try a promise, then let it look at its planted fault."""
    started = time.perf_counter()
    (folder / "kept").mkdir(parents=True)
    (folder / "planted").mkdir()
    outcome = promise.keep(Trial(promise.share(factor), folder / "kept", seed, shared))
    planted = promise.plant(Trial(promise.least, folder / "planted", seed, shared))
    return Row(promise, outcome, planted, time.perf_counter() - started)
