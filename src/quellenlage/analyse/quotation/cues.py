"""Words of saying in a sentence, with their separated prefix."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate

from quellenlage.lang.language import Cue, Language
from quellenlage.records.layers import Act, Sentence
from quellenlage.text.span import Span

# Kinds of words that name a source and report nothing themselves.
PASSING_ON = ("preposition", "postposition", "adverb")
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
class Hints:
    """What a tree tells of the verbs of a sentence, by the start of each.

    Attributes:
        particles: Of a verb with a separated prefix the start of that prefix.
        negated: Verbs on which a negation hangs.
        attributes: Participles that stand before a noun: „die bestätigten Fälle“ confirms nothing.
    """

    particles: Mapping[int, int] = field(default_factory=dict)
    negated: frozenset[int] = frozenset()
    attributes: frozenset[int] = frozenset()


@dataclass(frozen=True)
class _Words:
    """A sentence with the forms of its tokens, and the negations and joining words of its language.

    Attributes:
        hints: None where no tree tells.
    """

    sentence: Sentence
    forms: list[str]
    negation: frozenset[str]
    joiners: frozenset[str]
    hints: Hints | None

    @cached_property
    def closing(self) -> dict[str, list[int]]:
        """Tokens at the end of a clause by their form, in order."""
        table: dict[str, list[int]] = {}
        for at, (form, behind) in enumerate(zip(self.forms, (*self.forms[1:], ""), strict=False)):
            if not behind.isalpha() or behind in self.joiners:
                table.setdefault(form, []).append(at)
        return table

    @cached_property
    def borders(self) -> list[int]:
        """Tokens that end a clause."""
        return [at for at, form in enumerate(self.forms) if form in _CLAUSE_END]


@lru_cache(maxsize=8)
def _by_form(cues: tuple[Cue, ...]) -> dict[str, tuple[Cue, ...]]:
    table: dict[str, tuple[Cue, ...]] = {}
    for cue in cues:
        for form in cue.forms:
            table[form] = (*table.get(form, ()), cue)
    return table


def find_cues(
    sentence: Sentence,
    text: str,
    language: Language,
    outside: tuple[bool, ...],
    hints: Hints | None = None,
) -> tuple[Found, ...]:
    """Find the words of saying of one sentence.

    Args:
        sentence: With its tokens.
        text: The analysed text.
        language: ``cues``, the lexicon, and ``negation``.
        outside: For each token whether it stands outside quotation marks; others are not looked at.
        hints: What the tree tells; None without one.

    Returns:
        In order. A finite form of a separable verb counts only with its prefix at the end of a clause;
        the longest form of several words wins.
    """
    table = _by_form(language.cues)
    forms = [token.of(text) for token in sentence.tokens]
    words = _Words(sentence, forms, language.negation, language.joiners, hints)
    found: list[Found] = []
    at = 0
    while at < len(forms):
        attribute = hints is not None and sentence.tokens[at].start in hints.attributes
        hit = [] if attribute else _longest(at, forms, outside, table)
        whole = [f for f in (_complete(cue, at, end, words) for cue, end in hit) if f is not None]
        # Of several verbs that differ in their prefix it is the one whose prefix stands nearest; none is farthest.
        found += sorted(whole, key=lambda f: (len(f.spans) == 1, f.spans[-1].start))[:1]
        at = hit[0][1] if hit else at + 1
    return tuple(found)


def _longest(
    at: int, forms: list[str], outside: tuple[bool, ...], table: dict[str, tuple[Cue, ...]]
) -> list[tuple[Cue, int]]:
    for width in range(min(_MAX_WORDS, len(forms) - at), 0, -1):
        words = " ".join(forms[at : at + width])
        small = words[0].lower() + words[1:] if _opens(at, forms) else words
        if all(outside[at : at + width]) and (cues := table.get(words, ()) + table.get(small, ()) * (small != words)):
            return [(cue, at + width) for cue in sorted(cues, key=lambda c: not c.prefix)]
    return []


def _opens(at: int, forms: list[str]) -> bool:
    """Whether a capital at this place is that of a sentence; elsewhere it makes a noun."""
    return at == 0 or not forms[at - 1][-1].isalnum()


def _complete(cue: Cue, at: int, end: int, words: _Words) -> Found | None:
    """The cue with its prefix, or None if the prefix is missing."""
    forms, tokens = words.forms, words.sentence.tokens
    spans = (Span(tokens[at].start, tokens[end - 1].end),)
    particle = words.hints.particles.get(tokens[at].start) if words.hints is not None and not cue.prefix else None
    if particle is not None and all(token.start != particle for token in tokens[at:end]):
        return None  # „rechnet … ab“ is another verb, „geht davon aus“ the same
    if not cue.prefix or cue.prefix in forms[at].lower()[: len(cue.prefix) + 2]:
        return Found(cue, _act(cue, at, end, words), spans, at, end - 1)
    prefix = _prefix(cue.prefix, tokens[at].start, end, words)
    if prefix is None:
        return None
    return Found(cue, _act(cue, prefix, prefix, words), (*spans, tokens[prefix]), at, end - 1)


def _prefix(form: str, verb: int, end: int, words: _Words) -> int | None:
    """The token of a separated prefix from token ``end`` on; where a tree tells of clauses, in that of the verb."""
    places = words.closing.get(form, [])
    nearest = bisect_left(places, end)
    if words.hints is None:
        return places[nearest] if nearest < len(places) else None
    particle = words.hints.particles.get(verb)
    if particle is not None:
        starts = words.sentence.tokens
        told = bisect_left(places, particle, key=lambda i: starts[i].start)
        hit = told < len(places) and starts[places[told]].start == particle and places[told] >= end
        return places[told] if hit else None
    border = bisect_left(words.borders, end)
    limit = words.borders[border] if border < len(words.borders) else len(words.forms)
    return places[nearest] if nearest < len(places) and places[nearest] < limit else None


def _act(cue: Cue, start: int, end: int, words: _Words) -> Act:
    """The act of a cue; a negation right before it, or soon behind it in the clause, may turn it."""
    if cue.negated is None:
        return cue.act
    forms = words.forms
    before = _from_clause(forms[max(0, start - _NEGATION_BEFORE) : start])
    behind = forms[end : end + _NEGATION_BEHIND]
    clause = behind[: next((i for i, form in enumerate(behind) if form in _CLAUSE_END), len(behind))]
    hangs = words.hints is not None and words.sentence.tokens[start].start in words.hints.negated
    turned = hangs or {form.lower() for form in (*before, *clause)} & words.negation
    return cue.negated if turned else cue.act


def _from_clause(forms: list[str]) -> list[str]:
    """The forms behind the last border of a clause among them."""
    borders = [i for i, form in enumerate(forms) if form in _CLAUSE_END]
    return forms[borders[-1] + 1 :] if borders else forms


class Verbs:
    """Verbs of saying of a sentence, asked for one between two tokens in time that does not depend on how many."""

    def __init__(self, verbs: Sequence[Found]) -> None:
        ordered = sorted(verbs, key=lambda verb: verb.first)
        self._firsts = [verb.first for verb in ordered]
        self._lasts = [*accumulate((verb.last for verb in reversed(ordered)), min)][::-1]

    def __contains__(self, token: int) -> bool:
        """Whether a verb begins at a token."""
        at = bisect_right(self._firsts, token)
        return at > 0 and self._firsts[at - 1] == token

    def ends_between(self, before: int, behind: int) -> bool:
        """Whether a verb begins behind token ``before`` and ends in front of token ``behind``."""
        at = bisect_right(self._firsts, before)
        return at < len(self._lasts) and self._lasts[at] < behind
