"""What the pile does not tell: no reply, no second origin, no day, an original that is not there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from quellenlage.records.contract import ClaimRow, FindingRow, LeadRow, QuotationRow
from quellenlage.records.finding import make_finding, note_of, quoted
from quellenlage.records.layers import OBJECTIONS, Act, Analysis, EntityType
from quellenlage.records.linked import Linked
from quellenlage.records.parts import StanceField
from quellenlage.text.fold import trigrams
from quellenlage.world import World

_ANSWERS = frozenset({Act.DENIES, Act.DOUBTS, Act.CONFIRMS, Act.NO_COMMENT})
_REPORTED = 2
# Who is quoted so many characters behind an accusation may answer it.
_BEHIND = 400
# Passages of fewer words say too little to be an accusation.
_FEWEST = 4
# A claim that is told in fewer words, or in other words, may be another: names and fragments meet by chance (set by
# hand on piles of german-news-2020).
_TELLING, _ALIKE = 5, 0.35


def find_gaps(pile: tuple[Analysis, ...], linked: Linked, world: World) -> tuple[FindingRow, ...]:
    """Find what is missing.

    - single_origin: a claim that several articles tell, from one origin at most that is no named person.
    - gap: an accusation that several articles tell and nobody answers; a cited original that is not in the pile.

    Args:
        pile: Not used.
        linked: ``claims``, ``weighed``, ``quotations`` and ``leads``.
        world: ``language.notes``.
    """
    found = (*_origins(linked, world), *_unanswered(linked, world), *_originals(linked.leads, world))
    return tuple({row.id: row for row in reversed(found)}.values())[::-1]


def _articles(claim: ClaimRow) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.article for s in claim.stances if s.polarity == "+"))


def _origins(linked: Linked, world: World) -> Iterator[FindingRow]:
    persons = {row.id for row in linked.entities.rows if row.type == EntityType.PER and not row.anonymous}
    for claim in linked.claims:
        origins = linked.weighed.origins.get(claim.id)
        if origins and persons.issuperset(origins.for_.roots):  # what somebody says has that origin: no finding
            continue
        told = _told(claim)
        if origins and origins.for_.upper == 1 and len({s.article for s in told}) >= _REPORTED:
            first = told[0].span
            number = str(len({s.article for s in told}))
            yield make_finding(
                "single_origin",
                "upper bound of origins",
                first,
                None,
                note=note_of(world.language.notes, "single_origin", a=quoted(first), number=number),
                stances=origins.for_.roots,
                more=[s.span for s in told],
            )


def _told(claim: ClaimRow) -> list[StanceField]:
    """Where a claim is told at some length, in words like those of its first such telling."""
    held = [s for s in claim.stances if s.polarity == "+" and len(s.span.text.split()) >= _TELLING]
    first = trigrams(held[0].span.text) if held else frozenset[str]()
    return [s for s in held if _share(first, trigrams(s.span.text)) >= _ALIKE]


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the trigrams of the shorter that the other has too."""
    return len(one & other) / max(1, min(len(one), len(other)))


def _unanswered(linked: Linked, world: World) -> Iterator[FindingRow]:
    """Accusations that several articles tell, none of which holds an objection or a refusal to answer."""
    stems = world.language.comparison.accusing if world.language.comparison else ()
    accusing = (
        {q.id for q in linked.quotations if any(c.text.lower().startswith(stems) for c in q.cue)} if stems else set()
    )
    objecting = {q.article for q in linked.quotations if q.act in OBJECTIONS}
    spoken: dict[str, list[QuotationRow]] = defaultdict(list)
    for row in linked.quotations:
        spoken[row.article].append(row)
    for claim in linked.claims:
        said = [
            s
            for s in claim.stances
            if s.quotation in accusing and s.polarity == "+" and len(s.span.text.split()) >= _FEWEST
        ]
        answered = any(s.stance in _ANSWERS or s.article in objecting for s in claim.stances)
        answered = answered or any(_is_followed(s, spoken[s.article]) for s in said)
        if said and not answered and len(_articles(claim)) >= _REPORTED:
            note = note_of(world.language.notes, "no_reply", a=quoted(said[0].span), number=str(len(_articles(claim))))
            yield make_finding(
                "gap",
                "no answer to an accusation",
                said[0].span,
                None,
                note=note,
                stances=[s.holder or "?" for s in said],
                more=[s.span for s in said[1:]],
            )


def _is_followed(accusation: StanceField, rows: Sequence[QuotationRow]) -> bool:
    """Whether somebody else is quoted right behind an accusation: what he says may be the answer."""
    end = accusation.span.end
    return any(
        end <= row.quote[0].start <= end + _BEHIND and accusation.holder not in row.speaker.entities for row in rows
    )


def _originals(leads: Sequence[LeadRow], world: World) -> Iterator[FindingRow]:
    for lead in leads:
        articles = {span.article for span in lead.spans}
        if lead.in_pile is None and len(articles) >= _REPORTED:
            note = note_of(world.language.notes, "original", a=quoted(lead.spans[0]), number=str(len(articles)))
            yield make_finding(
                "gap",
                "cited original is not in the pile",
                lead.spans[0],
                None,
                note=note,
                stances=[lead.holder or lead.name],
                more=lead.spans[1:],
            )
