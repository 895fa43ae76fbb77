"""Time: quick to start, quick with a handful of articles, linear in the length of whatever it is given."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from run_quellenlage import PROGRAM, Run

from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.world import load_world

START_S, FIVE_ARTICLES_S = 0.3, 5.0
# A doubled input may take this many times as long; 2 is linear, 4 is quadratic.
FACTOR = 3.0
# Below this, the clock measures the machine.
NOISE_S = 0.05

PROSE = (
    "Der Minister sagte am Montag in Berlin, er habe nichts von der Lieferung gewusst. "
    "Das ist nicht wahr, und die Firma hat es bestritten.\n\n"
)


def _median_s(command: Sequence[str | Path], runs: int = 5) -> float:
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def test_help_is_there_at_once() -> None:
    """Against the bare interpreter, so that a loaded machine does not decide."""
    bare = _median_s([sys.executable, "-c", "pass"])
    assert _median_s([PROGRAM, "--help"]) < START_S + bare


@pytest.mark.shared
def test_five_articles_take_seconds(run: Run, shared_stories: Path, tmp_path: Path) -> None:
    start = time.perf_counter()
    done = run("build", shared_stories / "nordkorea", "-o", tmp_path / "d.db")
    taken = time.perf_counter() - start
    assert done.code == 0, done.err
    assert taken < FIVE_ARTICLES_S
    assert run("check", tmp_path / "d.db").code == 0


HOSTILE: dict[str, tuple[int, Callable[[int], str]]] = {
    "opening marks": (10_000, lambda n: PROSE + "„" * n),
    "opening marks with words": (5_000, lambda n: PROSE + "„er " * n),
    "closing marks": (10_000, lambda n: PROSE + "“" * n),
    "straight marks": (10_000, lambda n: PROSE + '"' * n),
    "marks within marks": (5_000, lambda n: PROSE + "„‚" * n + "‘“" * n),
    "one long word": (100_000, lambda n: PROSE * 4 + "a" * n),
    "days of the week": (5_000, lambda n: PROSE + "am Montag " * n),
    "years": (5_000, lambda n: PROSE + "und 1999 " * n),
    "commas": (10_000, lambda n: PROSE + "er, " * n),
    "full stops": (4_000, lambda n: PROSE + "und . " * n),
    "brackets": (10_000, lambda n: PROSE + "(" * n),
    "blanks": (50_000, lambda n: PROSE + "\u00a0" * n + "x"),
    "soft hyphens": (10_000, lambda n: PROSE + "und\u00ad" * n),
    "combining marks": (10_000, lambda n: PROSE + "o" + "\u0308" * n),
    "path signs": (5_000, lambda n: PROSE + "und a > " * n),
    "short lines": (1_000, lambda n: PROSE + "Der und.\n\n" * n),
    "ordinary paragraphs": (150, lambda n: "".join(f"{n}. {PROSE}" for n in range(n))),
    "verbs of saying": (1_000, lambda n: PROSE + "er sagte, " * n),
    "short quotations": (2_000, lambda n: PROSE + "„er“ " * n),
    "names": (500, lambda n: PROSE + "Kim Jong Un in Berlin und " * n),
    "denials": (500, lambda n: PROSE + "er bestritt das nicht und " * n),
}
QUADRATIC: dict[str, str] = {}


def _params() -> list[object]:
    return [
        pytest.param(name, marks=pytest.mark.xfail(strict=True, reason=QUADRATIC[name])) if name in QUADRATIC else name
        for name in HOSTILE
    ]


@pytest.mark.parametrize("name", _params())
def test_twice_the_input_takes_twice_the_time(name: str) -> None:
    n, make = HOSTILE[name]
    world = load_world()

    def seconds(size: int) -> float:
        data, best = make(size).encode(), float("inf")
        for _ in range(2):
            start = time.process_time()
            link_pile((compile_article(data, "a.txt", world),), world)
            best = min(best, time.process_time() - start)
        return best

    single = seconds(n)
    assert seconds(2 * n) < FACTOR * max(single, NOISE_S)
