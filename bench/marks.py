"""What a marker, the program or a baseline says of a passage, in one form; and the marked cases."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from quellenlage.dates.anchor import resolve
from quellenlage.dates.interval import DayInterval
from quellenlage.errors import InputError
from quellenlage.lang.loader import load_language
from quellenlage.pipeline.run import analyse, compile_article
from quellenlage.records.document import Document
from quellenlage.records.layers import Event, Layers, Quotation
from quellenlage.text.span import Span
from quellenlage.world import World

FOLDER = Path(__file__).parent / "corpora" / "baseline"
ARTICLES = Path("data") / "articles" / "german-news-2020.jsonl.gz"
# A line above every passage, or the cleaner takes the passage for the title. It names nobody and no day.
TITLE = "Was hier unter dem Strich steht\n\n"
# The creation day of all invented cases (corpora/baseline/README.md).
INVENTED_DAY = date(2024, 5, 15)
# The marking rules of the cases know these types only; ``statement`` is the program's own.
EVENT_TYPES = frozenset(
    {"meeting", "visit", "communication", "agreement", "invitation", "transfer", "aid", "weapons_test"}
    | {"launch", "exercise", "sanction", "condemnation", "invasion", "attack", "mobilization", "arrest"}
    | {"appointment", "protest", "election", "death", "accident"}
)
# Section "Doubtful marks" of corpora/baseline/README.md: errors there are shown with a question mark.
DOUBTFUL = frozenset(
    f"b{n:03}"
    for n in (
        *(18, 27, 54, 56, 57, 62, 67, 69, 72, 73, 80, 83, 84, 85, 92, 93, 98, 100),
        *(107, 108, 117, 118, 119, 136),
    )
)
# A role that came later: in the marks who leaves an office takes part in no event.
LEAVER = "LEAVER"


@cache
def _frames() -> Mapping[tuple[str, str], Mapping[str, str]]:
    return load_language("de").triggers.frames


def is_leaving(event: Event) -> bool:
    """Whether somebody leaves an office: by a role, or by a word whose roles are those of leaving."""
    frame = _frames().get((event.type, event.word), {})
    return LEAVER in frame.values() or any(p.role == LEAVER for p in (*event.participants, *event.fillers))


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationMark:
    """One quotation. ``speaker`` holds every span that is right; it is empty where nobody is named."""

    quote: tuple[Span, ...]
    cue: tuple[Span, ...]
    speaker: tuple[Span, ...]
    type: str
    act: str


@dataclass(frozen=True, slots=True)
class TimexMark:
    """A time expression; ``value`` is TIMEX3, None where the marker or the program left it open."""

    span: Span
    type: str = ""
    value: str | None = None


@dataclass(frozen=True, slots=True)
class EventMark:
    """One mention of an event."""

    trigger: Span
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Everything marked in one passage; spans count in the passage."""

    sentences: tuple[Span, ...] = ()
    timexes: tuple[TimexMark, ...] = ()
    quotations: tuple[QuotationMark, ...] = ()
    events: tuple[EventMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A marked passage.

    Attributes:
        text: The words; they are shown on the screen at most, never written.
        day: The day on which the passage was printed; only values of time expressions depend on it.
        gold: Marks of the first marker.
        second: Marks of the second, who saw only the rules.
    """

    id: str
    text: str
    day: date
    gold: Marks
    second: Marks


def load_cases(shared: Path) -> tuple[Case, ...]:
    """The marked passages; the real ones only where their articles are in ``shared``.

    Raises:
        ValueError: An article of a case is not in the file, or an offset is not in its passage.
    """
    rows = _read(FOLDER / "cases.jsonl")
    second = {row["id"]: _marks(row) for row in _read(FOLDER / "second.jsonl")}
    texts = read_articles(shared / ARTICLES, {row["url"] for row in rows if "url" in row})
    cases = []
    for row in rows:
        if "url" in row and not texts:
            continue
        if "url" in row and row["url"] not in texts:
            raise ValueError(f"{row['id']}: its article is not in {shared / ARTICLES}")
        text, day = row.get("text", ""), INVENTED_DAY
        if "url" in row:
            whole, day = texts[row["url"]]
            text = whole[row["start"] : row["end"]]
        if row["sentences"][-1][1] > len(text):
            raise ValueError(f"{row['id']}: a mark ends behind the passage")
        cases.append(Case(id=row["id"], text=text, day=day, gold=_marks(row), second=second[row["id"]]))
    return tuple(cases)


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_articles(path: Path, urls: set[str]) -> dict[str, tuple[str, date]]:
    """Text and creation day of articles by address; nothing where the file is absent."""
    if not path.is_file():
        return {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = map(json.loads, file)
        return {row["url"]: (row["text"], _day(row["date"])) for row in rows if row["url"] in urls}


def _day(text: str) -> date:
    """Some articles of the file write the month or the day with one digit."""
    year, month, day = text.split("T")[0].split(" ")[0].split("-")
    return date(int(year), int(month), int(day))


def _marks(row: dict[str, Any]) -> Marks:
    def spans(pairs: list[list[int]]) -> tuple[Span, ...]:
        return tuple(Span(*pair) for pair in pairs)

    return Marks(
        sentences=spans(row["sentences"]),
        timexes=tuple(TimexMark(Span(t["start"], t["end"]), t["type"], t["value"]) for t in row["timexes"]),
        quotations=tuple(
            QuotationMark(
                quote=spans(q["quote"]),
                cue=spans(q["cue"]),
                speaker=spans([q["speaker"]] if q["speaker"] else []),
                type=q["type"],
                act=q["act"],
            )
            for q in row["quotations"]
        ),
        events=tuple(EventMark(Span(*e["trigger"]), e["type"]) for e in row["events"]),
    )


def run_program(case: Case, world: World) -> Marks:
    """What the program says of the passage alone, under a line of ours as title."""
    try:
        document, found = read_alone(case.text, case.id, world)
    except InputError:
        return Marks()
    return _found(document, found, DayInterval(case.day, case.day))


def read_alone(text: str, name: str, world: World) -> tuple[Document, Layers]:
    """A passage alone, analysed under ``TITLE``, a line of ours.

    The check of the language is passed over: it is made for articles, and a passage may be one sentence.

    Raises:
        InputError: The passage is unusable.
    """
    done = compile_article((TITLE + text).encode(), f"{name}.txt", world)
    if done.document.language is None:
        done = analyse(replace(done.document, language=world.language.code, analysed=True), world)
    return done.document, done.found


def _found(document: Document, found: Layers, printed: DayInterval) -> Marks:
    def back(span: Span) -> Span | None:
        place = document.alignment.to_source(span)
        return place.shift(-len(TITLE)) if place.start >= len(TITLE) else None

    def all_back(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(place for span in spans if (place := back(span)))

    def quotation(q: Quotation) -> QuotationMark:
        who = (q.voice,) if q.voice else q.speakers
        return QuotationMark(
            quote=all_back(q.quotes), cue=all_back(q.cues), speaker=all_back(who), type=q.type, act=q.act
        )

    return Marks(
        sentences=all_back(tuple(s.span for s in found.sentences)),
        timexes=tuple(
            TimexMark(place, t.symbolic.type, resolve(t.symbolic, printed).value)
            for t in found.timexes
            if (place := back(t.span))
        ),
        quotations=tuple(quotation(q) for q in found.quotations),
        events=tuple(
            EventMark(place, e.type)
            for e in found.events
            if e.type in EVENT_TYPES and not is_leaving(e) and (place := back(e.span))
        ),
    )
