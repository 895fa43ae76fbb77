"""Time expressions of marked news (KRAUTS), beside the tagger whose output comes with the set."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from baselines import timexes as ten_lines
from marks import TimexMark
from measure import Measure, Slip
from quellenlage.dates.anchor import resolve_all
from quellenlage.dates.interval import DayInterval
from quellenlage.pipeline.run import analyse
from quellenlage.pipeline.table import ARTICLE_STAGES
from quellenlage.read.plain import read_plain
from quellenlage.records.document import Block, BlockType, Document
from quellenlage.records.provenance import By
from quellenlage.text.edit import apply_edits
from quellenlage.text.span import Span, split_lines, strip
from quellenlage.world import World, load_world
from scoring import Score, Tally, match, score_f1, score_share

KRAUTS = Path("data/times/krauts")
_OTHER = "_Heideltime"
_TAG = re.compile(r"<TIMEX3\b([^>]*)>|</TIMEX3>|<[^>]*>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_CREATED = re.compile(r"<DCT>\s*<TIMEX3[^>]*\bvalue=\"(\d{4}-\d\d-\d\d)")
_BODY = re.compile(r"<TEXT>(.*)</TEXT>", re.DOTALL)
# The stages up to the time expressions.
_STAGES = tuple(ARTICLE_STAGES[: next(i for i, s in enumerate(ARTICLE_STAGES) if s.name == "timex") + 1])


@dataclass(frozen=True, slots=True)
class Marked:
    """A document with its marks, those of the other tagger, and those of the program.

    Attributes:
        unread: Whether it belongs to the third that nobody reads while rules are written.
    """

    name: str
    text: str
    gold: tuple[TimexMark, ...]
    other: tuple[TimexMark, ...]
    system: tuple[TimexMark, ...]
    unread: bool


def measure_times(shared: Path) -> tuple[Measure, ...]:
    """Scores on the third of the documents that was kept out; errors are shown of the others."""
    documents = load_documents(shared)
    unread = [d for d in documents if d.unread]
    read = [d for d in documents if not d.unread]
    return (
        *_scores(unread, "times, unread third", ()),
        *_scores(read, "times, read two thirds", tuple(_slips(read))),
        _recall(unread + read, "TIME"),
        _recall(unread + read, "SET"),
    )


def load_documents(shared: Path) -> tuple[Marked, ...]:
    """All documents of the set, in order of name."""
    world = load_world()
    return tuple(
        _document(path, world)
        for folder in sorted((shared / KRAUTS).iterdir())
        if not folder.name.endswith(_OTHER)
        for path in sorted(folder.glob("*.tml"))
    )


def _document(path: Path, world: World) -> Marked:
    markup = path.read_text(encoding="utf-8")
    text, gold = read_timeml(markup)
    beside = path.parent.with_name(path.parent.name + _OTHER) / path.name
    other_text, other = read_timeml(beside.read_text(encoding="utf-8")) if beside.is_file() else (text, ())
    created = _CREATED.search(markup)
    day = date.fromisoformat(created[1]) if created else None
    return Marked(
        name=path.stem,
        text=text,
        gold=gold,
        other=_aligned(other, other_text, text),
        system=tag(text, path.stem, DayInterval(day, day), world),
        unread=int(hashlib.sha256(path.stem.encode()).hexdigest(), 16) % 3 == 0,
    )


def read_timeml(markup: str) -> tuple[str, tuple[TimexMark, ...]]:
    """The words of the element TEXT, and the time expressions in them."""
    body = _BODY.search(markup)
    inner = body[1] if body else ""
    parts: list[str] = []
    marks: list[TimexMark] = []
    open_: list[tuple[int, dict[str, str]]] = []
    at = length = 0
    for tag_ in [*_TAG.finditer(inner), None]:
        words = html.unescape(inner[at : tag_.start() if tag_ else len(inner)])
        parts.append(words)
        length += len(words)
        if tag_ is None:
            break
        at = tag_.end()
        if tag_[1] is not None and not tag_[1].endswith("/"):
            open_.append((length, dict(_ATTRIBUTE.findall(tag_[1]))))
        elif tag_[0] == "</TIMEX3>" and open_:
            start, said = open_.pop()
            if start < length:
                marks.append(TimexMark(Span(start, length), said.get("type", ""), said.get("value", "").strip()))
    return "".join(parts), tuple(sorted(marks, key=lambda m: m.span))


def _aligned(marks: Sequence[TimexMark], theirs: str, ours: str) -> tuple[TimexMark, ...]:
    """Marks in a copy whose blanks differ, moved by the count of letters before them."""
    if theirs == ours:
        return tuple(marks)
    places = [i for i, c in enumerate(ours) if not c.isspace()]
    rank = [0]
    for c in theirs:
        rank.append(rank[-1] + (not c.isspace()))
    moved = []
    for mark in marks:
        first, last = rank[mark.span.start], rank[mark.span.end] - 1
        if last < len(places):
            moved.append(TimexMark(Span(places[first], places[last] + 1), mark.type, mark.value))
    return tuple(moved)


def tag(text: str, name: str, printed: DayInterval, world: World) -> tuple[TimexMark, ...]:
    """What the program finds, with values read on the day of printing."""
    found = analyse(uncut(text, name, world), world, _STAGES).found
    read = resolve_all([t.symbolic for t in found.timexes], printed)
    return tuple(TimexMark(t.span, t.symbolic.type, r.value) for t, r in zip(found.timexes, read, strict=True))


def uncut(text: str, name: str, world: World) -> Document:
    """All lines as body: what is measured is the tagger, not the cleaner."""
    source = read_plain(text.encode(), f"{name}.txt")
    spans = [place for line in split_lines(source.text) if len(place := strip(line, source.text))]
    return Document(
        source=source,
        text=source.text,
        alignment=apply_edits(source.text, ())[1],
        edits=(),
        blocks=tuple(Block(source=s, clean=s, type=BlockType.BODY, by=By("all lines")) for s in spans),
        language=world.language.code,
    )


def _scores(documents: Sequence[Marked], name: str, slips: tuple[Slip, ...]) -> Iterator[Measure]:
    for label, fits in (("strict", _same), ("relaxed", _near), ("value", _value)):
        found: dict[str, list[Tally]] = {"system": [], "other": [], "ten": []}
        for d in documents:
            ten = tuple(TimexMark(span) for span in ten_lines(d.text))
            for key, marks in (("system", d.system), ("other", d.other), ("ten", ten)):
                met = sum(fits(d.gold[i], marks[j]) for i, j in match(d.gold, marks, _near))
                if label == "strict":
                    met = len(match(d.gold, marks, _same))
                found[key].append(Tally(int(met), len(marks), len(d.gold)))
        other = score_f1(found["other"]).value
        yield Measure(
            name=f"{name}: {label} F1 (HeidelTime {other:.3f})",
            score=score_f1(found["system"]),
            baseline=score_f1(found["ten"]).value,
            slips=slips if label == "value" else (),
        )


def _recall(documents: Sequence[Marked], type_: str) -> Measure:
    """The share of the marks of one type that are met with their value."""

    def share(key: str) -> Score:
        right = n = 0
        for d in documents:
            marks = d.system if key == "system" else d.other
            pairs = dict(match(d.gold, marks, _near))
            for i, gold in enumerate(d.gold):
                if gold.type == type_:
                    n += 1
                    right += i in pairs and bool(_value(gold, marks[pairs[i]]))
        return score_share(right, n)

    return Measure(
        name=f"times, all: value recall of {type_} (HeidelTime {share('other').value:.3f})", score=share("system")
    )


def _same(gold: TimexMark, other: TimexMark) -> float:
    return float(gold.span == other.span)


def _near(gold: TimexMark, other: TimexMark) -> float:
    shared = min(gold.span.end, other.span.end) - max(gold.span.start, other.span.start)
    return shared / (max(gold.span.end, other.span.end) - min(gold.span.start, other.span.start)) if shared > 0 else 0.0


def _value(gold: TimexMark, other: TimexMark) -> float:
    return float(gold.value == other.value)


def _slips(documents: Sequence[Marked]) -> Iterator[Slip]:
    for d in documents:
        pairs = dict(match(d.gold, d.system, _near))
        for i, gold in enumerate(d.gold):
            words = d.text[max(0, gold.span.start - 40) : gold.span.end + 25]
            told = f"[{gold.span.of(d.text)}] {gold.type} {gold.value}"
            if i not in pairs:
                yield Slip(f"missed {gold.type}", d.name, f"{told} | {words}")
                continue
            mine = d.system[pairs[i]]
            if mine.span != gold.span:
                yield Slip("extent", d.name, f"{told} / [{mine.span.of(d.text)}]")
            if mine.value != gold.value:
                yield Slip(f"value {gold.type}", d.name, f"{told} / {mine.type} {mine.value} | {words}")
        taken = set(pairs.values())
        for j, mine in enumerate(d.system):
            if j not in taken:
                words = d.text[max(0, mine.span.start - 40) : mine.span.end + 25]
                yield Slip(f"too many {mine.type}", d.name, f"[{mine.span.of(d.text)}] {mine.value} | {words}")
