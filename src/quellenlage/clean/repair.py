"""Repairs of single characters, as edits: what a reader cannot see must not split a word."""

from __future__ import annotations

import re
import unicodedata

from quellenlage.text.edit import Alignment, Edit, apply_edits
from quellenlage.text.span import Span

# Soft hyphen, zero-width space and joiners, word joiner, byte order mark inside the text, marks of direction.
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2066-\u2069\u202a-\u202e\ufeff]+")
_EMOJI_JOINER = re.compile("(?<=[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d")
_BLANK = re.compile("[\u00a0\u2007\u202f\u2002-\u200a\u3000]")
_COMBINED = re.compile("[^\\W\\d_][\u0300-\u036f]+")
# One sign that any repair begins or ends with: most texts have none.
_ANY = re.compile("[\u00a0\u00ad\u0300-\u036f\u2002-\u200f\u202a-\u202f\u2060-\u2069\u3000\ufeff]")


def is_visible(text: str) -> bool:
    """Whether a reader sees anything of ``text``."""
    return bool(_INVISIBLE.sub("", text).strip())


def repaired(text: str) -> tuple[str, Alignment]:
    """The text as its reader sees it, and the way back."""
    return apply_edits(text, repair_characters(text))


def repair_characters(text: str) -> tuple[Edit, ...]:
    """Edits that take out invisible characters, widen odd blanks and compose letters (NFC).

    Quotation marks, dashes and spelling stay as they are.

    Returns:
        Sorted by span, without overlaps.
    """
    if not _ANY.search(text):
        return ()
    joiners = {match.start() for match in _EMOJI_JOINER.finditer(text)}
    edits = [
        Edit(Span(*match.span()), "", "invisible character")
        for match in _INVISIBLE.finditer(text)
        if match.start() not in joiners
    ]
    edits += [Edit(Span(*match.span()), " ", "odd blank") for match in _BLANK.finditer(text)]
    for match in _COMBINED.finditer(text):
        composed = unicodedata.normalize("NFC", match[0])
        if composed != match[0]:
            edits.append(Edit(Span(*match.span()), composed, "composed letter"))
    return tuple(sorted(edits, key=lambda e: e.span))
