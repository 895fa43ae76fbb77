"""Readings of the model that reach from a heading into the text or back: neither is said by a verb of the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quellenlage.records.document import Block, BlockType
from quellenlage.records.layers import Layers, QuotationType
from quellenlage.text.span import Span

_HEADINGS = frozenset({BlockType.TITLE, BlockType.HEADING, BlockType.STANDFIRST})


@dataclass(frozen=True, slots=True)
class Across:
    """What is wrong about them, and what they tell all the same.

    Attributes:
        wrong: Quotes whose word of saying stands on the other side.
        lent: A word of saying to the score of such a quote: it counts for the one beside the word.
    """

    wrong: frozenset[Span]
    lent: Mapping[Span, float]


def across_headings(found: Layers, blocks: Sequence[Block]) -> Across:
    """Reported words in a heading whose word of saying stands in the text; the other way round if it has others.

    Args:
        found: ``sentences`` and ``parses``.
        blocks: Of the article.
    """
    starts = [sentence.span.start for sentence in found.sentences]

    def is_heading(at: Span) -> bool:
        return blocks[found.sentences[max(0, bisect_right(starts, at.start) - 1)].block].type in _HEADINGS

    quotes = [
        (join.other, join.quote, role.score)
        for parse in found.parses
        for role in parse.roles
        if role.kind == "quote" and role.type == QuotationType.INDIRECT
        for join in parse.joins
        if join.kind == "cue" and join.quote == role.span
    ]
    beside = {cue for cue, quote, _ in quotes if is_heading(quote) == is_heading(cue)}
    wrong: set[Span] = set()
    lent: dict[Span, float] = {}
    for cue, quote, score in quotes:
        if is_heading(quote) != is_heading(cue) and (is_heading(quote) or cue in beside):
            wrong.add(quote)
            lent[cue] = max(lent.get(cue, 0.0), score)
    return Across(frozenset(wrong), lent)
