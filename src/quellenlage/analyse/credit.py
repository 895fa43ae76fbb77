"""Whom the article names as its makers, from the lines of furniture that say so."""

from __future__ import annotations

from quellenlage.records.document import Document
from quellenlage.records.layers import Credit, Layers
from quellenlage.records.provenance import By
from quellenlage.text.span import Span, strip
from quellenlage.world import World


def find_credits(document: Document, found: Layers, world: World) -> tuple[Credit, ...]:
    """Read bylines, credit lines and datelines.

    Args:
        document: Its blocks; spans of the result count in the source.
        found: Nothing is needed.
        world: ``language.credits``.

    Returns:
        In order of the source; one credit a line, by the first rule that fits.
    """
    text = document.source.text
    credits = []
    for block in document.blocks:
        for rule in world.language.credits:
            match = rule.pattern.fullmatch(block.source.of(text)) if rule.block is block.type else None
            if match:
                start = block.source.start
                span = strip(Span(start + match.start("name"), start + match.end("name")), text)
                credits.append(Credit(span=span, name=span.of(text), role=rule.role, by=By(f"{rule.block} line")))
                break
    return tuple(credits)
