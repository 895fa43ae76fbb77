"""What finding copies costs: ``python bench/copies_cost.py --shared FOLDER`` prints seconds by number of articles.

n log n shows as a last column that hardly grows.
"""

from __future__ import annotations

import argparse
import gzip
import json
from math import log2
from pathlib import Path
from time import process_time

from marks import ARTICLES
from quellenlage.link.copies.pairs import Hasher, find_pairs, shingles_of
from quellenlage.text.shingle import forms

_SIZES = (100, 300, 1000, 3000, 5000, 9000)
_LEAST = 12


def main() -> None:
    """Print the table; seconds are those of the processor."""
    parser = argparse.ArgumentParser(description="Seconds to find all pairs of articles that share wording.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of measuring data")
    shared: Path = parser.parse_args().shared
    with gzip.open(shared / ARTICLES, "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    print(f"{'articles':>8} {'shingles':>9} {'words s':>8} {'pairs s':>8} {'pairs':>7} {'us per n log n':>15}")
    for size in (*(n for n in _SIZES if n < len(texts)), len(texts)):
        start = process_time()
        hasher = Hasher()
        shingles = [shingles_of(hasher.numbers(tuple(forms(text)))) for text in texts[:size]]
        middle = process_time()
        pairs = find_pairs(shingles, _LEAST)
        end = process_time()
        n = sum(map(len, shingles))
        unit = (end - start) * 1e6 / (n * log2(n))
        print(f"{size:8} {n:9} {middle - start:8.2f} {end - middle:8.2f} {len(pairs):7} {unit:15.4f}")


if __name__ == "__main__":
    main()
