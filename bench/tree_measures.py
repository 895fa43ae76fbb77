"""Part of speech, heads and relations in running text whose sentences and words the program finds itself.

Counted as by the CoNLL 2018 shared task: words pair if they cover the same characters, blanks left out; relations are
compared without what stands behind their colon. The treebanks' contractions are one word here, as in the text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from encoder_data import (
    DEFAULT_MODEL,
    TREEBANKS,
    UPOS,
    Part,
    Passage,
    cut_text,
    part,
    read_text,
    read_treebank,
    texts,
)  # fmt: skip
from measure import Measure, Slip
from scoring import Tally, score_f1

# Sentences that are put into one paragraph, so that their ends must be found.
_TOGETHER = 5
_ROOT = (-1, -1)


@dataclass(frozen=True, slots=True)
class TreeWord:
    """A word by the characters that it covers, and the same of its head."""

    place: tuple[int, int]
    form: str
    upos: str
    head: tuple[int, int]
    relation: str


def measure_trees(shared: Path, model: str = DEFAULT_MODEL) -> tuple[Measure, ...]:
    """F1 of UPOS, UAS and LAS over the measuring tenth of the three treebanks."""
    paragraphs = [p for path in TREEBANKS for p in _paragraphs(shared / path)]
    gold = [words for _, words in paragraphs]
    found = [_program(text, model) for text, _ in paragraphs]
    usual = _usual(shared)
    guessed = [_baseline(text, usual) for text, _ in paragraphs]
    measures = []
    for name, key in (("UPOS", _upos), ("UAS", _head), ("LAS", _labelled)):
        pairs = list(zip(gold, found, strict=True))
        slips = tuple(slip for g, f in pairs for slip in _slips(name, g, f)) if name != "UAS" else ()
        base = score_f1([_tally(map(key, g), map(key, b)) for g, b in zip(gold, guessed, strict=True)]).value
        score = score_f1([_tally(map(key, g), map(key, f)) for g, f in pairs])
        measures.append(Measure(name=f"trees: {name} F1", score=score, baseline=base, slips=slips))
    return tuple(measures)


def _upos(word: TreeWord) -> object:
    return word.place, word.upos


def _head(word: TreeWord) -> object:
    return word.place, word.head


def _labelled(word: TreeWord) -> object:
    return word.place, word.head, word.relation


def _tally(gold: Iterable[object], found: Iterable[object]) -> Tally:
    left, right = Counter(gold), Counter(found)
    return Tally((left & right).total(), right.total(), left.total())


def _slips(name: str, gold: Sequence[TreeWord], found: Sequence[TreeWord]) -> Iterable[Slip]:
    by_place = {word.place: word for word in found}
    for word in gold:
        other = by_place.get(word.place)
        if other is None:
            yield Slip("another word", str(word.place), word.form)
        elif name == "UPOS" and other.upos != word.upos:
            yield Slip(f"{word.upos} taken for {other.upos}", str(word.place), word.form)
        elif name == "LAS" and other.head != word.head:
            yield Slip(f"{word.relation} on another head", str(word.place), word.form)
        elif name == "LAS" and other.relation != word.relation:
            yield Slip(f"{word.relation} taken for {other.relation}", str(word.place), word.form)


def _paragraphs(path: Path) -> Iterable[tuple[str, list[TreeWord]]]:
    relations: dict[str, int] = {}
    passages = {p.key: p for p in read_treebank(path, relations)}
    names = tuple(relations)
    kept = [(key, text) for key, text, _ in texts(path) if part(key) is Part.TEST]
    for start in range(0, len(kept), _TOGETHER):
        group = kept[start : start + _TOGETHER]
        words: list[TreeWord] = []
        at = 0
        for key, _ in group:
            places, at = _places(passages[key].words, at)
            words += _gold(passages[key], places, names)
        yield " ".join(text for _, text in group), words


def _places(forms: Sequence[str], at: int) -> tuple[list[tuple[int, int]], int]:
    """Characters that words cover in a text without blanks, from ``at`` on."""
    places = []
    for form in forms:
        end = at + len("".join(form.split()))
        places.append((at, end))
        at = end
    return places, at


def _gold(passage: Passage, places: Sequence[tuple[int, int]], relations: Sequence[str]) -> list[TreeWord]:
    labels = passage.labels
    return [
        TreeWord(
            places[i],
            form,
            UPOS[labels["upos"][i]],
            places[labels["head"][i]] if labels["head"][i] >= 0 else _ROOT,
            relations[labels["relation"][i]].partition(":")[0],
        )
        for i, form in enumerate(passage.words)
    ]


def _program(text: str, model: str) -> list[TreeWord]:
    found: list[TreeWord] = []
    at = 0
    for parse in read_text(text, model):
        places, at = _places([word.span.of(text) for word in parse.words], at)
        found += [
            TreeWord(
                places[i],
                word.span.of(text),
                word.upos,
                places[word.head] if word.head >= 0 else _ROOT,
                word.relation.partition(":")[0],
            )
            for i, word in enumerate(parse.words)
        ]
    return found


def _usual(shared: Path) -> dict[str, str]:
    """The most frequent part of speech of every word of the training part."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for path in TREEBANKS:
        for passage in read_treebank(shared / path, {}):
            if part(passage.key) is not Part.TEST:
                for word, upos in zip(passage.words, passage.labels["upos"], strict=True):
                    counts[word][UPOS[upos]] += 1
    return {word: found.most_common(1)[0][0] for word, found in counts.items()}


def _baseline(text: str, usual: dict[str, str]) -> list[TreeWord]:
    """A word's most frequent part of speech; every word hangs on the next one, as articles and adjectives do."""
    found: list[TreeWord] = []
    at = 0
    for sentence in cut_text(text):
        forms = [text[a:b] for a, b in sentence]
        places, at = _places(forms, at)
        heads = [*places[1:], _ROOT]
        tags = [usual.get(form, "NOUN" if form[:1].isupper() else "ADJ") for form in forms]
        found += [TreeWord(p, f, t, h, "det") for p, f, t, h in zip(places, forms, tags, heads, strict=True)]
    return found
