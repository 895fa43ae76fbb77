"""What bounds how far an article can be relied on, as the record shows it."""

from __future__ import annotations

from collections.abc import Mapping

from quellenlage.records.contract import CaveatRow
from quellenlage.records.document import Passage
from quellenlage.records.layers import Analysis, Caveat, CaveatType
from quellenlage.records.linked import Linked
from quellenlage.records.provenance import By, make_id
from quellenlage.text.span import Span
from quellenlage.world import World


def link_caveats(pile: tuple[Analysis, ...], linked: Linked, world: World) -> tuple[CaveatRow, ...]:
    """Turn traces of translation and what articles say of their own knowledge into rows.

    Args:
        pile: In order of source.
        linked: Needs ``entities`` and ``quotations``.
        world: Not used.

    Returns:
        In order of source and place. Each is about its article, and the entities and quotations that it bears on.
    """
    quoted = {(q.article, q.quote[0].start, q.quote[-1].end): q.id for q in linked.quotations}
    rows = []
    for analysis in pile:
        own = [*_of_traces(analysis), *(_row(c, analysis, linked, quoted) for c in analysis.found.caveats)]
        rows += sorted(own, key=lambda row: (row.start, row.end, row.type))
    return tuple({row.id: row for row in rows}.values())


def _row(caveat: Caveat, analysis: Analysis, linked: Linked, quoted: Mapping[tuple[str, int, int], str]) -> CaveatRow:
    document = analysis.document
    about = [document.id]
    for span in caveat.about:
        place = document.passage(span)
        entity = linked.entities.of(document.id, span)
        about += [found for found in (entity, quoted.get((document.id, place.start, place.end))) if found]
    return _made(document.passage(caveat.span), caveat.type, tuple(dict.fromkeys(about)), caveat.by)


def _of_traces(analysis: Analysis) -> list[CaveatRow]:
    """Traces that speak for a translation; what is only mended stands in the edits of the document."""
    document = analysis.document
    traces = {trace.span: trace for trace in document.traces if trace.evidence}
    return [
        _made(_passage(document.id, span, document.source.text), CaveatType.TRANSLATION, (document.id,), trace.by)
        for span, trace in traces.items()
    ]


def _passage(article: str, span: Span, text: str) -> Passage:
    return Passage(article, span.start, span.end, span.of(text))


def _made(place: Passage, kind: CaveatType, about: tuple[str, ...], by: By) -> CaveatRow:
    return CaveatRow(
        id=make_id(place.article, "caveat", place.start, place.end, kind),
        by=by,
        article=place.article,
        type=kind,
        about=about,
        start=place.start,
        end=place.end,
        text=place.text,
    )
