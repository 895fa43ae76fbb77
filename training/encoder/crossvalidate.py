"""Konjunktiv I in all three treebanks by cross-validation: ``python training/encoder/crossvalidate.py``.

Every sentence is read by a network that was trained on the other folds alone, with syntax as its only task; then moods
are set by form, as the program does. The tenth that measures takes part: nothing of this ships.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch

import checkpoint
from corpora.sample import FEATURES, NAME_TAGS, UPOS, Passage
from data import as_sentences, read_data
from export import OUTPUTS, Shipped
from licences import Shelf
from quellenlage.analyse.parse.mood import correct_moods
from quellenlage.lang.loader import load_language
from quellenlage.models.card import Labels
from quellenlage.models.pieces import load_tokenizer, make_window
from quellenlage.models.reading import Reading, Stretch, decide
from settings import Settings
from train import BUILD, Prepared, prepare, run
from windows import Sentence, collate

FOLDS = 5
EPOCHS = 4
_PRESENT_SUBJUNCTIVE = {"Mood": FEATURES["Mood"].index("Sub"), "Tense": FEATURES["Tense"].index("Pres")}


def main() -> None:
    """Train all folds and print F1 with its interval, with the form alone and without it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    sys.path.append(str(Path(__file__).parents[2] / "bench"))
    from scoring import Tally, score_f1

    rows = [row for fold in range(FOLDS) for row in _fold(fold, options.shared)]
    for name, index in (("model and form", 1), ("model alone", 2)):
        score = score_f1([Tally(len(row[0] & row[index]), len(row[index]), len(row[0])) for row in rows])
        print(f"{name:<16}F1 {score.value:.3f} ({score.low:.3f}-{score.high:.3f}), n {score.n}")


def _fold(fold: int, shared: Path) -> Iterator[tuple[set[int], set[int], set[int]]]:
    """For every sentence of a fold the words in Konjunktiv I: as marked, as told, as the model alone tells."""
    settings = replace(Settings(), epochs=EPOCHS, paraphrases=0.0, repeats={"trees": 1.0})
    trees = [p for p in read_data(Shelf(shared / "data", settings.model)).passages if p.corpus == "trees"]
    kept_out = [p for p in trees if _fold_of(p.key) == fold]
    folder = BUILD / f"fold-{fold}"
    prepared = prepare(settings, shared, folder)
    tokenizer = load_tokenizer(folder / "tokenizer.json")
    keys = {p.key for p in kept_out}
    train = [s for s in prepared.train if s and s[0].passage.corpus == "trees" and s[0].passage.key not in keys]
    run(replace(prepared, train=train))
    prepared.network.load_state_dict(checkpoint.weights(folder / "weights.safetensors"))
    german = load_language("de")
    for passage, sentences in zip(kept_out, as_sentences(kept_out, tokenizer), strict=True):
        reading = _read(prepared, sentences)
        told = correct_moods(passage.words, reading, german)
        yield _marked(passage), _present_subjunctive(told), _present_subjunctive(reading.features)


def _fold_of(key: str) -> int:
    return int(hashlib.sha256(f"fold:{key}".encode()).hexdigest()[:8], 16) % FOLDS


def _read(prepared: Prepared, sentences: Sequence[Sentence]) -> Reading:
    window = make_window([sentence.pieces for sentence in sentences])
    network = Shipped(prepared.network.eval().cpu())
    with torch.inference_mode():
        outputs = network(*collate([window]).values())
    row = {name: values[0].numpy() for name, values in zip(OUTPUTS, outputs, strict=True)}
    labels = Labels(
        upos=UPOS, relations=prepared.relations, features=tuple(FEATURES.items()), names=NAME_TAGS,
        roles=(), types=(), media=(), links=(),
    )  # fmt: skip
    (reading,), _ = decide(row, [Stretch(0, sentences[0].pieces)], labels, 1.0)
    return reading


def _marked(passage: Passage) -> set[int]:
    wanted = _PRESENT_SUBJUNCTIVE.items()
    return {at for at in range(len(passage.words)) if all(passage.labels[f][at] == value for f, value in wanted)}


def _present_subjunctive(features: Sequence[Sequence[tuple[str, str]]]) -> set[int]:
    return {at for at, word in enumerate(features) if ("Mood", "Sub") in word and ("Tense", "Pres") in word}


if __name__ == "__main__":
    main()
