"""One pass over an article: windows of whole sentences in, readings out. The only user of onnxruntime.

A batch never crosses an article: int8 results depend on what else is in the batch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from quellenlage.errors import ModelError
from quellenlage.models.card import FOLDER, TOKENIZER, WEIGHTS, Card, load_card
from quellenlage.models.pieces import PAD, WINDOW, Window, cut_words, load_tokenizer, make_window, pack
from quellenlage.models.reading import Joined, Output, Reading, Stretch, decide, put_together

# Pieces of a batch, padding counted (set by hand): eight full windows; memory grows with it.
BATCH = 2_000
# The graph hands out the four likeliest heads of every word: there must be as many places.
FEWEST_WORDS = 4


class Encoder:
    """A model at work. Its files are read at the first use; for one thread at a time.

    Args:
        card: Checked by ``load_card``.
        threads: Processors that one pass may use.
    """

    def __init__(self, card: Card, threads: int = 1) -> None:
        self.card = card
        self._threads = threads

    @cached_property
    def _loaded(self) -> tuple[Tokenizer, onnxruntime.InferenceSession]:
        """Raises ``ModelError`` if the files are no tokeniser and no weights."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            tokenizer = load_tokenizer(self.card.folder / TOKENIZER)
            weights = str(self.card.folder / WEIGHTS)
            return tokenizer, onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        except Exception as error:
            reason = f"its files cannot be loaded ({type(error).__name__}); install it again"
            raise ModelError(self.card.name, reason) from error

    def read(self, sentences: Sequence[Sequence[str]]) -> tuple[list[Reading], list[Joined]]:
        """Read the sentences of one article.

        Args:
            sentences: Words of every sentence, in order; no sentence is empty.

        Returns:
            One reading a sentence, and pairs of parts that lie in one window.
        """
        cut = [stretch for number, words in enumerate(sentences) for stretch in self._stretches(number, words)]
        ranges = list(pack([stretch.size for stretch in cut]))
        readings: list[Reading | None] = [None] * len(cut)
        pairs: list[Joined] = []
        windows = [make_window([stretch.pieces for stretch in cut[r.start : r.stop]]) for r in ranges]
        for rows, outputs in self._run(windows):
            for row, window in enumerate(rows):
                first, last = ranges[window].start, ranges[window].stop
                one = {name: values[row] for name, values in outputs.items()}
                found, joined = decide(one, cut[first:last], self.card.labels, self.card.thresholds["join"])
                readings[first:last] = found
                pairs += [
                    replace(j, quote=(first + j.quote[0], j.quote[1]), other=(first + j.other[0], j.other[1]))
                    for j in joined
                ]
        return _by_sentence(cut, [r for r in readings if r], pairs)

    def vectors(self, texts: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """Vectors of texts, each read alone: texts, width. Words beyond a window are not read."""
        windows = [make_window([next(self._stretches(0, words)).pieces]) for words in texts]
        found = np.zeros((len(windows), self.card.width), np.float32)
        for rows, outputs in self._run(windows):
            for row, number in enumerate(rows):
                found[number] = outputs["vectors"][row, 0]
        return found

    def _stretches(self, number: int, words: Sequence[str]) -> Iterator[Stretch]:
        pieces = cut_words(self._loaded[0], words)
        start, filled = 0, 0
        for at, word in enumerate(pieces):
            if filled + len(word) > WINDOW:
                yield Stretch(number, tuple(pieces[start:at]))
                start, filled = at, 0
            filled += len(word)
        yield Stretch(number, tuple(pieces[start:]))

    def _run(self, windows: Sequence[Window]) -> Iterator[tuple[list[int], Output]]:
        """Batches of windows of like length: numbers of the windows, outputs by name."""
        order = sorted(range(len(windows)), key=lambda i: (len(windows[i].ids), i))
        rows: list[int] = []
        for index in order:
            if rows and len(windows[index].ids) * (len(rows) + 1) > BATCH:
                yield rows, self._batch([windows[i] for i in rows])
                rows = []
            rows.append(index)
        if rows:
            yield rows, self._batch([windows[i] for i in rows])

    def _batch(self, windows: Sequence[Window]) -> Output:
        session = self._loaded[1]
        names = [output.name for output in session.get_outputs()]
        return dict(zip(names, session.run(names, collate(windows)), strict=True))


def _by_sentence(
    cut: Sequence[Stretch], readings: Sequence[Reading], pairs: Sequence[Joined]
) -> tuple[list[Reading], list[Joined]]:
    """From stretches to sentences: places of roles count on where a sentence was cut."""
    parts: dict[int, list[Reading]] = defaultdict(list)
    before: list[int] = []
    for stretch, reading in zip(cut, readings, strict=True):
        before.append(sum(len(part.roles) for part in parts[stretch.sentence]))
        parts[stretch.sentence].append(reading)

    def place(at: tuple[int, int]) -> tuple[int, int]:
        return cut[at[0]].sentence, before[at[0]] + at[1]

    moved = [replace(pair, quote=place(pair.quote), other=place(pair.other)) for pair in pairs]
    whole = [put_together(parts[number]) for number in sorted(parts)]
    return whole, sorted(moved, key=lambda pair: (pair.quote, pair.other, pair.kind))


def collate(windows: Sequence[Window]) -> dict[str, NDArray[Any]]:
    """The input of the graph.

    Returns:
        ``ids`` and ``mask``: batch, pieces. ``first``, ``last`` and ``sentence``: batch, words; the sentence is -1
        where no word stands. ``piece_sentence``: batch, sentences, pieces: 1 where a piece belongs to the sentence.
    """
    rows, length = len(windows), max(len(w.ids) for w in windows)
    words, sentences = max(FEWEST_WORDS, *(len(w.first) for w in windows)), max(w.sentence[-1] + 1 for w in windows)
    batch: dict[str, NDArray[Any]] = {
        "ids": np.full((rows, length), PAD, np.int64),
        "mask": np.zeros((rows, length), np.int64),
        "first": np.zeros((rows, words), np.int64),
        "last": np.zeros((rows, words), np.int64),
        "sentence": np.full((rows, words), -1, np.int64),
        "piece_sentence": np.zeros((rows, sentences, length), np.float32),
    }
    for row, window in enumerate(windows):
        batch["ids"][row, : len(window.ids)] = window.ids
        batch["mask"][row, : len(window.ids)] = 1
        for name in ("first", "last", "sentence"):
            batch[name][row, : len(window.first)] = getattr(window, name)
        for first, last, sentence in zip(window.first, window.last, window.sentence, strict=True):
            batch["piece_sentence"][row, sentence, first : last + 1] = 1
    return batch


@lru_cache(maxsize=2)
def load_encoder(name: str, folder: Path = FOLDER) -> Encoder:
    """The model of a name, loaded once a process.

    Raises:
        ModelError: It is not there, damaged or another one.
    """
    return Encoder(load_card(name, folder))
