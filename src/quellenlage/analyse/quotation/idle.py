"""Verbs of denial in another sense: a match is „bestritten“, an appeal „zurückgewiesen“, a player „ausgeschlossen“."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from quellenlage.lang.language import Language
from quellenlage.records.layers import OBJECTIONS, EntityType, Layers, Quotation, QuotationType
from quellenlage.records.parse import Parse

_OBJECTS = frozenset({"obj", "nsubj:pass", "iobj"})
# How a name hangs on the noun in front of it.
_NAMES = frozenset({"appos", "flat", "flat:name"})
_NOUNS = frozenset({"NOUN", "PROPN"})
# What hangs on a verb stands so many words from it at most: bounds the work.
_FAR = 40
_PREFIX = "compound:prt"
# Before a word it means the whole word and not an ending.
_WHOLE = "^"


def without_idle(quotations: Sequence[Quotation], found: Layers, text: str, language: Language) -> Iterator[Quotation]:
    """Leave out what a verb of denial says that is none with its object.

    German uses some verbs of denial for what is played, paid, turned down by a court, or shut out: the noun that they
    have for their object tells, or a preposition beside them.

    Args:
        quotations: In any order.
        found: Reads ``parses`` and ``mentions``; without trees nothing is left out.
        text: The analysed text.
        language: ``speech.idle``, ``speech.unsaid`` and ``speech.excluding``.
    """
    starts = [sentence.span.start for sentence in found.sentences]
    for quotation in quotations:
        phrase = quotation.type is QuotationType.REPORTED
        if phrase and quotation.act not in OBJECTIONS and quotation.span.of(text).lower() in language.speech.reflexive:
            continue
        if found.parses and phrase and _is_idle(quotation, starts, found, text, language):
            continue
        if (
            found.parses
            and quotation.type is not QuotationType.DIRECT
            and _is_unsaid(quotation, starts, found, language)
        ):
            continue
        yield quotation


def _is_idle(quotation: Quotation, sentences: Sequence[int], found: Layers, text: str, language: Language) -> bool:
    """Whether one of its words of saying is a verb that says nothing here."""
    for parse, at in _words_of_saying(quotation, sentences, found):
        lemma = parse.words[at].lemma
        objects = language.speech.idle.get(lemma, ()) if quotation.act in OBJECTIONS else ()
        if objects and _has_object(at, objects, parse, quotation):
            return True
        if lemma in language.speech.excluding and _shuts_out(at, parse, found):
            return True
        preposition = language.speech.unsaid.get(lemma)
        if preposition and _has_preposition(at, preposition, parse, text):
            return True
    return False


def _words_of_saying(quotation: Quotation, sentences: Sequence[int], found: Layers) -> Iterator[tuple[Parse, int]]:
    """The words of saying, each with the tree of its sentence."""
    for cue in quotation.cues:
        parse = found.parses[max(0, bisect_right(sentences, cue.start) - 1)]
        first, last = (bisect_left(parse.words, at, key=lambda word: word.span.start) for at in (cue.start, cue.end))
        for at in range(first, last):
            yield parse, at


def _is_unsaid(quotation: Quotation, sentences: Sequence[int], found: Layers, language: Language) -> bool:
    """„hatte vor, zu reisen“: nothing but prefixes without their verbs, which are not known for words of saying."""
    words = list(_words_of_saying(quotation, sentences, found))
    return bool(words) and all(
        parse.words[at].relation == _PREFIX and parse.words[parse.words[at].head].lemma not in language.cue_lemmas
        for parse, at in words
    )


def _has_object(verb: int, endings: Sequence[str], parse: Parse, quotation: Quotation) -> bool:
    """Whether the object of a verb is one of some nouns; the content of the quotation counts as its object."""
    for i in range(max(0, verb - _FAR), min(len(parse.words), verb + _FAR)):
        word = parse.words[i]
        if word.upos not in _NOUNS or word.head < 0:
            continue
        is_content = any(quote.contains(word.span) for quote in quotation.quotes)
        heads = is_content and not any(quote.contains(parse.words[word.head].span) for quote in quotation.quotes)
        if (heads or (word.head == verb and word.relation in _OBJECTS)) and _is_one_of(word.lemma.lower(), endings):
            return True
    return False


def _shuts_out(verb: int, parse: Parse, found: Layers) -> bool:
    """„wurde vom Turnier ausgeschlossen“: whether somebody is the object, also by the verb that it is joined to."""
    words, near = parse.words, range(max(0, verb - _FAR), min(len(parse.words), verb + _FAR))
    verbs = {verb, words[verb].head} if words[verb].relation == "conj" else {verb}
    objects = {i for i in near if words[i].head in verbs and words[i].relation in _OBJECTS}
    names = {i for i in near if words[i].head in objects and words[i].relation in _NAMES}
    spans = [words[i].span for i in (*objects, *names)]
    people = [m.span for m in found.mentions if m.type is EntityType.PER]
    return any(span.overlaps(one) for span in spans for one in people)


def _is_one_of(noun: str, endings: Sequence[str]) -> bool:
    return any(noun == end[1:] if end.startswith(_WHOLE) else noun.endswith(end) for end in endings)


def _has_preposition(verb: int, preposition: str, parse: Parse, text: str) -> bool:
    near = parse.words[max(0, verb - _FAR) : verb + _FAR]
    cases = [word for word in near if word.relation == "case" and word.span.of(text).lower() == preposition]
    return any(word.head >= 0 and parse.words[word.head].head == verb for word in cases)
