"""Reports of speech in fresh passages: every one found, with speaker, act, type and the outermost link of its chain.

The program reads each passage alone, as the marker did. Two reports are the same if their contents share at least half
of the longer one; where the marks give no content, if their words of saying overlap (bench/corpora/speech_fresh).

Written down before the first run: how the words of the set stand for those of the contract.

- Acts: states, accuses, criticises and praises are ``asserts``; admits is ``confirms``; warns is ``asserts`` or
  ``threatens``; announces is ``promises`` (an act of one's own side that is to come) or ``threatens``. The others have
  the same name. A refusal is *denies* with ``doubt`` in the set and ``asserts`` in the contract: both count there.
- Types: free_indirect is ``freeIndirect`` or ``indirectFreeIndirect``; mixed, which the contract lacks, is ``indirect``
  or ``reported``.
- Chain: a spokesperson is the speaker in the set and a link in the contract, and is left out of the program's chain.
- Speech that did not take place (``negated_or_hypothetical``) may be found or not: neither counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import baselines
from marks import TITLE, read_alone
from measure import Measure, Slip, by_halves, is_read
from passages import read_cases, texts
from quellenlage.records.document import Document
from quellenlage.records.layers import Quotation
from quellenlage.text.span import Span
from quellenlage.world import World, load_world
from scoring import Tally, covered, match, score_f1, score_share
from speech_measures import act_by_words

_FOLDER = "speech_fresh"
_ACTS = {
    "states": "asserts", "accuses": "asserts", "criticises": "asserts", "praises": "asserts", "admits": "confirms",
    "warns": "asserts threatens", "announces": "promises threatens",
}  # fmt: skip
_TYPES = {"free_indirect": "freeIndirect indirectFreeIndirect", "mixed": "indirect reported"}
_CAPITAL = re.compile(r"[A-ZÄÖÜ]\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report of speech as somebody marks it; spans count in the passage.

    Attributes:
        acts: Every act of the contract that is right; the program gives one.
        types: The same.
        chain: Who passed the words on, outermost first.
        is_optional: Whether it may as well be missing.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    speaker: Span | None = None
    acts: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    chain: tuple[Span, ...] = ()
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class _Passage:
    """A passage with its marks, and with what the program, ten lines and perhaps a second marker say."""

    id: str
    text: str
    gold: tuple[Report, ...]
    program: tuple[Report, ...]
    ten: tuple[Report, ...]
    second: tuple[Report, ...] | None


# What must be right of a report that was found.
_PARTS: dict[str, Callable[[Report, Report], bool]] = {
    "speaker": lambda gold, other: same_place(gold.speaker, other.speaker),
    "act": lambda gold, other: bool(gold.acts & other.acts),
    "type": lambda gold, other: bool(gold.types & other.types),
    "first link": lambda gold, other: same_place(first(gold.chain), first(other.chain)),
}


def measure_fresh_speech(shared: Path) -> tuple[Measure, ...]:
    """All of it; the second marker is measured on the passages that he marked."""
    others = {row["id"]: marked(row) for row in read_cases(_FOLDER, "second.jsonl")}
    world = load_world()
    passages = [
        _passage(row, text, others.get(row["id"]), world)
        for row in read_cases(_FOLDER, "cases.jsonl")
        if (text := _text(row, shared))
    ]
    return (*_found(passages), *_parts(passages), *_silent(passages))


def _found(passages: Sequence[_Passage]) -> Iterator[Measure]:
    tallies = [tally(p.gold, p.program) for p in passages]
    slips = [
        Slip("missed" if t.met < t.gold else "too much", p.id, p.text)
        for p, t in zip(passages, tallies, strict=True)
        if is_read(p.id) and (t.met < t.gold or t.met < t.system)
    ]
    twice = [tally(p.gold, p.second) for p in passages if p.second is not None]
    yield from by_halves(
        "speech fresh: reports found F1",
        [p.id for p in passages],
        lambda chosen: score_f1([tallies[i] for i in chosen]),
        baseline=score_f1([tally(p.gold, p.ten) for p in passages]).value,
        second=score_f1(twice).value if twice else None,
        slips=tuple(slips),
    )
    met, found, marks = (sum(getattr(t, name) for t in tallies) for name in ("met", "system", "gold"))
    yield Measure(name="speech fresh: reports found, precision", score=score_share(met, found), is_part=True)
    yield Measure(name="speech fresh: reports found, recall", score=score_share(met, marks), is_part=True)


def _parts(passages: Sequence[_Passage]) -> Iterator[Measure]:
    """Of the reports found: what is right; beside it what ten lines say of the same reports."""
    pairs = [(p, g, s) for p in passages for g, s in pairs_of(p.gold, p.program) if not g.is_optional]
    twice = [(g, s) for p in passages if p.second for g, s in pairs_of(p.gold, p.second) if not g.is_optional]
    chained = [_PARTS["first link"](g, s) for _, g, s in pairs if g.chain]
    score = score_share(sum(chained), len(chained))
    yield Measure(name="speech fresh: first link right, of found with a chain", score=score, baseline=0.0, is_part=True)
    for name, fits in _PARTS.items():
        right = [fits(g, s) for _, g, s in pairs]
        plain = sum(fits(g, by_words(p.text, s.content)) for p, g, s in pairs)
        yield from by_halves(
            f"speech fresh: {name} right, of found",
            [p.id for p, _, _ in pairs],
            lambda chosen, right=right: score_share(sum(right[i] for i in chosen), len(chosen)),  # type: ignore[misc]
            baseline=plain / len(pairs) if pairs else None,
            second=sum(fits(g, s) for g, s in twice) / len(twice) if twice else None,
            slips=tuple(
                Slip(_told(name, g, s), p.id, f"{' … '.join(c.of(p.text) for c in s.content)} | {p.text}")
                for (p, g, s), is_right in zip(pairs, right, strict=True)
                if not is_right and is_read(p.id)
            ),
        )


def _silent(passages: Sequence[_Passage]) -> Iterator[Measure]:
    empty = [p for p in passages if not p.gold]
    twice = [p for p in empty if p.second is not None]
    yield from by_halves(
        "speech fresh: passages without speech left alone",
        [p.id for p in empty],
        lambda chosen: score_share(sum(not empty[i].program for i in chosen), len(chosen)),
        baseline=sum(not p.ten for p in empty) / len(empty) if empty else None,
        second=sum(not p.second for p in twice) / len(twice) if twice else None,
        slips=tuple(Slip("too much", p.id, p.text) for p in empty if p.program and is_read(p.id)),
    )


def _text(row: Mapping[str, Any], shared: Path) -> str:
    return str(row["text"]) if "text" in row else texts(shared).get(row["article"], "")[row["start"] : row["end"]]


def _passage(row: Mapping[str, Any], text: str, second: tuple[Report, ...] | None, world: World) -> _Passage:
    document, found = read_alone(text, row["id"], world)
    program = tuple(r for q in found.quotations if (r := _said(q, document)).content)
    spans = {mark.quote for mark in baselines.quotations(text)}
    ten = tuple(by_words(text, quote) for quote in sorted(spans, key=lambda quote: quote[0].start))
    return _Passage(row["id"], text, marked(row), program, ten, second)


def marked(row: Mapping[str, Any]) -> tuple[Report, ...]:
    """The reports of a line of the set, its acts and types in the words of the contract."""
    return tuple(_mark(mark) for mark in row["reports"])


def _mark(mark: Mapping[str, Any]) -> Report:
    act = mark["act"]
    refused = act == "denies" and mark.get("doubt")
    content = ([mark["span"]] if mark["span"] else []) + mark.get("span_more", [])
    return Report(
        content=tuple(Span(*pair) for pair in content),
        cue=(Span(*mark["cue"]),) if mark["cue"] else (),
        speaker=Span(*mark["speaker"]) if mark["speaker"] else None,
        acts=frozenset({*_ACTS.get(act, act).split(), *(["asserts"] if refused else [])}),
        types=frozenset(_TYPES.get(mark["type"], mark["type"]).split()),
        chain=tuple(Span(*pair) for pair in mark["source_chain"]),
        is_optional=mark["negated_or_hypothetical"],
    )


def _said(quotation: Quotation, document: Document) -> Report:
    def back(spans: Sequence[Span]) -> tuple[Span, ...]:
        places = [document.alignment.to_source(span) for span in spans]
        return tuple(place.shift(-len(TITLE)) for place in places if place.start >= len(TITLE))

    who = (quotation.voice,) if quotation.voice else quotation.speakers
    return Report(
        content=back(quotation.quotes),
        cue=back(quotation.cues),
        speaker=first(back(who)),
        acts=frozenset({str(quotation.act)}),
        types=frozenset({str(quotation.type)}),
        chain=back([link.span for link in quotation.via if link.kind != "spokesperson"]),
    )


def by_words(text: str, content: tuple[Span, ...]) -> Report:
    """Ten lines: direct behind a mark, else indirect; the nearest capitalised word speaks; nobody passes it on."""
    place = content[0]
    names = [Span(*m.span()) for m in _CAPITAL.finditer(text) if not place.overlaps(Span(*m.span()))]
    near = min(names, key=lambda n: max(n.start - place.end, place.start - n.end), default=None)
    kind = "direct" if text[: place.start].rstrip()[-1:] in tuple("„“”»«\"‚'") else "indirect"
    return Report(content=content, speaker=near, acts=frozenset({act_by_words(text)}), types=frozenset({kind}))


def pairs_of(gold: Sequence[Report], other: Sequence[Report]) -> list[tuple[Report, Report]]:
    """Reports of both sides that are the same, one to one."""
    return [(gold[i], other[j]) for i, j in match(gold, other, _likeness)]


def _likeness(gold: Report, other: Report) -> float:
    """The shared part of the longer content, 0 under a half; by the words of saying where a content is missing."""
    if not gold.content or not other.content:
        return float(any(a.overlaps(b) for a in gold.cue for b in other.cue))
    shared = min(covered(gold.content, other.content), covered(other.content, gold.content))
    return shared if shared >= 0.5 else 0.0


def tally(gold: Sequence[Report], other: Sequence[Report]) -> Tally:
    """Counts of a passage; what is optional counts on neither side."""
    pairs = pairs_of(gold, other)
    spared = sum(g.is_optional or s.is_optional for g, s in pairs)
    wanted = sum(not g.is_optional for g in gold)
    extra = sum(not any(s is b for _, b in pairs) and s.is_optional for s in other)
    met = len(pairs) - spared
    return Tally(met, len(other) - spared - extra, wanted)


def first(spans: Sequence[Span]) -> Span | None:
    """The first of them, or None."""
    return spans[0] if spans else None


def same_place(gold: Span | None, other: Span | None) -> bool:
    """Both absent, or with a character in common."""
    if gold is None or other is None:
        return gold is other
    return gold.overlaps(other)


def _told(name: str, gold: Report, other: Report) -> str:
    """The kind of an error."""
    if name in ("act", "type"):
        said, right = (other.acts, gold.acts) if name == "act" else (other.types, gold.types)
        return f"{'/'.join(sorted(said))} for {'/'.join(sorted(right))}"
    mine, theirs = (other.speaker, gold.speaker) if name == "speaker" else (first(other.chain), first(gold.chain))
    return f"no {name}" if mine is None else f"{name} where there is none" if theirs is None else f"another {name}"
