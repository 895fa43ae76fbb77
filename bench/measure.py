"""The form of a result, and the floors below which no result may fall."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import floor
from pathlib import Path
from typing import Any

from scoring import Score

FLOORS = Path(__file__).with_name("floors.json")
# Scores are printed with three decimals: what looks the same is the same.
TOLERANCE = 0.0005


def is_read(case: str) -> bool:
    """Whether a case is of the half whose errors may be read while the program is made; the other only counts.

    Args:
        case: Its id.
    """
    return int(hashlib.sha256(case.encode()).hexdigest(), 16) % 2 == 0


@dataclass(frozen=True, slots=True)
class Slip:
    """One error: of which kind, where, and the words, which are for the screen only."""

    kind: str
    place: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One line of the table.

    Attributes:
        baseline: What ten lines of Python reach, or None where there is no such thing.
        second: What the second marker would reach if he were the program, or None.
        slips: Every error behind the value.
        is_part: Whether it is a part of another measure: the whole is guarded, its parts are only printed.
    """

    name: str
    score: Score
    baseline: float | None = None
    second: float | None = None
    slips: tuple[Slip, ...] = ()
    is_part: bool = False


def by_halves(name: str, ids: Sequence[str], score: Callable[[Sequence[int]], Score], **more: Any) -> Iterable[Measure]:  # noqa: ANN401
    """The whole, which is guarded, and both halves.

    Args:
        name: Of the whole.
        ids: The case of each row.
        score: Takes numbers of rows.
        more: Fields of the measure of the whole.
    """
    everything = list(range(len(ids)))
    yield Measure(name=name, score=score(everything), **more)
    for half, chosen in (("read half", True), ("unread half", False)):
        part = [i for i in everything if is_read(ids[i]) is chosen]
        yield Measure(name=f"{name} ({half})", score=score(part), is_part=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Measures on the same data.

    Attributes:
        run: Takes the folder ``shared``.
        needs: Paths in ``shared`` without which there is nothing to measure.
        is_slow: Whether it reads hundreds of articles.
    """

    name: str
    run: Callable[[Path], Sequence[Measure]]
    needs: tuple[str, ...] = field(default=())
    is_slow: bool = False


@dataclass(frozen=True, slots=True)
class Floor:
    """What somebody asked for, and what was reached once; None where nobody did, and never."""

    asked: float | None = None
    reached: float | None = None

    def status(self, value: float) -> str:
        """``FALLEN`` under what was reached, ``below asked``, ``ok``, or ``no floor`` yet."""
        if self.reached is not None and value < self.reached - TOLERANCE:
            return "FALLEN"
        if self.asked is not None and value < self.asked - TOLERANCE:
            return "below asked"
        return "no floor" if self.reached is None else "ok"


def load_floors(path: Path = FLOORS) -> dict[str, Floor]:
    """The floors by measure."""
    return {name: Floor(**row) for name, row in json.loads(path.read_text(encoding="utf-8")).items()}


def raise_floors(floors: dict[str, Floor], measures: Sequence[Measure]) -> dict[str, Floor]:
    """The floors after a good day: ``reached`` rises to the value, and never sinks.

    Values are cut, not rounded, to four decimals: nobody has to reach what was not reached.
    """
    raised = dict(floors)
    for measure in measures:
        old = floors.get(measure.name, Floor())
        value = floor(measure.score.value * 10_000 + 1e-9) / 10_000
        raised[measure.name] = Floor(old.asked, max(value, old.reached or 0.0))
    return raised


def save_floors(floors: dict[str, Floor], path: Path = FLOORS) -> None:
    """Write the floors, one a line, in their order."""
    rows = [
        f"  {json.dumps(name, ensure_ascii=False)}: {json.dumps({'asked': f.asked, 'reached': f.reached})}"
        for name, f in floors.items()
    ]
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
