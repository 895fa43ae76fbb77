"""Stretches of a text. Half-open, in code points; nothing here knows which text is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from quellenlage.errors import InvariantError

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)`` of code points.

    Source:
        W3C Web Annotation, TextPositionSelector.

    Examples:
        >>> Span(0, 2).of("Ödnis")
        'Öd'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise InvariantError(f"span [{self.start}, {self.end}) runs backwards or below 0")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether both share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shift(self, by: int) -> Span:
        """The same stretch, ``by`` code points further on."""
        return Span(self.start + by, self.end + by)


def cover(spans: Iterable[Span]) -> Span:
    """The smallest span that contains all of ``spans``.

    Raises:
        InvariantError: ``spans`` is empty.
    """
    all_spans = tuple(spans)
    if not all_spans:
        raise InvariantError("nothing to cover")
    return Span(min(s.start for s in all_spans), max(s.end for s in all_spans))


def strip(span: Span, text: str) -> Span:
    """``span`` without the white space at its two ends (empty at its start if nothing is left)."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - (len(words) - len(words.rstrip()))))


def split_lines(text: str) -> tuple[Span, ...]:
    r"""The lines of ``text`` without their line ends (``\\n``, ``\\r\\n``, ``\\r``), empty ones too."""
    spans = []
    start = 0
    for end in _LINE_END.finditer(text):
        spans.append(Span(start, end.start()))
        start = end.end()
    spans.append(Span(start, len(text)))
    return tuple(spans)
