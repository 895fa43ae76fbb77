"""Konjunktiv I in real sentences: found where it is, and not where it only looks like it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from encoder_data import CORPORA, DEFAULT_MODEL, cut_text, read_text
from marks import ARTICLES, read_articles
from measure import Measure, Slip
from quellenlage.lang.loader import load_language
from quellenlage.text.span import Span
from scoring import Tally, score_f1

FOLDER = CORPORA / "konjunktiv"


def measure_mood(shared: Path, model: str = DEFAULT_MODEL) -> tuple[Measure, ...]:
    """F1 of the finite verbs in Konjunktiv I; the second marker beside it."""
    cases = _rows("cases.jsonl")
    articles = read_articles(shared / ARTICLES, {row["url"] for row in cases})
    texts = [articles[row["url"]][0][row["start"] : row["end"]] for row in cases]
    gold = [_forms(row) for row in cases]
    second = {row["id"]: _forms(row) for row in _rows("second.jsonl")}
    found = [_program(text, model) for text in texts]
    listed = load_language("de").subjunctive
    guessed = [{span for span in _words(text) if span.of(text).lower() in listed} for text in texts]
    slips = []
    for row, text, want, have in zip(cases, texts, gold, found, strict=True):
        slips += [Slip("missed", row["id"], span.of(text)) for span in sorted(want - have)]
        slips += [Slip("too much", row["id"], span.of(text)) for span in sorted(have - want)]
    return (
        Measure(
            name="mood: Konjunktiv I F1",
            score=_score(gold, found),
            baseline=_score(gold, guessed).value,
            second=_score(gold, [second[row["id"]] for row in cases]).value,
            slips=tuple(slips),
        ),
    )


def _score(gold: Sequence[set[Span]], found: Sequence[set[Span]]) -> Any:  # noqa: ANN401  a Score
    return score_f1([Tally(len(g & f), len(f), len(g)) for g, f in zip(gold, found, strict=True)])


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def _forms(row: dict[str, Any]) -> set[Span]:
    return {Span(form["start"], form["end"]) for form in row["forms"] if form["mood"] == "sub1"}


def _words(text: str) -> list[Span]:
    return [Span(start, end) for sentence in cut_text(text) for start, end in sentence]


def _program(text: str, model: str) -> set[Span]:
    words = (word for parse in read_text(text, model) for word in parse.words)
    return {word.span for word in words if word.has("Mood", "Sub") and word.has("Tense", "Pres")}
