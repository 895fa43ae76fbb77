"""Passages become windows, windows become batches."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from corpora.sample import LINKS, UNKNOWN, Link, Passage
from quellenlage.models import encoder
from quellenlage.models.pieces import WINDOW, Pieces, Window, make_window, pack

# Sentences that stand alone are read in windows of one to so many, as sentences are in articles.
LOOSE_TOGETHER = 4


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its labels.

    Attributes:
        labels: Layer -> one label a word of the window; heads count words of the window.
        vectors: Number of the target vector of every sentence.
    """

    window: Window
    labels: dict[str, list[int]]
    links: tuple[Link, ...]
    vectors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage with its pieces and labels."""

    passage: Passage
    start: int
    end: int
    pieces: tuple[Pieces, ...]
    vector: int

    @property
    def size(self) -> int:
        """Pieces."""
        return sum(map(len, self.pieces))


def examples(passages: Sequence[Sequence[Sentence]], chance: random.Random) -> Iterator[Example]:
    """Pack the sentences of passages; those that stand alone are shuffled into windows together."""
    loose: dict[str, list[Sentence]] = {}
    for sentences in passages:
        if not sentences:
            continue
        if sentences[0].passage.loose:
            loose.setdefault(sentences[0].passage.corpus, []).extend(sentences)
            continue
        yield from (_example(sentences[r.start : r.stop]) for r in pack([s.size for s in sentences]))
    for found in loose.values():
        chance.shuffle(found)
        at = 0
        while at < len(found):
            count = chance.randint(1, LOOSE_TOGETHER)
            group = found[at : at + count]
            while len(group) > 1 and sum(s.size for s in group) > WINDOW:
                group.pop()
            at += len(group)
            yield _example(group)


def _example(sentences: Sequence[Sentence]) -> Example:
    labels: dict[str, list[int]] = {}
    layers = sorted({layer for s in sentences for layer in s.passage.labels})
    for layer in layers:
        labels[layer] = []
        for s in sentences:
            at = len(labels[layer])
            known = s.passage.labels.get(layer)
            values = known[s.start : s.end] if known else [UNKNOWN] * (s.end - s.start)
            if layer == "head" and known:
                values = [v - s.start + at if v >= 0 else v for v in values]
            labels[layer] += values
    window = make_window([s.pieces for s in sentences])
    return Example(window, labels, _links(sentences), tuple(s.vector for s in sentences))


def _links(sentences: Sequence[Sentence]) -> tuple[Link, ...]:
    """The pairs of a passage whose words both stand in this window."""
    if sentences[0].passage.loose:
        return ()
    start, end = sentences[0].start, sentences[-1].end
    return tuple(
        Link(link.kind, link.quote - start, link.other - start, link.joined)
        for link in sentences[0].passage.links
        if start <= link.quote < end and start <= link.other < end
    )


def batches(found: Sequence[Example], pieces: int, chance: random.Random) -> list[list[Example]]:
    """Batches of windows of like length, in random order.

    Args:
        found: All windows of an epoch.
        pieces: So many pieces at most, padding counted; a window alone may have more.
        chance: Shuffles.
    """
    order = sorted(found, key=lambda e: len(e.window.ids) + chance.random() * 16)
    groups: list[list[Example]] = [[]]
    longest = 0
    for example in order:
        longest = max(longest, len(example.window.ids))
        if groups[-1] and longest * (len(groups[-1]) + 1) > pieces:
            groups.append([])
            longest = len(example.window.ids)
        groups[-1].append(example)
    chance.shuffle(groups)
    return groups


def collate(windows: Sequence[Window]) -> dict[str, Tensor]:
    """The input of the network, as the program makes it."""
    return {name: torch.from_numpy(values) for name, values in encoder.collate(windows).items()}


def targets(found: Sequence[Example], words: int) -> dict[str, Tensor]:
    """Labels of a batch: batch, words, ``UNKNOWN`` where nothing is known; links as rows of five numbers."""
    layers = sorted({layer for e in found for layer in e.labels})
    wanted = {layer: torch.full((len(found), words), UNKNOWN) for layer in layers}
    links = []
    for row, example in enumerate(found):
        for layer, values in example.labels.items():
            wanted[layer][row, : len(values)] = torch.tensor(values)
        links += [(row, LINKS.index(k.kind), k.quote, k.other, int(k.joined)) for k in example.links]
    wanted["links"] = torch.tensor(links, dtype=torch.long).reshape(-1, 5)
    return wanted
