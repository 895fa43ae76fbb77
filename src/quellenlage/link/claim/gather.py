"""Gathers sides into claims: by the transfers they tell, by what denials point at, by likeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from quellenlage.link.claim.group import Index, group, weigh
from quellenlage.link.claim.row import Member, is_kept, make_row
from quellenlage.link.claim.side import Side, Weights, read_side
from quellenlage.link.claim.target import find_target, shared_stems
from quellenlage.records.contract import ClaimRow, TransferRow
from quellenlage.records.layers import Act, Analysis
from quellenlage.records.linked import Linked
from quellenlage.records.provenance import make_id
from quellenlage.records.transfer import Stage, Transfer, kind_of
from quellenlage.world import World

# „bestreitet den Waffenhandel“: a denial of so few words names goods and no more.
_SHORT = 3


@dataclass(slots=True)
class _Ledger:
    """Claims while they are put together.

    Attributes:
        members: Key of a claim to its members: the id of a claim of transfers, or a number for any other.
        of_side: Place of a side to the keys of the claims that it is in.
        unresolved: Keys of claims whose denial points at nothing that was found.
    """

    members: dict[str, list[Member]] = field(default_factory=dict)
    of_side: dict[int, list[str]] = field(default_factory=dict)
    unresolved: set[str] = field(default_factory=set)

    def add(self, key: str, member: Member) -> None:
        self.members.setdefault(key, []).append(member)
        self.of_side.setdefault(id(member.side), []).append(key)


def link_claims(pile: tuple[Analysis, ...], linked: Linked, world: World) -> tuple[ClaimRow, ...]:
    """Join the stances on one thing.

    Sides that tell a transfer are in the claim of its row. Denials without content of their own are in the claim of
    what they point at, in their article or in another. All others meet by likeness: terms that are seldom in the
    pile, entities, numbers, and the vectors of their sentences. The narrator joins what somebody else says and founds
    only claims of transfers. A claim of one side alone is kept if it tells a transfer, objects, or asks and promises
    something; a single statement stays a quotation.

    Args:
        pile: In order of source.
        linked: Needs ``entities``, ``standings``, ``dates``, ``events``, ``transfers``.
        world: ``language``.

    Returns:
        In the order of their first stance. No step looks at all pairs of the pile.
    """
    unnamed = frozenset(row.id for row in linked.entities.rows if row.anonymous)
    read = (read_side(p, a, linked, unnamed) for a in pile for p in a.found.propositions)
    sides = sorted(read, key=lambda side: side.order)
    weights = weigh(sides)
    ledger = _Ledger()
    rows = {row.id: row for row in linked.transfers.rows}
    for side in sides:
        for key, member in _of_transfers(side, linked):
            ledger.add(key, member)
    free = [s for s in sides if id(s) not in ledger.of_side and not s.proposition.is_bare]
    voiced = [s for s in free if not s.narrated]
    for number, members in enumerate(group([*voiced, *(s for s in free if s.narrated)], weights)):
        for side in sorted(members, key=lambda s: s.order):
            ledger.add(f"{number:06}", Member(side, side.proposition.polarity, side.proposition.certainty))
    _point(sides, ledger, weights, linked)
    return _rows(ledger, weights, rows, linked, world)


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


def _of_goods(side: Side, ledger: _Ledger, linked: Linked) -> str | None:
    """„bestreitet den Waffenhandel“: the claim of a transfer of such goods that the one who denies takes part in.

    Of several it is what has come about before what is to come, and what most take a side on.
    """
    category = side.proposition.goods
    own = {linked.standings.acting(holder) for holder in side.holders if holder}
    kind = kind_of(category) if category else ""
    order = ("supply", "plan")
    fitting = [
        (order.index(matter), -len(ledger.members[claim]), claim)
        for claim, (supplier, recipient, goods, matter) in linked.transfers.matters.items()
        if goods == kind and matter in order and {supplier, recipient} & own and claim in ledger.members
    ]
    return min(fitting)[2] if fitting else None


def _point(sides: Sequence[Side], ledger: _Ledger, weights: Weights, linked: Linked) -> None:
    """Put denials that point at something, or that stand alone, into the claim that is meant."""
    by_article: dict[str, list[Side]] = defaultdict(list)
    charges: dict[str, list[Side]] = defaultdict(list)
    for side in sides:
        by_article[side.analysis.document.id].append(side)
        if side.proposition.is_charge or side.proposition.transfers:
            for name in sorted(side.names):
                charges[name].append(side)
    index = Index([side for side in sides if not (side.is_objection or side.proposition.is_bare)], weights)
    for article, here in by_article.items():
        here.sort(key=lambda side: (side.proposition.sentence, side.order))
        for side in [s for s in here if s.is_objection]:
            keys = ledger.of_side.get(id(side), [])
            short = side.proposition.goods and len(side.proposition.terms) <= _SHORT
            if short and not side.proposition.transfers and (claim := _of_goods(side, ledger, linked)):
                _move(side, [claim], ledger)
                continue
            alone = all(len(ledger.members[key]) == 1 for key in keys)
            if not alone or (side.proposition.transfers and keys):
                continue
            own = {linked.standings.acting(h) for h in side.holders if h}
            far = [c for name in sorted(own) for c in charges[name] if c.analysis.document.id != article]
            _join(side, find_target(side, here, _agreed(far, side, ledger), linked), index, ledger)


def _agreed(far: Sequence[Side], denial: Side, ledger: _Ledger) -> list[Side]:
    """Charges in other articles, if all that fit are one claim."""
    if not denial.proposition.is_bare:
        far = [side for side in far if shared_stems(denial, side)]
    keys = {key for side in far if not side.is_objection for key in ledger.of_side.get(id(side), [])}
    return [side for side in far if not side.is_objection][:1] if len(keys) == 1 else []


def _join(denial: Side, target: Side | None, index: Index, ledger: _Ledger) -> None:
    """Put a denial into the claims of its target, with what other articles say that is most like both."""
    meant = [side for side in (target, index.find([denial, *([target] if target else [])])) if side is not None]
    if not meant:
        if denial.proposition.is_bare:
            _move(denial, [f"alone {denial.order}"], ledger)
            ledger.unresolved.add(f"alone {denial.order}")
        return
    for side in meant:
        # What the narrator says is in no claim before somebody objects.
        if not ledger.of_side.get(id(side)):
            proposition = side.proposition
            known = ledger.of_side.get(id(meant[0]), [])[:1]
            ledger.add(
                known[0] if known else f"denied {side.order}", Member(side, proposition.polarity, proposition.certainty)
            )
    _move(denial, list(dict.fromkeys(key for side in meant for key in ledger.of_side[id(side)])), ledger)


def _move(denial: Side, keys: Sequence[str], ledger: _Ledger) -> None:
    """Take a denial out of the claim that it is alone in, into others."""
    for key in ledger.of_side.pop(id(denial), []):
        left = [member for member in ledger.members[key] if member.side is not denial]
        ledger.members[key] = left
        if not left:
            del ledger.members[key]
    for key in keys:
        ledger.add(key, Member(denial, "-", denial.proposition.certainty))


def _rows(
    ledger: _Ledger, weights: Weights, rows: dict[str, TransferRow], linked: Linked, world: World
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
