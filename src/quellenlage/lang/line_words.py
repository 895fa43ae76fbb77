"""Words that tell what a line of a copied page is: how much likelier each type becomes by each word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quellenlage.datafile import Faults, read_rows
from quellenlage.records.document import BlockType

FILE = "line_words.tsv"
# Words, prices, and signs that stand alone.
_TOKEN = re.compile(r"[^\W\d_]+|[€$%©#@]|\d+")


def line_tokens(line: str) -> list[str]:
    """The words of a line in small letters; a number is a sign for its length.

    Examples:
        >>> line_tokens("Jetzt 4 Wochen für 1 €")
        ['jetzt', '#1', 'wochen', 'für', '#1', '€']
    """
    return [f"#{min(len(t), 5)}" if t[0].isdigit() else t for t in _TOKEN.findall(line.lower())]


@dataclass(frozen=True)
class LineWords:
    """Words with their weights.

    Attributes:
        table: For each word one weight a type, in the order of ``BlockType``.
    """

    table: dict[str, tuple[float, ...]] = field(default_factory=dict)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self.table)}

    @cached_property
    def _weights(self) -> NDArray[np.float32]:
        return np.array(list(self.table.values()), np.float32).reshape(-1, len(BlockType))

    def find(self, line: str) -> tuple[NDArray[np.float32], int]:
        """The weights of the words of a line that are known, in order, and how many words it has."""
        tokens, rows = line_tokens(line), self._rows
        return self._weights[[rows[token] for token in tokens if token in rows]], len(tokens)


def read_line_words(path: Path, faults: Faults) -> LineWords:
    """The table of a language."""
    types = [str(t) for t in BlockType]
    found: dict[str, tuple[float, ...]] = {}
    for number, row in enumerate(read_rows(path, ("word", *types, "source"), faults), 2):
        try:
            found[row["word"]] = tuple(float(row[t]) for t in types)
        except ValueError:
            faults.add(path, f"line {number}", "a number in every column of a type")
    return LineWords(found)
