"""Writes the measured figures into the README, so that no figure there was typed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from measure import Measure

START = "<!-- figures: written by bench/quality.py --readme -->"
END = "<!-- end of figures -->"
# The measures that a reader of the README wants, with what they mean.
SHOWN = {
    "gold sample: all rows": "hand-written record of five real articles, all kinds of rows",
    "gold sample: keep": "the same: lines of the story that were not cut",
    "example: all rows": "hand-written record of the example story, all kinds of rows",
    "offsets: exact": "exported spans that are exact slices of their source",
    "sentences: ends F1": "ends of sentences",
    "timexes: strict F1": "time expressions, exact extent",
    "timexes: relaxed F1": "time expressions, overlapping",
    "quotations: found F1": "quotations found",
    "quotations: speaker right": "their speakers right",
    "quotations: act right": "their acts right",
    "denials: recall": "denials, doubts and refusals to comment found",
    "denials: precision": "of those found, right",
    "pages: body words F1": "web pages: words of the article",
    "pages: types of lines as text, macro F1": "lines of copied pages, each of their types counting alike",
    "credits: unread half F1": "makers of an article, by role and name, in cases whose errors nobody read",
    "traces: all kinds F1, unread half": "traces of translation or careless copying, in cases whose errors nobody read",
    "trees: UPOS F1": "model: part of speech in running text",
    "trees: LAS F1": "model: head and relation of every word in running text",
    "names: GermEval strict F1": "model: names, exact extent and kind, derivatives and parts too",
    "mood: Konjunktiv I F1": "verbs in Konjunktiv I found",
    "same utterance: nearest": "model: one utterance in two wordings, among three others on the matter",
    "events: trigger and type F1": "words that name events, with their type",
}


def write_figures(measures: Sequence[Measure], path: Path) -> None:
    """Replace what stands between the two marks of the README by a table of the measures.

    Raises:
        ValueError: The marks are missing.
    """
    text = path.read_text(encoding="utf-8")
    head, start, rest = text.partition(START)
    _, end, tail = rest.partition(END)
    if not start or not end:
        raise ValueError(f"{path} lacks the marks {START} and {END}")
    path.write_text(f"{head}{START}\n{table(measures)}\n{END}{tail}", encoding="utf-8")


def table(measures: Sequence[Measure]) -> str:
    """The table in Markdown."""
    rows = ["| what | value | 95 % | n | ten lines |", "|---|---|---|---|---|"]
    for measure in measures:
        if measure.name in SHOWN:
            s = measure.score
            baseline = "–" if measure.baseline is None else f"{measure.baseline:.3f}"
            rows.append(f"| {SHOWN[measure.name]} | {s.value:.3f} | {s.low:.3f}–{s.high:.3f} | {s.n} | {baseline} |")
    return "\n".join(rows)
