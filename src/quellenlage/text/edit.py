"""Cleaning never rewrites a string: it returns edits, and the edits carry every offset back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from quellenlage.errors import InvariantError
from quellenlage.text.span import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``source[start:end]`` by ``replacement``, and say why."""

    span: Span
    replacement: str
    reason: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """The way between a source and its edited text.

    Attributes:
        clean: Starts of the stretches in the edited text, ascending, the first 0.
        source: Starts of the same stretches in the source.
        kept: Whether the stretch is copied from the source (else it stands for an edit).
        clean_length: Code points of the edited text.
        source_length: Code points of the source.
    """

    clean: tuple[int, ...]
    source: tuple[int, ...]
    kept: tuple[bool, ...]
    clean_length: int
    source_length: int

    def to_source(self, span: Span) -> Span:
        """The stretch of the source that ``span`` of the edited text stands for.

        A replaced stretch counts whole: wider spans have wider sources, and a span of kept
        characters has exactly their place.
        """
        if span.end > self.clean_length:
            raise InvariantError(f"{span} reaches beyond the text of {self.clean_length}")
        if not len(span):
            at = self._source_of(span.start)
            return Span(at, at)
        return Span(self._source_of(span.start), self._source_end(span.end - 1))

    def to_clean(self, span: Span) -> Span | None:
        """Where the characters of ``span`` of the source stand in the edited text; None if all were cut.

        What stands for a stretch wholly inside ``span`` counts: a composed letter belongs to its line.
        """
        pieces = range(max(bisect_right(self.source, span.start) - 1, 0), bisect_left(self.source, span.end))
        first = next((hit for i in pieces if (hit := self._hit(i, span))), None)
        last = next((hit for i in reversed(pieces) if (hit := self._hit(i, span))), None)
        return None if first is None or last is None else Span(first.start, last.end)

    def _hit(self, i: int, span: Span) -> Span | None:
        """What the piece ``i`` has of ``span`` in the edited text."""
        start = self.source[i]
        end = self.source[i + 1] if i + 1 < len(self.source) else self.source_length
        clean_end = self.clean[i + 1] if i + 1 < len(self.clean) else self.clean_length
        low, high = max(start, span.start), min(end, span.end)
        if self.kept[i] and low < high:
            return Span(self.clean[i] + low - start, self.clean[i] + high - start)
        if low == start < high == end and self.clean[i] < clean_end:
            return Span(self.clean[i], clean_end)
        return None

    def _piece(self, at: int) -> int:
        return bisect_right(self.clean, at) - 1

    def _source_of(self, at: int) -> int:
        i = self._piece(at)
        return self.source[i] + (at - self.clean[i] if self.kept[i] else 0)

    def _source_end(self, at: int) -> int:
        i = self._piece(at)
        if self.kept[i]:
            return self.source[i] + at - self.clean[i] + 1
        return self.source[i + 1] if i + 1 < len(self.source) else self.source_length


def apply_edits(source: str, edits: Iterable[Edit]) -> tuple[str, Alignment]:
    """Make all edits at once.

    Args:
        source: Any text.
        edits: In any order; they may touch, but not overlap.

    Returns:
        The edited text and the alignment between both.

    Raises:
        InvariantError: Two edits overlap or one reaches beyond the source.
    """
    ordered = sorted(edits, key=lambda e: (e.span.start, e.span.end))
    _refuse_overlaps(ordered, len(source))
    parts: list[str] = []
    rows: list[tuple[int, int, bool]] = []
    length = at = 0
    for edit in ordered:
        if edit.span.start > at:
            rows.append((length, at, True))
            parts.append(source[at : edit.span.start])
            length += edit.span.start - at
        rows.append((length, edit.span.start, False))
        parts.append(edit.replacement)
        length += len(edit.replacement)
        at = edit.span.end
    if at < len(source) or not rows:
        rows.append((length, at, True))
        parts.append(source[at:])
        length += len(source) - at
    clean, starts, kept = zip(*rows, strict=True)
    return "".join(parts), Alignment(clean, starts, kept, length, len(source))


def _refuse_overlaps(ordered: list[Edit], length: int) -> None:
    for left, right in pairwise(ordered):
        if left.span.end > right.span.start or left.span == right.span:
            raise InvariantError(f"edits overlap: {left} and {right}")
    if ordered and ordered[-1].span.end > length:
        raise InvariantError(f"edit beyond the source of {length}: {ordered[-1]}")
