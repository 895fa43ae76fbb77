"""One side taken in one article: a proposition with its holders as entities, and how two of them compare."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from quellenlage.dates.interval import DayInterval
from quellenlage.lang.claims import ClaimWords
from quellenlage.records.claim import Proposition
from quellenlage.records.layers import Act, Analysis
from quellenlage.records.linked import Linked
from quellenlage.records.parts import StanceField
from quellenlage.records.provenance import make_id
from quellenlage.records.related import Relation
from quellenlage.text.span import Span

NARRATOR = "narrator"
# Ids of places in the kb.
_PLACE = "geonames:"
# Articles of one run of a story are printed within so many days (set by hand).
_RUN_DAYS = 90
# Sides of articles that share one name alone must be so much more alike (set by hand).
_STRANGE = 0.05
# The share of words, not of the vectors of sentences, in likeness (chosen on the half of the piles that may
# be read).
_LEXICAL = 0.5
# Acts that object to what others say.
OBJECTING = frozenset({Act.DENIES, Act.DOUBTS})
# Acts that lay down that something is so.
HOLDING = frozenset({Act.ASSERTS, Act.CONFIRMS})


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """A proposition of an article, with entities in place of words.

    Attributes:
        holders: Ids of entities, ``narrator``, or None for a rumour.
        keys: Terms, entities and numbers to compare by.
        names: Entities named in it, by those for whom they act.
        days: When its article was printed, as far as that is known.
    """

    analysis: Analysis
    proposition: Proposition
    holders: tuple[str | None, ...]
    keys: frozenset[str]
    names: frozenset[str]
    days: DayInterval

    @property
    def order(self) -> tuple[str, str, int, int]:
        """Place in the pile."""
        document = self.analysis.document
        return document.source.path, document.id, self.proposition.span.start, self.proposition.span.end

    @property
    def is_objection(self) -> bool:
        """Whether it denies or doubts."""
        return self.proposition.stance in OBJECTING

    @property
    def narrated(self) -> bool:
        """Whether the article itself says it."""
        return self.proposition.quotation is None

    def quoted(self) -> tuple[Span, ...]:
        """The words of the quotation that it is told in, and the clause that reports it."""
        if self.proposition.quotation is None:
            return ()
        quotation = self.analysis.found.quotations[self.proposition.quotation]
        return (quotation.span, quotation.report) if quotation.report else (quotation.span,)


def read_side(
    proposition: Proposition, analysis: Analysis, linked: Linked, unnamed: frozenset[str], words: ClaimWords | None
) -> Side:
    """Put entities in place of the words of a proposition.

    Args:
        proposition: Of the article.
        analysis: The article.
        linked: ``entities``, ``standings``, ``dates``.
        unnamed: Ids of the actors that nobody names.
        words: What is derived from one stem is compared as one.
    """
    article = analysis.document.id
    found = (linked.entities.of(article, span) for span in proposition.names)
    names = frozenset(linked.standings.acting(entity) for entity in found if entity)
    return Side(
        analysis=analysis,
        proposition=proposition,
        holders=_holders(proposition, article, linked, unnamed),
        keys=frozenset(map(words.stem_of, proposition.terms) if words else proposition.terms) | names,
        names=names,
        days=linked.dates.days.get(article) or DayInterval(),
    )


def is_near(left: Side, right: Side, relation: Relation) -> bool:
    """Whether two sides may be on one thing: alike words of another year, or of another story, are another matter."""
    return strangeness(left, right, relation) == 0.0


def strangeness(left: Side, right: Side, relation: Relation) -> float | None:
    """How much more alike than others two sides must be to be on one thing, by what their articles share.

    None where they cannot be: of another year, or where the articles share nothing.
    """
    one, other = left.analysis.document.id, right.analysis.document.id
    if one == other:
        return 0.0
    if left.days.widen(_RUN_DAYS).intersect(right.days) is None or not relation.may_be_related(one, other):
        return None
    return 0.0 if relation.are_related(one, other) else _STRANGE


def _holders(proposition: Proposition, article: str, linked: Linked, unnamed: frozenset[str]) -> tuple[str | None, ...]:
    """The speakers; a capital and officials without a name stand for their states."""
    if proposition.quotation is None:
        return (NARRATOR,)
    found: dict[str | None, None] = {}
    for span in proposition.holders:
        entity = linked.entities.of(article, span)
        if entity is None:
            continue
        states = linked.standings.of.get(entity, ())
        stands_for = entity in unnamed or entity.startswith(_PLACE)
        found.update(dict.fromkeys(states if states and stands_for else (entity,)))
    return tuple(found) or (None,)


def stances(side: Side, linked: Linked) -> tuple[StanceField, ...]:
    """The fields of the contract, one a holder."""
    proposition, document = side.proposition, side.analysis.document
    days = linked.dates.spans.get((document.id, proposition.time)) if proposition.time else None
    start, end = days.iso() if days else (None, None)
    quotation = None if proposition.quotation is None else _quotation_id(side.analysis, proposition.quotation)
    return tuple(
        StanceField(
            holder=holder,
            stance=str(proposition.stance),
            polarity=proposition.polarity,
            certainty=proposition.certainty,
            article=document.id,
            span=document.passage(proposition.span),
            quotation=quotation,
            from_=start,
            to=end,
        )
        for holder in side.holders
    )


def _quotation_id(analysis: Analysis, number: int) -> str:
    """The id of the row of a quotation, from its number in the layer."""
    document, quotation = analysis.document, analysis.found.quotations[number]
    first, last = document.passage(quotation.quotes[0]), document.passage(quotation.quotes[-1])
    return make_id(document.id, "quotation", first.start, last.end, quotation.type)


@dataclass(frozen=True, slots=True)
class Weights:
    """How telling each key is: the logarithm of how seldom it stands in the pile."""

    idf: dict[str, float]

    def likeness(self, left: Side, right: Side) -> float:
        """Weighted share of the keys in common, and the cosine of the sentences where there are vectors.

        Two parts of one sentence have its vector both, which then tells nothing.
        """
        common = left.keys & right.keys
        # Who is named in both is no claim; something must be said of them that is alike.
        if not common - left.names:
            return 0.0
        mass = [sum(self.idf[key] ** 2 for key in sorted(keys)) for keys in (common, left.keys, right.keys)]
        lexical = mass[0] / sqrt(mass[1] * mass[2]) if mass[1] and mass[2] else 0.0
        cosine = None if _of_one_sentence(left, right) else _cosine(left.proposition.vector, right.proposition.vector)
        return lexical if cosine is None else _LEXICAL * lexical + (1 - _LEXICAL) * cosine


def _of_one_sentence(left: Side, right: Side) -> bool:
    return left.analysis is right.analysis and left.proposition.sentence == right.proposition.sentence


def _cosine(left: bytes, right: bytes) -> float | None:
    if not left or not right or len(left) != len(right):
        return None
    a, b = np.frombuffer(left, np.int8).astype(np.int32), np.frombuffer(right, np.int8).astype(np.int32)
    norm = sqrt(float(a @ a) * float(b @ b))
    return round(float(a @ b) / norm, 3) if norm else 0.0
