"""Sentences in the form in which articles are compared with one another."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from quellenlage.records.provenance import By
from quellenlage.text.align import Alignment
from quellenlage.text.span import Span


class Sort(StrEnum):
    """What a word contributes to what is said."""

    NAME = "name"
    NUMBER = "number"
    NOUN = "noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    NEGATION = "negation"
    MODAL = "modal"
    PERSON = "person"
    COLOUR = "colour"
    FUNCTION = "function"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word as it is compared with words of other articles.

    Attributes:
        lemma: Dictionary form, folded (the folded word itself where no model reads); of a number its value, of a
            modal or a pronoun the one that it is a form of.
        bound: Of a number that is told as ``about``, ``least`` or ``most``; empty if not.
        contrasts: Classes of words that exclude one another, each as ``set:class``.
    """

    span: Span
    lemma: str
    sort: Sort
    bound: str = ""
    contrasts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A sentence in the form in which articles are compared.

    Attributes:
        terms: Its words, without signs.
        vector: As in ``Parse``; empty where no model reads.
    """

    span: Span
    terms: tuple[Term, ...]
    vector: bytes
    by: By


# The set of words with a beginning that denies the rest; its class is the rest.
DENIES = "denies:"
# The class of words that say without a negation that something is not so.
DENYING = "denying:all"
# Classes of verbs: told as what shall be, and as what is.
DUTY, FACT = "stand:duty", "stand:fact"
# Sorts whose words may be of one family: they carry what is told.
CONTENT = frozenset({Sort.NAME, Sort.NOUN, Sort.VERB, Sort.ADJECTIVE})
# The same without names, where these stand under the ids of their entities.
FAMILIES = CONTENT - {Sort.NAME}
# How much a word counts when two wordings are compared. Set by hand, before any measure.
WEIGHTS: dict[Sort, float] = {
    Sort.NAME: 1.5, Sort.NUMBER: 1.5, Sort.NOUN: 1.0, Sort.VERB: 0.8, Sort.ADJECTIVE: 0.8, Sort.ADVERB: 0.4,
    Sort.NEGATION: 0.5, Sort.MODAL: 0.3, Sort.PERSON: 0.2, Sort.COLOUR: 0.1, Sort.FUNCTION: 0.1,
}  # fmt: skip
_AKIN = 0.7


def coverage(left: Sequence[Term], right: Sequence[Term], found: Alignment) -> tuple[float, float]:
    """The share of the weight of each wording that the other answers, the smaller wording first.

    Args:
        left: Terms of one.
        right: Terms of the other.
        found: Their alignment.
    """
    met = sum(WEIGHTS[left[i].sort] for i, _ in found.equal)
    met += _AKIN * sum(min(WEIGHTS[left[i].sort], WEIGHTS[right[j].sort]) for i, j in found.akin)
    weights = sorted(sum(WEIGHTS[term.sort] for term in side) for side in (left, right))
    return (met / max(weights[0], 1e-9), met / max(weights[1], 1e-9))


def cosine(left: bytes, right: bytes) -> float | None:
    """How near two vectors of signed bytes lie; None where one is missing.

    Source:
        ``Parse.vector``: 127 is 1, and the length of the whole is 1.
    """
    if not left or len(left) != len(right):
        return None
    one, two = array("b", left), array("b", right)
    norm = sqrt(sum(x * x for x in one) * sum(y * y for y in two))
    return sum(x * y for x, y in zip(one, two, strict=True)) / norm if norm else None
