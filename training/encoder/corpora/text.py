"""Running text as the program reads it: documents without cleaning, sentences, words."""

from __future__ import annotations

from quellenlage.analyse.segment import find_sentences
from quellenlage.models.card import NONE
from quellenlage.records.document import Block, BlockType, Document, Source
from quellenlage.records.layers import Layers
from quellenlage.records.provenance import By
from quellenlage.text.edit import apply_edits
from quellenlage.text.span import Span
from quellenlage.text.word import join_points
from quellenlage.world import load_world


def as_document(text: str) -> Document:
    """A document of which every line is a paragraph of the story."""
    clean, alignment = apply_edits(text, [])
    source = Source(id="", path="", sha256="", text=text, encoding="utf-8")
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            span = Span(at, at + len(line))
            blocks.append(Block(source=span, clean=span, type=BlockType.BODY, by=By("line")))
        at += len(line) + 1
    return Document(source=source, text=clean, alignment=alignment, edits=(), blocks=tuple(blocks), language="de")


def cut_text(text: str) -> list[list[tuple[int, int]]]:
    """Sentences, each a list of words as offsets."""
    world = load_world("de", NONE)
    return [
        [(w.start, w.end) for w in join_points(s.tokens, text, world.language.abbreviations)]
        for s in find_sentences(as_document(text), Layers(), world)
    ]
