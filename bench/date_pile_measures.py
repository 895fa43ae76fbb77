"""Days of the articles of a pile in which only some tell theirs: held back from the program, not from the measure."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import median, median_low
from typing import Any

from marks import ARTICLES
from measure import Measure, Slip, is_read
from passages import read_cases
from quellenlage.dates.anchor import resolve
from quellenlage.dates.interval import DayInterval
from quellenlage.link.date import publication_of
from quellenlage.pipeline.run import compile_article
from quellenlage.pipeline.table import PILE_STAGES
from quellenlage.records.layers import Analysis, Timex
from quellenlage.records.linked import Linked
from quellenlage.world import World, load_world
from scoring import score_share

# As issue 7 asks for single articles.
_WIDTH = 60
# So few days are as good as a day (shared/tools/score.py).
_NARROW = 4
# An answer of more days than these is none.
_TOLD = 31
_WEEKDAY = "XXXX-WXX-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undated:
    """An article whose day was held back.

    Attributes:
        own: What its own clues give.
        guess: The median of the days that the pile knows.
        weekdays: For each weekday the day that it means, and the days that it has been given.
    """

    pile: str
    key: str
    day: date
    found: DayInterval
    own: DayInterval
    guess: date
    weekdays: tuple[tuple[DayInterval, DayInterval, DayInterval], ...]
    reason: str

    @property
    def is_narrow(self) -> bool:
        """Whether it has got a few days, whichever."""
        return self.found.days is not None and self.found.days <= _NARROW


def measure_date_piles(shared: Path) -> Iterator[Measure]:
    """How well articles are dated from one another; the half that nobody read apart."""
    world = load_world()
    piles = read_cases("date_piles", "piles.jsonl")
    keys = {article["key"] for pile in piles for article in pile["articles"]}
    rows = _rows(shared, keys)
    articles = [article for pile in piles for article in date_pile(pile, rows, world)]
    yield from _measures("read half", [a for a in articles if is_read(a.pile)])
    yield from _measures("unread half", [a for a in articles if not is_read(a.pile)])
    yield from _questions(shared, world)


def date_pile(pile: Mapping[str, Any], rows: Mapping[str, Mapping[str, Any]], world: World) -> Iterator[Undated]:
    """Date one pile; those articles come back whose day was held back."""
    analyses = {a["key"]: _compile(rows[a["key"]], a, world) for a in pile["articles"]}
    yield from compare(pile, analyses, world)


def compare(pile: Mapping[str, Any], analyses: Mapping[str, Analysis], world: World) -> Iterator[Undated]:
    """What linking makes of a pile, beside what is true."""
    linked = _link(tuple(sorted(analyses.values(), key=lambda a: (a.document.source.path, a.document.id))), world)
    known = [date.fromisoformat(a["day"]) for a in pile["articles"] if a["dated"]]
    for article in pile["articles"]:
        if article["dated"]:
            continue
        analysis, day = analyses[article["key"]], date.fromisoformat(article["day"])
        id_ = analysis.document.id
        own = publication_of(analysis)[0].interval
        named = [t for t in analysis.found.timexes if t.symbolic.value.startswith(_WEEKDAY)]
        yield Undated(
            pile=pile["id"],
            key=article["key"],
            day=day,
            found=linked.dates.days[id_],
            own=own,
            guess=median_low(known),
            weekdays=tuple(
                (
                    resolve(t.symbolic, DayInterval(day, day)).interval,
                    linked.dates.spans[id_, t.span],
                    resolve(t.symbolic, own).interval,
                )
                for t in named
            ),
            reason=linked.dates.published[id_].reason,
        )


def _questions(shared: Path, world: World) -> Iterator[Measure]:
    """``piles_dated``: marked time expressions of articles that lost their day."""
    piles = read_cases("piles_dated", "piles.jsonl")
    keys = {article["id"] for pile in piles for article in pile["articles"]}
    rows = _rows(shared, keys)
    answers = [answer for pile in piles for answer in _answers(pile, rows, world)]
    for half, is_part in (("read half", True), ("unread half", False)):
        some = [a for a in answers if is_read(a.pile) == is_part and a.is_fair]
        told = [a for a in answers if is_read(a.pile) == is_part and a.found.days is not None and a.found.days <= _TOLD]
        yield Measure(
            name=f"pile: marked expressions answered rightly ({half})",
            score=score_share(sum(_meet(a.found, a.right) for a in some), len(some)),
            baseline=sum(_meet(a.plain, a.right) for a in some) / len(some),
            is_part=is_part,
        )
        yield Measure(
            name=f"pile: marked expressions, right where at most {_TOLD} days are given ({half})",
            score=score_share(sum(_meet(a.found, a.right) for a in told), len(told)),
            is_part=is_part,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A marked time expression.

    Attributes:
        is_fair: Whether the marker says that the pile tells it, without doubt.
        plain: What it means on the day that the pile keeps.
    """

    pile: str
    right: DayInterval
    found: DayInterval
    plain: DayInterval
    is_fair: bool


def _answers(pile: Mapping[str, Any], rows: Mapping[str, Mapping[str, Any]], world: World) -> Iterator[Answer]:
    told = [{"key": a["id"], "day": a["true_date"], "dated": a["keeps_date"]} for a in pile["articles"]]
    analyses = {a["key"]: _compile({**rows[a["key"]], "title": ""}, a, world) for a in told}
    linked = _link(tuple(sorted(analyses.values(), key=lambda a: (a.document.source.path, a.document.id))), world)
    kept = next(date.fromisoformat(a["day"]) for a in told if a["dated"])
    for question in pile["questions"]:
        analysis = analyses[question["article"]]
        near = [(t, _overlap(analysis, t, question)) for t in analysis.found.timexes]
        best = max(near, key=lambda pair: pair[1], default=None)
        timex = best[0] if best and best[1] else None
        first, last = map(date.fromisoformat, question["interval"])
        nothing = DayInterval()
        yield Answer(
            pile=pile["id"],
            right=DayInterval(first, last),
            found=linked.dates.spans[analysis.document.id, timex.span] if timex else nothing,
            plain=resolve(timex.symbolic, DayInterval(kept, kept)).interval if timex else nothing,
            is_fair=bool(question["from_pile"]) and not question.get("doubt"),
        )


def _overlap(analysis: Analysis, timex: Timex, question: Mapping[str, Any]) -> int:
    passage = analysis.document.passage(timex.span)
    return max(0, min(passage.end, int(question["end"])) - max(passage.start, int(question["start"])))


def _meet(found: DayInterval, right: DayInterval) -> bool:
    """Whether two stretches share half of their days, as ``shared/tools/score.py`` has it."""
    both = found.intersect(right) if found.days is not None else None
    return both is not None and 2 * (both.days or 0) >= (found.days or 0) + (right.days or 0) - (both.days or 0)


def _rows(shared: Path, keys: AbstractSet[str]) -> dict[str, dict[str, Any]]:
    with gzip.open(shared / ARTICLES, "rt", encoding="utf-8") as file:
        return {row["id"]: row for row in map(json.loads, file) if row["id"] in keys}


def _compile(row: Mapping[str, Any], article: Mapping[str, Any], world: World) -> Analysis:
    data = {"maintext": row["text"]}
    if row["title"].strip():
        data["title"] = row["title"].strip()
    if article["dated"]:
        data["date_publish"] = article["day"]
    return compile_article(json.dumps(data).encode(), f"{article['key']}.json", world, media_type="application/json")


def _link(pile: tuple[Analysis, ...], world: World) -> Linked:
    """The stages up to the days."""
    linked = Linked()
    for stage in PILE_STAGES:
        linked = replace(linked, **{stage.fills: stage.run(pile, linked, world)})
        if stage.name == "date":
            break
    return linked


def _measures(half: str, articles: Sequence[Undated]) -> Iterator[Measure]:
    is_part = half == "read half"
    clued = [a for a in articles if not a.found.is_open]
    own = [a for a in articles if not a.own.is_open]
    narrow = [a for a in articles if a.is_narrow]
    short = sum(_holds(a.found, a.day) and (a.found.days or 9999) <= _WIDTH for a in articles)
    widths = [a.found.days for a in articles if a.found.days is not None]
    words = [pair for a in articles for pair in a.weekdays]
    resolved = [(right, found) for right, found, _ in words if found.days == 1]
    if widths:
        print(f"pile ({half}): {len(widths)} of {len(articles)} closed, median {median(widths):.0f} days of width")
    yield Measure(
        name=f"pile: interval holds the day ({half})",
        score=score_share(sum(_holds(a.found, a.day) for a in clued), len(clued)),
        baseline=sum(_holds(a.own, a.day) for a in own) / len(own) if own else None,
        slips=tuple(
            Slip("outside", f"{a.pile} {a.key}", f"{a.day} not in {a.found.iso()}: {a.reason}")
            for a in clued
            if not _holds(a.found, a.day)
        ),
        is_part=is_part,
    )
    yield Measure(
        name=f"pile: at most {_WIDTH} days wide and right ({half})",
        score=score_share(short, len(articles)),
        baseline=sum(abs((a.guess - a.day).days) <= _WIDTH // 2 for a in articles) / len(articles),
        is_part=is_part,
    )
    yield Measure(
        name=f"pile: at most {_NARROW} days wide and right ({half})",
        score=score_share(sum(_holds(a.found, a.day) for a in narrow), len(articles)),
        baseline=sum(abs((a.guess - a.day).days) <= _NARROW // 2 for a in articles) / len(articles),
        is_part=is_part,
    )
    yield Measure(
        name=f"pile: right where at most {_NARROW} days wide ({half})",
        score=score_share(sum(_holds(a.found, a.day) for a in narrow), len(narrow)),
        baseline=None,
        is_part=is_part,
    )
    yield Measure(
        name=f"pile: weekday expressions resolved rightly ({half})",
        score=score_share(sum(right == found for right, found, _ in words), len(words)),
        baseline=sum(right == own for right, _, own in words) / len(words) if words else None,
        is_part=is_part,
    )
    yield Measure(
        name=f"pile: weekday expressions with one day that are right ({half})",
        score=score_share(sum(right == found for right, found in resolved), len(resolved)),
        is_part=is_part,
    )


def _holds(interval: DayInterval, day: date) -> bool:
    return interval.intersect(DayInterval(day, day)) is not None
