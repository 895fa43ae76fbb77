"""Traces of translation and careless copying: what is found of the marked ones, and false alarms on native articles."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from encoder_data import CORPORA, NEWSTEST
from marks import ARTICLES
from measure import Measure, Slip, is_read
from quellenlage.clean.translation import find_traces
from quellenlage.records.document import TraceKind
from quellenlage.text.fold import fold_sounds
from quellenlage.text.span import Span, split_lines
from quellenlage.world import World, load_world
from scoring import Tally, likeness, match, score_f1, score_share

CASES = CORPORA / "translation_traces" / "cases.jsonl"
# Every so many native articles are looked at, from the first on; others were used to find the words at home in German.
_EVERY = 9

Marks = list[tuple[str, Span]]


@dataclass(frozen=True, slots=True)
class _Case:
    """A marked passage; ``is_read`` says whether its errors may be shown, and so tuned on."""

    id: str
    origin: str
    text: str
    marks: Marks
    is_read: bool


def measure_translation(shared: Path) -> tuple[Measure, ...]:
    """Everything that is measured on traces; of real passages only those whose source is there."""
    world = load_world("de", "none")
    cases = list(_cases(shared))
    found = {case.id: _find(case.text, world) for case in cases}
    simple = {case.id: _simple(case.text) for case in cases}
    chosen: dict[str, Callable[[_Case], bool]] = {
        "": lambda _: True,
        ", invented only": lambda case: case.origin == "own",
        ", real only": lambda case: case.origin != "own",
        ", unread half": lambda case: not case.is_read and not case.origin.startswith("stories"),
    }
    measures = []
    for name, fits in chosen.items():
        some = [case for case in cases if fits(case)]
        if some:
            measures.append(_measure(f"traces: all kinds F1{name}", some, found, simple, tuple(TraceKind)))
    measures += [_measure(f"traces: {kind} F1", cases, found, simple, (kind,)) for kind in TraceKind]
    return (*measures, *_native(shared, world))


def _measure(
    name: str, cases: Sequence[_Case], found: dict[str, Marks], simple: dict[str, Marks], kinds: Sequence[str]
) -> Measure:
    slips = [slip for case in cases if case.is_read for slip in _slips(case, found[case.id], kinds)]
    return Measure(
        name=name,
        score=score_f1([_tally(case, found[case.id], kinds) for case in cases]),
        baseline=score_f1([_tally(case, simple[case.id], kinds) for case in cases]).value,
        slips=tuple(slips) if len(kinds) == 1 else (),
    )


def _tally(case: _Case, found: Marks, kinds: Sequence[str]) -> Tally:
    gold = [mark for mark in case.marks if mark[0] in kinds]
    system = [mark for mark in found if mark[0] in kinds]
    return Tally(len(match(gold, system, _fits)), len(system), len(gold))


def _fits(gold: tuple[str, Span], system: tuple[str, Span]) -> float:
    """Marks of one kind that share a character."""
    return likeness((gold[1],), (system[1],)) if gold[0] == system[0] else 0.0


def _slips(case: _Case, found: Marks, kinds: Sequence[str]) -> Iterator[Slip]:
    gold = [mark for mark in case.marks if mark[0] in kinds]
    system = [mark for mark in found if mark[0] in kinds]
    met = match(gold, system, _fits)
    for what, marks, hit in (("missed", gold, {i for i, _ in met}), ("not marked", system, {j for _, j in met})):
        yield from (Slip(f"{what}, {k}", case.id, s.of(case.text)) for i, (k, s) in enumerate(marks) if i not in hit)


def _find(text: str, world: World) -> Marks:
    return [(finding.kind, finding.span) for finding in find_traces(text, split_lines(text), world)]


def _simple(text: str) -> Marks:
    """Ten lines: capitals inside words, full stops without a blank, square brackets, English words, like names."""
    found = [(TraceKind.MISSING_SPACE, m) for m in re.finditer(r"\w*[a-zäöüß][A-ZÄÖÜ]\w*", text)]
    found += [(TraceKind.GLUED_SENTENCE, m) for m in re.finditer(r"\w+[.!?][A-ZÄÖÜ]\w+", text)]
    found += [(TraceKind.BRACKET, m) for m in re.finditer(r"\[[^\]]*\]|\{[^}]*\}|<[^>]*>", text)]
    found += [(TraceKind.UNTRANSLATED, m) for m in re.finditer(r"\b(?:the|of|and|which|said|with|is|are)\b", text)]
    marks: Marks = [(kind, Span(*m.span())) for kind, m in found]
    names = {m[0]: Span(*m.span()) for m in reversed(list(re.finditer(r"[A-ZÄÖÜ]\w{4,}", text)))}
    pairs = [pair for pair in combinations(names, 2) if fold_sounds(pair[0]) == fold_sounds(pair[1])]
    return marks + [(TraceKind.TWO_SPELLINGS, names[name]) for name in {n for pair in pairs for n in pair}]


def _cases(shared: Path) -> Iterator[_Case]:
    rows = _rows()
    texts = _texts(shared, rows)
    for row in rows:
        if row["source"] != "own" and (row["source"], row.get("key")) not in texts:
            continue
        text = row["text"] if "text" in row else texts[row["source"], row.get("key")][row["start"] : row["end"]]
        if "sha256" in row and hashlib.sha256(text.encode()).hexdigest()[:8] != row["sha256"]:
            raise ValueError(f"{row['id']}: its passage is not that of {row['source']}")
        marks = [(mark["kind"], Span(mark["start"], mark["end"])) for mark in row["traces"]]
        yield _Case(row["id"], row["source"], text, marks, is_read(row["id"]))


def _rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def _texts(shared: Path, rows: Sequence[dict[str, Any]]) -> dict[tuple[str, str | None], str]:
    """The sources of real passages that are there, by source and key."""
    wanted = {(row["source"], row.get("key")) for row in rows}
    texts: dict[tuple[str, str | None], str] = {}
    for article in _jsonl(shared / ARTICLES):
        texts["german-news-2020", str(article["id"])] = article["text"]
    for segment in _jsonl(shared / NEWSTEST):
        for version, german in segment["german"].items():
            texts["newstest2021", f"{segment['segment']}/{version}"] = german
    for source, key in wanted:
        path = shared / source
        if key is None and path.is_file():
            texts[source, None] = path.read_bytes().decode("utf-8-sig")
    return {place: text for place, text in texts.items() if place in wanted}


def _jsonl(path: Path) -> Iterator[dict[str, Any]]:
    if path.is_file():
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from map(json.loads, file)


def _native(shared: Path, world: World) -> Iterator[Measure]:
    """Native articles in which nothing counts as evidence of a translation; those that the cases mark are left out."""
    marked = {row["key"] for row in _rows() if row["source"] == "german-news-2020" and row["traces"]}
    articles = [row["text"] for row in list(_jsonl(shared / ARTICLES))[::_EVERY] if str(row["id"]) not in marked]
    quiet = [not any(f.evidence for f in find_traces(text, split_lines(text), world)) for text in articles]
    simple = [not any(k in _EVIDENCE for k, _ in _simple(text)) for text in articles]
    if articles:
        yield Measure(
            name="traces: native articles without evidence",
            score=score_share(sum(quiet), len(quiet)),
            baseline=sum(simple) / len(simple),
        )


_EVIDENCE = (TraceKind.BRACKET, TraceKind.UNTRANSLATED, TraceKind.TWO_SPELLINGS)
