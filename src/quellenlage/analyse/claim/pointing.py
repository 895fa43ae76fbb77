"""By what an objection points at what was said before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.lang.claims import ClaimWords
from quellenlage.records.claim import Pointing
from quellenlage.records.layers import Quotation, QuotationType
from quellenlage.records.parse import Parse
from quellenlage.text.span import Span

_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "ADV", "NUM", "PRON", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
# What hangs on a verb stands so many words from it at most: bounds the work.
_FAR = 60
_NOUN_KINDS = frozenset({Pointing.CHARGE, Pointing.REPORT})
# White space between a comma and a clause.
_GAP = 3
# An article stands so many words before its noun at most.
_CLOSE = 6


@dataclass(frozen=True, slots=True)
class Objection:
    """The words of an objection in one sentence.

    Attributes:
        quotation: Its quotation.
        inside: Indices of the words of its content, in order.
        cues: Indices of its words of saying.
        beside: Spans that are no content: speakers, time expressions.
    """

    quotation: Quotation
    inside: Sequence[int]
    cues: Sequence[int]
    beside: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Pointer:
    """By what an objection points back, None where it does not, and how many words of its own it has beside that."""

    kind: Pointing | None
    n_words: int


def find_pointing(objection: Objection, parse: Parse, text: str, claims: ClaimWords) -> Pointer:
    """Tell by what an objection points back.

    German objects with a pronoun beside the verb („Dem widersprach …“), with a noun for what was said („die Vorwürfe“,
    „dieser Darstellung“, „Vorwürfe, die … zurückwies“), with nothing at all („Der Minister dementierte umgehend“), or
    with an answer („widersprach: …“), which says the contrary and not what is denied.

    Args:
        objection: With words in the sentence.
        parse: Of the sentence.
        text: The analysed text.
        claims: Words that point back.
    """
    content = _content(objection, parse, text)
    own = sum(not _is_light(i, parse, text, claims) for i in content)
    kind = _beside_cues(objection, parse, text, claims) or _of_relative(content, parse, claims)
    if kind in _NOUN_KINDS and own and _is_told_behind(objection, text):
        return Pointer(None, own)
    return Pointer(kind or _by_content(objection, content, parse, text, claims), own)


def _is_told_behind(objection: Objection, text: str) -> bool:
    """„wies Vorwürfe zurück, er habe …“: a clause behind a comma tells the charge, and is no answer to it."""
    start = objection.quotation.quotes[0].start
    clause = objection.quotation.type is QuotationType.INDIRECT
    return clause and text[max(0, start - _GAP) : start].rstrip().endswith(",")


def _by_content(
    objection: Objection, content: Sequence[int], parse: Parse, text: str, claims: ClaimWords
) -> Pointing | None:
    """What the content itself is."""
    forms = {parse.words[i].span.of(text).lower() for i in content}
    if not content or forms <= claims.pronouns:
        return Pointing.WORD
    top = _top(objection.inside, parse)
    if top is not None:
        if parse.words[top].lemma.lower() in claims.pointing:
            return _kind(parse.words[top].lemma.lower(), claims)
        if _has_determiner(top, parse, text, claims):
            return Pointing.REPORT
    counters = any(parse.words[i].lemma.lower() in claims.countering for i in objection.cues)
    if counters and objection.quotation.type is not QuotationType.REPORTED:
        return Pointing.WORD
    if forms & claims.pronouns and all(_is_light(i, parse, text, claims) for i in content):
        return Pointing.WORD
    return None


def _of_relative(content: Sequence[int], parse: Parse, claims: ClaimWords) -> Pointing | None:
    """„Vorwürfe, die … zurückwies“: the noun before a clause with no content but its pronoun."""
    if len(content) != 1 or parse.words[content[0]].upos != "PRON":
        return None
    before = (word.lemma.lower() for word in parse.words[max(0, content[0] - _CLOSE) : content[0]])
    nouns = [lemma for lemma in before if lemma in claims.pointing and lemma not in claims.pronouns]
    return _kind(nouns[-1], claims) if nouns else None


def _beside_cues(objection: Objection, parse: Parse, text: str, claims: ClaimWords) -> Pointing | None:
    """What hangs on the verb of denial outside of the content: „dem“, „dieser Darstellung“."""
    verbs = {i for i in objection.cues if parse.words[i].upos == "VERB"}
    inside = set(objection.inside)
    for i in sorted({i for verb in verbs for i in range(max(0, verb - _FAR), min(len(parse.words), verb + _FAR))}):
        word = parse.words[i]
        if word.head not in verbs or i in inside:
            continue
        # „Dieser Darstellung widerspricht …“: the dative of a feminine is taken for the subject.
        if word.relation in _SUBJECTS and not _has_determiner(i, parse, text, claims):
            continue
        if word.upos == "PRON" and word.span.of(text).lower() in claims.pronouns and word.relation != "expl:pv":
            return Pointing.WORD
        if word.upos in _NOUNS and word.lemma.lower() in claims.pointing:
            return _kind(word.lemma.lower(), claims)
    return None


def _content(objection: Objection, parse: Parse, text: str) -> list[int]:
    """Words that say something: not the words of saying, the speaker, his apposition, or a time."""
    cues, words = set(objection.cues), parse.words
    if _is_apposition(objection, text):
        return []
    found = []
    for i in objection.inside:
        word = words[i]
        if word.upos in _CONTENT and i not in cues and not _is_of(word.span, objection.beside):
            found.append(i)
    return found


def _is_apposition(objection: Objection, text: str) -> bool:
    """„Anna Beer, Leiterin des Amtes, widerspricht“: what stands between commas behind the speaker."""
    quotes = objection.quotation.quotes
    speakers = [s for s in objection.quotation.speakers if s.end <= quotes[0].start]
    if len(quotes) > 1 or not speakers:
        return False
    between, behind = text[speakers[-1].end : quotes[0].start], text[quotes[0].end : quotes[0].end + 1]
    return between.strip() == behind == ","


def _is_of(span: Span, others: Sequence[Span]) -> bool:
    return any(other.contains(span) for other in others)


def _top(inside: Sequence[int], parse: Parse) -> int | None:
    """The noun on which all other words of the content hang; None where a clause stands among them."""
    here = set(inside)
    if any(parse.words[i].upos in {"VERB", "AUX"} and parse.words[i].relation != "amod" for i in inside):
        return None
    tops = (i for i in inside if parse.words[i].head not in here and parse.words[i].upos in _NOUNS)
    return next(tops, None)


def _has_determiner(top: int, parse: Parse, text: str, claims: ClaimWords) -> bool:
    below = (word for word in parse.words[max(0, top - _CLOSE) : top] if word.head == top)
    return any(word.span.of(text).lower() in claims.determiners for word in below)


def _is_light(number: int, parse: Parse, text: str, claims: ClaimWords) -> bool:
    """Whether a word says nothing by itself: „das ist nicht wahr“."""
    word = parse.words[number]
    known = claims.pointing | claims.beside | claims.light | claims.pronouns
    return word.lemma.lower() in known or word.span.of(text).lower() in known


def _kind(noun: str, claims: ClaimWords) -> Pointing:
    return Pointing.REPORT if noun in claims.told else Pointing.CHARGE
