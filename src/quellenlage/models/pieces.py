"""Words as the pieces of a unigram vocabulary, and windows of whole sentences to be read at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

START, PAD, END, UNKNOWN = 0, 1, 2, 3
# Pieces of a window: trials read 250 at once; attention grows with the square.
WINDOW = 250
# Pieces of a word that are read; what is longer is no word.
_LONGEST_WORD = 16

Pieces = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Input of one row of a batch.

    Attributes:
        ids: Pieces between a start and an end sign.
        first: For every word the index of its first piece in ``ids``.
        last: The same for its last piece.
        sentence: For every word the number of its sentence in the window.
    """

    ids: tuple[int, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]
    sentence: tuple[int, ...]


def load_tokenizer(path: Path) -> Tokenizer:
    """Read ``tokenizer.json``, without truncation or padding."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def cut_words(tokenizer: Tokenizer, words: Sequence[str]) -> list[Pieces]:
    """The pieces of every word; the sign for the unknown where a word has none."""
    if not words:
        return []
    encoding = tokenizer.encode([word[:200] for word in words], is_pretokenized=True, add_special_tokens=False)
    pieces: list[list[int]] = [[] for _ in words]
    for number, word in zip(encoding.ids, encoding.word_ids, strict=True):
        if word is not None:
            pieces[word].append(number)
    return [tuple(found[:_LONGEST_WORD]) or (UNKNOWN,) for found in pieces]


def make_window(sentences: Sequence[Sequence[Pieces]]) -> Window:
    """Put the words of whole sentences into one window."""
    ids, first, last, numbers = [START], [], [], []
    for number, words in enumerate(sentences):
        for pieces in words:
            first.append(len(ids))
            ids.extend(pieces)
            last.append(len(ids) - 1)
            numbers.append(number)
    return Window((*ids, END), tuple(first), tuple(last), tuple(numbers))


def pack(sizes: Sequence[int], limit: int = WINDOW) -> Iterator[range]:
    """Neighbouring sentences that fit into one window together.

    Args:
        sizes: Pieces of every sentence; one above the limit stands alone.
        limit: Pieces of a window.

    >>> list(pack([100, 100, 100, 400, 20]))
    [range(0, 2), range(2, 3), range(3, 4), range(4, 5)]
    """
    start, filled = 0, 0
    for index, size in enumerate(sizes):
        if index > start and filled + size > limit:
            yield range(start, index)
            start, filled = index, 0
        filled += size
    if start < len(sizes):
        yield range(start, len(sizes))
