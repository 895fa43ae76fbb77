"""Days of publication from the words alone, on articles whose day is known."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median

from marks import ARTICLES
from measure import Measure, Slip
from quellenlage.dates.interval import DayInterval
from quellenlage.link.date import publication_of
from quellenlage.pipeline.run import analyse
from quellenlage.pipeline.table import ARTICLE_STAGES
from quellenlage.world import World, load_world
from scoring import score_share
from time_measures import uncut

GNQA = Path("data/quotations/gnqa-train.jsonl.gz")
_DAY = re.compile(r"\((\d{4}-\d\d-\d\d)\)$")
# Stages that the clues stand on; names and quotations are not among them.
_STAGES = tuple(
    s for s in ARTICLE_STAGES if s.name in ("segment", "parse", "mention", "timex", "quotation", "event", "dating")
)
_FULL_DATE = re.compile(r"\b(\d{1,2})\. ?(\d{1,2}|[A-ZÄ][a-zä]+)\.? ?(\d{4})\b")
_NARROW = 4


@dataclass(frozen=True, slots=True)
class Dated:
    """An article with its true day and what was found.

    Attributes:
        clues: Kinds of the clues that bound the answer.
    """

    key: str
    day: date
    answer: DayInterval
    clues: tuple[str, ...]
    reason: str

    @property
    def holds(self) -> bool:
        """Whether the true day lies in the answer."""
        return self.answer.intersect(DayInterval(self.day, self.day)) is not None


def measure_dating(shared: Path) -> tuple[Measure, ...]:
    """Wikinews of 2004 to 2022 and, apart, the news of 2020."""
    wiki, news = _dated(shared, GNQA), _dated(shared, ARTICLES)
    return (*_measures("Wikinews", wiki), *_measures("news of 2020", news))


def _measures(name: str, articles: Sequence[Dated]) -> Iterator[Measure]:
    clued = [a for a in articles if not a.answer.is_open]
    both = [a for a in clued if a.answer.days is not None]
    narrow = [a for a in clued if (a.answer.days or 9999) < _NARROW]
    widths = sorted(a.answer.days or 0 for a in both)
    if both:
        print(f"dating, {name}: {len(both)} closed intervals, median {median(widths):.0f} days")
    slips = [
        Slip(" + ".join(a.clues), a.key, f"{a.day} not in {a.answer.iso()}: {a.reason}") for a in clued if not a.holds
    ]
    yield Measure(
        name=f"dating, {name}: interval holds the day",
        score=score_share(sum(a.holds for a in clued), len(clued)),
        slips=tuple(slips),
    )
    yield Measure(name=f"dating, {name}: share with a clue", score=score_share(len(clued), len(articles)))
    yield Measure(
        name=f"dating, {name}: narrower than four days and right",
        score=score_share(sum(a.holds for a in narrow), len(narrow)),
    )


@cache
def _dated(shared: Path, file: Path) -> tuple[Dated, ...]:
    world = load_world()
    return tuple(_article(key, text, day, world) for key, text, day in _texts(shared / file))


def _texts(path: Path) -> Iterator[tuple[str, str, date]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for number, row in enumerate(map(json.loads, file)):
            if "documentName" in row:
                day = _DAY.search(row["documentName"])
                if day and _is_measured(row["documentName"]):
                    yield row["documentName"].partition(" - ")[0], row["originalText"], date.fromisoformat(day[1])
            elif number % 92 == 0:
                year, month, rest = row["date"].split("T")[0].split(" ")[0].split("-")
                yield row["id"], f"{row['title'].strip()}\n\n{row['text']}", date(int(year), int(month), int(rest))


def _is_measured(name: str) -> bool:
    """The other half was looked at while the clues were written."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 1


def _article(key: str, text: str, day: date, world: World) -> Dated:
    analysis = analyse(uncut(text, key, world), world, _STAGES)
    solution, used = publication_of(analysis)
    kinds = tuple(sorted({clue.by.rule for clue in used}))
    return Dated(key, day, solution.interval, kinds, "; ".join(clue.reason for clue in used))
