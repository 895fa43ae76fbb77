"""What 300,000 names of the user cost: the wait until they are known, memory, and time an article.

The names are made up: half of them persons, the rest organisations and places; some are names of ours, which they
then replace. Texts are read once with and once without them, in turn, so that both meet the same machine.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from quellenlage.kb.importer import read_import
from quellenlage.kb.loader import load_kb
from quellenlage.pipeline.knowledge import taught, taught_to
from quellenlage.pipeline.run import compile_article
from quellenlage.pipeline.worker import resident_bytes
from quellenlage.store import Dossier
from quellenlage.world import World, load_worlds

NAMES = 300_000
# What is asked of issue 6.
LIMIT_S, LIMIT_MB, LIMIT_SLOWER = 1.0, 300, 0.05
_SYLLABLES = tuple(first + second for first in "bdfglmnrsz" for second in ("a", "e", "i", "o", "en", "er", "ä"))
# So many of ours are left between two that the table names too.
_EACH = 1000


def print_own_names(texts: Sequence[str], runs: int, names: int = NAMES) -> None:
    """Import, load, memory and slowdown, beside what is asked.

    Args:
        texts: Articles that are read.
        runs: Of which the median is taken.
        names: How many.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dossier.db"
        start = perf_counter()
        # In a process of its own, so that its memory is not counted here.
        subprocess.run([sys.executable, __file__, str(path), str(names)], check=True)
        print(f"\n{names} names of the user: imported in {perf_counter() - start:.1f} s, once")
        worlds = load_worlds()
        before = resident_bytes(os.getpid())
        known = _load(path, worlds)
        memory = (resident_bytes(os.getpid()) - before) / 1e6
        loads = [_timed_load(path, worlds) for _ in range(runs)]
    wall, cpu = (sorted(times) for times in zip(*loads, strict=True))
    print(f"loaded in {median(wall):.2f} s ({wall[0]:.2f}-{wall[-1]:.2f}), {median(cpu):.2f} s of it on the processor")
    print(f"memory {memory:.0f} MB; asked: {LIMIT_S:g} s, {LIMIT_MB} MB")
    ratios = [_read(texts, known) / _read(texts, worlds) for _ in range(runs)]
    print(f"an article takes {median(ratios) - 1:+.1%} of the time longer; asked: {LIMIT_SLOWER:.0%}")


def _load(path: Path, worlds: tuple[World, ...]) -> tuple[World, ...]:
    """Until the first name was looked up."""
    with Dossier(path) as dossier:
        known = taught(worlds, taught_to(dossier, worlds))
    for world in known:
        world.kb.person("runa oldveg")
        world.gazetteer.find("Rauh")
    return known


def _timed_load(path: Path, worlds: tuple[World, ...]) -> tuple[float, float]:
    wall, cpu = perf_counter(), process_time()
    _load(path, worlds)
    return perf_counter() - wall, process_time() - cpu


def _read(texts: Sequence[str], worlds: tuple[World, ...]) -> float:
    start = process_time()
    for number, text in enumerate(texts):
        compile_article(text.encode("utf-8", "replace"), f"{number}.txt", *worlds)
    return process_time() - start


def _rows(number: int) -> Iterator[str]:
    """A table of names, in its own order every time the same."""
    chance = random.Random(1)

    def word() -> str:
        return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 4))).capitalize()

    yield "name;type"
    ours = sorted({name.form for name in load_kb().names if ";" not in name.form and '"' not in name.form})
    for form in ours[::_EACH]:
        yield f"{form};ORG"
    for _ in range(number // 4):
        yield f"{word()} {word()};PER"
        yield f"{word()} {word()}-{word()};PER"
        yield f"{word()} {word()} AG;ORG"
        yield f"{word()}{word().lower()};GPE"


def _make(path: Path, number: int) -> None:
    found = read_import("\n".join(_rows(number)).encode(), "names.csv", load_kb())
    with Dossier(path, create=True) as dossier:
        dossier.put_own("names.csv", found.rows)


if __name__ == "__main__":
    _make(Path(sys.argv[1]), int(sys.argv[2]))
