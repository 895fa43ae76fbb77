"""Words of saying in a sentence, with their separated prefix."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from quellenlage.lang.language import Cue
from quellenlage.records.layers import Sentence
from quellenlage.text.span import Span

_CLAUSE_END = frozenset(",;.!?:–")
_MAX_WORDS = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A word of saying at a place: ``first`` and ``last`` are token indexes in the sentence."""

    cue: Cue
    spans: tuple[Span, ...]
    first: int
    last: int


@lru_cache(maxsize=8)
def _by_form(cues: tuple[Cue, ...]) -> dict[str, tuple[Cue, ...]]:
    table: dict[str, tuple[Cue, ...]] = {}
    for cue in cues:
        for form in cue.forms:
            for key in {form, form[0].upper() + form[1:]} if cue.kind != "noun" else {form}:
                table[key] = (*table.get(key, ()), cue)
    return table


def find_cues(sentence: Sentence, text: str, cues: tuple[Cue, ...], outside: tuple[bool, ...]) -> tuple[Found, ...]:
    """Find the words of saying of one sentence.

    Args:
        sentence: With its tokens.
        text: The analysed text.
        cues: The lexicon.
        outside: For each token whether it stands outside quotation marks; others are not looked at.

    Returns:
        In order. A finite form of a separable verb counts only with its prefix at the end of a clause;
        the longest form of several words wins.
    """
    table = _by_form(cues)
    forms = [token.of(text) for token in sentence.tokens]
    found: list[Found] = []
    at = 0
    while at < len(forms):
        hit = _longest(at, forms, outside, table)
        found += [f for f in (_complete(cue, at, end, forms, sentence) for cue, end in hit) if f is not None][:1]
        at = hit[0][1] if hit else at + 1
    return tuple(found)


def _longest(
    at: int, forms: list[str], outside: tuple[bool, ...], table: dict[str, tuple[Cue, ...]]
) -> list[tuple[Cue, int]]:
    for width in range(min(_MAX_WORDS, len(forms) - at), 0, -1):
        if all(outside[at : at + width]) and (cues := table.get(" ".join(forms[at : at + width]))):
            return [(cue, at + width) for cue in sorted(cues, key=lambda c: not c.prefix)]
    return []


def _complete(cue: Cue, at: int, end: int, forms: list[str], sentence: Sentence) -> Found | None:
    """The cue with its prefix, or None if the prefix is missing."""
    spans = (Span(sentence.tokens[at].start, sentence.tokens[end - 1].end),)
    if not cue.prefix or cue.prefix in forms[at].lower()[: len(cue.prefix) + 2]:
        return Found(cue, spans, at, end - 1)
    for i in range(end, len(forms)):
        if forms[i] == cue.prefix and (
            i + 1 == len(forms) or forms[i + 1] in _CLAUSE_END or not forms[i + 1].isalpha()
        ):
            return Found(cue, (*spans, sentence.tokens[i]), at, end - 1)
    return None
