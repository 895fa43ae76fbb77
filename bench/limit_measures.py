"""Limits of knowledge and cited originals: what is found of those marked in 60 whole articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marks import TITLE, read_alone
from measure import Measure, Slip, is_read
from passages import read_cases, texts
from quellenlage.records.layers import CaveatType, LeadKind
from quellenlage.text.span import Span
from quellenlage.world import World, load_world
from scoring import Tally, match, score_f1

# What ten lines reach: the sentence, or the words, in which one of these stands.
_CAVEATS = {
    "unclear": r"unklar|ist offen|nicht bekannt",
    "no_details": r"keine (?:\w+ )?(?:Angaben|Details|Einzelheiten)",
    "no_reply": r"nicht äußern|unbeantwortet|nicht erreichbar|Stellungnahme",
    "no_evidence": r"keine Be(?:weise|lege)",
    "access": r"unabhängig \w*prüf",
    "anonymous": r"anonym\w*|\w+kreisen|Insider\w*",
    "translation": r"[Üü]bersetz\w+",
}
_LEADS = {
    "report": r"\w*[Bb]ericht\b", "study": r"\w*[Ss]tudie\b", "interview": r"Interview",
    "post": r"Twitter|Facebook|Tweet", "document": r"Schreiben|Brief|Urteil",
    "statement": r"Pressekonferenz|Erklärung", "communique": r"\w*[Mm]itteilung\b",
    "broadcast": r"\bZDF|\bARD|\w*[Ff]unk\b",
}  # fmt: skip
_SENTENCE = re.compile(r"[^.!?\n]+")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A caveat or a lead: its type, and the places of which any counts."""

    type: str
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    """An article; ``is_read`` says whether its errors may be shown, and so tuned on."""

    id: str
    text: str
    gold: dict[str, list[_Mark]]
    program: dict[str, list[_Mark]]
    ten: dict[str, list[_Mark]]
    is_read: bool


def measure_limits(shared: Path) -> tuple[Measure, ...]:
    """F1 of caveats (type and place) and of leads (place), of all articles and of those that nobody has read."""
    cases = list(_cases(shared, load_world()))
    measures: list[Measure] = []
    for what, types in (("caveats", CaveatType), ("leads", LeadKind)):
        typed = what == "caveats"
        for name, some in (("", cases), (", unread half", [case for case in cases if not case.is_read])):
            measures.append(_measure(f"{what}: F1{name}", some, what, (), typed=typed))
        if not typed:
            measures.append(_measure(f"{what}: with their kind, F1", cases, what, (), typed=True))
        for kind in types:
            if any(mark.type == kind for case in cases for mark in case.gold[what]):
                measures.append(_measure(f"{what}: {kind}, F1", cases, what, (kind,), typed=True, is_part=True))
    return tuple(measures)


def _measure(
    name: str, cases: Sequence[_Case], what: str, types: Sequence[str], *, typed: bool, is_part: bool = False
) -> Measure:
    def fits(gold: _Mark, other: _Mark) -> float:
        return _overlap(gold, other) if not typed or gold.type == other.type else 0.0

    def chosen(marks: Sequence[_Mark]) -> list[_Mark]:
        return [mark for mark in marks if not types or mark.type in types]

    def tally(case: _Case, other: Callable[[_Case], dict[str, list[_Mark]]]) -> Tally:
        gold, found = chosen(case.gold[what]), chosen(other(case)[what])
        return Tally(len(match(gold, found, fits)), len(found), len(gold))

    return Measure(
        name=name,
        score=score_f1([tally(case, lambda c: c.program) for case in cases]),
        baseline=score_f1([tally(case, lambda c: c.ten) for case in cases]).value,
        slips=tuple(slip for case in cases if case.is_read for slip in _slips(case, what, chosen, fits)),
        is_part=is_part,
    )


def _slips(
    case: _Case,
    what: str,
    chosen: Callable[[Sequence[_Mark]], list[_Mark]],
    fits: Callable[[_Mark, _Mark], float],
) -> Iterator[Slip]:
    """Errors of a case that may be read."""
    gold, found = chosen(case.gold[what]), chosen(case.program[what])
    met = match(gold, found, fits)
    for kind, marks, done in (("missed", gold, {i for i, _ in met}), ("wrong", found, {j for _, j in met})):
        for number, mark in enumerate(marks):
            if number not in done:
                yield Slip(f"{kind}, {mark.type}", case.id, mark.places[0].of(case.text))


def _overlap(gold: _Mark, other: _Mark) -> float:
    """The share of the shorter words that both have, at the best place; at least half."""
    best = max(
        (min(a.end, b.end) - max(a.start, b.start)) / min(len(a), len(b)) for a in gold.places for b in other.places
    )
    return best if best >= 0.5 else 0.0


def _cases(shared: Path, world: World) -> Iterator[_Case]:
    every = texts(shared)
    for row in read_cases("claims", "limits.jsonl"):
        text = every.get(row["key"], "")[row["start"] : row["end"]]
        if text:
            gold = {
                "caveats": [_marked(mark, mark["type"]) for mark in row["caveats"]],
                "leads": [_marked(mark, mark["kind"]) for mark in row["leads"]],
            }
            yield _Case(row["id"], text, gold, _by_program(text, row["id"], world), _by_words(text), is_read(row["id"]))


def _marked(mark: dict[str, Any], kind: str) -> _Mark:
    return _Mark(kind, (Span(mark["start"], mark["end"]),))


def _by_program(text: str, name: str, world: World) -> dict[str, list[_Mark]]:
    document, found = read_alone(text, name, world)

    def back(*spans: Span) -> tuple[Span, ...]:
        places = (document.alignment.to_source(span) for span in spans)
        return tuple(place.shift(-len(TITLE)) for place in places if place.start >= len(TITLE))

    caveats = [_Mark(c.type, back(c.span)) for c in found.caveats]
    leads = [_Mark(lead.kind, back(lead.span, *lead.more)) for lead in found.leads]
    return {
        "caveats": [mark for mark in caveats if mark.places],
        "leads": [mark for mark in leads if mark.places],
    }


def _by_words(text: str) -> dict[str, list[_Mark]]:
    sentences = [Span(*m.span()) for m in _SENTENCE.finditer(text)]
    return {
        "caveats": [
            _Mark(kind, (span,))
            for span in sentences
            for kind, words in _CAVEATS.items()
            if re.search(words, span.of(text))
        ],
        "leads": [_Mark(kind, (Span(*m.span()),)) for kind, words in _LEADS.items() for m in re.finditer(words, text)],
    }
