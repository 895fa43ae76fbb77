"""The same utterance in two wordings, among three others of the same speaker on the matter."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from encoder_data import CORPORA, DEFAULT_MODEL, NEWSTEST, cut_text, load_encoder
from measure import Measure, Slip
from scoring import score_share

FOLDER = CORPORA / "same_utterance"


def measure_utterances(shared: Path, model: str = DEFAULT_MODEL) -> tuple[Measure, ...]:
    """How often the other wording is the nearest; the overlap of character trigrams beside it, by origin too."""
    rows = [json.loads(line) for line in (FOLDER / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
    with gzip.open(shared / NEWSTEST, "rt", encoding="utf-8") as file:
        versions = [json.loads(line) for line in file]
    groups = [[_text(w, versions) for w in (row["a"], row["b"], *row["others"])] for row in rows]
    encoder = load_encoder(model)
    words = [[t[a:b] for sentence in cut_text(t) for a, b in sentence] for group in groups for t in group]
    vectors = encoder.vectors(words).reshape(len(groups), 5, -1)
    right = [bool(np.argmax(found[1:] @ found[0]) == 0) for found in vectors]
    alike = [max(range(4), key=lambda i, g=group: (_dice(g[0], g[i + 1]), -i)) == 0 for group in groups]  # type: ignore[misc]
    second = [json.loads(line)["chosen"] == "b" for line in (FOLDER / "second.jsonl").read_text("utf-8").splitlines()]
    slips = tuple(
        Slip(f"another is nearer, {row['origin']}", row["id"], group[0])
        for row, group, good in zip(rows, groups, right, strict=True)
        if not good
    )
    measures = []
    for origin in ("", "newstest2021", "own"):
        kept = [i for i, row in enumerate(rows) if origin in ("", row["origin"])]
        measures.append(
            Measure(
                name=f"same utterance{', ' + origin if origin else ''}: nearest",
                score=score_share(sum(right[i] for i in kept), len(kept)),
                baseline=sum(alike[i] for i in kept) / len(kept),
                second=sum(second[i] for i in kept) / len(kept),
                slips=slips if not origin else (),
                is_part=bool(origin),
            )
        )
    return tuple(measures)


def _text(wording: dict[str, Any], versions: Sequence[dict[str, Any]]) -> str:
    if "text" in wording:
        return str(wording["text"])
    text: str = versions[wording["line"]]["german"][wording["version"]]
    return text[wording.get("start", 0) : wording.get("end")]


def _dice(left: str, right: str) -> float:
    """Shared character trigrams: twice their number over the sum of both (Dice 1945)."""
    one, two = ({text.lower()[i : i + 3] for i in range(len(text) - 2)} for text in (left, right))
    return 2 * len(one & two) / max(1, len(one) + len(two))
