"""Where words in marks end whose closing mark is missing, as in copied and machine-translated pages."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from quellenlage.lang.language import Language
from quellenlage.records.layers import Sentence
from quellenlage.text.marks import Marked
from quellenlage.text.span import Span, strip


def end_unclosed(
    marks: Sequence[Marked], sentences: Sequence[Sentence], text: str, language: Language
) -> Iterator[Marked]:
    """Marks with an end: in front of „…, sagte er“, else at the last sentence that can be the speaker's own.

    A sentence with a word of saying behind a comma, or in the subjunctive of reported speech, is the narrator's again.

    Args:
        marks: Of one block, in order.
        sentences: Of the article, in order.
        text: The analysed text.
        language: ``cue_verbs`` and ``subjunctive``.
    """
    signs = frozenset(sign for pair in language.quotation_marks for sign in pair)
    for mark in marks:
        yield mark if mark.closed else _ended(mark, sentences, text, language, signs)


def _ended(mark: Marked, sentences: Sequence[Sentence], text: str, language: Language, signs: frozenset[str]) -> Marked:
    goes_on = text[mark.outer.end : mark.outer.end + 1] in signs  # the next mark opens right behind
    end = mark.inner.end
    first = bisect_left(sentences, mark.outer.start + 1, key=lambda s: s.span.end)
    for number in range(first, len(sentences)):
        sentence = sentences[number]
        if sentence.span.start >= mark.outer.end:
            break
        said = _said_at(sentence, mark.outer, text, language)
        if said is not None:
            end = min(end, said if number == first else sentences[number - 1].span.end)
            break
        if number > first and not goes_on and _is_told(sentence, text, language):
            end = min(end, sentences[number - 1].span.end)
            break
    inner = strip(Span(mark.inner.start, max(mark.inner.start, end)), text)
    return replace(mark, inner=inner, outer=Span(mark.outer.start, inner.end)) if len(inner) else mark


def _said_at(sentence: Sentence, mark: Span, text: str, language: Language) -> int | None:
    """Where the comma stands in front of a word of saying; None without one among the words in marks."""
    first, last = (bisect_left(sentence.tokens, at, key=lambda token: token.start) for at in (mark.start, mark.end))
    tokens = sentence.tokens[first:last]
    for comma, verb in pairwise(tokens):
        if text[comma.start : comma.end] == "," and verb.of(text) in language.cue_verbs:
            return comma.start
    return None


def _is_told(sentence: Sentence, text: str, language: Language) -> bool:
    """Whether a word of it is a form that only reported speech has."""
    return any(token.of(text).lower() in language.subjunctive for token in sentence.tokens)
