"""Dictionary forms: simplemma, corrected by the part of speech and by separated prefixes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import simplemma

from quellenlage.models.reading import Reading

# Parts of speech that are written small in a dictionary, and those whose form is their own lemma.
_SMALL = frozenset({"VERB", "AUX", "ADJ", "ADV", "ADP", "CCONJ", "SCONJ", "PRON", "DET", "PART"})
_VERBS = frozenset({"VERB", "AUX"})
_OWN = frozenset({"PUNCT", "SYM", "X", "NUM"})
_PREFIX = "compound:prt"


def lemmatise(
    words: Sequence[str],
    reading: Reading,
    code: str,
    verbs: Mapping[str, str],
    *,
    ending: str = "",
    endings: Sequence[tuple[str, str]] = (),
) -> list[str]:
    """The dictionary form of every word of a sentence.

    Args:
        words: As they stand in the text.
        reading: Parts of speech and tree of the same words.
        code: ISO 639-1 of the language; words of a language that simplemma does not know are their own lemma.
        verbs: Forms of verbs in small letters with their lemma, which outweigh simplemma.
        ending: Of all infinitives: a verb that has it is its own lemma where simplemma gives one without.
        endings: Of verbs that simplemma does not know, with that of their infinitive („-iert“, „-ieren“).
    """
    lemmas = [
        verbs.get(word.lower(), "") if upos in _VERBS else "" for word, upos in zip(words, reading.upos, strict=True)
    ]
    lemmas = [lemma or _lemma(word, upos, code) for lemma, word, upos in zip(lemmas, words, reading.upos, strict=True)]
    for at, (word, upos) in enumerate(zip(words, reading.upos, strict=True)):
        if upos in _VERBS and not lemmas[at].endswith(ending):
            lemmas[at] = _infinitive(word.lower(), lemmas[at], ending, endings)
    for word, head, relation in zip(words, reading.heads, reading.relations, strict=True):
        if relation == _PREFIX and head >= 0 and not lemmas[head].startswith(word.lower()):
            lemmas[head] = word.lower() + lemmas[head]
    return lemmas


def _infinitive(form: str, lemma: str, ending: str, endings: Sequence[tuple[str, str]]) -> str:
    """The dictionary form of a verb whose lemma is no infinitive; the lemma if no ending fits."""
    if form.endswith(ending):
        return form
    return next((form.removesuffix(old) + new for old, new in endings if form.endswith(old)), lemma)


@lru_cache(maxsize=50_000)
def is_dictionary_form(word: str, code: str) -> bool:
    """Whether a word in small letters is its own lemma, as an infinitive is."""
    try:
        return simplemma.lemmatize(word, lang=code) == word
    except ValueError:
        return False


@lru_cache(maxsize=50_000)
def _lemma(word: str, upos: str, code: str) -> str:
    if upos in _OWN or not any(c.isalpha() for c in word):
        return word
    asked = word.lower() if upos in _SMALL else word
    try:
        lemma = simplemma.lemmatize(asked, lang=code)
    except ValueError:
        return asked
    if upos in {"NOUN", "PROPN"}:
        # A dictionary that knows the form as a verb or adjective only would make the noun one.
        return lemma if lemma[:1].isupper() else word
    return lemma.lower() if upos in _SMALL else lemma


@lru_cache(maxsize=50_000)
def is_known(word: str, code: str) -> bool:
    """Whether the dictionary of a language holds a form; of a language without one it holds none."""
    try:
        return simplemma.is_known(word, lang=code)
    except ValueError:
        return False
