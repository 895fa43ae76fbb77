"""Parts of quotations by word, on German news articles that no open model has seen.

The open model is measured on the development part of the set, which is read once a release (``--release``); the
research model on a tenth of the training part that it never saw.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from encoder_data import DEFAULT_MODEL, GNQA_DEV, GNQA_TRAIN, Part, Passage, load_encoder, part, read_gnqa
from measure import Measure
from scoring import Tally, score_f1

_ROLES = ("quote", "cue", "speaker")
_Sentences = list[Sequence[str]]
_Way = Callable[[_Sentences], dict[str, set[int]]]
_CUE = re.compile(r"sag(te|ten|t)|erklärt?en?|erklärte|laut|zufolge|berichtete?n?|mitgeteilt|teilte|betonte|forderte")


def measure_roles(shared: Path, model: str) -> tuple[Measure, ...]:
    """Token F1 of quotes, cues, speakers: the open model on what is read once a release, others on the tenth."""
    if model == DEFAULT_MODEL:
        return _measure("roles, open model", list(read_gnqa(shared / GNQA_DEV)), _program(model))
    kept = [p for p in read_gnqa(shared / GNQA_TRAIN) if part(p.key) is Part.TEST]
    return _measure(f"roles, {model}", kept, _program(model))


def _measure(name: str, passages: Sequence[Passage], way: _Way) -> tuple[Measure, ...]:
    measures = []
    found = [way(_sentences(p)) for p in passages]
    guessed = [_baseline(_sentences(p)) for p in passages]
    for role in _ROLES:
        layers = ("quote", "nested") if role == "quote" else (role,)
        gold = [{i for layer in layers for i, tag in enumerate(p.labels[layer]) if tag > 0} for p in passages]
        score, base = (
            score_f1([Tally(len(g & s[role]), len(s[role]), len(g)) for g, s in zip(gold, system, strict=True)])
            for system in (found, guessed)
        )
        measures.append(Measure(name=f"{name}: {role} token F1", score=score, baseline=base.value))
    return tuple(measures)


def _sentences(passage: Passage) -> _Sentences:
    return [passage.words[start:end] for start, end in passage.sentences]


def _program(model: str) -> _Way:
    encoder = load_encoder(model)

    def read(sentences: _Sentences) -> dict[str, set[int]]:
        readings, _ = encoder.read(sentences)
        words: dict[str, set[int]] = {role: set() for role in _ROLES}
        at = 0
        for reading in readings:
            for found in reading.roles:
                role = "quote" if found.kind == "nested" else found.kind
                if role in words:
                    words[role].update(range(at + found.start, at + found.end))
            at += len(reading.upos)
        return words

    return read


def _baseline(sentences: _Sentences) -> dict[str, set[int]]:
    """What stands between quotation marks; a dozen verbs; the capitalised words next to a verb."""
    words: dict[str, set[int]] = {role: set() for role in _ROLES}
    at, opened = 0, False
    for sentence in sentences:
        for i, word in enumerate(sentence):
            opened = opened or word in "„»"
            if opened:
                words["quote"].add(at + i)
            opened = opened and word not in "“«"
            if _CUE.fullmatch(word):
                words["cue"].add(at + i)
                near = range(max(0, i - 2), min(len(sentence), i + 3))
                words["speaker"].update(at + j for j in near if sentence[j][:1].isupper())
        at += len(sentence)
    return words
