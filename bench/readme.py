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
    "events: triggers F1 (unread half)": "words that name events in news, in cases whose errors nobody read",
    "events: roles F1 (unread half)": "who takes part, where and when, in cases whose errors nobody read",
    "events: phase, macro F1 (unread half)": "how far an event has come, in cases whose errors nobody read",
    "events over a pile: B3 F1 (unread half)": "events joined over four piles, B³",
    "dating, Wikinews: interval holds the day": "days of printing by the words alone: the interval holds the day",
    "transfers: parties, item, stage F1": "transfers: who to whom, what, how far",
    "denials found": "denials, doubts and corrections found in news",
    "denials joined to what they deny": "of those, joined to what they deny",
    "claims over a pile, B-cubed F1": "claims joined over four piles, B³",
    "caveats: F1, unread half": "what articles say that they do not know, in cases whose errors nobody read",
    "leads: F1, unread half": "cited originals, in cases whose errors nobody read",
    "identity: anaphors, accuracy of answers (unread half)": "pronouns and nouns that were linked: right",
    "identity: anaphors, share answered (unread half)": "pronouns and nouns: share that was linked",
    "identity: entities of the piles, B³ F1 (unread half)": "entities joined over four piles, B³",
    "copies: relation, mean F1 (unread half)": "copies: which relation, in pairs that nobody read",
    "origins: bounds right, passages given (unread half)": "bounds of origins right in small piles, passages given",
    "origins: bounds right, whole program (unread half)": "the same by the whole program",
    "collation: pair F1 (unread half)": "one utterance in two articles, found among others of the speaker",
    "substance: found (unread half)": "differences of substance between two versions found",
    "stories: B3 F1 (unread half; 10 lines: each article alone)": "articles grouped by story, B³",
}


def write_figures(measures: Sequence[Measure], path: Path) -> None:
    """Write the measures into the table between the two marks of the README; rows of others stay as they are.

    Raises:
        ValueError: The marks are missing.
    """
    text = path.read_text(encoding="utf-8")
    head, start, rest = text.partition(START)
    old, end, tail = rest.partition(END)
    if not start or not end:
        raise ValueError(f"{path} lacks the marks {START} and {END}")
    path.write_text(f"{head}{START}\n{table(measures, old)}\n{END}{tail}", encoding="utf-8")


def table(measures: Sequence[Measure], old: str = "") -> str:
    """The table in Markdown, in the order of ``SHOWN``; ``old`` is the table before."""
    rows = {what: line for line in old.splitlines() if (what := line.strip("| ").partition(" | ")[0]) in SHOWN.values()}
    for measure in measures:
        if measure.name in SHOWN:
            s, what = measure.score, SHOWN[measure.name]
            baseline = "–" if measure.baseline is None else f"{measure.baseline:.3f}"
            rows[what] = f"| {what} | {s.value:.3f} | {s.low:.3f}–{s.high:.3f} | {s.n} | {baseline} |"
    ordered = [rows[what] for what in SHOWN.values() if what in rows]
    return "\n".join(["| what | value | 95 % | n | ten lines |", "|---|---|---|---|---|", *ordered])
