"""Stretches between quotation marks, broken ones too, in one pass over a block."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.text.span import Span, strip

_SENTENCE_END = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between marks: ``inner`` without them; ``closed`` if its closing mark was found."""

    outer: Span
    inner: Span
    closed: bool


def find_marked(text: str, block: Span, pairs: tuple[tuple[str, str], ...]) -> tuple[Marked, ...]:
    """Find what stands between quotation marks in one block.

    A mark opens if white space, a bracket or nothing stands before it and a word behind it. A second
    opening mark behind a finished sentence closes the stretch before (copied pages lose closing
    marks). A stretch that is open at the end of the block counts if it began the block or a sentence,
    or stands after a colon.

    Args:
        text: The analysed text.
        block: Where to look.
        pairs: Opening and closing marks that belong together.

    Returns:
        In order, without overlaps; time is linear in the length of the block.
    """
    closers: dict[str, set[str]] = {}
    for opening, closing in pairs:
        closers.setdefault(opening, set()).add(closing)
    found: list[Marked] = []
    start, mark = -1, ""
    for at in range(block.start, block.end):
        char = text[at]
        if (
            start >= 0
            and char in closers[mark]
            and text[at - 1] not in " \n"
            and not _opens(text, at, block, char, closers)
        ):
            found.append(_marked(text, start, at, at + 1, closed=True))
            start = -1
        elif char in closers and _opens(text, at, block, char, closers):
            if start >= 0 and char == mark and _ends_sentence(text, at):
                found.append(_marked(text, start, at, at, closed=False))
                start, mark = at, char
            elif start < 0:
                start, mark = at, char
    if start >= 0 and (
        start == block.start or text[max(0, start - 2) : start].rstrip().endswith((":", *_SENTENCE_END))
    ):
        found.append(_marked(text, start, block.end, block.end, closed=False))
    return tuple(m for m in found if len(m.inner))


def _ends_sentence(text: str, at: int) -> bool:
    return text[max(0, at - 3) : at].rstrip().endswith(_SENTENCE_END)


def _opens(text: str, at: int, block: Span, char: str, closers: dict[str, set[str]]) -> bool:
    before = text[at - 1] if at > block.start else " "
    behind = text[at + 1] if at + 1 < block.end else " "
    return char in closers and (before.isspace() or before in "([–—-/:") and not behind.isspace()


def _marked(text: str, start: int, end: int, outer_end: int, *, closed: bool) -> Marked:
    inner = strip(Span(start + 1, max(start + 1, end)), text)
    return Marked(Span(start, outer_end), inner, closed)
