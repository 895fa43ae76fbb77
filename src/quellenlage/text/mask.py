"""Which characters of a text are taken: asked in time that does not depend on how many stretches there are."""

from __future__ import annotations

from collections.abc import Iterable

from quellenlage.text.span import Span


class Mask:
    """A flag for every character of a text.

    Args:
        length: Code points of the text.
        spans: What is taken from the start.

    >>> mask = Mask(9, [Span(2, 4)])
    >>> mask.touches(Span(3, 6)), mask.touches(Span(4, 6))
    (True, False)
    """

    def __init__(self, length: int, spans: Iterable[Span] = ()) -> None:
        self._flags = bytearray(length)
        self.take(spans)

    def take(self, spans: Iterable[Span]) -> None:
        """Flag these characters."""
        for span in spans:
            self._flags[span.start : span.end] = b"\1" * len(span)

    def touches(self, span: Span) -> bool:
        """Whether a character of ``span`` is taken."""
        return self._flags.find(1, span.start, span.end) >= 0
