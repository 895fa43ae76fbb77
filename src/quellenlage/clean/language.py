"""Which of the known languages a text is in, by its function words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quellenlage.lang.language import Language

_WORD = re.compile(r"[^\W\d_]+")
# Enough to tell languages apart; more would only cost time.
_SAMPLE = 20_000


def recognise(text: str, languages: Iterable[Language]) -> Language | None:
    """The language whose function words make up most of the words, if there are enough of them.

    Args:
        text: Running text; furniture may be in it.
        languages: Those with a folder, the default first: it wins a tie.

    Returns:
        None where no language reaches its ``function_word_share``.
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    best: tuple[float, Language] | None = None
    for language in languages:
        share = sum(word in language.function_words for word in words) / max(len(words), 1)
        if share >= language.function_word_share and share > 0 and (best is None or share > best[0]):
            best = (share, language)
    return best[1] if best else None
