"""Words of two wordings that exclude one another: of one set and of different classes, or one denies the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quellenlage.records.collation import VariantKind
from quellenlage.records.wording import CONTENT, DENIES, DUTY, Sort, Term
from quellenlage.text.align import Alignment

# Sets by which a word differs from an equal one: how a verb or a modal stands, and who is meant by a pronoun.
_STAND = DUTY.split(":", 1)[0]
_OF_EQUALS = {
    "tense": VariantKind.TENSE, _STAND: VariantKind.MODAL, "mood": VariantKind.MODAL, "address": VariantKind.PERSON,
}  # fmt: skip
# These change where direct speech becomes indirect.
_OF_ONE_MODE = frozenset({"mood", "address"})
# How many words that carry what is told are looked at on each side of a word.
_BESIDE = 2
Exclusion = tuple[VariantKind, int, int]


def exclusions(
    left: Sequence[Term], right: Sequence[Term], found: Alignment, *, same_mode: bool
) -> Iterator[Exclusion]:
    """Kind and both places of every two words that exclude one another.

    Args:
        left: Terms of one wording.
        right: Terms of the other.
        found: Their alignment.
        same_mode: Whether both are direct, or both are not.
    """
    for i, j in (*found.equal, *found.akin):
        for name in _shared(left[i], right[j]):
            if name == _STAND:
                yield from _duty(left, i, right, j, found)
            elif name in _OF_EQUALS and (same_mode or name not in _OF_ONE_MODE):
                yield _OF_EQUALS[name], i, j
    yield from _of_sets(left, right, found)


def denied(left: Sequence[Term], right: Sequence[Term], found: Alignment) -> tuple[list[int], list[int]]:
    """Places in each wording of words that deny, by how they begin, the word that the other has instead."""
    sides: tuple[list[int], list[int]] = ([], [])
    for i, j in (*found.akin, *found.replaced):
        if DENIES + right[j].lemma in left[i].contrasts:
            sides[0].append(i)
        if DENIES + left[i].lemma in right[j].contrasts:
            sides[1].append(j)
    return sides


def _duty(left: Sequence[Term], i: int, right: Sequence[Term], j: int, found: Alignment) -> Iterator[Exclusion]:
    """A verb that one wording tells as what shall be and the other as a fact: the modal verb and it."""
    if DUTY in left[i].contrasts:
        modal = _modal(left, i, found.left)
        if modal is not None:
            yield VariantKind.MODAL, modal, j
    else:
        modal = _modal(right, j, found.right)
        if modal is not None:
            yield VariantKind.MODAL, i, modal


def _modal(terms: Sequence[Term], at: int, free: Sequence[int]) -> int | None:
    """The modal verb next to a verb, if the other wording has no answer to it."""
    modals = [k for k, term in enumerate(terms) if term.sort is Sort.MODAL]
    nearest = min(modals, key=lambda k: abs(k - at), default=None)
    return nearest if nearest in free else None


def _shared(one: Term, two: Term) -> list[str]:
    """Sets of which both words are, and of no class in common."""
    if not one.contrasts or not two.contrasts:
        return []
    sets = [_sets(term) for term in (one, two)]
    return [name for name in sets[0] if name in sets[1] and sets[0][name] != sets[1][name]]


def _sets(term: Term) -> dict[str, str]:
    return dict(mark.split(":", 1) for mark in term.contrasts if not mark.startswith(DENIES))


def _of_sets(left: Sequence[Term], right: Sequence[Term], found: Alignment) -> Iterator[Exclusion]:
    """Words without an equal one whose class the other wording has nowhere."""
    equal = ({i for i, _ in found.equal}, {j for _, j in found.equal})
    classes = tuple({mark for term in terms for mark in term.contrasts} for terms in (left, right))
    answers = dict((*found.equal, *found.akin))
    pairs = {*found.akin, *found.replaced}
    taken = set[int]()
    for i, one in enumerate(left):
        if i in equal[0] or not one.contrasts or classes[1].intersection(one.contrasts):
            continue
        for j, two in enumerate(right):
            if j in equal[1] or j in taken or not two.contrasts or classes[0].intersection(two.contrasts):
                continue
            names = [name for name in _shared(one, two) if name not in _OF_EQUALS]
            if names and ((i, j) in pairs or _is_beside(left, i, right, j, answers)):
                taken.add(j)
                yield VariantKind.CONTRAST, i, j
                break


def _is_beside(left: Sequence[Term], i: int, right: Sequence[Term], j: int, answers: Mapping[int, int]) -> bool:
    """Whether two words stand by words that answer one another."""
    near = set(_neighbours(right, j))
    return any(answers.get(k) in near for k in _neighbours(left, i))


def _neighbours(terms: Sequence[Term], at: int) -> Iterator[int]:
    for places in (range(at - 1, -1, -1), range(at + 1, len(terms))):
        told = [k for k in places if terms[k].sort in CONTENT or terms[k].sort is Sort.NUMBER]
        yield from told[:_BESIDE]
