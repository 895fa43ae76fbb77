"""Numbers by a word, in eight bytes each: for tables of names that are many and of which a text needs few."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np
import numpy.typing as npt

Pairs = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Checksums:
    """A sorted row of checksums of words, each with a number.

    Two words may have one checksum: what is found must be compared with the word.

    Attributes:
        pairs: The checksum in the upper half, the number in the lower; each pair once.

    Examples:
        >>> table = Checksums.of([paired(["Nebel", "Rauh"], [7, 8]), paired(["Nebel"], [2])])
        >>> list(table.find("Nebel")), list(table.find("Hof"))
        ([2, 7], [])
    """

    pairs: array[int] = field(default_factory=lambda: array("Q"))

    @classmethod
    def of(cls, parts: Sequence[Pairs]) -> Checksums:
        """What :func:`paired` gave for all words."""
        pairs = np.sort(np.concatenate(parts)) if parts else np.empty(0, np.uint64)
        is_new = np.ones(len(pairs), bool)
        is_new[1:] = pairs[1:] != pairs[:-1]
        return cls(array("Q", pairs[is_new].tobytes()))

    def find(self, word: str) -> Iterator[int]:
        """The numbers of a word, and seldom those of another, the least first."""
        # An article may hold halves of signs; they are no letters of a name.
        checksum = crc32(word.encode("utf-8", "replace"))
        at = bisect_left(self.pairs, checksum << 32)
        while at < len(self.pairs) and self.pairs[at] >> 32 == checksum:
            yield self.pairs[at] & 0xFFFFFFFF
            at += 1


def paired(words: Sequence[str], numbers: Sequence[int]) -> Pairs:
    """Checksums of words, each with its number, which is below 2^32."""
    sums = np.fromiter(map(crc32, map(str.encode, words)), np.uint64, len(words))
    return sums << np.uint64(32) | np.fromiter(numbers, np.uint64, len(numbers))
