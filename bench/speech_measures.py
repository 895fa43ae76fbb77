"""Acts of speech and who passes the words on: reports of German news, the kinds evenly drawn.

Of two sets one was read; nobody who works on the rules has read the passages of the fresh one. Where the content is a
pronoun and the program gives the sentence that it stands for, the clause around both counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from marks import TITLE, read_alone
from measure import Measure, Slip
from passages import read_cases, texts
from quellenlage.text.span import Span
from quellenlage.world import World, load_world
from scoring import Score, covered, likeness, score_kappa, score_share

_READ, _FRESH = ("speech acts", "speech_acts"), ("speech acts fresh", "speech_acts_fresh")
# Beside it: the act by one word of the passage, no chain.
_TEN_LINES = {
    "denies": r"bestr[ei]+t\w*|dementier\w*|zurück\b", "doubts": r"zweifel\w*|skeptisch",
    "confirms": r"bestätig\w*|räum\w+", "promises": r"versprach\w*|verspricht|kündigte?\b|zugesagt",
    "threatens": r"droht\w*", "asks": r"fragt?\w*|\?", "no_comment": r"nicht äußern|Kommentar",
    "demands": r"fordert?\w*|verlangt?\w*", "expects": r"erwart\w+|rechnet\w*|hofft",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Said:
    """What somebody who is measured says of the target: its act, speaker and chain of kinds with places."""

    act: str = ""
    speaker: Span | None = None
    via: tuple[tuple[str, Span], ...] = ()


def measure_speech(shared: Path) -> tuple[Measure, ...]:
    """Act and chain together and each alone, and the speaker, of the quotation that covers the target."""
    fresh = (replace(measure, slips=()) for measure in _measured(*_FRESH, shared))
    return (*_measured(*_READ, shared), *fresh)


def _measured(title: str, folder: str, shared: Path) -> tuple[Measure, ...]:
    world = load_world()
    rows = [(row, text) for row in read_cases(folder, "cases.jsonl") if (text := _text(row, shared))]
    others = {row["id"]: _marked(row) for row in read_cases(folder, "second.jsonl")}
    gold = [_marked(row) for row, _ in rows]
    program = [_by_program(row, text, world) for row, text in rows]
    ten = [_Said(act_by_words(text)) for _, text in rows]
    second = [others.get(row["id"], _Said()) for row, _ in rows]
    ways = {
        "act and chain right": lambda a, b: a.act == b.act and _same_chain(a, b),
        "act right": lambda a, b: a.act == b.act,
        "chain right": lambda a, b: bool(b.act) and _same_chain(a, b),
        "speaker right": lambda a, b: bool(b.act) and _same_speaker(a, b),
    }
    measures = []
    for name, way in ways.items():
        slips = [
            Slip(_kind(name, g, p), row["id"], f"{_words(row, text)} | {text}")
            for (row, text), g, p in zip(rows, gold, program, strict=True)
            if not way(g, p)
        ]
        measures.append(
            Measure(
                name=f"{title}: {name}",
                score=_share(way, gold, program),
                baseline=None if name == "speaker right" else _share(way, gold, ten).value,
                second=_share(way, gold, second).value,
                slips=tuple(slips),
            )
        )
    acts = score_kappa([(g.act, p.act) for g, p in zip(gold, program, strict=True) if p.act])
    agree = score_kappa([(g.act, s.act) for g, s in zip(gold, second, strict=True)])
    return (*measures, Measure(name=f"{title}: act, kappa", score=acts, second=agree.value))


def _share(way: Any, gold: Sequence[_Said], other: Sequence[_Said]) -> Score:  # noqa: ANN401  any comparison
    return score_share(sum(way(g, o) for g, o in zip(gold, other, strict=True)), len(gold))


def _text(row: Mapping[str, Any], shared: Path) -> str:
    return texts(shared).get(row["key"], "")[row["start"] : row["end"]]


def _words(row: Mapping[str, Any], text: str) -> str:
    return " … ".join(text[start:end] for start, end in row["quote"])


def _marked(row: Mapping[str, Any]) -> _Said:
    speaker = Span(*row["speaker"]) if row["speaker"] else None
    return _Said(row["act"], speaker, tuple((link["kind"], Span(link["s"], link["e"])) for link in row["via"]))


def _by_program(row: Mapping[str, Any], text: str, world: World) -> _Said:
    """The quotation that is most like the target, if it covers half of it."""
    document, found = read_alone(text, row["id"], world)
    target = [Span(*pair).shift(len(TITLE)) for pair in row["quote"]]
    back = document.alignment.to_source
    points = _words(row, text).lower() in world.language.demonstratives
    best, most = None, 0.0
    for quotation in found.quotations:
        quotes = [back(span) for span in quotation.quotes]
        if points and quotation.frame and covered(target, [back(quotation.frame)]) == 1:
            quotes = target
        like = likeness(target, quotes) if covered(target, quotes) >= 0.5 else 0.0
        if like > most:
            best, most = quotation, like
    if best is None:
        return _Said()
    who = best.voice or (best.speakers[0] if best.speakers else None)
    via = tuple((link.kind, back(link.span).shift(-len(TITLE))) for link in best.via)
    return _Said(best.act, back(who).shift(-len(TITLE)) if who else None, via)


def act_by_words(text: str) -> str:
    """Ten lines: the act of the first word that stands in the text."""
    return next((act for act, words in _TEN_LINES.items() if re.search(words, text)), "asserts")


def _same_chain(gold: _Said, other: _Said) -> bool:
    """The same kinds in the same order, each with a character in common."""
    return len(gold.via) == len(other.via) and all(
        kind == said and span.overlaps(place) for (kind, span), (said, place) in zip(gold.via, other.via, strict=True)
    )


def _same_speaker(gold: _Said, other: _Said) -> bool:
    if gold.speaker is None or other.speaker is None:
        return gold.speaker is other.speaker
    return gold.speaker.overlaps(other.speaker)


def _kind(name: str, gold: _Said, other: _Said) -> str:
    if not other.act:
        return f"not found, {gold.act}"
    if gold.act != other.act and name != "speaker right" and name != "chain right":
        return f"{other.act} for {gold.act}"
    chains = ["+".join(kind for kind, _ in said.via) or "none" for said in (gold, other)]
    return "speaker" if name == "speaker right" else f"chain {chains[1]} for {chains[0]}"
