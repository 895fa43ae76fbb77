"""How a noun with what stands around it is taken apart: articles and adjectives in front, the name, its forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quellenlage.lang.language import Language
from quellenlage.text.fold import fold

WORD = re.compile(r"[^\W\d_]+")
# A capitalised word that short, in front of others, is an article at the beginning of a sentence.
_ARTICLE = 4


def head_of(words: str) -> tuple[list[str], list[str]]:
    """The small words in front, and the capitalised ones behind them."""
    tokens = WORD.findall(words)
    first = next((i for i, word in enumerate(tokens) if word[0].isupper() and (i or len(tokens) == 1)), None)
    if first is None:
        first = 0 if tokens and tokens[0][0].isupper() else len(tokens)
    elif tokens[0][0].isupper() and first and not _is_lead(tokens[0], first):
        first = 0
    end = next((i for i in range(first, len(tokens)) if not tokens[i][0].isupper()), len(tokens))
    return [word.lower() for word in tokens[:first]], tokens[first:end]


def _is_lead(word: str, first: int) -> bool:
    """Whether a capitalised first word stands for an article at the beginning of a sentence."""
    return first >= 1 and len(word) <= _ARTICLE


def forms_of(run: list[str], *, is_cut: bool, language: Language) -> Iterator[str]:
    """The folded name; in the genitive first without its ending. Then its end alone, without a noun before it."""
    name = fold(" ".join(run))
    first, *rest = run
    ending = next((end for end in language.genitive if first.endswith(end)), "")
    if is_cut and ending:
        yield fold(" ".join((first[: -len(ending)], *rest)))
    yield name
    if rest:
        yield fold(" ".join(rest))


def is_genitive(lead: list[str], language: Language) -> bool:
    """Whether an article stands in front that only a genitive with an ending has."""
    article = next((word for word in lead if word in language.genitive_articles), "")
    return bool(article) and language.speech.declined.get(article) == ""
