"""The register of transfers: one row for each supplier, recipient, category of goods and stage, over all articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from quellenlage.dates.interval import DayInterval
from quellenlage.records.contract import TransferRow
from quellenlage.records.layers import Act, Analysis
from quellenlage.records.linked import Linked, Transfers
from quellenlage.records.parts import DaysField, QuantityField
from quellenlage.records.provenance import make_id
from quellenlage.records.transfer import Stage, Transfer, kind_of
from quellenlage.text.span import Span
from quellenlage.world import World

# What is given in return stands so many sentences from what it is given for at most (set by hand).
_RETURN = 2
# Stages that tell of one matter: what is lacked, what is to come, what has come about.
_MATTERS = {
    Stage.NEEDED: "need", Stage.SOUGHT: "need", Stage.OFFERED: "plan", Stage.AGREED: "plan", Stage.REFUSED: "plan",
    Stage.DELIVERED: "supply", Stage.USED: "supply",
}  # fmt: skip
# An entity of one article alone, without a name.
_UNNAMED = "@"


# Supplier, recipient (empty if open), kind of goods, matter.
Matter: TypeAlias = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class _Told:
    """A transfer as one article tells it, with entities in place of words.

    Attributes:
        number: In the layer of its article.
    """

    analysis: Analysis
    number: int
    transfer: Transfer
    supplier: str | None
    recipient: str | None

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it one row with another."""
        return self.supplier or "", self.recipient or "", self.transfer.category, self.transfer.stage

    @property
    def place(self) -> tuple[str, int]:
        """Article and number."""
        return self.analysis.document.id, self.number

    @property
    def matter(self) -> Matter:
        """What makes it one claim with another."""
        transfer = self.transfer
        return self.supplier or "", self.recipient or "", kind_of(transfer.category), _MATTERS[transfer.stage]


def link_transfers(pile: tuple[Analysis, ...], linked: Linked, world: World) -> Transfers:
    """Join what is told of one transfer.

    Parties are those for whom the actors named act: who says that a president needs grenades says it of his state.
    A telling without a party that has a name makes no row.

    Args:
        pile: In order of source.
        linked: Needs ``entities``, ``standings``, ``dates``.
        world: ``language``.

    Returns:
        Rows in the order of their first telling. Tellings of one claim have the same ``claim``: the same parties and
        kind of goods, and a stage of the same matter.
    """
    told = [t for analysis in pile for t in _read(analysis, linked, world)]
    groups: dict[tuple[str, str, str, str], list[_Told]] = {}
    for telling in told:
        groups.setdefault(telling.key, []).append(telling)
    meant = _matters(told, linked)
    claims: dict[Matter, str] = {}
    for telling, matter in zip(told, meant, strict=True):
        claims.setdefault(matter, _id("claim", telling))
    of_telling = {t.place: claims[matter] for t, matter in zip(told, meant, strict=True)}
    ids = {key: _id("transfer", group[0]) for key, group in groups.items()}
    returns = _returns(told, ids)
    rows = tuple(
        _row(ids[key], group, of_telling[group[0].place], returns.get(ids[key], ()), linked)
        for key, group in groups.items()
    )
    return Transfers(
        rows, {t.place: ids[t.key] for t in told}, of_telling, {claim: matter for matter, claim in claims.items()}
    )


def _matters(told: Sequence[_Told], linked: Linked) -> list[Matter]:
    """The matter of each telling. Where it leaves a party open it is the one matter of its article that fits.

    A denial may leave open who is meant by „der Norden“: it is the one matter of the pile that fits and that the one
    who denies takes part in.
    """
    here: dict[tuple[str, str, str], dict[Matter, None]] = {}
    everywhere: dict[tuple[str, str], dict[Matter, None]] = {}
    for telling in told:
        if telling.supplier and telling.recipient:
            matter = telling.matter
            here.setdefault((telling.analysis.document.id, *matter[2:]), {})[matter] = None
            everywhere.setdefault(matter[2:], {})[matter] = None
    found = []
    for telling in told:
        matter = telling.matter
        if telling.supplier and telling.recipient:
            found.append(matter)
            continue
        near = [m for m in here.get((telling.analysis.document.id, *matter[2:]), {}) if _completes(m, matter)]
        if not near and (own := _deniers(telling, linked)):
            near = [m for m in everywhere.get(matter[2:], {}) if _completes(m, matter) and own & set(m[:2])]
        found.append(near[0] if len(near) == 1 else matter)
    return found


def _completes(full: Matter, partial: Matter) -> bool:
    return all(not mine or mine == other for mine, other in zip(partial[:2], full[:2], strict=True))


def _deniers(told: _Told, linked: Linked) -> set[str]:
    """Those for whom they act who deny or doubt a telling."""
    number = told.transfer.quotation
    quotation = told.analysis.found.quotations[number] if number is not None else None
    if quotation is None or quotation.act not in (Act.DENIES, Act.DOUBTS):
        return set()
    found = (linked.entities.of(told.analysis.document.id, span) for span in quotation.speakers)
    return {linked.standings.acting(entity) for entity in found if entity}


def _id(kind: str, told: _Told) -> str:
    passage = told.analysis.document.passage(told.transfer.span)
    transfer = told.transfer
    type_ = f"{transfer.category} {transfer.stage} {told.supplier} {told.recipient}"
    return make_id(told.analysis.document.id, kind, passage.start, passage.end, type_)


def _read(analysis: Analysis, linked: Linked, world: World) -> list[_Told]:
    """The tellings of one article, each for one pair of parties: the first of several is the pair of the number."""
    found = []
    for number, transfer in enumerate(analysis.found.transfers):
        supplier = _party(transfer.suppliers, transfer, analysis, linked, world)
        recipient = _party(transfer.recipients, transfer, analysis, linked, world)
        named = [party for party in (supplier, recipient) if party and _UNNAMED not in party]
        if named and supplier != recipient:
            found.append(_Told(analysis, number, transfer, supplier, recipient))
    return found


def _party(spans: Sequence[Span], transfer: Transfer, analysis: Analysis, linked: Linked, world: World) -> str | None:
    """The one for whom the first of the parties acts; „wir“ is who speaks."""
    own = world.language.content_acts.own if world.language.content_acts else frozenset[str]()
    document = analysis.document
    for span in spans:
        entity = linked.entities.of(document.id, span)
        if entity is None and transfer.quotation is not None and span.of(document.text).lower() in own:
            speakers = analysis.found.quotations[transfer.quotation].speakers
            entity = linked.entities.of(document.id, speakers[0]) if speakers else None
        if entity is not None:
            return linked.standings.acting(entity)
    return None


def _returns(told: Sequence[_Told], ids: dict[tuple[str, str, str, str], str]) -> dict[str, tuple[str, ...]]:
    """What is given in return for what: rows of crossed parties whose tellings stand near one another."""
    found: dict[str, dict[str, None]] = {}
    for at, telling in enumerate(told):
        if not telling.transfer.is_return:
            continue
        for other in _around(told, at):
            crossed = (telling.supplier and telling.supplier == other.recipient) or (
                telling.recipient and telling.recipient == other.supplier
            )
            if crossed and telling.key != other.key:
                found.setdefault(ids[telling.key], {})[ids[other.key]] = None
                found.setdefault(ids[other.key], {})[ids[telling.key]] = None
    return {row: tuple(sorted(others)) for row, others in found.items()}


def _around(told: Sequence[_Told], at: int) -> Iterable[_Told]:
    """Tellings of the same article in the sentences beside one."""
    home = told[at]
    for step in (-1, 1):
        i = at + step
        while 0 <= i < len(told) and told[i].analysis is home.analysis:
            if abs(told[i].transfer.sentence - home.transfer.sentence) > _RETURN:
                break
            yield told[i]
            i += step


def _row(id_: str, group: Sequence[_Told], claim: str, counter: tuple[str, ...], linked: Linked) -> TransferRow:
    first = group[0]
    names = Counter(item.name for told in group for item in told.transfer.items)
    wordings = Counter(item.span.of(told.analysis.document.text) for told in group for item in told.transfer.items)
    return TransferRow(
        id=id_,
        by=first.transfer.by,
        supplier=first.supplier,
        recipient=first.recipient,
        item=min(wordings, key=lambda words: (-wordings[words], -len(words), words)),
        items=tuple(sorted(names, key=lambda name: (-names[name], name))),
        category=first.transfer.category,
        quantity=next((q for told in group if (q := _quantity(told))), None),
        stage=first.transfer.stage,
        ordered=_days(group, Stage.AGREED, linked),
        delivered=_days(group, Stage.DELIVERED, linked),
        counter=counter,
        claim=claim,
        articles=tuple(dict.fromkeys(told.analysis.document.id for told in group)),
    )


def _quantity(told: _Told) -> QuantityField | None:
    amount = told.transfer.amount
    if amount is None:
        return None
    passage = told.analysis.document.passage(amount.span)
    return QuantityField(text=passage.text, min=amount.min, max=amount.max, unit=amount.unit or None, span=passage)


def _days(group: Sequence[_Told], stage: Stage, linked: Linked) -> DaysField:
    """All days that tellings of this stage name: from the first to the last."""
    days = [
        linked.dates.spans.get((told.analysis.document.id, told.transfer.time), DayInterval())
        for told in group
        if told.transfer.stage is stage and told.transfer.time is not None
    ]
    firsts, lasts = [d.first for d in days if d.first], [d.last for d in days if d.last]
    start, end = DayInterval(min(firsts, default=None), max(lasts, default=None)).iso()
    return DaysField(from_=start, to=end)
