"""What about ten lines of Python reach: the number beside which a number of the program means something."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from marks import EventMark, Marks, QuotationMark, TimexMark
from quellenlage.text.span import Span

_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_TIMEX = re.compile(
    rf"(?:\d\d?\. )?(?:{_MONTHS})(?: (?:19|20)\d\d)?|(?:19|20)\d\d"
    r"|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|gestern|heute|morgen"
)
_QUOTED = re.compile(r"[„“”»\"]([^„“”«»\"]+)[“”«»\"]")
_CAPITAL = re.compile(r"[A-ZÄÖÜ]\w+")
_DENIAL = re.compile(r"bestreitet|bestritt|dementiert\w*|weist .* zurück|wies .* zurück")
_EVENTS = {
    "meeting": "Treffen|Gipfel", "visit": "Besuch", "agreement": "Abkommen|Vertrag", "transfer": "Lieferung",
    "attack": "Angriff|Anschlag", "arrest": "Festnahme|festgenommen", "protest": "Demonstration|Protest",
    "election": "Wahl", "sanction": "Sanktionen", "death": "gestorben|starb", "accident": "Unfall",
    "aid": "Hilfe",
}  # fmt: skip


def sentences(text: str) -> tuple[Span, ...]:
    """Split behind a full stop, a question mark or an exclamation mark and a blank."""
    ends = [m.start() for m in re.finditer(r"(?<=[.!?])\s+", text)]
    starts = [0, *(m.end() for m in re.finditer(r"(?<=[.!?])\s+", text))]
    return tuple(Span(s, e) for s, e in zip(starts, [*ends, len(text)], strict=True))


def timexes(text: str) -> tuple[Span, ...]:
    """Weekdays, months with their day and year, years."""
    return tuple(Span(*m.span()) for m in _TIMEX.finditer(text))


def quotations(text: str) -> tuple[QuotationMark, ...]:
    """What stands between marks, by the nearest capitalised word; three verbs deny, a sentence each."""
    found = []
    for m in _QUOTED.finditer(text):
        quote = Span(*m.span(1))
        names = [Span(*c.span()) for c in _CAPITAL.finditer(text) if not quote.overlaps(Span(*c.span()))]
        near = sorted(names, key=lambda c: max(c.start - quote.end, quote.start - c.end))[:1]
        found.append(QuotationMark(quote=(quote,), cue=(), speaker=tuple(near), type="direct", act="asserts"))
    for sentence in sentences(text):
        for m in _DENIAL.finditer(text, sentence.start, sentence.end):
            cue = Span(*m.span())
            found.append(QuotationMark(quote=(sentence,), cue=(cue,), speaker=(), type="reported", act="denies"))
    return tuple(found)


def events(text: str) -> tuple[EventMark, ...]:
    """A dozen kinds of words."""
    return tuple(
        EventMark(Span(*m.span()), type_)
        for type_, words in _EVENTS.items()
        for m in re.finditer(rf"\b(?:{words})\w{{0,2}}\b", text)
    )


def run_baseline(text: str) -> Marks:
    """All layers of a passage."""
    return Marks(
        sentences=sentences(text),
        timexes=tuple(map(TimexMark, timexes(text))),
        quotations=quotations(text),
        events=events(text),
    )


def record_of(story: Path) -> list[dict[str, Any]]:
    """The record of a folder of articles, by the same means: every line is story, full dates are days.

    Returns:
        Rows of the JSONL export, as many of its fields as the scorer looks at.
    """
    rows: list[dict[str, Any]] = []
    for path in sorted(story.glob("*.txt")):
        text, name = path.read_bytes().decode("utf-8-sig"), path.name

        def at(span: Span, text: str = text, name: str = name) -> dict[str, Any]:
            return {"article": name, "start": span.start, "end": span.end, "text": span.of(text)}

        rows.append({"kind": "article", "id": name, "source": name})
        rows += [
            {"kind": "block", "type": "body", "story": True, **at(Span(*m.span()))} for m in re.finditer(r".+", text)
        ]
        for span in timexes(text):
            rows.append({"kind": "timex", **_day(span.of(text)), **at(span)})
        for q in quotations(text):
            speaker: dict[str, Any] = {"span": at(q.speaker[0]) if q.speaker else None, "entities": []}
            quote = [at(span) for span in q.quote]
            rows.append({"kind": "quotation", "article": name, "quote": quote, "speaker": speaker})
    return rows


def _day(words: str) -> dict[str, str]:
    """The day of a date that is written in full."""
    m = re.fullmatch(rf"(\d\d?)\. ({_MONTHS}) (\d{{4}})", words)
    if not m:
        return {}
    day = f"{m[3]}-{_MONTHS.split('|').index(m[2]) + 1:02}-{int(m[1]):02}"
    return {"from": day, "to": day}
