"""Which articles of a pile share wording: an exact index of all shingles, sorted once, n log n in their number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from quellenlage.text.shingle import SIZE, key

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]

# Odd, so that every word of a shingle keeps all its bits (Knuth, MMIX).
_FACTOR = np.uint64(6364136223846793005)
# A shingle of more articles than this would give pairs without end; such articles are joined in a row instead, each
# with so many behind it. Bounds the work, not what is found: articles that share a text share hundreds of shingles.
_MANY, _BEHIND = 64, 8
# Pairs that are counted at once (bounds the memory: 8 bytes each).
_CHUNK = 8_000_000


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles by their number, and how many different shingles both hold."""

    left: int
    right: int
    shared: int


class Hasher(dict[str, int]):
    """Words as they stand to numbers, the same in every process; a word is hashed once."""

    def __missing__(self, form: str) -> int:
        """Hash a word that is new."""
        digest = blake2b(key(form).encode("utf-8", "surrogatepass"), digest_size=8).digest()
        number = self[form] = int.from_bytes(digest, "big")
        return number

    def numbers(self, forms: Sequence[str]) -> Hashes:
        """One number a word: uint64, shape (words,)."""
        return np.fromiter(map(self.__getitem__, forms), dtype=np.uint64, count=len(forms))


def shingles_of(numbers: Hashes) -> Hashes:
    """The shingles of a text.

    Args:
        numbers: Of its words, in order.

    Returns:
        uint64, shape (n,): one number for each place where ``SIZE`` words begin; n is 0 for a shorter text.
    """
    n = max(0, len(numbers) - SIZE + 1)
    sums = np.zeros(n, dtype=np.uint64)
    for at in range(SIZE if n else 0):
        sums = sums * _FACTOR + numbers[at : at + n]
    return sums


def find_pairs(shingles: Sequence[Hashes], least: int) -> tuple[Pair, ...]:
    """All pairs of texts with at least ``least`` different shingles in common.

    Args:
        shingles: Of each text, as :func:`shingles_of` gives them.
        least: At least 1.

    Returns:
        In the order of both numbers, the smaller one left.
    """
    codes, counts = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    for chunk in _chunks(_joined(shingles), len(shingles)):
        together = np.concatenate((codes, chunk))
        weights = np.concatenate((counts, np.ones(len(chunk), dtype=np.int64)))
        codes, place = np.unique(together, return_inverse=True)
        counts = np.bincount(place, weights=weights, minlength=len(codes)).astype(np.int64)
    n = max(1, len(shingles))
    return tuple(
        Pair(int(code) // n, int(code) % n, int(count))
        for code, count in zip(codes, counts, strict=True)
        if count >= least
    )


def _joined(shingles: Sequence[Hashes]) -> Iterator[Places]:
    """The texts that hold a shingle, for all shingles of one frequency together: shape (shingles, frequency)."""
    unique = [np.unique(part) for part in shingles]
    if not unique:
        return
    owners = np.repeat(np.arange(len(unique), dtype=np.int64), [len(part) for part in unique])
    values = np.concatenate(unique)
    order = np.argsort(values, kind="stable")
    values, owners = values[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])) if len(values) else np.empty(0))
    sizes = np.diff(np.concatenate((starts, [len(values)])))
    for size in np.unique(sizes[sizes > 1]):
        first = starts[sizes == size]
        yield owners[first[:, None] + np.arange(size)]


def _chunks(groups: Iterator[Places], n: int) -> Iterator[Places]:
    """The pairs of every group as one number each."""
    for group in groups:
        size = group.shape[1]
        if size <= _MANY:
            left, right = np.triu_indices(size, 1)
        else:
            steps = [(i, i + step) for step in range(1, _BEHIND + 1) for i in range(size - step)]
            left, right = np.array(steps, dtype=np.int64).T
        rows = max(1, _CHUNK // len(left))
        for at in range(0, len(group), rows):
            part = group[at : at + rows]
            yield (part[:, left] * n + part[:, right]).ravel()
