"""What the finders of traces know about words: dictionary, lists of the language, names, and the article itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from quellenlage.lang.language import Language, TraceWording
from quellenlage.models.lemma import is_known
from quellenlage.world import World

WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that are known while one article is read.

    Attributes:
        traces: Wording of the traces.
        counts: How often every run of letters stands in the article.
    """

    language: Language
    traces: TraceWording
    world: World
    counts: Counter[str]

    @property
    def given_names(self) -> Collection[str]:
        """Given names of persons."""
        return self.world.kb.given_names

    def is_title(self, word: str) -> bool:
        """Whether a word says what the person is whose name follows."""
        return word in self.language.titles or word.lower().endswith(self.language.title_suffixes)

    def is_function(self, word: str) -> bool:
        """Whether a word is one of the small ones of the language, whatever its first letter."""
        return word in self.language.function_words or word.lower() in self.language.function_words

    def is_word(self, word: str) -> bool:
        """Whether the language knows a form; of two letters only its function words."""
        if self.is_function(word):
            return True
        return len(word) > 2 and (word in self.language.common_nouns or is_known(word, self.language.code))

    def is_name(self, word: str) -> bool:
        """Whether the knowledge base has a name that is exactly this word."""
        return any(len(hit.span) == len(word) for hit in self.world.gazetteer.find(word))

    def is_foreign(self, word: str) -> bool:
        """Whether a word in small letters is none of the language, but one of another whose dictionary is asked."""
        if word in self.traces.foreign:
            return True
        if self.is_function(word) or is_known(word, self.language.code):
            return False
        return self.is_elsewhere(word)

    def is_elsewhere(self, word: str) -> bool:
        """Whether a word is one of another language whose dictionary is asked."""
        return any(is_known(word, code) for code in self.traces.dictionaries)

    def is_compound(self, form: str) -> bool:
        """Whether a form ends in a common noun."""
        return any(form[at:].capitalize() in self.language.common_nouns for at in range(2, len(form) - 3))

    def is_inflected(self, one: str, other: str) -> bool:
        """Whether an ending is all that keeps two forms apart."""
        endings = ("e", "n", *self.traces.attributive, *self.language.genitive)
        stems = [{form, *(form.removesuffix(ending) for ending in endings)} for form in (one, other)]
        return bool(stems[0] & stems[1])


def make_lexicon(text: str, world: World) -> Lexicon | None:
    """The lexicon of one article; None if its language has no wording of traces."""
    language = world.language
    if language.traces is None:
        return None
    return Lexicon(language, language.traces, world, Counter(WORD.findall(text)))
