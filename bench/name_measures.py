"""Names: strict outer spans with their type, on sentences of GermEval and on running text of the treebank PUD."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from encoder_data import (
    DEFAULT_MODEL,
    GERMEVAL,
    NAME_OPEN,
    NAME_TAGS,
    PUD_NAMES,
    TREEBANKS,
    Part,
    Passage,
    load_encoder,
    part,
    read_germeval,
    read_pud_names,
    read_treebank,
)  # fmt: skip
from measure import Measure, Slip
from scoring import Tally, score_f1

_Name = tuple[int, int, str]
_Way = Callable[[Sequence[str]], set[_Name]]
# What the names of PUD do not mark.
_BEYOND_PUD = ("MISC", "deriv", "part")


def measure_names(shared: Path, model: str = DEFAULT_MODEL) -> tuple[Measure, ...]:
    """All twelve kinds, the four without derivatives and parts, and PER, ORG, LOC on another corpus."""
    germeval = [p for p in read_germeval(shared / GERMEVAL) if part(p.key) is Part.TEST]
    pud = read_treebank(shared / TREEBANKS[2], {}, read_pud_names(shared / PUD_NAMES))
    kept = [p for p in pud if part(p.key) is Part.TEST and "names" in p.labels]
    seen = _seen(shared)
    ways = (_program(model), lambda words: _baseline(words, seen))
    return (
        _measure("names: GermEval strict F1", germeval, ways, lambda kind: True),
        _measure("names: GermEval without derivatives and parts F1", germeval, ways, _is_whole),
        _measure("names: PUD F1", kept, ways, lambda kind: not any(x in kind for x in _BEYOND_PUD)),
    )


def _measure(name: str, passages: Sequence[Passage], ways: tuple[_Way, _Way], counts: Callable[[str], bool]) -> Measure:
    tallies: tuple[list[Tally], list[Tally]] = ([], [])
    slips: list[Slip] = []
    for passage in passages:
        gold = {n for n in _gold(passage) if counts(n[2])}
        for way, kept in zip(ways, tallies, strict=True):
            found = {n for n in way(passage.words) if counts(n[2])}
            kept.append(Tally(len(gold & found), len(found), len(gold)))
            if kept is tallies[0]:
                slips += _slips(passage, gold, found)
    return Measure(name=name, score=score_f1(tallies[0]), baseline=score_f1(tallies[1]).value, slips=tuple(slips))


def _is_whole(kind: str) -> bool:
    return not kind.endswith(("deriv", "part"))


def _slips(passage: Passage, gold: set[_Name], found: set[_Name]) -> list[Slip]:
    kinds = {(start, end): kind for start, end, kind in found}
    slips = []
    for start, end, kind in sorted(gold - found):
        words = " ".join(passage.words[start:end])
        near = any(s < end and start < e for s, e, _ in found)
        what = f"{kind} taken for {kinds[start, end]}" if (start, end) in kinds else f"{kind} other extent"
        slips.append(Slip(what if near else f"{kind} missed", passage.key, words))
    for start, end, kind in sorted(found - gold):
        if not any(s < end and start < e for s, e, _ in gold):
            slips.append(Slip(f"{kind} too much", passage.key, " ".join(passage.words[start:end])))
    return slips


def _gold(passage: Passage) -> set[_Name]:
    names: set[_Name] = set()
    start, kind = -1, ""
    for at, number in enumerate([*passage.labels["names"], 0]):
        tag = NAME_TAGS[number] if 0 <= number < NAME_OPEN else "O"
        if start >= 0 and tag != f"I-{kind}":
            names.add((start, at, kind))
            start = -1
        if tag.startswith("B-") or (tag.startswith("I-") and start < 0):
            start, kind = at, tag[2:]
    return names


def _program(model: str) -> _Way:
    encoder = load_encoder(model)

    def names(words: Sequence[str]) -> set[_Name]:
        (reading,), _ = encoder.read([words])
        return {(found.start, found.end, found.kind) for found in reading.names}

    return names


def _seen(shared: Path) -> dict[str, str]:
    """The most frequent kind of every one-word name of the training part."""
    counts: dict[str, Counter[str]] = {}
    for passage in read_germeval(shared / GERMEVAL):
        if part(passage.key) is not Part.TEST:
            for start, end, kind in _gold(passage):
                if end - start == 1:
                    counts.setdefault(passage.words[start], Counter())[kind] += 1
    return {word: found.most_common(1)[0][0] for word, found in counts.items()}


def _baseline(words: Sequence[str], seen: dict[str, str]) -> set[_Name]:
    """Words that were one-word names before."""
    return {(at, at + 1, seen[word]) for at, word in enumerate(words) if word in seen}
