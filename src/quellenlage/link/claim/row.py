"""A claim as the record shows it: label, fullest wording, stances, status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quellenlage.link.claim.side import HOLDING, OBJECTING, Side, Weights, stances
from quellenlage.records.claim import About
from quellenlage.records.contract import ClaimRow, TransferRow
from quellenlage.records.layers import Act
from quellenlage.records.linked import Linked
from quellenlage.records.parts import StanceField
from quellenlage.records.provenance import By, make_id
from quellenlage.text.span import Span
from quellenlage.world import World

# A longer wording is read by nobody.
_LONGEST = 400
_NAMES, _TERMS = 3, 4
# Acts that are kept even where nobody else takes a side.
_TELLING = frozenset({Act.DENIES, Act.DOUBTS, Act.CONFIRMS, Act.PROMISES, Act.THREATENS, Act.NO_COMMENT})
_LAID_DOWN = frozenset({Act.PROMISES, Act.THREATENS})


@dataclass(frozen=True, slots=True)
class Member:
    """A side in a claim, with the side it takes there.

    Attributes:
        span: The words, where they are not the whole proposition.
    """

    side: Side
    polarity: str
    certainty: str
    span: Span | None = None


def is_kept(members: Sequence[Member]) -> bool:
    """Whether a claim is more than one statement: several sides of more than one quotation, or an act that matters."""
    places = {(m.side.analysis.document.id, m.side.proposition.sentence) for m in members}
    return len(places) > 1 or any(m.side.proposition.stance in _TELLING for m in members)


def make_row(
    key: str,
    members: Sequence[Member],
    transfers: Sequence[TransferRow],
    *,
    weights: Weights,
    linked: Linked,
    world: World,
) -> ClaimRow:
    """The row of a claim.

    Args:
        key: The id, where the claim is one of transfers.
        members: In the order of the pile.
        transfers: Rows of the register that it is about.
        weights: To choose the terms of its label.
        linked: ``entities``, ``dates``.
        world: ``language``.
    """
    first = members[0].side
    passage = first.analysis.document.passage(first.proposition.span)
    about = About.TRANSFER if transfers else _about(members)
    fields = [field for member in members for field in _fields(member, linked)]
    # Copies of a line, and a quotation that was read twice, take one side once.
    taken = tuple({(f.holder, f.stance, f.polarity, f.article, f.span.text): f for f in reversed(fields)}.values())[
        ::-1
    ]
    fullest = _fullest(members)
    parties = {p for row in transfers for p in (row.supplier, row.recipient) if p} or set(first.names)
    return ClaimRow(
        id=key if transfers else make_id(passage.article, "claim", passage.start, passage.end, about),
        by=By("transfers of one matter" if transfers else "likeness of terms and names"),
        label=_transfer_label(transfers, linked, world) if transfers else _label(members, weights, linked, world),
        span=fullest.side.analysis.document.passage(fullest.span or fullest.side.proposition.span),
        about=str(about),
        target=transfers[0].id if transfers else None,
        resolved=True,
        stances=taken,
        status=status(taken, parties, linked),
    )


def _fields(member: Member, linked: Linked) -> tuple[StanceField, ...]:
    document = member.side.analysis.document
    fields = stances(member.side, linked)
    changed = (replace(f, polarity=member.polarity, certainty=member.certainty) for f in fields)
    if member.span is None:
        return tuple(changed)
    span = document.passage(member.span)
    return tuple(replace(f, span=span) for f in changed)


def _fullest(members: Sequence[Member]) -> Member:
    """The longest wording that can be read at a glance; of those that hold it before those that object."""

    def weight(member: Member) -> tuple[bool, bool, int]:
        length = len(member.span or member.side.proposition.span)
        bare = member.side.proposition.is_bare
        return not bare, member.side.proposition.stance in HOLDING, length if length <= _LONGEST else -length

    return max(members, key=weight)


def _about(members: Sequence[Member]) -> About:
    counts = Counter(m.side.proposition.about for m in members)
    return min(counts, key=lambda about: (-counts[about], list(About).index(about)))


def _transfer_label(transfers: Sequence[TransferRow], linked: Linked, world: World) -> str:
    """„[Lieferung: Waffen, Munition; X → Y]“."""
    names = {row.id: row.name for row in linked.entities.rows}
    known = world.kb.entities
    supplier, recipient = (
        names.get(p, known[p].name if p in known else p) if p else "?"
        for p in (transfers[0].supplier, transfers[0].recipient)
    )
    items = list(dict.fromkeys(name for row in transfers for name in row.items))[:_NAMES]
    matter = linked.transfers.matters[transfers[0].claim or ""][3]
    word = world.language.claims.matters.get(matter, matter) if world.language.claims else matter
    return f"[{word}: {', '.join(items)}; {supplier} → {recipient}]"


def _label(members: Sequence[Member], weights: Weights, linked: Linked, world: World) -> str:
    """„[names: terms]“, the most shared and telling first."""
    names = {row.id: row.name for row in linked.entities.rows}
    who = Counter(name for m in members for name in m.side.names)
    terms = Counter(term for m in members for term in m.side.proposition.terms)
    first = sorted(who, key=lambda name: (-who[name], name))[:_NAMES]
    words = world.language.claims
    telling = {term: weights.idf[words.stem_of(term) if words else term] for term in terms}
    chosen = sorted(terms, key=lambda term: (-terms[term] * telling[term], term))[:_TERMS]
    left = ", ".join(names.get(name, name) for name in first)
    return f"[{': '.join(filter(None, (left, ', '.join(chosen))))}]"


def status(taken: Sequence[StanceField], parties: set[str], linked: Linked) -> str:
    """Contested, denied, acknowledged, asserted or open, as DESIGN defines them; never true or false.

    Args:
        taken: All stances.
        parties: Ids of those who take part in what is claimed.
        linked: ``standings``: who acts for whom is on one side.
    """

    def acting(field: StanceField) -> str | None:
        return linked.standings.acting(field.holder) if field.holder else None

    held = [f for f in taken if f.polarity == "+" and Act(f.stance) in HOLDING and f.certainty != "U"]
    against = [f for f in taken if f.polarity == "-" and Act(f.stance) in (HOLDING | OBJECTING)]
    if against and any(acting(f) != acting(g) for f in held for g in against):
        return "contested"
    if against and not any(f.holder for f in held):
        return "denied"
    if any(f.stance == Act.CONFIRMS and acting(f) in parties for f in held):
        return "acknowledged"
    if held or any(Act(f.stance) in _LAID_DOWN for f in taken):
        return "asserted"
    return "open"
