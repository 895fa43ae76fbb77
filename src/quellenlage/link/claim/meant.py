"""What a person has said that a side means: last, so that nothing points it elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from quellenlage.link.claim.ledger import Ledger
from quellenlage.link.claim.row import Member
from quellenlage.link.claim.side import Side
from quellenlage.records.correction import Place


def settle_meant(sides: Sequence[Side], ledger: Ledger, means: Sequence[tuple[Place, Place | None]]) -> None:
    """Put sides into the claims that a person says they mean; a place without a side is passed over.

    Args:
        sides: Of the pile, in order.
        ledger: Holds all claims; is changed.
        means: Place of a side, and of what it means: a side, or a quotation; None if that is known to nobody.
    """
    own, told = _by_place(sides) if means else ({}, {})
    for place, other in means:
        for side in own.get(place, ()):
            meant = [one for one in told.get(other, ()) if one is not side] if other else []
            if other is None:
                key = f"alone {side.order}"
                ledger.unresolved.add(key)
            elif meant:
                key = _claim_of(meant, ledger)
            else:
                continue
            ledger.move(side, [key], "-" if side.is_objection else side.proposition.polarity)


def _by_place(sides: Sequence[Side]) -> tuple[dict[Place, list[Side]], dict[Place, list[Side]]]:
    """Sides by their words, and besides by the quotations that they are told in."""
    own: dict[Place, list[Side]] = defaultdict(list)
    told: dict[Place, list[Side]] = defaultdict(list)
    for side in sides:
        places = dict.fromkeys(side.proposition.spans(side.analysis.found.transfers))
        for span in places:
            own[side.analysis.document.id, span].append(side)
        for span in dict.fromkeys((*places, *side.quoted())):
            told[side.analysis.document.id, span].append(side)
    return own, told


def _claim_of(meant: Sequence[Side], ledger: Ledger) -> str:
    """The claim of some sides: of several the first that begins with one, else the first; one of their own if none."""
    orders = {side.order for side in meant}
    keys = dict.fromkeys(key for side in meant for key in ledger.keys(side))
    firsts = {key: min(member.side.order for member in ledger.members[key]) for key in keys}
    if firsts:
        return min(firsts, key=lambda key: (firsts[key] not in orders, firsts[key], key))
    key = f"meant {min(orders)}"
    for side in meant:
        ledger.add(key, Member(side, side.proposition.polarity, side.proposition.certainty))
    return key
