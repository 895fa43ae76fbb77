"""Recommended stories at the end of a copied page: a heading and its first paragraph each, and nothing of this story.

Such a paragraph looks like any other. Three things together tell: the heading of the section, headings and paragraphs
that take turns from there to the end of the page, and that most of them say next to nothing of what the page is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from quellenlage.clean.shape import SENTENCE_END, Wording
from quellenlage.records.document import ANALYSED_BLOCKS, BlockType
from quellenlage.text.fold import fold

# A heading is no longer, a paragraph no shorter (characters, set by hand).
_HEADING, _PARAGRAPH = 160, 90
# One heading with one paragraph may be the last part of the story.
_STORIES = 2
# No page has more sections at its end: bounds the work.
_SECTIONS = 8
# What a page is about: names and nouns that it has twice. Of 1,848 articles of german-news-2020 .63 have no more than
# this share of them in 400 characters behind four fifths, of the beginnings of their neighbours .97.
_TWICE, _SHARED = 2, 0.15
# Names and nouns: words with a capital, from so many letters on.
_NOUN = re.compile(r"\b[^\W\d_a-z][\w-]{3,}")


def find_recommended(words: Sequence[str], wordings: Sequence[Wording]) -> frozenset[int]:
    """Which lines belong to recommended stories.

    Args:
        words: The lines of a page as a reader sees them.
        wordings: One a line.

    Returns:
        Indices of headings and paragraphs behind the heading of a section; none in doubt.
    """
    sections = [i for i, w in enumerate(wordings) if w.opens_section and w.type is BlockType.TEASER]
    for opened in sections[-_SECTIONS:]:
        stories = _stories(range(opened + 1, len(words)), words, wordings)
        matters = _matters(words[:opened]) if len(stories) >= _STORIES else frozenset[str]()
        new = [story for story in stories if _is_new(story, words, matters)]
        if len(stories) >= _STORIES and 2 * len(new) > len(stories):
            return frozenset(i for story in stories for i in story)
    return frozenset()


def _stories(lines: Sequence[int], words: Sequence[str], wordings: Sequence[Wording]) -> list[list[int]]:
    """Headings, each with the one paragraph behind it, to the end of the page; none where two paragraphs follow."""
    stories: list[list[int]] = []
    headings: list[int] = []
    for i in lines:
        if wordings[i].is_controls or wordings[i].type not in (None, *ANALYSED_BLOCKS):
            continue
        is_sentence = bool(SENTENCE_END.search(words[i][-12:]))
        if not is_sentence and len(words[i]) <= _HEADING:
            headings.append(i)
        elif headings and len(words[i]) >= _PARAGRAPH:
            stories.append([*headings, i])
            headings = []
        else:
            return []
    return [*stories, *([headings] if stories and headings else [])]


def _matters(lines: Sequence[str]) -> frozenset[str]:
    counted = Counter(fold(word) for line in lines for word in _NOUN.findall(line))
    return frozenset(word for word, times in counted.items() if times >= _TWICE)


def _is_new(story: Sequence[int], words: Sequence[str], matters: frozenset[str]) -> bool:
    nouns = {fold(word) for i in story for word in _NOUN.findall(words[i])}
    return len(nouns & matters) <= _SHARED * len(nouns)
