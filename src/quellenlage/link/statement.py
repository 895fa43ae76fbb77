"""Statements of the timeline: speech acts of which an article tells the day, each once over the pile.

A speech act is a quotation first. As an event it has the span of its words, the speaker, and the day on which it was
said; what was said without a day is no row of the timeline.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from quellenlage.dates.interval import DayInterval, edtf
from quellenlage.ontology.loader import EventType
from quellenlage.records.contract import EventRow, QuotationRow
from quellenlage.records.layers import Act, Analysis, Factuality, Phase
from quellenlage.records.linked import Linked
from quellenlage.records.parts import FactualityField, ParticipantField
from quellenlage.records.provenance import By, make_id
from quellenlage.world import World

TYPE = "statement"
_SPEAKER, _AUDIENCE = "SPEAKER", "AUDIENCE"
# From this likeness on reports of one speaker in two articles are one statement (as for dating: link/date/utterance).
_ALIKE = 0.55


def link_statements(pile: tuple[Analysis, ...], linked: Linked, world: World) -> tuple[EventRow, ...]:
    """A row for each speech act with a day, a known speaker and words of its own.

    Quotations of one speaker on one day in one article are one statement; so are reports of several articles that are
    near enough for one utterance (``linked.alike``) and whose days agree.

    Args:
        pile: Not used.
        linked: Needs ``entities``, ``quotations``, ``reports`` and ``alike``.
        world: ``ontology``; where it has no type for statements there are none.

    Returns:
        In the order of the first quotation.
    """
    kind = world.ontology.events.get(TYPE)
    if kind is None:
        return ()
    named = {row.id: row.name for row in linked.entities.rows if not row.anonymous}
    told = [row for row in linked.quotations if _is_statement(row, linked, named)]
    return tuple(_row(group, kind, linked, named, world) for group in _groups(told, linked))


def _is_statement(row: QuotationRow, linked: Linked, named: dict[str, str]) -> bool:
    known = any(speaker in named for speaker in row.speaker.entities)
    return known and row.parent is None and row.act != Act.NO_COMMENT and row.id in linked.reports.days


def _groups(told: Sequence[QuotationRow], linked: Linked) -> list[list[QuotationRow]]:
    """Quotations that are one statement, in the order of the record."""
    home: dict[str, str] = {}
    first: dict[tuple[str, tuple[str, ...], DayInterval], str] = {}
    for row in told:
        key = (row.article, row.speaker.entities, linked.reports.days[row.id])
        home[row.id] = first.setdefault(key, row.id)
    rows = {row.id: row for row in told}
    for pair in linked.alike:
        left, right = pair.quotations
        if left in home and right in home and pair.score >= _ALIKE and _agree(rows[left], rows[right], linked):
            home[_root(home, right)] = _root(home, left)
    groups: defaultdict[str, list[QuotationRow]] = defaultdict(list)
    for row in told:
        groups[_root(home, row.id)].append(row)
    return list(groups.values())


def _root(home: dict[str, str], id_: str) -> str:
    """The quotation that stands for the group; the way there is made shorter."""
    while home[id_] != id_:
        home[id_] = home[home[id_]]
        id_ = home[id_]
    return id_


def _agree(left: QuotationRow, right: QuotationRow, linked: Linked) -> bool:
    days = linked.reports.days
    shared = set(left.speaker.entities) & set(right.speaker.entities)
    return bool(shared) and days[left.id].intersect(days[right.id]) is not None


def _row(
    group: Sequence[QuotationRow], kind: EventType, linked: Linked, named: dict[str, str], world: World
) -> EventRow:
    first = group[0]
    days = _common([linked.reports.days[row.id] for row in group])
    start, end = days.iso()
    mentions = tuple(row.quote[0] for row in group)
    speakers = dict.fromkeys(s for row in group for s in row.speaker.entities if s in named)
    hearers = dict.fromkeys(h for row in group if row.addressee for h in row.addressee.entities if h in named)
    title = kind.label.get(world.language.code, next(iter(kind.label.values())))
    return EventRow(
        id=make_id(first.article, "event", mentions[0].start, mentions[0].end, kind.type),
        by=By("speech act with its day", first.by.stage, first.by.version),
        type=kind.type,
        plover=kind.plover,
        cameo=kind.cameo,
        label=f"{title}: {', '.join(named[s] for s in speakers)}",
        participants=(
            *(ParticipantField(role=_SPEAKER, entity=s) for s in speakers),
            *(ParticipantField(role=_AUDIENCE, entity=h) for h in hearers if h not in speakers),
        ),
        place=None,
        from_=start,
        to=end,
        edtf=edtf(days),
        phase=Phase.OCCURRED,
        factuality=tuple(_factuality(group)),
        mentions=mentions,
        articles=tuple(dict.fromkeys(row.article for row in group)),
    )


def _common(days: Sequence[DayInterval]) -> DayInterval:
    """What all agree on; the first where they do not all agree."""
    common = days[0]
    for other in days[1:]:
        common = common.intersect(other) or common
    return common


def _factuality(group: Sequence[QuotationRow]) -> Iterator[FactualityField]:
    """The narrator holds that it was said; so does who passes it on."""
    for row in group:
        source = next((link.entity for link in row.via if link.entity), "narrator")
        yield FactualityField(source=source, article=row.article, value=Factuality.CT_PLUS, span=row.quote[0])
