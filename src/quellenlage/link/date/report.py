"""An article as it is compared with others of its story: its sentences by the words that carry what they tell.

How rare a word is, is told by its length, as in ``link/story``: so a pair of articles depends on nothing but the two.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from quellenlage.kb.outlets import host_of
from quellenlage.link.date.telling import TEXT, lead_of, state_places
from quellenlage.records.document import StatementKind
from quellenlage.records.layers import Analysis, CreditRole, MentionForm
from quellenlage.records.wording import Sort, Term, Wording
from quellenlage.text.fold import fold
from quellenlage.text.span import Span
from quellenlage.world import World

# Bits of a word by its letters, as in ``link/story``; a word of a name counts _NAME at least.
_LETTER, _EVERYDAY, _NAME = 1.6, 8.0, 12.0
# Words in a row that two articles share by chance only where they are a formula.
_ROW = 6
# A number with its thousands set apart, and how many of its figures are more than a round end.
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+")
_NO_NOUGHT = 3
# Sentences of an article beyond these are not compared (bounds the work).
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that speaks of the world, not to the reader.

    Attributes:
        leads: Whether it is one of the first of its article.
        rare: Words of names, and nouns, that are not of every day.
        names: Those of them that belong to a name of no state.
        numbers: Values of all numbers in it, dates aside.
    """

    span: Span
    leads: bool
    rare: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Report:
    """An article with its lines.

    Attributes:
        house: Who printed it; empty if that is not known.
        weights: Its rare words, as a vector of length 1.
        first: The bits of the rare words of its first sentences.
        rows: Every six words in a row to the lines in which they stand.
        exact: Every number that nobody arrives at by chance to the lines in which it stands.
    """

    analysis: Analysis
    house: str
    lines: tuple[Line, ...]
    weights: Mapping[str, float]
    first: Mapping[str, float]
    rows: Mapping[tuple[str, ...], tuple[int, ...]]
    exact: Mapping[str, tuple[int, ...]]

    @property
    def id(self) -> str:
        """Id of the article."""
        return self.analysis.document.id


def read_report(analysis: Analysis, world: World) -> Report:
    """Read an article once.

    Args:
        analysis: Needs ``wordings``, ``mentions``, ``timexes`` and ``quotations``.
        world: ``language``: words that stand for readers and writers.
    """
    weights: dict[str, float] = {}
    first: dict[str, float] = {}
    rows: dict[tuple[str, ...], list[int]] = defaultdict(list)
    exact: dict[str, list[int]] = defaultdict(list)
    lines = []
    for at, (wording, line) in enumerate(_lines(analysis, world)):
        lines.append(line)
        for word in line.rare:
            for held in (weights, first) if line.leads else (weights,):
                held[word] = max(weigh(word, line.names), held.get(word, 0.0))
        for row in set(_rows(wording.terms)):
            rows[row].append(at)
        for number in {t.lemma for t in wording.terms if _is_exact(t, analysis.document.text)} & line.numbers:
            exact[number].append(at)
    length = sqrt(sum(weights[word] ** 2 for word in sorted(weights))) or 1.0
    return Report(
        analysis=analysis,
        house=_house(analysis),
        lines=tuple(lines),
        weights={word: weights[word] / length for word in sorted(weights)},
        first=first,
        rows={row: tuple(held) for row, held in rows.items()},
        exact={number: tuple(held) for number, held in exact.items()},
    )


def _lines(analysis: Analysis, world: World) -> Iterator[tuple[Wording, Line]]:
    """The sentences of the text that do not speak to the reader."""
    document, found = analysis.document, analysis.found
    readers = world.language.lead_words.readers if world.language.lead_words else frozenset()
    quoted = sorted(quote for quotation in found.quotations for quote in quotation.quotes)
    names, states = _name_places(analysis), state_places(analysis)
    times = sorted(timex.span for timex in found.timexes)
    end = lead_of(analysis)
    for wording in _told(analysis):
        if _is_to_readers(wording, document.text, readers, quoted):
            continue
        terms = [term for term in wording.terms if not _is_within(term.span, times)]
        named = frozenset(t.lemma for t in terms if t.span.start in names and t.span.start not in states)
        nouns = {t.lemma for t in terms if t.sort in (Sort.NOUN, Sort.NAME) and t.span.start not in states}
        yield (
            wording,
            Line(
                span=wording.span,
                leads=wording.span.end <= end,
                rare=frozenset(word for word in nouns | named if weigh(word, named) > 0),
                names=named,
                numbers=frozenset(term.lemma for term in terms if term.sort is Sort.NUMBER),
            ),
        )


def likeness(left: Report, right: Report) -> float:
    """The cosine of the rare words of two articles; how often a word is said counts nothing."""
    short, long = sorted((left.weights, right.weights), key=len)
    return round(sum(value * long[word] for word, value in short.items() if word in long), 3)


def weigh(word: str, names: frozenset[str]) -> float:
    """Bits of a word: what one of five letters has counts nothing."""
    bits = max(0.0, _LETTER * len(word) - _EVERYDAY)
    return max(_NAME, bits) if word in names else bits


def agree(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether the numbers of two sentences may be those of one report: other ones tell of another day."""
    return not one or not two or one <= two or two <= one


def _told(analysis: Analysis) -> Iterator[Wording]:
    """The sentences of the text itself."""
    blocks = analysis.document.blocks
    pairs = zip(analysis.found.wordings, analysis.found.sentences, strict=True)
    told = (wording for wording, sentence in pairs if blocks[sentence.block].type in TEXT)
    for _, wording in zip(range(_LONGEST), told, strict=False):
        yield wording


def _is_to_readers(wording: Wording, text: str, readers: frozenset[str], quoted: Sequence[Span]) -> bool:
    """Whether a sentence speaks of readers or writers, outside of quotations: no report of what happened."""
    return any(
        (term.span.of(text) in readers and at > 0) or (term.sort is Sort.PERSON and term.lemma in readers)
        for at, term in enumerate(wording.terms)
        if not _is_within(term.span, quoted)
    )


def _is_within(span: Span, others: Sequence[Span]) -> bool:
    """Whether one of some spans in order, which do not overlap, holds a span."""
    at = bisect_right(others, span.start, key=lambda other: other.start) - 1
    return at >= 0 and others[at].contains(span)


def _name_places(analysis: Analysis) -> frozenset[int]:
    """Where names stand."""
    return frozenset(
        place
        for mention in analysis.found.mentions
        if mention.form is MentionForm.NAME
        for place in range(mention.span.start, mention.span.end)
    )


def _rows(terms: Sequence[Term]) -> Iterator[tuple[str, ...]]:
    for at in range(len(terms) - _ROW + 1):
        yield tuple(term.lemma for term in terms[at : at + _ROW])


def _is_exact(term: Term, text: str) -> bool:
    """Whether a number is too particular for chance: its thousands are set apart, so it is no year and no extension."""
    form = term.span.of(text)
    is_grouped = term.sort is Sort.NUMBER and _GROUPED.fullmatch(form) is not None
    return is_grouped and term.lemma.isdecimal() and len(term.lemma.rstrip("0")) >= _NO_NOUGHT


def _house(analysis: Analysis) -> str:
    """Who printed an article, by what its page says or by its address."""
    credit = next((c for c in analysis.found.credits if c.role is CreditRole.PUBLISHER), None)
    if credit:
        return credit.entity or fold(credit.name)
    statements = analysis.document.source.statements
    return next((host_of(s.value) for s in statements if s.kind is StatementKind.ADDRESS), "")
