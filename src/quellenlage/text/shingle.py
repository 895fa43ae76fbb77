"""Texts laid side by side, word for word: what two of them share is exact, down to the character.

A shared run is a stretch of words that stands in both, long enough to be no accident.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quellenlage.text.fold import fold
from quellenlage.text.span import Span

# Words that must stand in the same order in both texts: the size of shingle by which the measures count too.
SIZE = 8
# A number whose thousands are set apart is one word; letters with combining accents are letters.
_WORD = re.compile(r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?!\d)|\w+(?:[\u0300-\u036f]+\w*)*")
# A shingle that stands at more places of one text is no evidence of where its words come from: a loop.
_PLACES = 4


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, as they are compared and where they stand.

    Attributes:
        keys: Without capitals, accents and the marks inside numbers.
        spans: Where each stands.
    """

    keys: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand in two texts in the same order: index of the first in each, and how many."""

    left: int
    right: int
    length: int


def forms(text: str, within: Iterable[Span] | None = None) -> Iterator[str]:
    """The words as they stand.

    Args:
        text: Any.
        within: Stretches in order; None for the whole text.
    """
    for span in (Span(0, len(text)),) if within is None else within:
        yield from _WORD.findall(text, span.start, span.end)


def key(form: str) -> str:
    """Under what a word is compared.

    Examples:
        >>> key("Äpfel"), key("4.000") == key("4000")
        ('apfel', True)
    """
    return fold(form).replace(" ", "")


def words(text: str, within: Iterable[Span] | None = None) -> Words:
    """The words of a text with their places; those of :func:`forms`, one by one.

    Examples:
        >>> words("Am 3. Mai").keys
        ('am', '3', 'mai')
    """
    keys, spans = [], []
    for span in (Span(0, len(text)),) if within is None else within:
        for match in _WORD.finditer(text, span.start, span.end):
            keys.append(key(match[0]))
            spans.append(Span(*match.span()))
    return Words(tuple(keys), tuple(spans))


def shared_runs(left: Sequence[str], right: Sequence[str], size: int = SIZE) -> tuple[Run, ...]:
    """The longest runs of words that stand in both, at least ``size`` long, in the order of ``right``.

    Every word of ``right`` is in one run at most; a run is as long as it can be, from left to right. The time grows
    with the sum of both lengths.

    Args:
        left: Keys of words.
        right: Likewise.
        size: Words of the shortest run.

    Examples:
        >>> shared_runs("a b c d e".split(), "x b c d y".split(), 3)
        (Run(left=1, right=1, length=3),)
    """
    places: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(left) - size + 1):
        held = places.setdefault(tuple(left[i : i + size]), [])
        if len(held) < _PLACES:
            held.append(i)
    runs: list[Run] = []
    j = 0
    while j <= len(right) - size:
        starts = places.get(tuple(right[j : j + size]), ())
        if not starts:
            j += 1
            continue
        run = max((Run(i, j, _length(left, right, i, j)) for i in starts), key=lambda run: (run.length, -run.left))
        runs.append(run)
        j += run.length
    return tuple(runs)


def _length(left: Sequence[str], right: Sequence[str], i: int, j: int) -> int:
    """How many words are the same from here on."""
    most = min(len(left) - i, len(right) - j)
    return next((n for n in range(most) if left[i + n] != right[j + n]), most)


def own_stretches(taken: Iterable[tuple[int, int]], n: int) -> tuple[tuple[int, int], ...]:
    """What half-open stretches leave over of ``n`` words.

    Examples:
        >>> own_stretches([(1, 3), (2, 4)], 6)
        ((0, 1), (4, 6))
    """
    own = []
    at = 0
    for start, end in sorted(taken):
        if start > at:
            own.append((at, start))
        at = max(at, end)
    if at < n:
        own.append((at, n))
    return tuple(own)
