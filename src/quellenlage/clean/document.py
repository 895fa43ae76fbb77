"""Puts the edits of all cleaners together: what is analysed is the source without its furniture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quellenlage.clean.furniture import Line, find_blocks
from quellenlage.clean.repair import repair_characters
from quellenlage.errors import EmptyDocumentError
from quellenlage.lang.language import Language
from quellenlage.records.document import ANALYSED_BLOCKS, Block, Document, Source
from quellenlage.records.provenance import By
from quellenlage.text.edit import Edit, apply_edits


def clean_source(source: Source, language: Language, *, recognised: bool = True) -> Document:
    """Cut the furniture and repair characters.

    Args:
        source: As read.
        language: ``furniture`` and ``dateline``.
        recognised: Whether the article is in this language, and not only cleaned by its rules.

    Returns:
        A document whose every kept character leads back to its place in the source.

    Raises:
        EmptyDocumentError: Nothing but furniture.
    """
    lines = find_blocks(source.text, language, source.chosen)
    cut = [line for line in lines if line.type not in ANALYSED_BLOCKS]
    edits = [Edit(line.span, "", f"{line.type}: {line.rule}") for line in cut]
    edits += _outside(repair_characters(source.text), cut)
    text, alignment = apply_edits(source.text, edits)
    if not text.strip():
        raise EmptyDocumentError(source.path, "holds nothing but page furniture")

    def block(line: Line) -> Block:
        clean = alignment.to_clean(line.span) if line.type in ANALYSED_BLOCKS else None
        return Block(source=line.span, clean=clean, type=line.type, by=By(line.rule))

    return Document(
        source=source,
        text=text,
        alignment=alignment,
        edits=tuple((e.span, e.reason) for e in sorted(edits, key=lambda e: e.span)),
        blocks=tuple(block(line) for line in lines),
        language=language.code if recognised else None,
    )


def _outside(repairs: Iterable[Edit], cut: Sequence[Line]) -> Iterator[Edit]:
    """The repairs that touch nothing that is cut; both are in order and without overlaps."""
    at = 0
    for edit in repairs:
        while at < len(cut) and cut[at].span.end <= edit.span.start:
            at += 1
        if at == len(cut) or edit.span.end <= cut[at].span.start:
            yield edit
