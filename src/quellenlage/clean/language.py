"""Which language a text is in: a library tells, and where we know the small words of a language they must agree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from quellenlage.lang.language import Language

_WORD = re.compile(r"[^\W\d_]+")
_REPEATED = re.compile(r"(.)\1{3,}", re.DOTALL)
# Only the beginning is looked at, so that the time has a bound however long the text is: 10 ms for prose, a quarter
# of a second for combining marks in the worst order. german-news-2020: a quarter of it tells the same of all articles.
_SAMPLE = 20_000
# What the library calls text without words: numbers, signs, random letters.
_NO_LANGUAGE = "zxx"
# Volapük has no press; the library sees it in tables of figures.
_NOT_WRITTEN = frozenset({"vo"})
# Without a witness, the probability that is asked for. Messages of Debian's catalogues in 85 languages, 8 joined to
# a text, n = 4,464: .9 keeps 4,255 of which 3 are wrong, .5 keeps 4,459 of which 60 are (Bosnian or Croatian, Malay
# or Indonesian). Lists of 30 names of politicians, n = 200: 68 are taken for a language at .5, none at .9.
_SURE = 0.9
# With the small words as a witness. Beginnings of german-news-2020, n = 1,000: German are 981 of 100 characters at
# .5 and 958 at .9, and all of 200 characters at both.
_LIKELY = 0.5


def identify(text: str, languages: Iterable[Language]) -> str | None:
    """The language of a text, also if there is no folder for it.

    A language with a folder needs two witnesses: the library, and enough of its function words. That keeps lists of
    German names out: for the library alone 69 of 200 with 30 names are German at .9. Articles are not lost by it: of
    the 9,223 of german-news-2020 9,205 German ones, 14 English, one Turkish, one Russian and one Arabic are told as
    such. The last, German and English in equal parts, is in none.

    Args:
        text: Running text; furniture may be in it. What most of it is in counts.
        languages: Those with a folder.

    Returns:
        ISO 639-1, or None for what is too short, too mixed or no text.
    """
    sample = text[:_SAMPLE]
    code, probability = load_identifier().classify(_without_repetition(sample))
    language = {language.code: language for language in languages}.get(code)
    if language is None:
        is_sure = probability >= _SURE and code != _NO_LANGUAGE
    else:
        is_sure = probability >= _LIKELY and _share(sample, language) >= language.function_word_share
    return str(code) if is_sure else None


@lru_cache(maxsize=1)
def load_identifier() -> LanguageIdentifier:
    """The library with its own model, read once a process (0.4 s).

    Of its 140 labels those that are ISO 639-1 remain: dialects and creoles would take texts from their neighbours.
    """
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    codes = {label for label in identifier.labels if len(label) == 2} - _NOT_WRITTEN
    identifier.set_languages(codes | {_NO_LANGUAGE})
    return identifier


def _without_repetition(text: str) -> str:
    """Each word once, no character more than three times in a row.

    The library doubts with the length of a text. What repeats itself makes it longer and tells nothing: a German
    paragraph before 10,000 quotation marks would be in no language.
    """
    return " ".join(dict.fromkeys(_REPEATED.sub(r"\1\1\1", text).split()))


def _share(text: str, language: Language) -> float:
    """How many of the words are function words of a language."""
    words = _WORD.findall(text.lower())
    return sum(word in language.function_words for word in words) / max(len(words), 1)
