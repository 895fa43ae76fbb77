"""Gathers sides into claims: by the transfers they tell, by what denials point at, by likeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from quellenlage.link.claim.group import Index, group, weigh
from quellenlage.link.claim.ledger import Ledger
from quellenlage.link.claim.meant import settle_meant
from quellenlage.link.claim.point import point
from quellenlage.link.claim.row import Member, is_kept, make_row
from quellenlage.link.claim.side import Side, Weights, read_side
from quellenlage.records.claim import About
from quellenlage.records.contract import ClaimRow, TransferRow
from quellenlage.records.layers import Act, Analysis
from quellenlage.records.linked import Linked
from quellenlage.records.provenance import make_id
from quellenlage.records.related import find_relation
from quellenlage.records.transfer import Stage, Transfer
from quellenlage.world import World


def link_claims(pile: tuple[Analysis, ...], linked: Linked, world: World) -> tuple[ClaimRow, ...]:
    """Join the stances on one thing.

    Sides that tell a transfer are in the claim of its row. Denials without content of their own are in the claim of
    what they point at, in their article or in another. Across articles only those meet that may speak of the same. All
    others meet by likeness: terms that are seldom in the pile, entities, numbers, and the vectors of their sentences.
    The narrator joins what somebody else says and founds only claims of transfers. A claim of one side alone is kept
    if it tells a transfer, objects, or asks and promises something; a single statement stays a quotation.

    Args:
        pile: In order of source.
        linked: Needs ``entities``, ``standings``, ``dates``, ``transfers``, ``stories``; ``rulings``, what a person has
            said, win over everything.
        world: ``language``.

    Returns:
        In the order of their first stance. No step looks at all pairs of the pile.
    """
    unnamed = frozenset(row.id for row in linked.entities.rows if row.anonymous)
    read = (read_side(p, a, linked, unnamed, world.language.claims) for a in pile for p in a.found.propositions)
    sides = sorted(read, key=lambda side: side.order)
    weights, relation = weigh(sides), find_relation(linked)
    ledger = Ledger()
    rows = {row.id: row for row in linked.transfers.rows}
    for side in sides:
        for key, member in _of_transfers(side, linked):
            ledger.add(key, member)
    free = [s for s in sides if id(s) not in ledger.of_side and not s.proposition.is_bare and _is_told(s)]
    voiced = [s for s in free if not s.narrated]
    for number, members in enumerate(group([*voiced, *(s for s in free if s.narrated)], weights, relation)):
        for side in sorted(members, key=lambda s: s.order):
            ledger.add(f"{number:06}", Member(side, side.proposition.polarity, side.proposition.certainty))
    index = Index([s for s in sides if not (s.is_objection or s.proposition.is_bare)], weights, relation)
    point(sides, index, ledger, linked, world)
    settle_meant(sides, ledger, linked.rulings.means)
    return _rows(ledger, weights, rows, linked, world)


def _is_told(side: Side) -> bool:
    """Whether somebody says it, or it names somebody or a number: what else is narrated is only answered."""
    return not side.narrated or bool(side.names) or side.proposition.about is About.NUMBER


def _of_transfers(side: Side, linked: Linked) -> Iterable[tuple[str, Member]]:
    """The claims of the transfers that a side tells; each once."""
    article, seen = side.analysis.document.id, set[str]()
    for number in side.proposition.transfers:
        claim = linked.transfers.claims.get((article, number))
        if claim is not None and claim not in seen:
            seen.add(claim)
            yield claim, _member(side, side.analysis.found.transfers[number])


def _member(side: Side, transfer: Transfer) -> Member:
    """The side that the words take on the transfer: an objection, a negation and a refusal each turn it."""
    turns = (side.is_objection, transfer.polarity == "-", transfer.stage is Stage.REFUSED)
    polarity = "-" if sum(turns) % 2 else "+"
    certainty = side.proposition.certainty if side.proposition.stance is Act.ASKS else transfer.certainty
    span = transfer.clause if side.narrated else None
    return Member(side, polarity, certainty, span)


def _rows(
    ledger: Ledger, weights: Weights, rows: dict[str, TransferRow], linked: Linked, world: World
) -> tuple[ClaimRow, ...]:
    by_claim: dict[str, list[TransferRow]] = defaultdict(list)
    for row in rows.values():
        by_claim[row.claim or ""].append(row)
    made = []
    for key, members in ledger.members.items():
        members.sort(key=lambda member: member.side.order)
        if key in by_claim or is_kept(members):
            claim = make_row(key, members, by_claim.get(key, []), weights=weights, linked=linked, world=world)
            made.append((members[0].side.order, replace(claim, resolved=key not in ledger.unresolved)))
    made.sort(key=lambda pair: (pair[0], pair[1].id, pair[1].label))
    return tuple(_told_apart(claim for _, claim in made))


def _told_apart(claims: Iterable[ClaimRow]) -> Iterator[ClaimRow]:
    """Claims under ids of their own: one denial may stand first in several, as an answer to several charges."""
    known: dict[str, int] = defaultdict(int)
    for claim in claims:
        known[claim.id] += 1
        number = known[claim.id]
        yield claim if number == 1 else replace(claim, id=make_id(claim.id, "claim", number))
