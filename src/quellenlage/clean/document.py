"""Puts the edits of all cleaners together: what is analysed is the source without its furniture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from quellenlage.clean.finding import Finding
from quellenlage.clean.furniture import Line, find_blocks
from quellenlage.clean.repair import repair_characters
from quellenlage.clean.translation import find_traces
from quellenlage.clean.wraps import find_wraps
from quellenlage.errors import EmptyDocumentError
from quellenlage.lang.language import Language
from quellenlage.records.document import ANALYSED_BLOCKS, Block, Document, Source, Trace
from quellenlage.records.provenance import By
from quellenlage.text.edit import Alignment, Edit, apply_edits
from quellenlage.text.mask import Mask
from quellenlage.text.span import Span
from quellenlage.world import World


def clean_source(source: Source, language: Language, world: World | None = None) -> Document:
    """Cut the furniture, repair characters, and mend what careless copying or translating has left.

    Args:
        source: As read.
        language: ``furniture`` and ``dateline``.
        world: Of the language that the text is in, for traces of translation; None: they are not looked for.

    Returns:
        A document in this language, whose every kept character leads back to its place in the source.

    Raises:
        EmptyDocumentError: Nothing but furniture.
    """
    wraps = find_wraps(source.text, language) if source.chosen is None else ()
    lines = find_blocks(_unwrapped(source.text, wraps), language, source.chosen, source.regions)
    cut = [line for line in lines if line.type not in ANALYSED_BLOCKS]
    edits = [Edit(line.span, "", f"{line.type}: {line.rule}") for line in cut]
    edits += _outside(repair_characters(source.text), cut)
    edits += _outside(wraps, cut)
    text, alignment = apply_edits(source.text, edits)
    if not text.strip():
        raise EmptyDocumentError(source.path, "holds nothing but page furniture")
    traces: tuple[Trace, ...] = ()
    if world is not None:
        kept = [alignment.to_clean(line.span) for line in lines if line.type in ANALYSED_BLOCKS]
        found = find_traces(text, [span for span in kept if span is not None], world)
        traces = tuple(_trace(finding, alignment) for finding in found)
        edits = _mended(edits, found, alignment)
        text, alignment = apply_edits(source.text, edits)

    def block(line: Line) -> Block:
        clean = alignment.to_clean(line.span) if line.type in ANALYSED_BLOCKS else None
        return Block(source=line.span, clean=clean, type=line.type, by=By(line.rule))

    return Document(
        source=replace(source, regions=()),
        text=text,
        alignment=alignment,
        edits=tuple((e.span, e.reason) for e in sorted(edits, key=lambda e: e.span)),
        blocks=tuple(block(line) for line in lines),
        language=language.code,
        traces=traces,
    )


def _unwrapped(text: str, wraps: Sequence[Edit]) -> str:
    """The text, as long as it was, with blanks where a line goes on."""
    parts: list[str] = []
    done = 0
    for wrap in wraps:
        parts += (text[done : wrap.span.start], " " * len(wrap.span))
        done = wrap.span.end
    return "".join((*parts, text[done:]))


def _trace(finding: Finding, alignment: Alignment) -> Trace:
    """A finding in the offsets of the source."""
    return Trace(
        span=alignment.to_source(finding.span),
        kind=finding.kind,
        repaired=bool(finding.edits),
        evidence=finding.evidence,
        by=By(f"{finding.kind}: {finding.rule}"),
    )


def _mended(edits: Sequence[Edit], found: Sequence[Finding], alignment: Alignment) -> list[Edit]:
    """The edits of the source, with those of the findings; what lies in a stretch that is cut goes with it."""
    mends = {}
    for edit in (edit for finding in found for edit in finding.edits):
        if len(edit.span):
            span = alignment.to_source(edit.span)
        else:
            behind = alignment.to_source(Span(edit.span.start - 1, edit.span.start)).end
            span = Span(behind, behind)
        mends[span] = Edit(span, edit.replacement, edit.reason)
    cuts = Mask(alignment.source_length, (span for span in mends if len(span)))
    return [*(edit for edit in edits if not cuts.touches(edit.span)), *mends.values()]


def _outside(repairs: Iterable[Edit], cut: Sequence[Line]) -> Iterator[Edit]:
    """The repairs that touch nothing that is cut; both are in order and without overlaps."""
    at = 0
    for edit in repairs:
        while at < len(cut) and cut[at].span.end <= edit.span.start:
            at += 1
        if at == len(cut) or edit.span.end <= cut[at].span.start:
            yield edit
