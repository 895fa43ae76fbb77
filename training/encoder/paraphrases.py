"""Sentence vectors learn what is the same utterance: two wordings against other utterances on the matter.

``own/paraphrases*.jsonl`` hold groups that we wrote; the sentences of a parallel treebank add pairs in two languages.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from corpora.own import Cut
from corpora.trees import texts
from device import DEVICE, half, move
from network import Network
from quellenlage.models.pieces import Window, cut_words, make_window
from splits import Part, part
from windows import collate

# Cosines are divided by this before the softmax, as in SimCSE (Gao et al. 2021).
TEMPERATURE = 0.05
GROUPS = 5
PAIRS = 8


@dataclass(frozen=True, slots=True)
class Group:
    """Windows of one utterance in two wordings, and of others on the matter."""

    first: Window
    second: Window
    others: tuple[Window, ...]
    is_kept_out: bool


def read_groups(path: Path, tokenizer: Tokenizer, cut: Cut) -> list[Group]:
    """Our own groups; a tenth is kept out for choosing."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    def window(text: str) -> Window:
        return as_window([text[a:b] for sentence in cut(text) for a, b in sentence], tokenizer)

    return [
        Group(
            window(row["a"]), window(row["b"]), tuple(window(text) for text in row["others"]),
            part(f"paraphrases:{row['id']}") is Part.CHOOSE,
        )
        for row in rows
    ]  # fmt: skip


def read_pairs(data: Callable[[str], Path], tokenizer: Tokenizer, cut: Cut) -> list[Group]:
    """German sentences of the parallel treebank with their English originals, without those that measure."""
    found = []
    for key, german, english in texts(data("syntax/de_pud-ud-test.conllu")):
        if english and part(key) is not Part.TEST:
            first, second = (
                as_window([text[a:b] for sentence in cut(text) for a, b in sentence], tokenizer)
                for text in (german, english)
            )
            found.append(Group(first, second, (), part(key) is Part.CHOOSE))
    return found


def as_window(words: Sequence[str], tokenizer: Tokenizer) -> Window:
    """A text that is read as one sentence."""
    return make_window([cut_words(tokenizer, words)[:120]])


def loss(network: Network, groups: Sequence[Group]) -> Tensor:
    """Cross entropy of choosing the other wording among all other texts of the batch."""
    windows = [w for g in groups for w in (g.first, g.second, *g.others)]
    with half():
        vectors = network.read_vectors(move(collate(windows)))[:, 0]
    starts, at = [], 0
    for group in groups:
        starts.append(at)
        at += 2 + len(group.others)
    first = torch.tensor(starts, device=DEVICE)
    scores = vectors @ vectors.T / TEMPERATURE
    scores = scores.masked_fill(torch.eye(len(windows), dtype=torch.bool, device=DEVICE), float("-inf"))
    return (F.cross_entropy(scores[first], first + 1) + F.cross_entropy(scores[first + 1], first)) / 2


def draw(groups: Sequence[Group], pairs: Sequence[Group], chance: random.Random) -> list[Group]:
    """A batch: groups with their distractors, or pairs in two languages."""
    if groups and (not pairs or chance.random() < 0.5):
        return chance.sample(list(groups), min(GROUPS, len(groups)))
    return chance.sample(list(pairs), min(PAIRS, len(pairs)))


def accuracy(network: Network, groups: Sequence[Group]) -> float:
    """How often the other wording is nearer than every other utterance of its group."""
    right = 0
    network.eval()
    with torch.inference_mode(), half():
        for group in groups:
            vectors = network.read_vectors(move(collate([group.first, group.second, *group.others])))[:, 0]
            right += int((vectors[1:] @ vectors[0]).argmax() == 0)
    network.train()
    return right / max(1, len(groups))
