"""Draws piles of articles that tell one story, of which two keep their day: ``corpora/date_piles/piles.jsonl``.

Ids and days only. Run once, before the mechanism: ``python bench/draw_date_piles.py --shared ../shared``. Articles are
brought together by their words and by days not far from one another, as a story runs: that articles of a pile lie near
one another is therefore a setting here, and no finding.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import log, sqrt
from pathlib import Path
from typing import Any

from marks import ARTICLES

CORPORA = Path(__file__).parent / "corpora"
FILE = CORPORA / "date_piles" / "piles.jsonl"
# Articles of other sets, and those whose single days ``dating_measures`` measures, are not drawn.
_EVERY = 92
_WORD = re.compile(r"\b[A-ZÄÖÜ]\w{3,}")
_ENDINGS = "enrsm"
_PILES, _LARGEST, _SMALLEST, _DATED = 40, 6, 4, 2
# Cosine of the weighted capitalised words from which on two articles tell one story, set by reading titles of others.
_STORY = 0.2
# Days from the first article drawn within which the others lie.
_DAYS = 45
_SHORTEST, _LONGEST = 300, 5000
# Half of the articles stay outside, to work with.
_HALF = "drawn"
# A word in more articles than this finds no neighbours.
_COMMON = 400


def main() -> None:
    """Draw and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    with gzip.open(parser.parse_args().shared / ARTICLES, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    piles = draw(rows, taken(), "date piles", _PILES)
    FILE.write_text("".join(json.dumps(pile) + "\n" for pile in piles), encoding="utf-8")


def taken() -> frozenset[str]:
    """Keys of articles that other sets point at."""
    keys = set()
    for path in CORPORA.rglob("*.jsonl"):
        if path != FILE:
            keys |= set(re.findall(r'"(?:key|also|left|right|a|b)": "(\d+)"', path.read_text(encoding="utf-8")))
    return frozenset(keys)


def draw(rows: Sequence[Mapping[str, Any]], without: frozenset[str], salt: str, count: int) -> list[dict[str, Any]]:
    """Piles around articles drawn by hash; no article is in two piles.

    Args:
        rows: All articles.
        without: Keys that are not drawn.
        salt: Another salt, another draw.
        count: How many piles.
    """
    able = [
        row
        for number, row in enumerate(rows)
        if number % _EVERY
        and row["id"] not in without
        and _hash(_HALF, row["id"])[0] in "01234567"
        and _SHORTEST < len(row["text"]) < _LONGEST
    ]
    vectors = _vectors([f"{row['title']} {row['text']}" for row in able])
    holders: dict[str, list[int]] = {}
    for at, vector in enumerate(vectors):
        for word in vector:
            holders.setdefault(word, []).append(at)
    used: set[int] = set()
    piles: list[dict[str, Any]] = []
    for seed in sorted(range(len(able)), key=lambda at: _hash(salt, able[at]["id"])):
        near = [at for at in _near(seed, vectors, holders) if at not in used and _apart(able[at], able[seed]) <= _DAYS]
        near = near[: _LARGEST - 1]
        pile = sorted([seed, *near], key=lambda at: _hash(salt, able[at]["id"]))
        if seed in used or len(pile) < _SMALLEST or len({able[at]["date"][:10] for at in pile}) < _DATED:
            continue
        used |= set(pile)
        articles = [
            {
                "key": able[at]["id"],
                "day": able[at]["date"][:10],
                "dated": n < _DATED,
                "sha": hashlib.sha256(able[at]["text"].encode()).hexdigest()[:12],
            }
            for n, at in enumerate(pile)
        ]
        piles.append({"id": f"dp-{len(piles) + 1:03}", "articles": articles})
        if len(piles) == count:
            break
    return piles


def _apart(left: Mapping[str, Any], right: Mapping[str, Any]) -> int:
    return abs((date.fromisoformat(left["date"][:10]) - date.fromisoformat(right["date"][:10])).days)


def _hash(salt: str, key: str) -> str:
    return hashlib.sha256(f"{salt} {key}".encode()).hexdigest()


def _vectors(texts: Sequence[str]) -> list[dict[str, float]]:
    """Capitalised words without endings, weighted by how rare they are, of length 1."""
    counts = [Counter(word.lower().rstrip(_ENDINGS) for word in _WORD.findall(text)) for text in texts]
    heard = Counter(word for count in counts for word in count)
    found = []
    for count in counts:
        vector = {w: (1 + log(n)) * log(len(texts) / heard[w]) for w, n in count.items() if heard[w] > 1}
        length = sqrt(sum(value * value for value in vector.values())) or 1.0
        found.append({word: value / length for word, value in vector.items()})
    return found


def _near(seed: int, vectors: Sequence[Mapping[str, float]], holders: Mapping[str, Sequence[int]]) -> Iterator[int]:
    """Articles of the same story, the likest first."""
    sums: Counter[int] = Counter()
    for word, value in vectors[seed].items():
        if len(holders[word]) <= _COMMON:
            for at in holders[word]:
                if at != seed:
                    sums[at] += value * vectors[at][word]  # type: ignore[assignment]
    yield from (at for at, value in sorted(sums.items(), key=lambda item: (-item[1], item[0])) if value >= _STORY)


if __name__ == "__main__":
    main()
