"""The apparatus: in what a witness differs from the first, substance apart from wording."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from quellenlage.link.collation.contrast import denied, exclusions
from quellenlage.records.collation import VariantKind
from quellenlage.records.wording import CONTENT, DENYING, Sort, Term
from quellenlage.text.align import Alignment, are_akin
from quellenlage.text.fold import fold_sounds
from quellenlage.text.span import Span

_KINDS = {
    Sort.NUMBER: VariantKind.NUMBER, Sort.MODAL: VariantKind.MODAL, Sort.PERSON: VariantKind.PERSON,
    Sort.NAME: VariantKind.NAME,
}  # fmt: skip
Names = tuple[Mapping[Span, tuple[str, str]], Mapping[Span, tuple[str, str]]]
# What bounds a number: „30“ is not „bis zu 30“, but may be „rund 30“.
_STRICT = frozenset({"", "least", "most"})
# Words that may simply stand elsewhere in the other wording.
_MOVING = frozenset({VariantKind.PERSON, VariantKind.MODAL, VariantKind.NUMBER})
# Letters by which two forms of one word differ where its lemma was not found.
_ENDING = 2
# Sounds that a name must have, and their share that two spellings of it have in common (set by hand).
_SPELLED, _SPELLING = 5, 0.7
# Sorts whose words may stand for one another without a change of substance.
_WORDS = CONTENT - {Sort.NAME} | {Sort.ADVERB}


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two wordings differ, in spans of their texts; None where one has nothing."""

    kind: VariantKind
    left: Span | None
    right: Span | None


def differences(
    left: Sequence[Term],
    right: Sequence[Term],
    found: Alignment,
    *,
    same_mode: bool,
    names: Names = ({}, {}),
) -> tuple[Difference, ...]:
    """Where two wordings of one utterance differ.

    A word that only the longer wording has is left out by the other: that is no difference, only a negation is one.
    Who is meant by a pronoun changes from direct to indirect speech („ich“, „er“): persons are compared only where
    both are direct, or both are not.

    Args:
        left: Terms of the first.
        right: Terms of the other.
        found: Their alignment.
        same_mode: Whether both are direct, or both are not.
        names: Type and entity of names by their span, in each: names differ only if both are known, of one type.

    Returns:
        In order of the first wording.
    """
    excluded = [
        Difference(kind, left[i].span, right[j].span)
        for kind, i, j in exclusions(left, right, found, same_mode=same_mode)
    ]
    told = {(d.left, d.right) for d in excluded}
    result = [
        *excluded,
        *(d for d in _replaced(left, right, found, same_mode=same_mode, names=names) if (d.left, d.right) not in told),
        *_negations(left, right, found),
    ]
    return tuple(sorted(result, key=lambda d: d.left or d.right or Span(0, 0)))


def _replaced(
    left: Sequence[Term],
    right: Sequence[Term],
    found: Alignment,
    *,
    same_mode: bool,
    names: Names,
) -> Iterator[Difference]:
    pairs = found.replaced
    rest = (
        {left[i].lemma for i in found.left} | {left[i].lemma for i, _ in pairs},
        {right[j].lemma for j in found.right} | {right[j].lemma for _, j in pairs},
    )
    for i, j in pairs:
        one, two = left[i], right[j]
        kind = _KINDS.get(one.sort)
        if kind is None and one.sort in _WORDS:
            kind = VariantKind.WORDING
        if kind is VariantKind.PERSON and not same_mode:
            continue
        if kind in _MOVING and (one.lemma in rest[1] or two.lemma in rest[0]):
            continue
        if kind is VariantKind.NAME and _is_one(one, two, names):
            continue
        if kind is not None:
            yield Difference(kind, one.span, two.span)
    for i, j in found.equal:
        bounds = {left[i].bound, right[j].bound}
        if left[i].sort is Sort.NUMBER and len(bounds) > 1 and bounds <= _STRICT:
            yield Difference(VariantKind.NUMBER, left[i].span, right[j].span)
    for i, j in found.akin:
        inflected = abs(len(left[i].lemma) - len(right[j].lemma)) <= _ENDING and left[i].lemma[:-1] in right[j].lemma
        if left[i].sort is right[j].sort and left[i].sort is not Sort.NAME and not inflected:
            yield Difference(VariantKind.WORDING, left[i].span, right[j].span)


def _is_one(one: Term, two: Term, names: Names) -> bool:
    """Whether two names may mean the same: only one is known, they are not of one type, or they are one entity.

    Two that nobody knows are compared by their letters; one may be a part of the other.
    """
    meant = [
        next((known for span, known in places.items() if span.overlaps(term.span)), None)
        for term, places in zip((one, two), names, strict=True)
    ]
    if meant[0] is None or meant[1] is None:
        words = [set(term.lemma.split()) for term in (one, two)]
        part = words[0] <= words[1] or words[1] <= words[0]
        return meant != [None, None] or part or _are_spellings(one.lemma, two.lemma)
    return meant[0][0] != meant[1][0] or meant[0] == meant[1] or _sound_alike(one.lemma, two.lemma)


def _sound_alike(one: str, two: str) -> bool:
    return are_akin(one, two) or fold_sounds(one) == fold_sounds(two)


def _are_spellings(one: str, two: str) -> bool:
    """Whether two names that nobody knows may be spellings of one, or one the beginning of the other."""
    if _sound_alike(one, two) or one.startswith(two) or two.startswith(one):
        return True
    sounds = (fold_sounds(one), fold_sounds(two))
    if min(map(len, sounds)) < _SPELLED or sounds[0][0] != sounds[1][0]:
        return False
    return SequenceMatcher(None, *sounds, autojunk=False).ratio() >= _SPELLING


def _negations(left: Sequence[Term], right: Sequence[Term], found: Alignment) -> Iterator[Difference]:
    """A negation that one wording has where the other, which tells the words around it, has none.

    A negation of the other that has no answer either answers it, wherever it stands; so does a word that denies by how
    it begins what the other has instead („unklar“, „nicht klar“), or without any negation („ablehnen“).
    """
    alone = [
        [i for i in rest if terms[i].sort is Sort.NEGATION]
        for rest, terms in ((found.left, left), (found.right, right))
    ]
    prefixed = denied(left, right, found)
    if len(alone[0]) + len(prefixed[0]) == len(alone[1]) + len(prefixed[1]):
        return
    for i in prefixed[0]:
        yield Difference(VariantKind.NEGATION, left[i].span, None)
    for j in prefixed[1]:
        yield Difference(VariantKind.NEGATION, None, right[j].span)
    answered = ({i for i, _ in (*found.equal, *found.akin)}, {j for _, j in (*found.equal, *found.akin)})
    for side, terms in enumerate((left, right)):
        rest = (found.right, right) if side == 0 else (found.left, left)
        if any(DENYING in rest[1][k].contrasts for k in (*rest[0], *(pair[1 - side] for pair in found.replaced))):
            continue
        for at in alone[side]:
            beside = [k for k in range(max(0, at - 3), min(len(terms), at + 4)) if terms[k].sort in CONTENT]
            if beside and all(k in answered[side] for k in beside):
                span = terms[at].span
                yield Difference(VariantKind.NEGATION, *((span, None) if side == 0 else (None, span)))
