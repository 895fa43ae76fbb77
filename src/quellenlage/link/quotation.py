"""Quotations as the record shows them, their speakers as entities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quellenlage.records.contract import QuotationRow
from quellenlage.records.document import Document
from quellenlage.records.layers import Analysis, Quotation
from quellenlage.records.linked import Linked
from quellenlage.records.parts import ViaField, Voice
from quellenlage.records.provenance import make_id
from quellenlage.text.span import Span, cover
from quellenlage.world import World

# Quotations within quotations go no deeper than this.
_DEPTH = 8


def link_quotations(pile: tuple[Analysis, ...], linked: Linked, world: World) -> tuple[QuotationRow, ...]:
    """Turn the quotations of all articles into rows.

    Args:
        pile: In order of source.
        linked: Needs ``entities``; the days of saying come later (``link_reports``).
        world: Not used.

    Returns:
        In order of source and span.
    """
    return tuple(
        _row(quotation, outer, analysis, linked)
        for analysis in pile
        for quotation, outer in _nested(analysis.found.quotations)
    )


def _nested(quotations: Sequence[Quotation]) -> Iterator[tuple[Quotation, Quotation | None]]:
    """Each quotation with the one that holds it: its words and its own word of saying lie in a quote of that one."""
    open_: list[tuple[Span, Quotation]] = []
    outer: dict[int, Quotation] = {}
    pieces = [(span, number, True) for number, q in enumerate(quotations) for span in q.quotes]
    inner = [(cover((*q.quotes, *q.cues)), number, False) for number, q in enumerate(quotations) if q.cues]
    for span, number, holds in sorted((*pieces, *inner), key=lambda p: (p[0].start, -p[0].end, not p[2], p[1])):
        while open_ and open_[-1][0].end <= span.start:
            open_.pop()
        if holds:
            open_.append((span, quotations[number]))
            continue
        around = next(
            (q for s, q in reversed(open_[-_DEPTH:]) if s.contains(span) and q is not quotations[number]), None
        )
        if around is not None and around.cues != quotations[number].cues:
            outer[number] = around
    for number, quotation in enumerate(quotations):
        yield quotation, outer.get(number)


def _id(quotation: Quotation, document: Document) -> str:
    first, last = (document.passage(quotation.quotes[i]) for i in (0, -1))
    return make_id(document.id, "quotation", first.start, last.end, quotation.type)


def _row(quotation: Quotation, outer: Quotation | None, analysis: Analysis, linked: Linked) -> QuotationRow:
    document = analysis.document
    quote = tuple(document.passage(span) for span in quotation.quotes)
    spans = quotation.speakers
    entities = dict.fromkeys(e for s in spans if (e := linked.entities.of(document.id, s)) is not None)
    words = quotation.voice or (spans[0] if spans else None)
    told = linked.entities.of(document.id, quotation.addressee) if quotation.addressee else None
    return QuotationRow(
        id=_id(quotation, document),
        by=quotation.by,
        article=document.id,
        parent=_id(outer, document) if outer else None,
        type=quotation.type,
        medium=quotation.medium,
        quote=quote,
        cue=tuple(document.passage(span) for span in quotation.cues),
        frame=(document.passage(quotation.frame),) if quotation.frame else (),
        speaker=Voice(span=document.passage(words) if words else None, entities=tuple(entities)),
        addressee=Voice(span=document.passage(quotation.addressee), entities=(told,) if told else ())
        if quotation.addressee
        else None,
        act=quotation.act,
        via=tuple(
            ViaField(
                entity=linked.entities.of(document.id, link.span),
                name=link.span.of(document.text),
                span=document.passage(link.span),
                kind=link.kind,
            )
            for link in quotation.via
        ),
        from_=None,
        to=None,
    )
