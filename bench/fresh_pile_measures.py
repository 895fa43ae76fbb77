"""Fresh piles: days found from the rest of the pile, and the same happening told in several articles.

Articles that lost their date lose it in the file and in their address before the program reads them. The median of the
days that the pile keeps stands beside every day of the program.

An answer is a closed interval of at most a month, or of the width of the marks where they are wider: what is wider
tells the season. It is *within* if all its days are marked ones, *exact* if they are the same days. A time expression
is matched by its characters, the answer being scored by its days alone (bench/corpora/piles_dated).

Events are scored on the marked words only, for happenings told in one article are marked in part
(bench/corpora/events_fresh): B³ of the words by the events that the program puts them in; a word that it does not find
stands alone. A word in two marked events counts in both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median, median_low
from typing import Any

from baselines import events as events_by_words
from measure import Measure, Slip, by_halves, is_read
from passages import read_cases
from pile_articles import analysed, articles_of
from quellenlage.pipeline.run import link_pile
from quellenlage.records.contract import EventRow, Record
from quellenlage.records.document import Passage
from quellenlage.world import World, load_world
from scoring import b_cubed, median_bounds, score_b_cubed, score_share

# The widest unit that most of the marked expressions stand for.
_MONTH = 31
# Printed as the share of narrow answers: a reader looks a week up.
_WEEK = 7
# Beside it: words of one event begin alike. Five letters keep most stems and drop most endings.
_STEM = 5


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, both included; None where the program leaves it open."""

    first: date | None
    last: date | None

    @property
    def width(self) -> int | None:
        """In days; None where an end is open."""
        return (self.last - self.first).days + 1 if self.first and self.last else None

    def answers(self, marked: Days) -> bool:
        """Whether it is narrow enough to be an answer."""
        return self.width is not None and self.width <= max(_MONTH, marked.width or 0)

    def within(self, marked: Days) -> bool:
        """Whether all its days are marked ones."""
        return bool(
            self.first and self.last and marked.first and marked.last
            and marked.first <= self.first and self.last <= marked.last
        )  # fmt: skip

    def meets(self, other: Days) -> bool:
        """Whether they have a day in common; an open end lasts for ever."""
        return (self.first or date.min) <= (other.last or date.max) and (other.first or date.min) <= (
            self.last or date.max
        )


NO_DAYS = Days(None, None)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with its answers.

    Attributes:
        pile: Its pile.
        from_pile: Whether a reader can tell.
        place: For the screen.
        plain: The answer of ten lines.
    """

    pile: str
    marked: Days
    answer: Days
    plain: Days
    from_pile: bool = True
    place: str = ""


def measure_dated_piles(shared: Path) -> Iterator[Measure]:
    """Questions, and the articles that lost their date."""
    world = load_world()
    asked: list[_Asked] = []
    articles: list[_Asked] = []
    piles = read_cases("piles_dated", "piles.jsonl")
    rows = articles_of(shared, {a["id"] for pile in piles for a in pile["articles"]})
    for pile in piles:
        ids, record = _linked({a["id"]: a["keeps_date"] for a in pile["articles"]}, rows, world)
        kept = [date.fromisoformat(a["true_date"]) for a in pile["articles"] if a["keeps_date"]]
        plain = Days(median_low(kept), median_low(kept))
        published = {row.id: row.published for row in record.article}
        for a in (a for a in pile["articles"] if not a["keeps_date"]):
            day, said = date.fromisoformat(a["true_date"]), published[ids[a["id"]]]
            answer = _days(said.earliest, said.latest)
            articles.append(_Asked(pile["id"], Days(day, day), answer, plain, place=a["id"]))
        for q in pile["questions"]:
            place = Passage(ids[q["article"]], q["start"], q["end"], "")
            answer = _timex_at(record, place)
            text = rows[q["article"]]["text"]
            words = f"{q['id']}: {text[max(0, q['start'] - 60) : q['end'] + 60]}"
            asked.append(_Asked(pile["id"], _days(*q["interval"]), answer, plain, q["from_pile"], words))
    yield from _questions(asked)
    yield from _articles(articles)


def _linked(
    keeps: Mapping[str, bool], rows: Mapping[str, Mapping[str, Any]], world: World
) -> tuple[dict[str, str], Record]:
    """Ids in the record by key, and the record.

    Args:
        keeps: For the key of each article whether it keeps its date.
        rows: Of the collection, by key.
        world: What the program knows.
    """
    done = {key: analysed(rows[key], world, keeps_date=kept) for key, kept in keeps.items()}
    return {key: a.document.id for key, a in done.items()}, link_pile(list(done.values()), world)


def _days(first: str | None, last: str | None) -> Days:
    return Days(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


def _timex_at(record: Record, place: Passage) -> Days:
    """The days of the time expression that shares most with a place."""
    hits = [(shared, t) for t in record.timex if (shared := overlap(place, Passage(t.article, t.start, t.end, "")))]
    best = max(hits, key=lambda hit: hit[0], default=None)
    return _days(best[1].from_, best[1].to) if best else NO_DAYS


def overlap(one: Passage, other: Passage) -> int:
    """Characters that two passages share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start)) if one.article == other.article else 0


def _questions(every: Sequence[_Asked]) -> Iterator[Measure]:
    asked, beyond = [q for q in every if q.from_pile], [q for q in every if not q.from_pile]
    answered = [q for q in asked if q.answer.answers(q.marked)]
    yield _line("piles dated: share of questions answered", asked, lambda a, q: a.answers(q.marked))
    ways: dict[str, Callable[[Days, _Asked], bool]] = {
        "exact": lambda a, q: a == q.marked,
        "within the interval": lambda a, q: a.within(q.marked),
    }
    for name, right in ways.items():
        yield from _lines(f"piles dated: days {name}, of answered", answered, right)
        yield from _lines(f"piles dated: days {name}, of all questions", asked, right)
    yield _line(
        "piles dated: closed answers of any width that meet the marked days",
        [q for q in asked if q.answer.width is not None],
        lambda a, q: a.meets(q.marked),
    )
    yield _line(
        "piles dated: questions beyond the pile left open or right",
        beyond,
        lambda a, q: a.within(q.marked) or not a.answers(q.marked),
    )


def _articles(articles: Sequence[_Asked]) -> Iterator[Measure]:
    """Closed intervals of articles without date: right, and how wide."""
    closed = [a for a in articles if a.answer.width is not None]
    widths = sorted(a.answer.width or 0 for a in closed)
    if widths:
        low, high = median_bounds(widths)
        print(f"piles dated: {len(widths)} of {len(articles)} articles with a closed interval, "
              f"median {median(widths):.0f} days (95 % {low}-{high}); 10 lines: 1 day")  # fmt: skip
    name = "piles dated: interval of an article without date"
    yield _line(f"{name}, share closed", articles, lambda a, _: a.width is not None)
    yield from _lines(f"{name} holds its day, of closed", closed, lambda a, q: q.marked.within(a))
    week: Callable[[Days, _Asked], bool] = lambda a, q: q.marked.within(a) and (a.width or 0) <= _WEEK  # noqa: E731
    yield from _lines(f"{name} holds its day and is at most a week wide, of all", articles, week)


def _lines(name: str, asked: Sequence[_Asked], right: Callable[[Days, _Asked], bool]) -> Iterator[Measure]:
    """The whole and both halves, with ten lines beside the whole."""
    yield from by_halves(
        name,
        [q.pile for q in asked],
        lambda chosen: score_share(sum(right(asked[i].answer, asked[i]) for i in chosen), len(chosen)),
        baseline=_plain(asked, right),
        slips=tuple(
            Slip(
                "open" if q.answer == NO_DAYS else "wrong", q.pile, f"{_told(q.answer)} for {_told(q.marked)} {q.place}"
            )
            for q in asked
            if is_read(q.pile) and not right(q.answer, q)
        ),
    )


def _line(name: str, asked: Sequence[_Asked], right: Callable[[Days, _Asked], bool]) -> Measure:
    score = score_share(sum(right(q.answer, q) for q in asked), len(asked))
    return Measure(name=name, score=score, baseline=_plain(asked, right))


def _plain(asked: Sequence[_Asked], right: Callable[[Days, _Asked], bool]) -> float | None:
    return sum(right(q.plain, q) for q in asked) / len(asked) if asked else None


def _told(days: Days) -> str:
    return f"{days.first or '…'}/{days.last or '…'}"


# --- events


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said of the marked words of one event, in the order of its mentions.

    Attributes:
        found: The event of the program, or a name of its own where it has none.
        plain: The same by ten lines.
        told_in: Number of articles.
        days: Of the event of the program that has most of its words.
    """

    id: str
    words: tuple[str, ...]
    found: tuple[str, ...]
    plain: tuple[str, ...]
    told_in: int
    days: _Asked


def measure_fresh_events(shared: Path) -> Iterator[Measure]:
    """Words found, words joined, days of the events that are found."""
    world = load_world()
    events: list[_Words] = []
    piles = read_cases("events_fresh", "piles.jsonl")
    rows = articles_of(shared, {key for pile in piles for key in pile["articles"]})
    for pile in piles:
        ids, record = _linked(dict.fromkeys(pile["articles"], True), rows, world)
        events += [_words(event, pile["id"], rows, ids, record) for event in pile["events"]]
    yield from _found_words(events)
    alone = score_b_cubed([[(1.0, 1 / len(e.words))] * len(e.words) for e in events])
    print(f"events fresh: B3 F1 {alone.value:.3f} for a program that finds no word, so that each stands alone")
    many = [e for e in events if e.told_in > 1]
    for name, some in (("", events), (", told in several articles", many)):
        ours, plain = (_cubes(some, field) for field in ("found", "plain"))
        piles, cases = {e.id: e.days.pile for e in some}, list(ours.values())
        yield from by_halves(
            f"events fresh: B3 F1{name}",
            [piles[id_] for id_ in ours],
            lambda chosen, cases=cases: score_b_cubed([cases[i] for i in chosen]),  # type: ignore[misc]
            baseline=score_b_cubed(list(plain.values())).value,
        )
    dated = [e.days for e in events if e.days.answer.answers(e.days.marked)]
    found = [e.days for e in events if any(map(is_event, e.found))]
    yield _line("events fresh: share of events found with days", found, lambda a, q: a.answers(q.marked))
    yield from _lines("events fresh: days within the interval, of answered", dated, lambda a, q: a.within(q.marked))


def _found_words(events: Sequence[_Words]) -> Iterator[Measure]:
    words = [(e.days.pile, is_event(name), word) for e in events for name, word in zip(e.found, e.words, strict=True)]
    yield from by_halves(
        "events fresh: marked words found",
        [pile for pile, _, _ in words],
        lambda chosen: score_share(sum(words[i][1] for i in chosen), len(chosen)),
        baseline=sum(bool(events_by_words(word)) for _, _, word in words) / len(words) if words else None,
        slips=tuple(Slip("not found", pile, word) for pile, is_found, word in words if not is_found and is_read(pile)),
    )


def _cubes(events: Sequence[_Words], field: str) -> dict[str, list[tuple[float, float]]]:
    """Precision and recall of each word, by event; of several piles at once, for their names differ."""
    words = [(e.id, name) for e in events for name in getattr(e, field)]
    return b_cubed([id_ for id_, _ in words], [name for _, name in words])


def _words(
    event: Mapping[str, Any], pile: str, rows: Mapping[str, Mapping[str, Any]], ids: Mapping[str, str], record: Record
) -> _Words:
    """What the program, and ten lines, make of an event."""
    places = [Passage(ids[m["article"]], m["start"], m["end"], "") for m in event["mentions"]]
    hits = [event_at(record.event, place) for place in places]
    words = tuple(rows[m["article"]]["text"][m["start"] : m["end"]] for m in event["mentions"])
    plain = tuple(f"{pile} {word[:_STEM].lower()}" for word in words)
    names = [hit.id if hit else f"none {place}" for hit, place in zip(hits, places, strict=True)]
    by_id = {hit.id: hit for hit in hits if hit}
    main = Counter(hit.id for hit in hits if hit).most_common(1)
    answer = _days(by_id[main[0][0]].from_, by_id[main[0][0]].to) if main else NO_DAYS
    printed = str(rows[event["mentions"][0]["article"]]["date"]).split("T")[0].split(" ")[0]
    day = date(*map(int, printed.split("-")))
    asked = _Asked(pile, _days(*event["days"]), answer, Days(day, day), place=event["id"])
    return _Words(event["id"], words, tuple(names), plain, event["told_in"], asked)


def event_at(events: Sequence[EventRow], place: Passage) -> EventRow | None:
    """The event with the mention that shares most with a place."""
    hits = [(shared, e) for e in events for m in e.mentions if (shared := overlap(place, m))]
    return max(hits, key=lambda hit: hit[0])[1] if hits else None


def is_event(name: str) -> bool:
    """Whether a word was found."""
    return not name.startswith("none ")
