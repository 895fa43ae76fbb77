"""``make speed``: where the time goes. Shares are what to compare: machines are noisy, and differ.

Stages are timed in one process over a fixed sample of articles; whole commands in processes of their own.
Nothing is written but to a temporary folder.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from encoder_speed import print_encoder
from own_names_speed import NAMES, print_own_names
from page_speed import ARTICLES as BIG
from page_speed import print_pages
from quellenlage.clean.document import clean_source
from quellenlage.errors import InputError
from quellenlage.pipeline.run import analyse, link_pile
from quellenlage.pipeline.table import ARTICLE_STAGES, PILE_STAGES, Stage
from quellenlage.present.jsonl import hash_record
from quellenlage.read.plain import read_plain
from quellenlage.world import World, load_world

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "schafimpfstoff"
ARTICLES = Path("data") / "articles" / "german-news-2020.jsonl.gz"
STORY = Path("stories") / "nordkorea"
# Some ten minutes in all on an idle machine.
SAMPLE = 100
# Of these the encoder alone reads so many.
ENCODED = 60
# So many are read with and without names of the user.
NAMED = 20
RUNS = 3
# To every kind of page.
REQUESTS = 40


@dataclass(slots=True)
class Clock:
    """Seconds by stage, of one run, as a clock has them."""

    now: Callable[[], float] = perf_counter
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens inside for ``name``."""
        start = self.now()
        yield
        self.seconds[name] += self.now() - start

    def timed(self, stage: Stage, kind: str) -> Stage:
        """The same stage, on the clock."""

        def run(*arguments: Any) -> Any:  # noqa: ANN401  stages of articles and of piles differ
            with self.stage(f"{kind} {stage.name}"):
                return stage.run(*arguments)

        return replace(stage, run=run)


def main() -> int:
    """Print both tables.

    Returns:
        The exit code.
    """
    parser = argparse.ArgumentParser(prog="speed.py", description="Measure the time of every stage.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of measuring data")
    parser.add_argument("--articles", type=int, default=SAMPLE, help="size of the sample")
    parser.add_argument("--big", type=int, default=BIG, help="articles of the dossier whose pages are timed")
    parser.add_argument("--names", type=int, default=NAMES, help="names that a user taught")
    parser.add_argument("--runs", type=int, default=RUNS, help="runs of which the median is taken")
    options = parser.parse_args()
    texts, whence = load_texts(options.shared, options.articles)
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} articles, {words} words, from {whence}; median of {options.runs} runs (least-most)")
    world = load_world()
    runs = [run_once(texts, world) for _ in range(options.runs)]
    print_stages(runs, len(texts), words)
    print_encoder(texts[:ENCODED], options.runs)
    print_commands(options.shared, options.runs)
    if options.names:
        print_own_names(texts[:NAMED], options.runs, options.names)
    if options.big:
        with tempfile.TemporaryDirectory() as folder:
            print_pages(EXAMPLE, Path(folder), options.big, REQUESTS)
    return 0


def load_texts(shared: Path, size: int) -> tuple[list[str], str]:
    """The articles whose addresses have the least hashes: always the same, and of all publishers.

    Returns:
        Texts, and where they come from; the example story where there is no folder ``shared``.
    """
    path = shared / ARTICLES
    if not path.is_file():
        print(f"skipped: {path} is not there")
        return [p.read_text(encoding="utf-8") for p in sorted(EXAMPLE.glob("*.txt"))], "the example story"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        by_url = {row["url"]: row for row in map(json.loads, file)}
    chosen = sorted(by_url, key=lambda url: hashlib.sha256(url.encode()).hexdigest())[:size]
    return [f"{by_url[url]['title'].strip()}\n\n{by_url[url]['text']}" for url in chosen], path.name


def run_once(texts: Sequence[str], world: World) -> dict[str, float]:
    """Seconds by stage for all articles and their pile, in the order of the table."""
    clock = Clock()
    stages = tuple(clock.timed(stage, "article") for stage in ARTICLE_STAGES)
    analyses = []
    for i, text in enumerate(texts):
        try:
            with clock.stage("article read"):
                source = read_plain(text.encode("utf-8", "replace"), f"{i:04}.txt")
            with clock.stage("article clean"):
                document = clean_source(source, world.language, world)
        except InputError:
            continue
        analyses.append(analyse(document, world, stages))
    record = link_pile(analyses, world, tuple(clock.timed(stage, "pile") for stage in PILE_STAGES))
    with clock.stage("pile export"):
        hash_record(record)
    return dict(clock.seconds)


def print_stages(runs: Sequence[dict[str, float]], articles: int, words: int) -> None:
    """One line a stage, then their sum."""
    totals = [sum(run.values()) for run in runs]
    whole = median(totals)
    print(f"\n{'stage':<20}{'ms/article':>12}{'(least-most)':>18}{'words/s':>12}{'share':>9}")
    for name in [*runs[0], "total"]:
        seconds = totals if name == "total" else [run[name] for run in runs]
        mid = median(seconds)
        low, high = (1000 * x / articles for x in (min(seconds), max(seconds)))
        spread = f"({low:.3f}-{high:.3f})"
        share = f"{100 * mid / whole:.1f} %"
        print(f"{name:<20}{1000 * mid / articles:>12.3f}{spread:>18}{words / mid:>12,.0f}{share:>9}")


def print_commands(shared: Path, runs: int) -> None:
    """Whole commands in fresh processes, beside the time that Python itself takes to start."""
    story = shared / STORY if (shared / STORY).is_dir() else EXAMPLE
    cli = ("-c", "from quellenlage.cli import main; main()")
    with tempfile.TemporaryDirectory() as folder:

        def build() -> None:
            dossier = Path(folder) / "dossier.db"
            dossier.unlink(missing_ok=True)
            _run(*cli, "build", str(story), "-o", str(dossier))

        commands: dict[str, Callable[[], None]] = {
            "python alone": lambda: _run("-c", "pass"),
            "quellenlage --help": lambda: _run(*cli, "--help"),
            f"build {story.name}, cold": build,
        }
        print(f"\n{'command':<32}{'ms':>8}{'(least-most)':>16}{'times python':>14}")
        alone = 0.0
        for name, command in commands.items():
            seconds = [_time(command) for _ in range(runs)]
            mid = median(seconds)
            alone = alone or mid
            spread = f"({1000 * min(seconds):.0f}-{1000 * max(seconds):.0f})"
            print(f"{name:<32}{1000 * mid:>8.0f}{spread:>16}{mid / alone:>14.1f}")


def _time(command: Callable[[], None]) -> float:
    start = perf_counter()
    command()
    return perf_counter() - start


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


if __name__ == "__main__":
    sys.exit(main())
