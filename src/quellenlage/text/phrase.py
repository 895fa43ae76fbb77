"""What governs a noun phrase, told from the words in front of it: for stages that have no tree."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

GENITIVE = "genitive"


class ClosedClasses(Protocol):
    """The closed word classes of a language that tell what governs a phrase; all in small letters."""

    @property
    def prepositions(self) -> Collection[str]:
        """Words that make the phrase behind them an object of theirs."""

    @property
    def genitive_articles(self) -> Collection[str]:
        """Articles that make the phrase an attribute of the noun before them."""

    @property
    def determiners(self) -> Collection[str]:
        """Words that open a noun phrase."""

    @property
    def titles(self) -> Collection[str]:
        """Words between article and name."""

    @property
    def adjective(self) -> tuple[str, ...]:
        """Endings of adjectives; the empty one is ignored."""


def governor(first: int, forms: Sequence[str], words: ClosedClasses, limit: int = 0) -> str:
    """The preposition that governs a phrase, ``GENITIVE``, or nothing if it may be a subject.

    Walks to the left over adjectives, titles and articles to the first word that decides.

    Args:
        first: Index of the first token of the name.
        forms: Tokens of the sentence.
        words: Closed classes of the language.
        limit: Index of the leftmost token that may be looked at.
    """
    at = first - 1
    while at >= limit:
        form = forms[at]
        lower = form.lower()
        if lower in words.prepositions:
            return lower
        behind_noun = at > limit and forms[at - 1][:1].isupper() and forms[at - 1].lower() not in words.prepositions
        if lower in words.genitive_articles and behind_noun:
            return GENITIVE
        if lower not in words.determiners and form not in words.titles and not is_adjective_like(form, words):
            return ""
        at -= 1
    return ""


def is_adjective_like(form: str, words: ClosedClasses) -> bool:
    """Whether a word has the ending of an adjective, and is written small or a compound of a name."""
    endings = tuple(ending for ending in words.adjective if ending)
    return len(form) > 4 and form.endswith(endings) and (form.islower() or "-" in form)
