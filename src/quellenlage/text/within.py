"""Which of many stretches lie within another: asked in time that does not depend on how many lie elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from quellenlage.text.span import Span

T = TypeVar("T")


class Within(Generic[T]):
    """Things that have a place in a text.

    Args:
        things: In any order; of one start they keep it.
        place: Where a thing is.

    >>> words = Within([Span(4, 6), Span(0, 3), Span(5, 9)], lambda span: span)
    >>> words.of(Span(3, 8))
    (Span(start=4, end=6),)
    """

    def __init__(self, things: Iterable[T], place: Callable[[T], Span]) -> None:
        self._things = sorted(things, key=lambda thing: place(thing).start)
        self._starts = [place(thing).start for thing in self._things]
        self._place = place

    def of(self, span: Span) -> tuple[T, ...]:
        """Those that lie in ``span`` as a whole, by their start."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end + 1)
        return tuple(thing for thing in self._things[first:last] if span.contains(self._place(thing)))
