"""The register of transfers: one row for each supplier, recipient, category of goods and stage, over all articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from quellenlage.dates.interval import DayInterval
from quellenlage.link.transfer.complete import complete
from quellenlage.link.transfer.telling import Matter, Telling, read_tellings
from quellenlage.records.contract import TransferRow
from quellenlage.records.layers import Act, Analysis
from quellenlage.records.linked import Linked, Transfers
from quellenlage.records.parts import DaysField, QuantityField
from quellenlage.records.provenance import make_id
from quellenlage.records.transfer import Category, Stage
from quellenlage.world import World

# What is given in return stands so many sentences from what it is given for at most (set by hand).
_RETURN = 2
_TWO = 2


def link_transfers(pile: tuple[Analysis, ...], linked: Linked, world: World) -> Transfers:
    """Join what is told of one transfer.

    Parties are those for whom the actors named act: who says that a president needs grenades says it of his state.
    A telling without a party that has a name makes no row.

    Args:
        pile: In order of source.
        linked: Needs ``entities``, ``standings``, ``dates``, ``events``.
        world: ``language``, ``kb``.

    Returns:
        Rows in the order of their first telling. Tellings of one claim have the same ``claim``: the same parties and
        kind of goods, and a stage of the same matter.
    """
    read = [t for analysis in pile for t in read_tellings(analysis, linked, world)]
    told = [t for t in complete(read, linked) if t.is_named and not _is_everyday(t)]
    groups = _groups(told)
    meant = _matters(told, linked)
    claims: dict[Matter, str] = {}
    for telling, matter in zip(told, meant, strict=True):
        claims.setdefault(matter, _id("claim", telling))
    of_telling = {t.place: claims[matter] for t, matter in zip(told, meant, strict=True)}
    ids = {key: _id("transfer", group[0], key[-1]) for key, group in groups.items()}
    of_row = {telling.place: ids[key] for key, group in groups.items() for telling in group}
    returns = _returns(told, of_row)
    rows = tuple(
        _row(ids[key], group, of_telling[group[0].place], returns.get(ids[key], ()), linked)
        for key, group in groups.items()
    )
    return Transfers(rows, of_row, of_telling, {claim: matter for matter, claim in claims.items()})


def _groups(told: Sequence[Telling]) -> dict[tuple[str, ...], list[Telling]]:
    """Tellings of one row: the same parties, category and stage; goods with amounts of their own are rows of their own.

    „40 Panzer und 30 Drohnen“ of one category are two numbers, which no row can hold.
    """
    alike: dict[tuple[str, str, str, str], list[Telling]] = {}
    for telling in told:
        alike.setdefault(telling.key, []).append(telling)
    groups: dict[tuple[str, ...], list[Telling]] = {}
    for key, group in alike.items():
        counted = list(dict.fromkeys(t.head for t in group if t.transfer.amount is not None))
        for telling in group:
            part = "" if len(counted) < _TWO else telling.head if telling.head in counted else counted[0]
            groups.setdefault((*key, part), []).append(telling)
    return groups


def _matters(told: Sequence[Telling], linked: Linked) -> list[Matter]:
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


def _deniers(told: Telling, linked: Linked) -> set[str]:
    """Those for whom they act who deny or doubt a telling."""
    number = told.transfer.quotation
    quotation = told.analysis.found.quotations[number] if number is not None else None
    if quotation is None or quotation.act not in (Act.DENIES, Act.DOUBTS):
        return set()
    found = (linked.entities.of(told.analysis.document.id, span) for span in quotation.speakers)
    return {linked.standings.acting(entity) for entity in found if entity}


def _is_everyday(telling: Telling) -> bool:
    """Things of no kind that we look for pass from hand to hand all day: told is only who gave them to whom."""
    return telling.transfer.category is Category.OTHER and not telling.is_complete


def _id(kind: str, told: Telling, part: str = "") -> str:
    passage = told.analysis.document.passage(told.transfer.span)
    transfer = told.transfer
    type_ = f"{told.group} {transfer.stage} {told.supplier} {told.recipient}{part and f' {part}'}"
    return make_id(told.analysis.document.id, kind, passage.start, passage.end, type_)


def _returns(told: Sequence[Telling], ids: Mapping[tuple[str, int], str]) -> dict[str, tuple[str, ...]]:
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
                found.setdefault(ids[telling.place], {})[ids[other.place]] = None
                found.setdefault(ids[other.place], {})[ids[telling.place]] = None
    return {row: tuple(sorted(others)) for row, others in found.items()}


def _around(told: Sequence[Telling], at: int) -> Iterable[Telling]:
    """Tellings of the same article in the sentences beside one."""
    home = told[at]
    for step in (-1, 1):
        i = at + step
        while 0 <= i < len(told) and told[i].analysis is home.analysis:
            if abs(told[i].transfer.sentence - home.transfer.sentence) > _RETURN:
                break
            yield told[i]
            i += step


def _row(id_: str, group: Sequence[Telling], claim: str, counter: tuple[str, ...], linked: Linked) -> TransferRow:
    first = group[0]
    names = Counter(item.name for told in group for item in told.transfer.items)
    wordings = Counter(item.span.of(told.analysis.document.text) for told in group for item in told.transfer.items)
    return TransferRow(
        id=id_,
        by=replace(first.transfer.by, rule=f"{first.transfer.by.rule}, a party by its goods or a meeting")
        if all(telling.completed for telling in group)
        else first.transfer.by,
        supplier=first.supplier,
        recipient=first.recipient,
        item=min(wordings, key=lambda words: (-wordings[words], -len(words), words)),
        items=tuple(sorted(names, key=lambda name: (-names[name], name))),
        category=first.transfer.category,
        quantity=_quantities(group),
        stage=first.transfer.stage,
        ordered=_days(group, Stage.AGREED, linked),
        delivered=_days(group, Stage.DELIVERED, linked),
        counter=counter,
        claim=claim,
        mentions=tuple(dict.fromkeys(told.analysis.document.passage(told.transfer.clause) for told in group)),
        articles=tuple(dict.fromkeys(told.analysis.document.id for told in group)),
    )


def _quantities(group: Sequence[Telling]) -> QuantityField | None:
    """The amount as it is told first, with the bounds of all: numbers that differ are no exact number."""
    told = [q for telling in group if (q := _quantity(telling))]
    alike = [q for q in told if q.unit == told[0].unit]
    if not told:
        return None
    lows, highs = [q.min for q in alike], [q.max for q in alike]
    low = None if None in lows else min(value for value in lows if value is not None)
    high = None if None in highs else max(value for value in highs if value is not None)
    return replace(told[0], min=low, max=high)


def _quantity(told: Telling) -> QuantityField | None:
    amount = told.transfer.amount
    if amount is None:
        return None
    passage = told.analysis.document.passage(amount.span)
    return QuantityField(text=passage.text, min=amount.min, max=amount.max, unit=amount.unit or None, span=passage)


def _days(group: Sequence[Telling], stage: Stage, linked: Linked) -> DaysField:
    """All days that tellings of this stage name: from the first to the last."""
    days = [
        linked.dates.spans.get((told.analysis.document.id, told.transfer.time), DayInterval())
        for told in group
        if told.transfer.stage is stage and told.transfer.time is not None
    ]
    firsts, lasts = [d.first for d in days if d.first], [d.last for d in days if d.last]
    start, end = DayInterval(min(firsts, default=None), max(lasts, default=None)).iso()
    return DaysField(from_=start, to=end)
