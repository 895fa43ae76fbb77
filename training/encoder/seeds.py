"""Three seeds on one short setting: how much of a difference is chance. ``python training/encoder/seeds.py``.

Figures are of the averaged float32 weights on the measuring tenths, as ``metrics.measure`` counts them: sentences and
words of the corpora. They serve to judge differences, not to be set beside those of ``make quality``.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import replace
from pathlib import Path
from statistics import mean

import checkpoint
from data import as_sentences, read_data
from licences import Shelf
from metrics import measure
from quellenlage.models.pieces import load_tokenizer
from settings import Settings
from splits import Part
from train import BUILD, prepare, run
from windows import examples

SEEDS = (1, 2, 3)
# Two epochs take about twenty minutes on two cores.
EPOCHS = 2


def main() -> None:
    """Train and print one line a measure: mean, least, most."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    found = [_train(seed, options.shared) for seed in SEEDS]
    print(f"{'measure':<14}{'mean':>8}{'least':>8}{'most':>8}   seeds {', '.join(map(str, SEEDS))}")
    for name in found[0]:
        values = [figures[name] for figures in found]
        print(f"{name:<14}{mean(values):>8.4f}{min(values):>8.4f}{max(values):>8.4f}")


def _train(seed: int, shared: Path) -> dict[str, float]:
    settings = replace(Settings(), seed=seed, epochs=EPOCHS)
    folder = BUILD / f"seed-{seed}"
    prepared = prepare(settings, shared, folder)
    run(prepared)
    prepared.network.load_state_dict(checkpoint.weights(folder / "weights.safetensors"))
    kept_out = read_data(Shelf(shared / "data", settings.model)).of(Part.TEST)
    tokenizer = load_tokenizer(folder / "tokenizer.json")
    return measure(prepared.network, list(examples(as_sentences(kept_out, tokenizer), random.Random(0))))


if __name__ == "__main__":
    main()
