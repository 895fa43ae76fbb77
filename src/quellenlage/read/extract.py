"""Asks trafilatura which lines of a page are the article.

Every line gets a mark in front (two Braille patterns that stand for its number) before the extraction; the marks
that come out tell which lines were chosen. So no text has to be matched with itself: a teaser with the words of
a paragraph is not taken for it, and the time is that of the extraction.
"""

from __future__ import annotations

import logging
import re

from quellenlage.text.edit import Alignment
from quellenlage.text.span import Span, split_lines, strip

# Symbols that are printable (others are dropped) and no letters (so that patterns for „Teilen“ still match).
_FIRST = 0x2801
_BASE = 255
_MARK = re.compile("[\u2801-\u28ff]{2}")
# After these the extractor silently drops text; a Braille pattern of the page would be taken for a mark.
_UNFIT = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u2800-\u28ff]")

# It says on its own channel what we say in a flaw; without a handler that would go to stderr.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def extract_lines(markup: str, text: str, origin: Alignment) -> tuple[Span, ...]:
    """The lines of ``text`` that belong to the article, in order; none if no article was found.

    Args:
        markup: A page.
        text: Its text nodes, not more than 65,000 lines.
        origin: From ``text`` to ``markup``.
    """
    lines = [line for line in (strip(line, text) for line in split_lines(text)) if len(line)]
    fit = _UNFIT.sub(" ", markup)
    parts, at = [], 0
    for number, line in enumerate(lines):
        place = origin.to_source(Span(line.start, line.start + 1)).start
        parts += [fit[at:place], _mark(number)]
        at = place
    parts.append(fit[at:])
    numbers = {_number(mark) for mark in _MARK.findall(_extract("".join(parts)))}
    return tuple(line for number, line in enumerate(lines) if number in numbers)


def _mark(number: int) -> str:
    high, low = divmod(number, _BASE)
    return f"{chr(_FIRST + high)}{chr(_FIRST + low)} "


def _number(mark: str) -> int:
    return (ord(mark[0]) - _FIRST) * _BASE + ord(mark[1]) - _FIRST


def _extract(page: str) -> str:
    import trafilatura  # takes half a second, which only those who read pages shall wait

    try:
        return trafilatura.extract(page, include_comments=False, include_tables=True, deduplicate=False) or ""
    except Exception:  # noqa: BLE001  whatever it stumbles over: it is only asked for a hint
        return ""
