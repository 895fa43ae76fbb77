"""Collated utterances, differences of substance, and findings: what is laid side by side across articles."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from encoder_data import NEWSTEST
from measure import Measure, Slip, is_read
from passages import read_cases, texts
from quellenlage.link.collation.apparatus import differences
from quellenlage.link.collation.likeness import SAME, likeness
from quellenlage.pipeline.run import analyse
from quellenlage.pipeline.table import ARTICLE_STAGES
from quellenlage.records.collation import SUBSTANCE
from quellenlage.records.wording import CONTENT, Term
from quellenlage.text.align import align
from quellenlage.text.span import Span
from quellenlage.world import World, load_world
from scoring import Tally, score_f1, score_share
from time_measures import uncut

_FOLDER = "across"
_STAGES = [stage for stage in ARTICLE_STAGES if stage.name in {"segment", "parse", "wording"}]
# Where the overlap of character trigrams parts best on the read half.
_DICE = 0.45


@dataclass(frozen=True, slots=True)
class _Words:
    """A stretch as the program compares it."""

    text: str
    terms: tuple[Term, ...]
    vector: bytes


def measure_agreement(shared: Path) -> tuple[Measure, ...]:
    """Pairs of stretches, and pairs of versions; each half of a set apart.

    The half whose cases may be read is the one by which thresholds were set; what counts is the other.
    """
    world = load_world()
    with gzip.open(shared / NEWSTEST, "rt", encoding="utf-8") as file:
        versions = {row["segment"]: row["german"] for row in map(json.loads, file)}
    return (*_collation(shared, versions, world), *_substance(versions, world))


def _halves(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, bool, list[Mapping[str, Any]]]]:
    """Names, whether it is a part only, and cases: the unread half first."""
    kept = list(rows)
    return [
        ("unread half", False, [row for row in kept if not is_read(row["id"])]),
        ("read half", True, [row for row in kept if is_read(row["id"])]),
    ]


def _read(text: str, world: World) -> _Words:
    """Words and vector of a stretch read alone; of several sentences the vector of the longest."""
    found = analyse(uncut(" ".join(text.split()), "stretch", world), world, _STAGES).found.wordings
    longest = max(found, key=lambda w: len(w.terms), default=None)
    return _Words(
        " ".join(text.split()),
        tuple(term for wording in found for term in wording.terms),
        longest.vector if longest else b"",
    )


def _stretch(place: Mapping[str, Any], shared: Path, versions: Mapping[str, Mapping[str, str]]) -> str:
    if "key" in place:
        return texts(shared).get(place["key"], "")[place["start"] : place["end"]]
    return _version(versions[place["segment"]], place["version"])[place.get("start", 0) : place.get("end")]


def _version(german: Mapping[str, str], version: int | str) -> str:
    """A version by its name, or by its place."""
    return german[version] if isinstance(version, str) else list(german.values())[version]


def _collation(shared: Path, versions: Mapping[str, Mapping[str, str]], world: World) -> list[Measure]:
    """Whether two stretches are one utterance: the pair, and the first of it with each of three others."""
    measures = []
    for name, is_part, rows in _halves(read_cases(_FOLDER, "collation.jsonl")):
        tallies, plain, slips = [], [], []
        for row in rows:
            stretches = [_stretch(place, shared, versions) for place in (row["a"], row["b"], *row["others"])]
            words = [_read(text, world) for text in stretches]
            found = [_likeness(words[0], other) >= SAME for other in words[1:]]
            dice = [_dice(stretches[0], other) >= _DICE for other in stretches[1:]]
            tallies.append(Tally(found[0], sum(found), 1))
            plain.append(Tally(dice[0], sum(dice), 1))
            if not found[0]:
                slips.append(Slip("not joined", row["id"], f"{stretches[0]} | {stretches[1]}"))
            slips += [Slip("joined", row["id"], f"{stretches[0]} | {stretches[i + 1]}") for i in (1, 2, 3) if found[i]]
        measures.append(
            Measure(
                name=f"collation: pair F1 ({name})",
                score=score_f1(tallies),
                baseline=score_f1(plain).value,
                slips=() if not is_part else tuple(slips),
                is_part=is_part,
            )
        )
    return measures


def _likeness(left: _Words, right: _Words) -> float:
    return likeness(left, right)[0]


def _dice(left: str, right: str) -> float:
    """Shared character trigrams: twice their number over the sum of both (Dice 1945)."""
    one, two = ({text.lower()[i : i + 3] for i in range(len(text) - 2)} for text in (left, right))
    return 2 * len(one & two) / max(1, len(one) + len(two))


Places = list[tuple[Span | None, Span | None]]


def _substance(versions: Mapping[str, Mapping[str, str]], world: World) -> list[Measure]:
    """Differences of substance: how many are found, and how many of those that are found are some."""
    measures = []
    for name, is_part, rows in _halves(read_cases(_FOLDER, "substance.jsonl")):
        counts = {key: [0, 0] for key in ("found", "alarms", "ten found", "ten alarms")}
        slips: list[Slip] = []
        for row in rows:
            one, two = (_version(versions[row["segment"]], row[side]["version"]) for side in "ab")
            marked: Places = [
                (Span(*d["a"]) if d["a"] else None, Span(*d["b"]) if d["b"] else None)
                for d in row["differences"]
                if d["substance"]
            ]
            told = find_substance(one, two, world)
            _count(counts, "", marked, told)
            _count(counts, "ten ", marked, _ten_lines(one, two))
            slips += [
                Slip("missed", row["id"], _words(p, one, two)) for p in marked if not any(_meet(p, t) for t in told)
            ]
            slips += [
                Slip("alarm", row["id"], _words(t, one, two)) for t in told if not any(_meet(p, t) for p in marked)
            ]
        for key, label in (("found", "found"), ("alarms", "alarms that are right")):
            right, n = counts[key]
            ten, of = counts[f"ten {key}"]
            measures.append(
                Measure(
                    name=f"substance: {label} ({name})",
                    score=score_share(right, max(n, 1)),
                    baseline=ten / max(of, 1),
                    slips=tuple(slips) if is_part and key == "found" else (),
                    is_part=is_part,
                )
            )
    return measures


def _count(counts: Mapping[str, list[int]], who: str, marked: Places, told: Places) -> None:
    counts[f"{who}found"][0] += sum(any(_meet(p, t) for t in told) for p in marked)
    counts[f"{who}found"][1] += len(marked)
    counts[f"{who}alarms"][0] += sum(any(_meet(p, t) for p in marked) for t in told)
    counts[f"{who}alarms"][1] += len(told)


def find_substance(one: str, two: str, world: World) -> Places:
    """What the program marks as a difference of substance between two wordings, in spans of both."""
    sides = []
    for text in (one, two):
        found = analyse(uncut(text, "version", world), world, _STAGES).found.wordings
        sides.append(tuple(term for wording in found for term in wording.terms))
    aligned = align(sides[0], sides[1], CONTENT)
    told = differences(sides[0], sides[1], aligned, same_mode=True)
    return [(d.left, d.right) for d in told if d.kind in SUBSTANCE]


def _meet(left: tuple[Span | None, Span | None], right: tuple[Span | None, Span | None]) -> bool:
    return any(a is not None and b is not None and a.overlaps(b) for a, b in zip(left, right, strict=True))


def _ten_lines(one: str, two: str) -> Places:
    """Words that stand in place of others, of which one has a digit or a capital, or is a negation."""
    words = [[Span(*m.span()) for m in re.finditer(r"\w+", text)] for text in (one, two)]
    forms = [[span.of(text).lower() for span in spans] for spans, text in zip(words, (one, two), strict=True)]
    found: Places = []
    for tag, i, end, j, stop in SequenceMatcher(None, forms[0], forms[1], autojunk=False).get_opcodes():
        shown = [*(s.of(one) for s in words[0][i:end]), *(s.of(two) for s in words[1][j:stop])]
        telling = any(w[:1].isdigit() or w[:1].isupper() or re.fullmatch("nicht|kein.*|nie", w) for w in shown)
        if tag != "equal" and telling:
            left = Span(words[0][i].start, words[0][end - 1].end) if end > i else None
            right = Span(words[1][j].start, words[1][stop - 1].end) if stop > j else None
            found.append((left, right))
    return found


def _words(place: tuple[Span | None, Span | None], one: str, two: str) -> str:
    shown = [span.of(text) if span else "-" for span, text in zip(place, (one, two), strict=True)]
    return f"{shown[0]} / {shown[1]} | {one} | {two}"
