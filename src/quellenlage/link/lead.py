"""One original that several articles cite is one row; where the pile holds it, the row says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quellenlage.dates.interval import DayInterval
from quellenlage.records.contract import LeadRow
from quellenlage.records.document import Passage
from quellenlage.records.layers import Analysis, CreditRole, Lead, LeadKind
from quellenlage.records.linked import Linked
from quellenlage.records.provenance import make_id
from quellenlage.text.fold import fold
from quellenlage.world import World

# Longer intervals are no evidence that two articles mean one original, or that an article of the pile is it (days).
_MAX_DAYS = 7
# What an article of a medium can be.
_PRINTED = frozenset({LeadKind.REPORT, LeadKind.INTERVIEW, LeadKind.BROADCAST, LeadKind.COMMUNIQUE, LeadKind.STATEMENT})
_MAKERS = frozenset({CreditRole.PUBLISHER, CreditRole.ORIGINAL, CreditRole.AGENCY})
_OPEN = DayInterval()


@dataclass(frozen=True, slots=True)
class _Cited:
    """An original as one article cites it, with its holder as entity and its days."""

    lead: Lead
    article: str
    name: str
    holder: str | None
    days: DayInterval
    spans: tuple[Passage, ...]


def link_leads(pile: tuple[Analysis, ...], linked: Linked, world: World) -> tuple[LeadRow, ...]:
    """Join what several articles cite, and look for it in the pile.

    Two namings are one original if they are of one kind and one holder and their days are known and overlap; without
    days only if their names are the same words, too. An article of the pile is the original if its publisher, first
    source or agency is the holder, it is no other's copy, and both days are known to a week and overlap.

    Args:
        pile: In order of source.
        linked: Needs ``entities`` and ``dates``.
        world: Not used.

    Returns:
        In the order of the first naming.
    """
    groups: list[list[_Cited]] = []
    by_holder: dict[tuple[str, str], list[list[_Cited]]] = {}
    for analysis in pile:
        for lead in analysis.found.leads:
            cited = _resolve(lead, analysis, linked)
            same = by_holder.setdefault((cited.lead.kind, cited.holder or f"?{analysis.document.id}"), [])
            home = next((group for group in same if all(_is_same(cited, other) for other in group)), None)
            if home is None:
                home = []
                same.append(home)
                groups.append(home)
            home.append(cited)
    made = _made_by(pile)
    return tuple(_row(group, made, linked) for group in groups)


def _resolve(lead: Lead, analysis: Analysis, linked: Linked) -> _Cited:
    document = analysis.document
    return _Cited(
        lead=lead,
        article=document.id,
        name=" ".join(lead.span.of(document.text).split()),
        holder=linked.entities.of(document.id, lead.entity),
        days=linked.dates.spans.get((document.id, lead.time), _OPEN) if lead.time else _OPEN,
        spans=tuple(document.passage(span) for span in (lead.span, *lead.more)),
    )


def _is_same(one: _Cited, other: _Cited) -> bool:
    if one.holder is None or one.holder != other.holder:
        return False
    if _is_known(one.days) and _is_known(other.days):
        return one.days.intersect(other.days) is not None
    return fold(one.name) == fold(other.name) and one.article != other.article and len(one.name.split()) > 2


def _is_known(days: DayInterval) -> bool:
    return days.days is not None and days.days <= _MAX_DAYS


def _made_by(pile: Sequence[Analysis]) -> Mapping[str, tuple[str, ...]]:
    """Entities of the kb to the articles that they published or had first."""
    made: dict[str, dict[str, None]] = {}
    for analysis in pile:
        for credit in analysis.found.credits:
            if credit.entity is not None and credit.role in _MAKERS:
                made.setdefault(credit.entity, {})[analysis.document.id] = None
    return {entity: tuple(articles) for entity, articles in made.items()}


def _in_pile(
    group: Sequence[_Cited], days: DayInterval, made: Mapping[str, tuple[str, ...]], linked: Linked
) -> str | None:
    """The one article of the pile that is the original, if the evidence is enough."""
    holder, kind = group[0].holder, group[0].lead.kind
    if holder is None or kind not in _PRINTED or not _is_known(days):
        return None
    citing = {cited.article for cited in group}
    fitting = [
        article
        for article in made.get(holder, ())
        if article not in citing
        and _is_known(printed := linked.dates.days.get(article, _OPEN))
        and printed.intersect(days) is not None
    ]
    return fitting[0] if len(fitting) == 1 else None


def _row(group: Sequence[_Cited], made: Mapping[str, tuple[str, ...]], linked: Linked) -> LeadRow:
    """The fullest name of a group, and the days on which all agree."""
    best = max(group, key=lambda cited: len(cited.name))
    days = _OPEN
    for cited in group:
        days = days.intersect(cited.days) or days
    first = group[0]
    place = first.spans[0]
    return LeadRow(
        id=make_id(first.article, "lead", place.start, place.end, first.lead.kind),
        by=best.lead.by,
        name=best.name,
        holder=first.holder,
        from_=days.iso()[0],
        to=days.iso()[1],
        spans=tuple(span for cited in group for span in cited.spans),
        in_pile=_in_pile(group, days, made, linked),
    )
