"""Every sentence in the form in which articles are compared: words by what they contribute, and the model's vector.

The parse is large and does not outlive the analysis; this is what the stages of the pile need of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quellenlage.analyse.wording.contrast import classes_of, stands
from quellenlage.lang.comparison import Comparison
from quellenlage.lang.contrast_words import Contrasts
from quellenlage.lang.language import Language
from quellenlage.records.document import Document
from quellenlage.records.layers import Layers, Sentence
from quellenlage.records.parse import Parse
from quellenlage.records.provenance import By
from quellenlage.records.wording import Sort, Term, Wording
from quellenlage.text.fold import fold
from quellenlage.text.span import Span
from quellenlage.text.word import join_points
from quellenlage.world import World

# Words of a sentence beyond this are not compared: no sentence of prose is so long (set by hand).
LONGEST = 200
# How far in front of a number a word may stand that bounds it („mehr als 30“, „bis zu 30“).
_BEFORE = 2
_DIGITS = re.compile(r"(?P<whole>\d{1,3}(?:[.\u00a0\u202f ']\d{3})+|\d+)(?:,(?P<part>\d+))?(?P<ordinal>\.)?")
_THOUSANDS = re.compile(r"\D")
_NO_LONGER_NUMBER = 15
# What stands between two words of one sentence, where no new one begins.
_INSIDE = re.compile(r"[,;]?\s+")
_SORTS = {
    "PROPN": Sort.NAME, "NUM": Sort.NUMBER, "NOUN": Sort.NOUN, "VERB": Sort.VERB, "ADJ": Sort.ADJECTIVE,
    "ADV": Sort.ADVERB,
}  # fmt: skip
_NO_WORDS = frozenset({"PUNCT", "SYM"})


@dataclass(frozen=True, slots=True)
class _Word:
    span: Span
    form: str
    lemma: str
    sort: Sort
    stand: tuple[str, ...] = ()


def find_wordings(document: Document, found: Layers, world: World) -> tuple[Wording, ...]:
    """Put every sentence into the form in which it is compared.

    Args:
        document: Cleaned.
        found: ``sentences`` and ``parses``; without a parse the words are compared as they stand.
        world: ``language``.

    Returns:
        One record a sentence, in order.
    """
    parses = found.parses or (None,) * len(found.sentences)
    return tuple(
        _wording(sentence, parse, document.text, world.language)
        for sentence, parse in zip(found.sentences, parses, strict=True)
    )


def _wording(sentence: Sentence, parse: Parse | None, text: str, language: Language) -> Wording:
    words = _parsed(parse, text, language.contrasts) if parse else _plain(sentence, text, language)
    return Wording(
        span=sentence.span,
        terms=_terms(words, text, language),
        vector=parse.vector if parse else b"",
        by=By("words of the tree" if parse else "words as they stand"),
    )


def _parsed(parse: Parse, text: str, data: Contrasts | None) -> list[_Word]:
    stand = stands(parse.words, data) if data else {}
    return [
        _Word(
            word.span, word.span.of(text), fold(word.lemma), _SORTS.get(word.upos, Sort.FUNCTION), stand.get(index, ())
        )
        for index, word in enumerate(parse.words[:LONGEST])
        if word.upos not in _NO_WORDS
    ]


def _plain(sentence: Sentence, text: str, language: Language) -> list[_Word]:
    spans = join_points(sentence.tokens[:LONGEST], text, language.abbreviations)
    words = [(span, span.of(text)) for span in spans]
    return [
        _Word(span, form, fold(form), _by_shape(form, language, first=not index))
        for index, (span, form) in enumerate(words)
        if any(map(str.isalnum, form))
    ]


def _by_shape(form: str, language: Language, *, first: bool) -> Sort:
    """The sort of a word by its shape alone."""
    if form[:1].isdigit():
        return Sort.NUMBER
    if form.lower() in language.function_words:
        return Sort.FUNCTION
    return Sort.NOUN if language.capitalised_nouns and form[:1].isupper() and not first else Sort.VERB


def _terms(words: Sequence[_Word], text: str, language: Language) -> tuple[Term, ...]:
    """The words with what they contribute; a number and what multiplies it are one term."""
    data = language.comparison
    terms: list[Term] = []
    at = 0
    while at < len(words):
        number = _number(words, at, text, data) if data else None
        if number:
            term, at = number
            terms.append(term)
        else:
            terms.append(_with_classes(_term(words[at], language, data), words, at, text, language))
            at += 1
    return tuple(term for term in terms if term.lemma)


def _with_classes(term: Term, words: Sequence[_Word], at: int, text: str, language: Language) -> Term:
    """The term with what it excludes; most exclude nothing."""
    data, word = language.contrasts, words[at]
    if data is None:
        return term
    before = words[at - 1].lemma if at else ""
    behind = words[at + 1].lemma if at + 1 < len(words) else ""
    found = word.stand + classes_of(
        word.form,
        (before, word.lemma, behind),
        term.sort,
        data,
        is_noun=language.capitalised_nouns and word.sort in {Sort.NOUN, Sort.NAME},
        is_inside=at > 0 and _INSIDE.fullmatch(text[words[at - 1].span.end : word.span.start]) is not None,
    )
    return replace(term, contrasts=found) if found else term


def _term(word: _Word, language: Language, data: Comparison | None) -> Term:
    lower = word.form.lower()
    if lower in language.negation:
        return Term(span=word.span, lemma="-", sort=Sort.NEGATION)
    if data and word.sort is not Sort.NOUN and lower in data.modals:
        return Term(span=word.span, lemma=data.modals[lower], sort=Sort.MODAL)
    if data and word.sort in {Sort.FUNCTION, Sort.VERB} and lower in data.persons:
        return Term(span=word.span, lemma=data.persons[lower], sort=Sort.PERSON)
    if data and lower in data.colour:
        return Term(span=word.span, lemma=word.lemma, sort=Sort.COLOUR)
    sort = Sort.NOUN if word.sort is Sort.NUMBER else word.sort
    return Term(span=word.span, lemma=word.lemma, sort=sort)


def _number(words: Sequence[_Word], at: int, text: str, data: Comparison) -> tuple[Term, int] | None:
    """The number that begins at a word, and the index of the word behind it; None if none does."""
    value = _value(words[at].form, data)
    if value is None:
        return None
    end = at + 1
    while end < len(words) and _is_group(words, end, text):
        value = value * 1000 + int(words[end].form)
        end += 1
    while end < len(words) and words[end].form.lower() in data.multipliers and not words[end - 1].form.endswith("."):
        value *= data.multipliers[words[end].form.lower()]
        end += 1
    before = [word.form.lower() for word in words[max(0, at - _BEFORE) : at]]
    bound = next((data.bounds[form] for form in (" ".join(before), *reversed(before)) if form in data.bounds), "")
    span = Span(words[at].span.start, words[end - 1].span.end)
    return Term(span=span, lemma=_shown(value), sort=Sort.NUMBER, bound=bound), end


def _is_group(words: Sequence[_Word], at: int, text: str) -> bool:
    """Whether a word is the three digits behind a blank that go on a number („80 000“)."""
    last, word = words[at - 1], words[at]
    blank = text[last.span.end : word.span.start]
    return (
        len(word.form) == 3 and word.form.isdecimal() and last.form.isdecimal() and len(blank) == 1 and blank.isspace()
    )


def _value(form: str, data: Comparison) -> float | None:
    match = _DIGITS.fullmatch(form)
    if not match or len(form) > _NO_LONGER_NUMBER:
        return data.numbers.get(form.lower())
    return float(f"{_THOUSANDS.sub('', match['whole'])}.{match['part'] or 0}")


def _shown(value: float) -> str:
    """Without the zeros behind the point."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
