"""From the places of corrections, which count in the source, to spans of the analysed text, and back."""

from __future__ import annotations

from collections.abc import Sequence

from quellenlage.records.correction import Correction, Target
from quellenlage.records.document import Document
from quellenlage.records.layers import Layers
from quellenlage.text.span import Span


def is_article(target: Target) -> bool:
    """Whether the whole article is meant."""
    return target.start == target.end == 0


def stands_there(target: Target, document: Document) -> bool:
    """Whether the words of a target still stand at its place."""
    found = document.source.text[target.start : target.end]
    return not target.text or found == target.text


def source_of(span: Span, document: Document) -> tuple[int, int]:
    """Where a span of the analysed text stands in the source."""
    place = document.alignment.to_source(span)
    return place.start, place.end


def is_at(span: Span | None, target: Target, document: Document) -> bool:
    """Whether a span stands exactly where the target points."""
    return span is not None and source_of(span, document) == (target.start, target.end)


def clean_span(target: Target, document: Document) -> Span | None:
    """The words of a target in the analysed text; None where they were cut from it, or the source has no such place."""
    if not 0 <= target.start < target.end <= len(document.source.text):
        return None
    return document.alignment.to_clean(Span(target.start, target.end))


def actor_at(words: str, document: Document, found: Layers) -> Span | None:
    """The mention, pronoun or noun for an actor at ``start:end`` of the source."""
    ends = parse_place(words)
    spans = (*(m.span for m in found.mentions), *(r.span for r in found.references))
    return next((span for span in spans if ends and source_of(span, document) == ends), None)


def parse_place(words: str) -> tuple[int, int] | None:
    """``start:end`` as two numbers; None if it is none."""
    start, colon, end = words.partition(":")
    if not colon or not (start.isascii() and start.isdecimal() and end.isascii() and end.isdecimal()):
        return None
    return int(start[:9]), int(end[:9])


def by_id(corrections: Sequence[Correction]) -> list[Correction]:
    """In an order that does not depend on when they were made."""
    return sorted(corrections, key=lambda c: c.id)
