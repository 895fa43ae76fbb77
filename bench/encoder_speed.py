"""Words a second that the encoder reads on one core, its memory, and what int8 costs and gains against float32."""

from __future__ import annotations

import resource
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import process_time

from encoder_data import DEFAULT_MODEL, cut_text
from quellenlage.models.card import WEIGHTS, Card, load_card
from quellenlage.models.encoder import Encoder

FLOAT = Path("build", "encoder", DEFAULT_MODEL, "model.float32.onnx")
_Article = Sequence[Sequence[str]]


def print_encoder(texts: Sequence[str], runs: int) -> None:
    """One line for the shipped weights; one for those before quantisation, where ``make train`` left them."""
    articles = [[[t[a:b] for a, b in sentence] for sentence in cut_text(t)] for t in texts]
    words = sum(len(text.split()) for text in texts)
    shipped = load_card(DEFAULT_MODEL)
    quick = _seconds(shipped, articles, runs)
    print(f"\n{'encoder, one core':<24}{'words/s':>10}{'(least-most)':>20}{'MB on disk':>12}")
    _print("int8, as shipped", quick, words, (shipped.folder / WEIGHTS).stat().st_size)
    if FLOAT.is_file():
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(shipped.folder, folder, dirs_exist_ok=True)
            shutil.copyfile(FLOAT, Path(folder, WEIGHTS))
            whole = replace(shipped, folder=Path(folder))
            slow = _seconds(whole, articles, runs)
            pairs = list(zip(_heads(shipped, articles), _heads(whole, articles), strict=True))
        _print("float32", slow, words, FLOAT.stat().st_size)
        print(f"int8 is {median(slow) / median(quick):.2f} times as fast as float32")
        print(f"{sum(a != b for a, b in pairs) / len(pairs):.2%} of {len(pairs)} heads differ from float32")
    print(f"most memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _seconds(card: Card, articles: Sequence[_Article], runs: int) -> list[float]:
    """Processor seconds of every run over all articles."""
    encoder = Encoder(card)
    encoder.read(articles[0])
    found = []
    for _ in range(runs):
        start = process_time()
        for article in articles:
            if article:
                encoder.read(article)
        found.append(process_time() - start)
    return found


def _heads(card: Card, articles: Sequence[_Article]) -> list[int]:
    """On which word each word hangs."""
    encoder = Encoder(card)
    return [head for article in articles if article for reading in encoder.read(article)[0] for head in reading.heads]


def _print(name: str, seconds: list[float], words: int, size: int) -> None:
    spread = f"({words / max(seconds):,.0f}-{words / min(seconds):,.0f})"
    print(f"{name:<24}{words / median(seconds):>10,.0f}{spread:>20}{size / 1e6:>12.1f}")
