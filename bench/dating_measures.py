"""Days of publication from the words alone, on articles whose day is known."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median

from marks import ARTICLES
from measure import Measure, Slip, is_read
from quellenlage.dates.constraint import FIRST_DAY, LAST_DAY
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
    s
    for s in ARTICLE_STAGES
    if s.name in ("segment", "parse", "mention", "timex", "coreference", "quotation", "event", "capture", "dating")
)
_YEAR = re.compile(r"\b(?:19[9]|20[012])\d\b")
_NARROW = 4
# Wikinews began in 2004; earlier days are slips of the set.
_FIRST = "2004"
# As the issue asks: the width of half of the intervals.
_WIDTH = 60
# A prior that no article may get from the program, printed so that nobody is fooled.
_PRIOR = 2020
# Kinds of clues by the rules that make them; the first that an article has counts.
_KINDS = {
    "full date": {
        "past date", "announced date", "deictic date", "full date with weekday", "weekday of a date", "announced twice",
        "dated line", "dateline", "stated date",
    },
    "anniversary, calendar, office": {
        "anniversary", "office held", "office held before", "coined word", "named event", "known meeting",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dated:
    """An article with its true day and what was found.

    Attributes:
        clues: Rules of the clues that bound the answer.
        plain: What ten lines say: printed no earlier than the latest year that is named.
    """

    key: str
    day: date
    answer: DayInterval
    clues: tuple[str, ...]
    reason: str
    plain: DayInterval

    @property
    def kind(self) -> str:
        """The surest kind of its clues."""
        return next((kind for kind, rules in _KINDS.items() if rules & set(self.clues)), "none")

    @property
    def width(self) -> int:
        """Days of the answer, an open end counted to the end of the calendar."""
        first, last = self.answer.first or FIRST_DAY, self.answer.last or LAST_DAY
        return (last - first).days + 1

    @property
    def holds(self) -> bool:
        """Whether the true day lies in the answer."""
        return _holds(self.answer, self.day)


def _holds(answer: DayInterval, day: date) -> bool:
    return answer.intersect(DayInterval(day, day)) is not None


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
    if clued:
        every = median(a.width for a in clued)
        print(
            f"dating, {name}: {len(clued)} with a clue, median {every:.0f} days, open ends to the end of the calendar"
        )
    prior = sum(a.day.year == _PRIOR for a in articles)
    print(f"dating, {name}: a prior {_PRIOR} would hold the day of {prior} of {len(articles)}")
    slips = [
        Slip(" + ".join(a.clues), a.key, f"{a.day} not in {a.answer.iso()}: {a.reason}") for a in clued if not a.holds
    ]
    plain = [a for a in articles if not a.plain.is_open]
    yield Measure(
        name=f"dating, {name}: interval holds the day",
        score=score_share(sum(a.holds for a in clued), len(clued)),
        baseline=sum(_holds(a.plain, a.day) for a in plain) / len(plain) if plain else None,
        slips=tuple(slips),
    )
    for kind in _KINDS:
        some = [a for a in clued if a.kind == kind]
        yield Measure(
            name=f"dating, {name}: interval holds the day, by {kind}",
            score=score_share(sum(a.holds for a in some), len(some)),
            is_part=True,
        )
    yield Measure(
        name=f"dating, {name}: at most {_WIDTH} days wide",
        score=score_share(sum(a.width <= _WIDTH for a in clued), len(clued)),
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
                if day and day[1] > _FIRST and not is_read(row["documentName"]):
                    yield row["documentName"].partition(" - ")[0], row["originalText"], date.fromisoformat(day[1])
            elif number % 92 == 0:
                year, month, rest = row["date"].split("T")[0].split(" ")[0].split("-")
                yield row["id"], f"{row['title'].strip()}\n\n{row['text']}", date(int(year), int(month), int(rest))


def _article(key: str, text: str, day: date, world: World) -> Dated:
    analysis = analyse(uncut(text, key, world), world, _STAGES)
    solution, used = publication_of(analysis)
    kinds = tuple(sorted({clue.by.rule for clue in used}))
    return Dated(key, day, solution.interval, kinds, "; ".join(clue.reason for clue in used), _plain(text))


def _plain(text: str) -> DayInterval:
    """No earlier than the first day of the latest year that is named."""
    years = [int(year) for year in _YEAR.findall(text)]
    return DayInterval(date(max(years), 1, 1), None) if years else DayInterval()
