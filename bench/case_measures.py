"""Measures on the marked passages.

There is one way of counting for all who are measured: the program, the baseline and the second marker,
whose figures are the agreement of the two markers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from baselines import run_baseline
from marks import (
    ARTICLES,
    DOUBTFUL,
    Case,
    EventMark,
    Marks,
    QuotationMark,
    TimexMark,
    load_cases,
    run_program,
)
from measure import Measure, Slip
from quellenlage.text.span import Span
from quellenlage.world import load_world
from scoring import Score, Tally, covered, likeness, match, score_f1, score_kappa, score_share

M = TypeVar("M")

DENIALS = frozenset({"denies", "doubts", "no_comment"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who marked the same passage: the gold and the one who is measured."""

    case: Case
    gold: Marks
    other: Marks

    def slip(self, kind: str, *spans: Span) -> Slip:
        """An error with its place."""
        doubt = "?" if self.case.id in DOUBTFUL else ""
        places = ",".join(f"{s.start}-{s.end}" for s in spans)
        return Slip(kind, f"{self.case.id}{doubt} {places}", " | ".join(s.of(self.case.text) for s in spans))


Result = tuple[Score, tuple[Slip, ...]]
Way = Callable[[Sequence[Pair]], Result]


def measure_cases(shared: Path) -> tuple[Measure, ...]:
    """All measures; without the articles only on the invented passages, which their names say then."""
    cases, world = load_cases(shared), load_world()
    suffix = ""
    if not (shared / ARTICLES).is_file():
        print(f"skipped: the real cases, {shared / ARTICLES} is not there")
        suffix = ", invented only"
    program = [Pair(c, c.gold, run_program(c, world)) for c in cases]
    baseline = [Pair(c, c.gold, run_baseline(c.text)) for c in cases]
    second = [Pair(c, c.gold, c.second) for c in cases]
    measures = []
    for name, way in WAYS.items():
        score, slips = way(program)
        base = None if name in NO_BASELINE else way(baseline)[0].value
        measures.append(
            Measure(name=name + suffix, score=score, baseline=base, second=way(second)[0].value, slips=slips)
        )
    return tuple(measures)


# How marks pair


def same_end(gold: Span, other: Span) -> float:
    """Sentences pair by their end: what starts the next one is known then."""
    return float(gold.end == other.end)


def same_timex(gold: TimexMark, other: TimexMark) -> float:
    """Strict: the same characters."""
    return float(gold.span == other.span)


def near_timex(gold: TimexMark, other: TimexMark) -> float:
    """Relaxed: at least one character in common, as in TempEval-3."""
    return likeness((gold.span,), (other.span,))


def same_quotation(gold: QuotationMark, other: QuotationMark) -> float:
    """At least half of the gold words; a quotation without words pairs by its cue."""
    if not gold.quote:
        return likeness(gold.cue, other.cue)
    return likeness(gold.quote, other.quote) if covered(gold.quote, other.quote) >= 0.5 else 0.0


def same_denial(gold: QuotationMark, other: QuotationMark) -> float:
    """As quotations, or by the cue alone: that it is denied counts here, not how far the words go."""
    return same_quotation(gold, other) or likeness(gold.cue, other.cue) / 1000


def same_speaker(gold: QuotationMark, other: QuotationMark) -> bool:
    """Half of the shorter words in common, or nobody on both sides."""
    if not gold.speaker or not other.speaker:
        return not gold.speaker and not other.speaker
    return any(
        2 * (min(a.end, b.end) - max(a.start, b.start)) >= min(len(a), len(b))
        for a in gold.speaker
        for b in other.speaker
    )


def same_trigger(gold: EventMark, other: EventMark) -> float:
    """At least half of the trigger, whatever the type."""
    return likeness((gold.trigger,), (other.trigger,)) if covered((gold.trigger,), (other.trigger,)) >= 0.5 else 0.0


def same_event(gold: EventMark, other: EventMark) -> float:
    """Trigger and type."""
    return same_trigger(gold, other) if gold.type == other.type else 0.0


def found_quotations(pair: Pair) -> tuple[tuple[QuotationMark, QuotationMark], ...]:
    """Gold quotations with the one that found them."""
    gold, other = pair.gold.quotations, pair.other.quotations
    return tuple((gold[i], other[j]) for i, j in match(gold, other, same_quotation))


# Ways of counting


def _ends(marks: Marks, inner: bool) -> tuple[Span, ...]:
    last = max((s.end for s in marks.sentences), default=0)
    return tuple(s for s in marks.sentences if not inner or s.end < last)


def sentence_ends(pairs: Sequence[Pair], inner: bool = False) -> Result:
    """Ends of sentences at the exact character; ``inner`` leaves out the end of the passage, a gift."""
    tallies, slips = [], []
    for p in pairs:
        gold, other = _ends(p.gold, inner), _ends(p.other, inner)
        met = match(gold, other, same_end)
        tallies.append(Tally(len(met), len(other), len(gold)))
        slips += _slips(p, gold, other, met, lambda s: (s,), lambda _: "")
    return score_f1(tallies), tuple(slips)


def timexes(pairs: Sequence[Pair], strict: bool) -> Result:
    """Time expressions by their characters."""
    tallies, slips = [], []
    for p in pairs:
        gold, other = p.gold.timexes, p.other.timexes
        near = match(gold, other, near_timex)
        met = match(gold, other, same_timex) if strict else near
        tallies.append(Tally(len(met), len(other), len(gold)))
        slips += _slips(p, gold, other, near, lambda t: (t.span,), lambda t: t.type)
        if strict:
            wrong = [(gold[i], other[j]) for i, j in near if gold[i].span != other[j].span]
            slips += [p.slip(f"extent, {g.type}", g.span, o.span) for g, o in wrong]
    return score_f1(tallies), tuple(slips)


def timex_values(pairs: Sequence[Pair]) -> Result:
    """TIMEX3 values on the known day of print, of those found (relaxed) that have one in the gold."""
    right, n, slips = 0, 0, []
    for p in pairs:
        gold, other = p.gold.timexes, p.other.timexes
        for i, j in match(gold, other, near_timex):
            g, o = gold[i], other[j]
            if g.value is not None:
                n, right = n + 1, right + (g.value == o.value)
                if g.value != o.value:
                    slips.append(p.slip(f"value, {g.type}: {o.value} for {g.value}", g.span))
    return score_share(right, n), tuple(slips)


def quotations_found(pairs: Sequence[Pair]) -> Result:
    """Quotations, half of their words at least."""
    tallies, slips = [], []
    for p in pairs:
        gold, other = p.gold.quotations, p.other.quotations
        met = match(gold, other, same_quotation)
        tallies.append(Tally(len(met), len(other), len(gold)))
        slips += _slips(p, gold, other, met, lambda q: q.quote or q.cue, lambda q: q.type)
    return score_f1(tallies), tuple(slips)


def speakers(pairs: Sequence[Pair]) -> Result:
    """The right words for the speaker, of the quotations found."""
    found = [(p, g, o) for p in pairs for g, o in found_quotations(p)]
    slips = []
    for p, g, o in found:
        if not same_speaker(g, o):
            kind = "none given" if not o.speaker else "other words" if g.speaker else "given, gold has none"
            slips.append(p.slip(f"{kind}, {g.type}", *(g.speaker or g.quote), *o.speaker))
    return score_share(len(found) - len(slips), len(found)), tuple(slips)


def acts(pairs: Sequence[Pair]) -> Result:
    """The right act, of the quotations found."""
    found = [(p, g, o) for p in pairs for g, o in found_quotations(p)]
    slips = [p.slip(f"{o.act} for {g.act}", *(g.cue or g.quote)) for p, g, o in found if g.act != o.act]
    return score_share(len(found) - len(slips), len(found)), tuple(slips)


def act_kappa(pairs: Sequence[Pair]) -> Result:
    """Cohen's kappa on the acts of the quotations found."""
    return score_kappa([(g.act, o.act) for p in pairs for g, o in found_quotations(p)] or [("", "-")]), ()


def denials(pairs: Sequence[Pair], recall: bool) -> Result:
    """Quotations that deny, doubt or refuse to comment, as one class; one that is found as such counts."""
    met = gold_n = other_n = 0
    slips: list[Slip] = []
    for p in pairs:
        gold = [q for q in p.gold.quotations if q.act in DENIALS]
        other = [q for q in p.other.quotations if q.act in DENIALS]
        pairing = match(gold, other, same_denial)
        met, gold_n, other_n = met + len(pairing), gold_n + len(gold), other_n + len(other)
        kind = "missed" if recall else "not in gold"
        all_ = _slips(p, gold, other, pairing, lambda q: q.cue or q.quote, lambda q: f"{q.act}, {q.type}")
        slips += [s for s in all_ if s.kind.startswith(kind)]
    return score_share(met, gold_n if recall else other_n), tuple(slips)


def events(pairs: Sequence[Pair]) -> Result:
    """Events by trigger and type."""
    tallies, slips = [], []
    for p in pairs:
        gold, other = p.gold.events, p.other.events
        met = match(gold, other, same_event)
        tallies.append(Tally(len(met), len(other), len(gold)))
        slips += _slips(p, gold, other, met, lambda e: (e.trigger,), lambda e: e.type)
    return score_f1(tallies), tuple(slips)


def event_kappa(pairs: Sequence[Pair]) -> Result:
    """Cohen's kappa on the types of the triggers that both have."""
    found = [
        (p.gold.events[i].type, p.other.events[j].type)
        for p in pairs
        for i, j in match(p.gold.events, p.other.events, same_trigger)
    ]
    return score_kappa(found or [("", "-")]), ()


def _slips(
    pair: Pair,
    gold: Sequence[M],
    other: Sequence[M],
    met: Sequence[tuple[int, int]],
    spans: Callable[[M], tuple[Span, ...]],
    kind: Callable[[M], str],
) -> list[Slip]:
    """What nobody found and what nobody marked."""
    hit, used = {i for i, _ in met}, {j for _, j in met}
    missed = [("missed", m) for i, m in enumerate(gold) if i not in hit]
    extra = [("not in gold", m) for j, m in enumerate(other) if j not in used]
    return [pair.slip(f"{what}, {kind(m)}".rstrip(", "), *spans(m)) for what, m in missed + extra]


# Two ways have no baseline: ten lines give no values, and a kappa of one label for all is 0 by nature.
NO_BASELINE = frozenset({"timexes: value right", "quotations: act, kappa", "events: type, kappa"})
WAYS: dict[str, Way] = {
    "sentences: ends F1": sentence_ends,
    "sentences: inner ends F1": lambda pairs: sentence_ends(pairs, inner=True),
    "timexes: strict F1": lambda pairs: timexes(pairs, strict=True),
    "timexes: relaxed F1": lambda pairs: timexes(pairs, strict=False),
    "timexes: value right": timex_values,
    "quotations: found F1": quotations_found,
    "quotations: speaker right": speakers,
    "quotations: act right": acts,
    "quotations: act, kappa": act_kappa,
    "denials: recall": lambda pairs: denials(pairs, recall=True),
    "denials: precision": lambda pairs: denials(pairs, recall=False),
    "events: trigger and type F1": events,
    "events: type, kappa": event_kappa,
}
