"""Denials, doubts, corrections and refusals in fresh sentences, what they deny, and what only looks like them.

Written down before the first run: how the kinds of the set stand for what the contract has. The article of a sentence
is linked alone, with the one that states the claim where that is another.

- denial, doubt: a claim with such a stance (denies, doubts) whose word of saying, or whose words, lie in the sentence.
- correction: the same, or a finding or block *correction* there.
- refusal: the same, or a quotation with *no_comment*. A demand that is turned down has no act in the contract: what
  the program makes of it counts only if it is one of these. So the recall of refusals has a ceiling below 1.
- A look-alike is left alone if no claim has such a stance there. *no_comment* is no alarm: "neither denied nor
  confirmed" is a look-alike of the set and a refusal to comment in the contract.
- The claim is found if a claim that the sentence objects to has a stance, or its wording, in one of the sentences that
  either marker names: they share half of the shorter one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claim_measures import DENYING, compiled, mostly, objections, record_of, words_of
from measure import Measure, Slip, by_halves, is_read
from passages import NEWS, read_cases, texts
from quellenlage.records.contract import Record
from quellenlage.records.document import Passage
from quellenlage.text.span import Span
from scoring import score_share

_FOLDER = "denials_fresh"
_KINDS = ("denial", "doubt", "correction", "refusal")
_Place = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Case:
    """A sentence of the set.

    Attributes:
        kind: None for a look-alike.
        claim: The sentences of the first marker that state what is denied.
        accepted: These and those of the second marker.
        second: His line, or None where he did not mark it.
        is_found: Whether the program objects in the sentence; for a look-alike, whether it raises an alarm.
        is_joined: Whether it joins the denial to one of the accepted sentences.
    """

    id: str
    kind: str | None
    words: str
    place: _Place
    claim: tuple[_Place, ...]
    accepted: tuple[_Place, ...]
    second: Mapping[str, Any] | None
    is_found: bool
    is_joined: bool


def measure_fresh_denials(shared: Path) -> Iterator[Measure]:
    """Recall of denials, look-alikes left alone, and whether what is denied is found."""
    others = {row["id"]: row for row in read_cases(_FOLDER, "second.jsonl")}
    rows = [row for row in read_cases(_FOLDER, "cases.jsonl") if row["article"] in texts(shared)]
    cases = [_case(row, others.get(row["id"]), shared) for row in rows]
    denials, alike = [c for c in cases if c.kind], [c for c in cases if not c.kind]
    yield from _found(denials)
    twice = [c.second["label"] != "denial" for c in alike if c.second]
    yield from by_halves(
        "denials fresh: look-alikes left alone",
        [c.id for c in alike],
        lambda chosen: score_share(sum(not alike[i].is_found for i in chosen), len(chosen)),
        baseline=_mean(not DENYING.search(c.words) for c in alike),
        second=_mean(twice),
        slips=tuple(Slip("alarm", c.id, c.words) for c in alike if c.is_found and is_read(c.id)),
    )
    yield from _joined([c for c in denials if c.claim], shared)


def _found(denials: Sequence[_Case]) -> Iterator[Measure]:
    yield from by_halves(
        "denials fresh: found",
        [c.id for c in denials],
        lambda chosen: score_share(sum(denials[i].is_found for i in chosen), len(chosen)),
        baseline=_mean(bool(DENYING.search(c.words)) for c in denials),
        second=_mean(c.second["label"] == "denial" for c in denials if c.second),
        slips=tuple(Slip(f"not found, {c.kind}", c.id, c.words) for c in denials if not c.is_found and is_read(c.id)),
    )
    for kind in _KINDS:
        some = [c for c in denials if c.kind == kind]
        score = score_share(sum(c.is_found for c in some), len(some))
        yield Measure(name=f"denials fresh: found ({kind})", score=score, is_part=True)


def _joined(aimed: Sequence[_Case], shared: Path) -> Iterator[Measure]:
    """Of the denials whose claim stands in another sentence; one that is not found is not joined either."""
    twice = [(c, [_place(one) for one in c.second["claim"] or ()]) for c in aimed if c.second]
    yield from by_halves(
        "denials fresh: claim found that is denied",
        [c.id for c in aimed],
        lambda chosen: score_share(sum(aimed[i].is_joined for i in chosen), len(chosen)),
        baseline=_mean(_before(c, shared) for c in aimed),
        second=_mean(any(_same(a, b) for a in c.claim for b in other) for c, other in twice),
        slips=tuple(
            Slip("not joined" if c.is_found else "not found", c.id, c.words)
            for c in aimed
            if not c.is_joined and is_read(c.id)
        ),
    )
    found = [c for c in aimed if c.is_found]
    score = score_share(sum(c.is_joined for c in found), len(found))
    yield Measure(name="denials fresh: claim found that is denied, of denials found", score=score, is_part=True)


def _case(row: Mapping[str, Any], second: Mapping[str, Any] | None, shared: Path) -> _Case:
    place = _place(row)
    claim = tuple(map(_place, row["claim"] or ()))
    accepted = (*claim, *map(_place, (second or {}).get("claim") or ()))
    record = record_of((place, *accepted), shared)
    aims = [(compiled(shared, NEWS, a["key"]).document.id, Span(a["start"], a["end"])) for a in accepted]
    claims = objections(place, record, shared)
    spans = [p for c in claims for p in (c.span, *(s.span for s in c.stances))]
    article = compiled(shared, NEWS, place["key"]).document.id
    is_found = bool(claims) or any(
        p.article == article and Span(p.start, p.end).overlaps(Span(place["start"], place["end"]))
        for p in beside(record, row["kind"])
    )
    return _Case(
        row["id"], row["kind"], words_of(place, shared), place, claim, accepted, second, is_found, meets(spans, aims)
    )


def _place(row: Mapping[str, Any]) -> _Place:
    return {"source": NEWS, "key": row["article"], "start": row["start"], "end": row["end"]}


def beside(record: Record, kind: str | None) -> Iterator[Passage]:
    """What objects without a claim: refusals to comment for a refusal, corrections for a correction."""
    if kind == "refusal":
        for quotation in record.quotation:
            if quotation.act == "no_comment":
                yield from quotation.cue or quotation.quote
    if kind == "correction":
        for finding in record.finding:
            if finding.type == "correction":
                yield finding.a
        for block in record.block:
            if block.type == "correction":
                yield Passage(block.article, block.start, block.end, block.text)


def meets(spans: Iterable[Passage], aims: Sequence[tuple[str, Span]]) -> bool:
    """Whether one of the spans shares half of the shorter one with one of the sentences."""
    return any(s.article == key and mostly(Span(s.start, s.end), aim) for s in spans for key, aim in aims)


def _same(one: _Place, other: _Place) -> bool:
    return one["key"] == other["key"] and mostly(Span(one["start"], one["end"]), Span(other["start"], other["end"]))


def _before(case: _Case, shared: Path) -> bool:
    """Ten lines: what is denied is the sentence before."""
    start = case.place["start"]
    text = texts(shared)[case.place["key"]]
    begin = max((m.end() for m in re.finditer(r"[.!?]\s", text[: max(0, start - 2)])), default=0)
    guess = {"key": case.place["key"], "start": begin, "end": max(begin + 1, start)}
    return any(_same(guess, one) for one in case.accepted)


def _mean(parts: Iterable[bool]) -> float | None:
    """A share, or None of nothing."""
    all_ = list(parts)
    return sum(all_) / len(all_) if all_ else None
