"""Quotations as the record shows them, their speakers as entities."""

from __future__ import annotations

from quellenlage.records.contract import QuotationRow
from quellenlage.records.layers import Analysis, Quotation
from quellenlage.records.linked import Linked
from quellenlage.records.parts import ViaField, Voice
from quellenlage.records.provenance import make_id
from quellenlage.world import World


def link_quotations(pile: tuple[Analysis, ...], linked: Linked, world: World) -> tuple[QuotationRow, ...]:
    """Turn the quotations of all articles into rows.

    Args:
        pile: In order of source.
        linked: Needs ``entities``.
        world: Not used.

    Returns:
        In order of source and span.
    """
    return tuple(_row(q, analysis, linked) for analysis in pile for q in analysis.found.quotations)


def _row(quotation: Quotation, analysis: Analysis, linked: Linked) -> QuotationRow:
    document = analysis.document
    quote = tuple(document.passage(span) for span in quotation.quotes)
    spans = quotation.speakers
    entities = dict.fromkeys(e for s in spans if (e := linked.entities.of(document.id, s)) is not None)
    words = quotation.voice or (spans[0] if spans else None)
    return QuotationRow(
        id=make_id(document.id, "quotation", quote[0].start, quote[-1].end, quotation.type),
        by=quotation.by,
        article=document.id,
        parent=None,
        type=quotation.type,
        medium=quotation.medium,
        quote=quote,
        cue=tuple(document.passage(span) for span in quotation.cues),
        frame=(document.passage(quotation.frame),) if quotation.frame else (),
        speaker=Voice(span=document.passage(words) if words else None, entities=tuple(entities)),
        addressee=None,
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
