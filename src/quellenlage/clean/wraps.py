"""Line breaks inside sentences: where a copied text was wrapped, or a link stood on a line of its own.

A line is a paragraph to all that comes later, so a break inside a sentence would cut it in two. Lines are joined only
where both sides say so: the sentence in front is not over, and what follows goes on with it. Lines that are cut at one
width, as in mails, say so by their length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quellenlage.lang.language import Language
from quellenlage.text.edit import Edit
from quellenlage.text.span import Span, split_lines, strip

_REASON = "line break inside a sentence"
# What stands between two lines of one paragraph; other blanks than these are repaired one by one.
_BREAK = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*")
_BLANK_BEFORE, _BLANK_BEHIND = re.compile(r"[ \t]+[\r\n]"), re.compile(r".*[\r\n][ \t]\Z", re.DOTALL)
# A sentence or a heading is over here, or a list goes on.
_OVER = re.compile(r"[.!?…:;|*/–—-][\"“”‘’'»«)\]]*$")
_SMALL = re.compile(r"[a-z\u00df-\u00f6\u00f8-\u00ff]{2,}(?=[,;.]?(?:\s|$))")
_LAST_WORD = re.compile(r"(?:^|[\s(„»\"“])([^\W\d_]+)$")
# Words, and no address.
_WORDS = re.compile(r"(?!\w+://|www\.)(?:[^\W_]|[„»\"“(])")
# Longer words end no line that is wrapped.
_TAIL = 60
# So long is a paragraph up to a break in front of a small letter; shorter lines are names, lists and tags.
_LONG = 25
# A short line that ends without a sign is a name, a byline or a tag.
_SHORT, _CLOSED = 40, re.compile(r"[.!?…,;:][\"“”‘’'»«)\]]*$")
# So many breaks that are sure make others likely that have a blank in front of them.
_SURE = 3
# Widths at which mails and plain texts are cut; so many lines one behind the other show one.
_NARROW, _WIDE, _RUN = 50, 100, 4


@dataclass(frozen=True, slots=True)
class _Break:
    """A line end between two lines of words, with no empty line there.

    Attributes:
        gap: The line end with the blanks beside it.
        before: The last characters in front.
        length: Of the line in front.
        behind: The line behind.
    """

    gap: Span
    before: str
    length: int
    behind: str


def find_wraps(text: str, language: Language) -> tuple[Edit, ...]:
    """Find line breaks that a sentence goes across.

    Args:
        text: Of a source without markup.
        language: Its small words.

    Returns:
        Edits that put a blank for each such break, in order.
    """
    breaks = tuple(_breaks(text))
    openers = _openers(language)
    sure = {b.gap for b in _going_on(breaks, openers, text)} | {b.gap for b in _cut_at_a_width(breaks)}
    if len(sure) >= _SURE:
        sure |= {b.gap for b in breaks if b.length >= _LONG and _may_go_on(b) and _BLANK_BEFORE.match(b.gap.of(text))}
    return tuple(Edit(gap, " ", _REASON) for gap in sorted(sure))


def _breaks(text: str) -> Iterator[_Break]:
    lines = [line for line in (strip(line, text) for line in split_lines(text)) if len(line)]
    for line, behind in pairwise(lines):
        gap = Span(line.end, behind.start)
        if _BREAK.fullmatch(text, gap.start, gap.end):
            yield _Break(gap, text[max(line.start, line.end - _TAIL) : line.end], len(line), behind.of(text))


def _openers(language: Language) -> frozenset[str]:
    """Words behind which no sentence and no heading ends: articles, prepositions, „und“; but no prefix or verb."""
    small = language.determiners | language.articled_prepositions | language.joiners | language.prepositions
    return small - {cue.prefix for cue in language.cues} - language.auxiliaries - language.perfect


def _may_go_on(found: _Break) -> bool:
    return not _OVER.search(found.before) and bool(_WORDS.match(found.behind))


def _going_on(breaks: Sequence[_Break], openers: frozenset[str], text: str) -> list[_Break]:
    """Breaks that a small letter follows, or that a small word stands in front of."""
    length, end = 0, -1
    kept: list[_Break] = []
    for found in breaks:
        length = found.length + (length if end == found.gap.start - found.length else 0)
        last = _LAST_WORD.search(found.before)
        is_open = last is not None and last[1].lower() in openers
        # A link on a line of its own leaves one blank behind it.
        is_long = length >= _LONG or _BLANK_BEHIND.match(found.gap.of(text))
        if _may_go_on(found) and (is_open or (_SMALL.match(found.behind) and is_long)):
            end = found.gap.end
            kept.append(found)
        else:
            length = 0
    return _without_last_names(kept)


def _without_last_names(breaks: Sequence[_Break]) -> list[_Break]:
    """Leave out those behind which a name or a tag is all that is left of the paragraph."""
    kept: list[_Break] = []
    begins = -1
    for found in reversed(breaks):
        goes_on = found.gap.end + len(found.behind) == begins
        if goes_on or len(found.behind) >= _SHORT or _CLOSED.search(found.behind):
            kept.append(found)
            begins = found.gap.start
    return kept


def _cut_at_a_width(breaks: Sequence[_Break]) -> Iterator[_Break]:
    """Breaks in a run of lines of which each is so long that the first word of the next had no room in it."""
    run: list[_Break] = []
    for found in (*breaks, None):
        if found is not None and (not run or run[-1].gap.end + found.length == found.gap.start):
            run.append(found)
            continue
        yield from _of_a_run(run)
        run = [] if found is None else [found]


def _of_a_run(run: Sequence[_Break]) -> Iterator[_Break]:
    width = max((found.length for found in run), default=0)
    if len(run) < _RUN or not _NARROW <= width <= _WIDE:
        return
    full = [found for found in run if found.length + 1 + len(found.behind.split(maxsplit=1)[0]) > width]
    if len(full) == len(run):
        yield from (found for found in full if _may_go_on(found))
