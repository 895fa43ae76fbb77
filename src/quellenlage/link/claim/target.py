"""What a denial points at: „die Vorwürfe“ are those raised before it against the one who denies."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from quellenlage.link.claim.side import Side
from quellenlage.records.linked import Linked

# A denial looks back over so many sentences of its article, and ahead over so few (set by hand).
_BACK, _AHEAD = 12, 2
# How much nearer a side must stand for one mark less that it is meant.
_STEP = 3
# So many shared stems count; the narrator's sentence right before a denial counts without any sign.
_STEMS, _NARRATED = 2, 2
# What says no more than this many words is no proposition that somebody could deny.
_TERMS = 2


def find_target(denial: Side, here: Sequence[Side], elsewhere: Sequence[Side], linked: Linked) -> Side | None:
    """The side that a denial without content of its own points at.

    In the article: what somebody else holds, best if it is a charge, names the one who denies, and stands near before
    it. Without any such side in the article it is the charge against him in another, if there is one.

    Args:
        denial: Points back.
        here: All sides of its article, in order.
        elsewhere: Charges of the pile that name the one who denies, in order.
        linked: ``standings``.
    """
    own = {linked.standings.acting(holder) for holder in denial.holders if holder}
    at = denial.proposition.sentence
    starts = [side.proposition.sentence for side in here]
    best: tuple[int, int, Side] | None = None
    for side in here[bisect_left(starts, at - _BACK) : bisect_left(starts, at + _AHEAD + 1)]:
        marks = _marks(side, denial, own, linked)
        if marks is None:
            continue
        distance = at - side.proposition.sentence
        cost = (distance if distance >= 0 else _STEP - distance) - _STEP * marks
        if best is None or (cost, abs(distance)) < best[:2]:
            best = cost, abs(distance), side
    if best is not None:
        return best[2]
    return elsewhere[0] if elsewhere else None


def _marks(side: Side, denial: Side, own: set[str], linked: Linked) -> int | None:
    """How many signs there are that a side is meant; None if it cannot be."""
    proposition = side.proposition
    if (
        side is denial
        or proposition.is_bare
        or side.is_objection
        or proposition.quotation == denial.proposition.quotation
    ):
        return None
    holders = {linked.standings.acting(holder) for holder in side.holders if holder}
    same = proposition.sentence == denial.proposition.sentence
    if own & holders and not same:
        return None
    stems = shared_stems(denial, side)
    if not denial.proposition.is_bare and not stems:
        return None
    named = bool(own & side.names)
    near = 0 < denial.proposition.sentence - proposition.sentence <= _NARRATED
    if side.narrated and not (named or stems or near):
        return None
    # What somebody says, or the narrator tells as hearsay, is denied sooner than what he tells as a fact.
    told = not side.narrated or proposition.certainty == "PS"
    return 2 * proposition.is_charge + 2 * named + 2 * min(stems, _STEMS) + 2 * told


# Stems shorter than this are in too many words.
_STEM = 5


def shared_stems(left: Side, right: Side) -> int:
    """How many words of one are a part of a word of the other or hold one: „Waffenhandel“ and „Waffe“."""
    return sum(
        any((len(a) >= _STEM and a in b) or (len(b) >= _STEM and b in a) for b in right.proposition.terms)
        for a in left.proposition.terms
    )
