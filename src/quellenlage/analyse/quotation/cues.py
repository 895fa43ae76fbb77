"""Words of saying in a sentence, with their separated prefix."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from quellenlage.lang.language import Cue, Language
from quellenlage.records.layers import Act, Sentence
from quellenlage.text.span import Span

_CLAUSE_END = frozenset(",;.!?:–")
_MAX_WORDS = 4
# How far from a verb its negation stands: „nicht ausschließen“, „leugnete dies nicht“.
_NEGATION_BEFORE = 2
_NEGATION_BEHIND = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A word of saying at a place.

    Attributes:
        act: That of the cue, turned by a negation beside it.
        first: Index of its first token in the sentence; ``last`` likewise.
    """

    cue: Cue
    act: Act
    spans: tuple[Span, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Words:
    """A sentence with the forms of its tokens, and the negations and joining words of its language."""

    sentence: Sentence
    forms: list[str]
    negation: frozenset[str]
    joiners: frozenset[str]


@lru_cache(maxsize=8)
def _by_form(cues: tuple[Cue, ...]) -> dict[str, tuple[Cue, ...]]:
    table: dict[str, tuple[Cue, ...]] = {}
    for cue in cues:
        for form in cue.forms:
            for key in {form, form[0].upper() + form[1:]} if cue.kind != "noun" else {form}:
                table[key] = (*table.get(key, ()), cue)
    return table


def find_cues(sentence: Sentence, text: str, language: Language, outside: tuple[bool, ...]) -> tuple[Found, ...]:
    """Find the words of saying of one sentence.

    Args:
        sentence: With its tokens.
        text: The analysed text.
        language: ``cues``, the lexicon, and ``negation``.
        outside: For each token whether it stands outside quotation marks; others are not looked at.

    Returns:
        In order. A finite form of a separable verb counts only with its prefix at the end of a clause;
        the longest form of several words wins.
    """
    table = _by_form(language.cues)
    forms = [token.of(text) for token in sentence.tokens]
    words = _Words(sentence, forms, language.negation, language.joiners)
    found: list[Found] = []
    at = 0
    while at < len(forms):
        hit = _longest(at, forms, outside, table)
        whole = [f for f in (_complete(cue, at, end, words) for cue, end in hit) if f is not None]
        # Of several verbs that differ in their prefix it is the one whose prefix stands nearest; none is farthest.
        found += sorted(whole, key=lambda f: (len(f.spans) == 1, f.spans[-1].start))[:1]
        at = hit[0][1] if hit else at + 1
    return tuple(found)


def _longest(
    at: int, forms: list[str], outside: tuple[bool, ...], table: dict[str, tuple[Cue, ...]]
) -> list[tuple[Cue, int]]:
    for width in range(min(_MAX_WORDS, len(forms) - at), 0, -1):
        if all(outside[at : at + width]) and (cues := table.get(" ".join(forms[at : at + width]))):
            return [(cue, at + width) for cue in sorted(cues, key=lambda c: not c.prefix)]
    return []


def _complete(cue: Cue, at: int, end: int, words: _Words) -> Found | None:
    """The cue with its prefix, or None if the prefix is missing."""
    forms, tokens = words.forms, words.sentence.tokens
    spans = (Span(tokens[at].start, tokens[end - 1].end),)
    if not cue.prefix or cue.prefix in forms[at].lower()[: len(cue.prefix) + 2]:
        return Found(cue, _act(cue, at, end, words), spans, at, end - 1)
    for i in range(end, len(forms)):
        behind = forms[i + 1] if i + 1 < len(forms) else ""
        closes = not behind.isalpha() or behind in words.joiners
        if forms[i] == cue.prefix and closes:
            return Found(cue, _act(cue, i, i, words), (*spans, tokens[i]), at, end - 1)
    return None


def _act(cue: Cue, start: int, end: int, words: _Words) -> Act:
    """The act of a cue; a negation right before it, or soon behind it in the clause, may turn it."""
    if cue.negated is None:
        return cue.act
    forms = words.forms
    before = forms[max(0, start - _NEGATION_BEFORE) : start]
    behind = forms[end : end + _NEGATION_BEHIND]
    clause = behind[: next((i for i, form in enumerate(behind) if form in _CLAUSE_END), len(behind))]
    turned = {form.lower() for form in (*before, *clause)} & words.negation
    return cue.negated if turned else cue.act
