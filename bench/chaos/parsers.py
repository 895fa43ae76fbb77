"""The row of the table for fuzzing: every target for some seconds."""

from __future__ import annotations

from fuzz import TARGETS, fuzz
from promise import Outcome, Promise, Trial


def all_targets(trial: Trial) -> Outcome:
    """Fuzz each target for so many seconds."""
    runs, faults = {}, []
    for name in TARGETS:
        runs[name], fault = fuzz(name, trial.times, trial.folder)
        faults += [fault] if fault else []
    parts = ", ".join(f"{name} {count:,}" for name, count in runs.items())
    return Outcome(trial.times, tuple(faults), f"inputs: {parts}")


def planted(trial: Trial) -> Outcome:
    """A parser that fails on a bracket and a mark in one query."""
    _, fault = fuzz("query", 20, trial.folder, "yes")
    return Outcome(1, (fault,) if fault else ())


PARSERS = Promise(
    name=f"coverage-guided fuzzing (atheris) of {', '.join(TARGETS)}",
    times=30,
    unit="seconds each",
    keep=all_targets,
    plant=planted,
    fault="a parser that fails on a bracket with a mark",
    least=5,
)
