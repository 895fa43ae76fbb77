"""How cost grows with the pile: ``python bench/growth.py`` prints a table, ``--plot FILE`` draws it.

The articles of one publisher's year are read once, one after the other; at each size the whole pile is linked anew.
Seconds are those of the processor, so that others who use it disturb them less.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import log10
from pathlib import Path
from time import perf_counter, process_time

from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.pipeline.table import PILE_STAGES
from quellenlage.pipeline.worker import resident_bytes
from quellenlage.records.layers import Analysis
from quellenlage.world import World, load_worlds
from speed import Clock, load_texts

SIZES = (100, 300, 1000, 3000, 9000)
# Stages of linking that are printed, the costliest first.
_SHOWN = 6
_DAY = 86400
_WIDTH, _HEIGHT, _LEFT, _BOTTOM = 640, 320, 56, 40


@dataclass(frozen=True, slots=True)
class Point:
    """What a pile of one size cost.

    Attributes:
        reading: Seconds of the processor to read and analyse all articles.
        linking: Seconds to link them.
        stages: Seconds of each stage of linking.
        memory: Bytes that the process holds, analyses and record included.
    """

    size: int
    reading: float
    linking: float
    stages: dict[str, float]
    memory: int


def main() -> int:
    """Print the table, draw the plot.

    Returns:
        The exit code.
    """
    parser = argparse.ArgumentParser(prog="growth.py", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of measuring data")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="articles, rising")
    parser.add_argument("--many", type=int, default=1_000_000, help="articles that the outlook counts with")
    parser.add_argument("--plot", type=Path, help="draw it into this file (SVG)")
    options = parser.parse_args()
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    texts, whence = load_texts(options.shared, max(options.sizes))
    start = perf_counter()
    points = measure(texts, options.sizes)
    print(f"{len(texts)} articles from {whence}, measured in {perf_counter() - start:.0f} s; seconds of the processor")
    print_points(points)
    print_outlook(points[0], points[-1], options.many)
    if options.plot:
        options.plot.write_text(draw(points), encoding="utf-8")
    print(f"load after: {os.getloadavg()[0]:.1f}")
    return 0


def measure(texts: Sequence[str], sizes: Sequence[int]) -> list[Point]:
    """Read one article after the other; link the pile whenever it has one of the sizes."""
    worlds = load_worlds()
    analyses: list[Analysis] = []
    reading, points = 0.0, []
    for number, text in enumerate(texts, 1):
        start = process_time()
        analyses.append(compile_article(text.encode("utf-8", "replace"), f"{number:05}.txt", *worlds))
        reading += process_time() - start
        if number in sizes:
            points.append(_point(analyses, worlds[0], reading))
    return points


def _point(analyses: Sequence[Analysis], world: World, reading: float) -> Point:
    clock = Clock(process_time)
    start = process_time()
    record = link_pile(analyses, world, tuple(clock.timed(stage, "pile") for stage in PILE_STAGES))
    linking = process_time() - start
    memory = resident_bytes(os.getpid())
    del record
    return Point(len(analyses), reading, linking, dict(clock.seconds), memory)


def print_points(points: Sequence[Point]) -> None:
    """One line a size, then the stages of linking by what an article costs in the smallest and the largest pile."""
    print(f"\n{'articles':>9}{'read s':>9}{'ms each':>9}{'link s':>9}{'ms each':>9}{'memory MB':>11}")
    for p in points:
        each = f"{1000 * p.reading / p.size:>9.0f}", f"{1000 * p.linking / p.size:>9.1f}"
        print(f"{p.size:>9}{p.reading:>9.1f}{each[0]}{p.linking:>9.2f}{each[1]}{p.memory / 1e6:>11.0f}")
    first, last = points[0], points[-1]
    costly = sorted(last.stages, key=lambda name: -last.stages[name])[:_SHOWN]
    print(f"\n{'stage':<18}{f'ms each at {first.size}':>18}{f'ms each at {last.size}':>18}{'grows as n^':>13}")
    for name in costly:
        one, other = first.stages[name] / first.size, last.stages[name] / last.size
        power = 1 + log10(other / one) / log10(last.size / first.size) if one and last.size > first.size else 1
        print(f"{name:<18}{1000 * one:>18.2f}{1000 * other:>18.2f}{power:>13.2f}")


def print_outlook(first: Point, last: Point, many: int) -> None:
    """What so many articles take if each is read at the cost of the largest pile, and how many one memory links."""
    days = many * last.reading / last.size / _DAY
    print(f"\n{many:,} articles: {days:.1f} days of one processor to read, {days / 8 * 24:.0f} hours of eight")
    each = (last.memory - first.memory) / ((last.size - first.size) or last.size)
    print(f"memory of a pile: {each / 1e3:.0f} kB an article; 16 GB hold {16e9 / each:,.0f} articles at once")


def draw(points: Sequence[Point]) -> str:
    """Seconds by articles, both in powers of ten: one line for reading, one for linking."""
    lines = {"read": [p.reading for p in points], "link": [p.linking for p in points]}
    sizes = [p.size for p in points]
    low, high = min(map(min, lines.values())), max(map(max, lines.values()))

    def x(size: float) -> float:
        return _LEFT + (_WIDTH - _LEFT - 60) * log10(size / sizes[0]) / (log10(sizes[-1] / sizes[0]) or 1)

    def y(seconds: float) -> float:
        return (_HEIGHT - _BOTTOM) - (_HEIGHT - _BOTTOM - 20) * log10(seconds / low) / (log10(high / low) or 1)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">']
    parts.append("<style>text{font:12px sans-serif;fill:#555}path{fill:none;stroke:#1f6f8b;stroke-width:2}</style>")
    for size in sizes:
        parts.append(f'<text x="{x(size):.0f}" y="{_HEIGHT - 16}" text-anchor="middle">{size:,}</text>')
    for name, values in lines.items():
        way = " ".join(f"{x(s):.1f},{y(v):.1f}" for s, v in zip(sizes, values, strict=True))
        parts.append(f'<path d="M{way}"/>')
        for size, value in zip(sizes, values, strict=True):
            parts.append(f'<text x="{x(size):.0f}" y="{y(value) - 8:.0f}" text-anchor="middle">{value:,.1f} s</text>')
        parts.append(f'<text x="{_WIDTH - 50}" y="{y(values[-1]) + 4:.0f}">{escape(name)}</text>')
    return "\n".join((*parts, "</svg>", ""))


if __name__ == "__main__":
    sys.exit(main())
