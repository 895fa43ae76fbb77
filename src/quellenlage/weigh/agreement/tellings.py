"""The sentences of the pile as they are laid side by side: what each tells, of whom, and who tells it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from quellenlage.records.document import BlockType, Document, Passage
from quellenlage.records.layers import Analysis, Quantity
from quellenlage.records.linked import Linked
from quellenlage.records.wording import CONTENT, WEIGHTS, Sort, Term, Wording
from quellenlage.text.span import Span

# So many stretches of speech before the last that begins before a sentence are asked whether they reach into it.
_BACK = 4
# Words that may be part of a mention.
_NAMING = frozenset({Sort.NAME, Sort.NOUN, Sort.ADJECTIVE})


@dataclass(frozen=True, slots=True)
class Telling:
    """What one sentence tells.

    Attributes:
        terms: Its words; names of the same entity have one lemma.
        keys: Lemmas of names, nouns, verbs and adjectives.
        entities: Ids of those named.
        inside: Where speech of others stands in it, in characters of the analysed text.
        vector: Of the sentence, or empty.
        amounts: Numbers that it tells.
    """

    number: int
    document: Document
    span: Span
    terms: tuple[Term, ...]
    keys: frozenset[str]
    entities: frozenset[str]
    inside: tuple[Span, ...]
    block: BlockType
    vector: bytes
    amounts: tuple[Quantity, ...]

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.document.id

    @property
    def passage(self) -> Passage:
        """The sentence as it stands in the article."""
        return self.document.passage(self.span)

    @property
    def is_narrated(self) -> bool:
        """Whether nobody but the narrator says any of it."""
        return not self.inside

    @property
    def weight(self) -> float:
        """Of what it tells."""
        return sum(WEIGHTS[t.sort] for t in self.terms if t.sort in CONTENT or t.sort is Sort.NUMBER)


def find_tellings(pile: Sequence[Analysis], linked: Linked) -> tuple[Telling, ...]:
    """All sentences of the pile, in order.

    Args:
        pile: In order of source.
        linked: Needs ``entities``.
    """
    numbers = count()
    return tuple(telling for analysis in pile for telling in _of(analysis, linked, numbers))


def _of(analysis: Analysis, linked: Linked, numbers: Iterator[int]) -> Iterator[Telling]:
    document = analysis.document
    named = sorted((m.span, e) for m in analysis.found.mentions if (e := linked.entities.of(document.id, m.span)))
    spoken = sorted(span for q in analysis.found.quotations for span in (*q.quotes, *q.cues))
    quantities = analysis.found.quantities
    starts = [quantity.span.start for quantity in quantities]
    types = [block.type for block in document.blocks]
    for wording, sentence in zip(analysis.found.wordings, analysis.found.sentences, strict=False):
        terms, entities = _meant(wording.terms, named)
        yield Telling(
            next(numbers),
            document,
            wording.span,
            terms,
            frozenset(t.lemma for t in terms if t.sort in CONTENT),
            entities,
            tuple(_overlapping(wording, spoken)),
            types[sentence.block] if sentence.block < len(types) else BlockType.BODY,
            wording.vector,
            quantities[bisect_left(starts, wording.span.start) : bisect_left(starts, wording.span.end)],
        )


def _meant(terms: Sequence[Term], named: Sequence[tuple[Span, str]]) -> tuple[tuple[Term, ...], frozenset[str]]:
    """The words with every name under the id of its entity, once; and these ids."""
    found: list[Term] = []
    entities = set[str]()
    for term in terms:
        entity = _entity(term, named) if term.sort in _NAMING else None
        if entity is None:
            found.append(term)
        elif not found or found[-1].lemma != entity:
            found.append(Term(span=term.span, lemma=entity, sort=Sort.NAME))
            entities.add(entity)
    return tuple(found), frozenset(entities)


def _entity(term: Term, named: Sequence[tuple[Span, str]]) -> str | None:
    at = bisect_right(named, (term.span, "\uffff"))
    return next((entity for span, entity in named[max(0, at - 2) : at] if span.contains(term.span)), None)


def _overlapping(wording: Wording, spans: Sequence[Span]) -> Iterator[Span]:
    at = max(0, bisect_right(spans, wording.span) - _BACK)
    while at < len(spans) and spans[at].start < wording.span.end:
        if spans[at].overlaps(wording.span):
            yield spans[at]
        at += 1


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences of one article, in order.

    Attributes:
        starts: Where they begin in the article as it was read.
    """

    tellings: tuple[Telling, ...]
    starts: tuple[int, ...]

    def between(self, start: int, end: int) -> tuple[Telling, ...]:
        """Sentences that reach into a stretch of the article as it was read."""
        return self.tellings[max(0, bisect_right(self.starts, start) - 1) : bisect_left(self.starts, end)]

    def before(self, start: int, number: int) -> int:
        """Where the sentence begins that stands so many sentences before the one at ``start``."""
        at = bisect_right(self.starts, start) - 1
        return self.starts[max(0, at - number)] if at >= 0 else 0


def by_article(tellings: Sequence[Telling]) -> Mapping[str, Told]:
    """The sentences of every article, in order."""
    found: dict[str, list[Telling]] = {}
    for telling in tellings:
        found.setdefault(telling.article, []).append(telling)
    return {a: Told(tuple(told), tuple(t.passage.start for t in told)) for a, told in found.items()}


def content_of(passages: Sequence[Passage], told: Mapping[str, Told]) -> tuple[Term, ...]:
    """The words of content of some passages, in order."""
    found: list[Term] = []
    for passage in passages:
        for telling in told[passage.article].between(passage.start, passage.end) if passage.article in told else ():
            found += [t for t in telling.terms if t.sort in CONTENT and _is_inside(telling, t, passage)]
    return tuple(found)


def _is_inside(telling: Telling, term: Term, passage: Passage) -> bool:
    place = telling.document.alignment.to_source(term.span)
    return passage.start <= place.start and place.end <= passage.end


def weight_of_terms(terms: Sequence[Term]) -> float:
    """How much some words tell."""
    return sum(WEIGHTS[term.sort] for term in terms)
