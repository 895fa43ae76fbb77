"""Events of 160 real passages with their roles, and phase and factuality of 300 marked events."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from baselines import events as events_by_words
from baselines import timexes as times_by_words
from marks import EVENT_TYPES, TITLE, is_leaving, read_alone
from measure import Measure, Slip, is_read
from passages import read_cases, texts
from quellenlage.analyse.event.scene import Scene, make_scenes
from quellenlage.analyse.event.sources import read_attitudes
from quellenlage.analyse.parse import find_parses
from quellenlage.records.document import Document
from quellenlage.records.layers import Layers, MentionForm
from quellenlage.text.span import Span
from quellenlage.world import World, load_world
from scoring import Tally, match, score_f1, score_macro

_FOLDER = "events"
# The roles of our types in the general words of the marks (bench/corpora/events/README.md, rules 3). Who meets whom is
# one role of ours and two of theirs; a visited state is a place there and a host here.
_ROLES = {
    "PARTICIPANT": "actor partner", "PARTY": "actor partner", "CALLER": "actor partner", "VISITOR": "actor partner",
    "HOST": "actor partner place", "MEDIATOR": "actor", "INVITER": "actor", "INVITEE": "recipient target",
    "GIVER": "actor", "RECIPIENT": "recipient partner", "ITEM": "item", "TESTER": "actor", "LAUNCHER": "actor",
    "SANCTIONER": "actor", "TARGET": "target", "ACCUSER": "actor", "INVADER": "actor", "ATTACKER": "actor",
    "MOBILIZER": "actor", "FORCE": "item actor", "ARRESTER": "actor", "DETAINEE": "target", "APPOINTER": "actor",
    "APPOINTEE": "target actor", "PROTESTER": "actor", "VOTER": "actor", "CANDIDATE": "target",
    "VICTIM": "target actor", "KILLER": "actor", "OPERATOR": "actor", "PLACE": "place", "TIME": "time",
    "BODY": "recipient",
}  # fmt: skip
# Beside it: phase and factuality by the first of these words in the sentence.
_PHASE_WORDS = {
    "conditional": r"\bwenn\b|\bfalls\b|könnte|droht", "cancelled": r"abgesagt|abgebroch",
    "failed": r"gescheiter|verhinder", "attempted": r"versuch", "invited": r"forder|eingeladen|vorgeschlag",
    "announced": r"\bwird\b|\bwill\b|\bsoll\b|geplant",
    "ongoing": r"derzeit|dauer",
}  # fmt: skip
_VALUE_WORDS = {
    "Uu": r"sagte|laut\b|\bdass\b|\bsoll\b|\bwill\b|\?", "CT-": r"\bnicht\b|\bkein|abgesagt", "PR+": r"wohl|offenbar",
    "PS+": r"könnte|möglich",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Mark:
    """An event of a passage: its word, its type, and role with words."""

    trigger: Span
    type: str
    roles: tuple[tuple[str, Span], ...] = ()


def measure_events(shared: Path) -> tuple[Measure, ...]:
    """Triggers and roles, then phase and factuality, each on the half nobody has read and on the other."""
    return (*_measure_roles(shared), *_measure_certainty(shared))


def halves(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, bool, list[int]]]:
    """The name of each half, whether it is only printed, and the numbers of its rows."""
    for name, read in (("unread half", False), ("read half", True)):
        yield name, read, [i for i, row in enumerate(rows) if is_read(row["id"]) is read]


def _measure_roles(shared: Path) -> Iterator[Measure]:
    world = load_world()
    rows = read_cases(_FOLDER, "roles.jsonl")
    passages = [_text(row, shared) for row in rows]
    gold = [_marked(row) for row in rows]
    ours = [_by_program(text, row["id"], world) for row, text in zip(rows, passages, strict=True)]
    plain = [_by_words(text) for text in passages]
    for half, is_part, numbers in halves(rows):
        for name, tally in (("triggers", _met_triggers), ("roles", _met_roles)):
            slips = [s for i in numbers for s in _slips(name, rows[i]["id"], passages[i], gold[i], ours[i])]
            yield Measure(
                name=f"events: {name} F1 ({half})",
                score=score_f1([tally(gold[i], ours[i]) for i in numbers]),
                baseline=score_f1([tally(gold[i], plain[i]) for i in numbers]).value,
                slips=() if name == "roles" or not is_part else tuple(slips),
                is_part=is_part,
            )


def _text(row: Mapping[str, Any], shared: Path) -> str:
    return texts(shared, row["source"]).get(row["doc"], "")[row["start"] : row["end"]]


def _marked(row: Mapping[str, Any]) -> tuple[_Mark, ...]:
    return tuple(
        _Mark(Span(*e["trigger"]), e["type"], tuple((r["role"], Span(r["start"], r["end"])) for r in e["roles"]))
        for e in row["events"]
    )


def _by_program(text: str, name: str, world: World) -> tuple[_Mark, ...]:
    """Adjectives and parts of words are no fillers in the marks and are left out; of a pronoun the words it means.

    Types that came after the marks are in none of them and are left out too.
    """
    document, found = read_alone(text, name, world)
    derived = {m.span for m in found.mentions if m.derived}
    marks = []
    for event in found.events:
        if event.type not in EVENT_TYPES or is_leaving(event):
            continue
        meant = {r.span: r.antecedents for r in found.references if r.antecedents and r.form is MentionForm.PRONOUN}
        told = [p for p in (*event.participants, *event.fillers) if p.span not in derived]
        who = [(p.role, span) for p in told for span in meant.get(p.span, (p.span,))]
        who = [(role, span) for role, span in who if not _is_part(span, document.text)]
        places = [("PLACE", event.place)] if event.place else []
        times = [("TIME", event.time)] if event.time else []
        roles = tuple((role, _back(span, document)) for role, span in (*who, *places, *times))
        marks.append(_Mark(_back(event.span, document), event.type, roles))
    return tuple(marks)


def _is_part(span: Span, text: str) -> bool:
    return text[span.end : span.end + 1] in ("-", "–")


def _back(span: Span, document: Document) -> Span:
    return document.alignment.to_source(span).shift(-len(TITLE))


def _by_words(text: str) -> tuple[_Mark, ...]:
    """The last two capitalised words before a word of an event act in it, the nearest time is its time."""
    found = []
    for mark in events_by_words(text):
        names = [Span(*m.span()) for m in re.finditer(r"[A-ZÄÖÜ]\w+", text[: mark.trigger.start])][-1:]
        times = sorted(times_by_words(text), key=lambda t: abs(t.start - mark.trigger.start))[:1]
        found.append(_Mark(mark.trigger, mark.type, (*(("GIVER", n) for n in names), *(("TIME", t) for t in times))))
    return tuple(found)


def _pairs(gold: Sequence[_Mark], ours: Sequence[_Mark]) -> tuple[tuple[int, int], ...]:
    return match(gold, ours, lambda g, o: float(g.type == o.type and g.trigger.overlaps(o.trigger)))


def _met_triggers(gold: Sequence[_Mark], ours: Sequence[_Mark]) -> Tally:
    return Tally(len(_pairs(gold, ours)), len(ours), len(gold))


def _met_roles(gold: Sequence[_Mark], ours: Sequence[_Mark]) -> Tally:
    """A filler is met by words that share a word with it, in the same role of the same event."""
    met = sum(len(_met(gold[i], ours[j])) for i, j in _pairs(gold, ours))
    return Tally(met, sum(len(mark.roles) for mark in ours), sum(len(mark.roles) for mark in gold))


def _met(gold: _Mark, ours: _Mark) -> tuple[tuple[int, int], ...]:
    return match(gold.roles, ours.roles, lambda g, o: float(g[0] in _ROLES[o[0]].split() and g[1].overlaps(o[1])))


def _slips(name: str, id_: str, text: str, gold: Sequence[_Mark], ours: Sequence[_Mark]) -> Iterator[Slip]:
    """Every trigger missed or too much; words only of cases that may be read."""
    words = text if is_read(id_) else ""
    pairs = _pairs(gold, ours)
    if name != "triggers":
        return
    for i, mark in enumerate(gold):
        if i not in {g for g, _ in pairs}:
            yield Slip(f"missed, {mark.type}", id_, f"{mark.trigger.of(words)} | {words}")
    for j, mark in enumerate(ours):
        if j not in {o for _, o in pairs}:
            yield Slip(f"too much, {mark.type}", id_, f"{mark.trigger.of(words)} | {words}")


def _measure_certainty(shared: Path) -> Iterator[Measure]:
    rows = read_cases(_FOLDER, "factuality.jsonl")
    passages = [_text(row, shared) for row in rows]
    ours = [_read_certainty(text, row) for row, text in zip(rows, passages, strict=True)]
    for half, is_part, numbers in halves(rows):
        phases = [[(rows[i]["phase"], ours[i][0])] for i in numbers]
        narrator = [[(rows[i]["sources"][0]["value"], ours[i][1])] for i in numbers]
        every = [_all_sources(rows[i], ours[i]) for i in numbers]
        by_words = [[(rows[i]["phase"], _first(_PHASE_WORDS, passages[i], "occurred"))] for i in numbers]
        values = [[(rows[i]["sources"][0]["value"], _first(_VALUE_WORDS, passages[i], "CT+"))] for i in numbers]
        for name, cases, plain in (
            ("phase", phases, by_words),
            ("factuality of the narrator", narrator, values),
            ("factuality of all sources", every, None),
        ):
            slips = [
                Slip(f"{a} read as {b}", rows[i]["id"], _shown(passages[i], rows[i]))
                for i, case in zip(numbers, cases, strict=True)
                for a, b in case
                if a != b
            ]
            yield Measure(
                name=f"events: {name}, macro F1 ({half})",
                score=score_macro(cases),
                baseline=score_macro(plain).value if plain else None,
                slips=tuple(slips),
                is_part=is_part,
            )


def _shown(text: str, row: Mapping[str, Any]) -> str:
    return f"{Span(*row['trigger']).of(text)} | {text}" if is_read(row["id"]) else ""


def _first(words: Mapping[str, str], text: str, other: str) -> str:
    return next((label for label, pattern in words.items() if re.search(pattern, text)), other)


def _all_sources(row: Mapping[str, Any], said: _Said) -> list[tuple[str, str]]:
    """The narrator's value, and for every marked holder the value of ours that shares a word with him."""
    pairs = [(row["sources"][0]["value"], said.narrator)]
    for source in row["sources"][1:]:
        span = Span(*source["source"])
        pairs.append((source["value"], next((v for s, v in said.others if s.overlaps(span)), "none")))
    return pairs


@dataclass(frozen=True, slots=True)
class _Said:
    """Phase, the narrator's value, and the values of those who speak."""

    phase: str
    narrator: str
    others: tuple[tuple[Span, str], ...] = ()

    def __getitem__(self, at: int) -> str:
        return (self.phase, self.narrator)[at]


def _read_certainty(text: str, row: Mapping[str, Any]) -> _Said:
    """What the program says of the event at a given word, whether or not it is one of its triggers."""
    world = load_world()
    document, found = _with_trees(text, row["id"])
    target = Span(*row["trigger"]).shift(len(TITLE))
    for scene in make_scenes(document.text, found, world):
        at = _word_at(target, scene, document)
        if scene is not None and at is not None:
            reading, attitudes, _ = read_attitudes(at, scene, world.ontology.events.get(row["type"]))
            others = tuple((_back(a.source, document), str(a.value)) for a in attitudes if a.source)
            return _Said(str(reading.phase), str(attitudes[0].value), others)
    return _Said("occurred", "CT+")


def _word_at(target: Span, scene: Scene | None, document: Document) -> int | None:
    words = scene.words if scene is not None else ()
    back = document.alignment.to_source
    return next((i for i, word in enumerate(words) if back(word.span).overlaps(target)), None)


@cache
def _with_trees(text: str, name: str) -> tuple[Document, Layers]:
    """A passage with the trees that an analysis does not keep."""
    world = load_world()
    document, found = read_alone(text, name, world)
    return document, replace(found, parses=find_parses(document, found, world))
