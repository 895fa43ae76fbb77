"""The vocabulary that German, English and names in Latin and Cyrillic letters need.

A piece of the multilingual vocabulary is kept if a corpus that we may train on uses it, if it is a single sign of a
kept script, or if it is among the most frequent of its script. A unigram tokeniser cuts a text into the kept pieces
only; the best cut of a text whose pieces are all kept stays the same.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

SPECIAL = 4
_SPACE = "▁"
# So many pieces of a script are kept, by the unigram model's own frequency: German and English fill the Latin part.
MOST_FREQUENT = {"LATIN": 34_000, "CYRILLIC": 5_000}
_SINGLE = frozenset({"LATIN", "CYRILLIC", "GREEK"})


def keep_pieces(tokenizer: Path, texts: Iterable[str]) -> list[int]:
    """The ids to keep, in order.

    Args:
        tokenizer: ``tokenizer.json`` of multilingual-e5-small.
        texts: All corpora, also what measures: it decides which pieces there are, and nothing is learnt from it.
    """
    vocabulary = _vocabulary(tokenizer)
    used = {i for e in Tokenizer.from_file(str(tokenizer)).encode_batch(list(texts)) for i in e.ids}
    kept = set(range(SPECIAL)) | used
    counts = dict.fromkeys(MOST_FREQUENT, 0)
    # The vocabulary is sorted by falling frequency behind the special pieces.
    for index, (piece, _score) in enumerate(vocabulary[SPECIAL:-1], SPECIAL):
        letters = piece.removeprefix(_SPACE)
        scripts = {_script(c) for c in letters}
        if len(letters) <= 1 and scripts <= _SINGLE | {""}:
            kept.add(index)
        elif len(letters) > 1 and len(named := scripts - {""}) == 1 and (script := named.pop()) in counts:
            counts[script] += 1
            if counts[script] <= MOST_FREQUENT[script]:
                kept.add(index)
    return sorted(kept)


def kept_pieces(tokenizer: Path, pruned: Path) -> list[int]:
    """The ids that a pruned tokeniser has kept."""
    known = {piece: number for number, (piece, _) in enumerate(_vocabulary(tokenizer))}
    return [known[piece] for piece, _ in _vocabulary(pruned)]


def prune_tokenizer(tokenizer: Path, kept: list[int], target: Path) -> None:
    """Write a ``tokenizer.json`` that knows the kept pieces only, renumbered in order."""
    rules: dict[str, Any] = json.loads(tokenizer.read_text(encoding="utf-8"))
    rules["model"]["vocab"] = [rules["model"]["vocab"][i] for i in kept]
    rules["added_tokens"] = [token for token in rules["added_tokens"] if token["id"] < SPECIAL]
    target.write_text(json.dumps(rules, ensure_ascii=False), encoding="utf-8")


def _vocabulary(tokenizer: Path) -> list[tuple[str, float]]:
    found: list[tuple[str, float]] = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    return found


def _script(sign: str) -> str:
    """First word of the Unicode name of a letter; empty for digits and signs."""
    return unicodedata.name(sign, "?").split()[0] if sign.isalpha() else ""
