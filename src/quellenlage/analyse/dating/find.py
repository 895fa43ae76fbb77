"""All clues on the day of publication, each with its words and strength."""

from __future__ import annotations

from quellenlage.analyse.dating.agreement import find_agreements
from quellenlage.analyse.dating.anniversary import find_anniversaries
from quellenlage.analyse.dating.bounds import find_bounds
from quellenlage.analyse.dating.stated import find_stated
from quellenlage.records.document import Document
from quellenlage.records.layers import Clue, Layers
from quellenlage.text.span import Span
from quellenlage.world import World


def find_clues(document: Document, found: Layers, world: World) -> tuple[Clue, ...]:
    """Find what bounds the day of publication.

    A past event is a bound: nobody prints it before it happened. An announced one is a bound from above. An
    anniversary gives a year, two ways of naming one day agree. A date in a caption is „not before“. No prior on
    the year; where nothing bounds the day, nothing is returned.

    Args:
        document: Its blocks and statements.
        found: Needs ``sentences``, ``timexes`` and ``events``.
        world: ``language.anniversaries``, ``language.deictic``, ``kb.calendar``.

    Returns:
        What is stated first, then what stands in the text, sorted by span.
    """
    clues = [
        *find_bounds(document, found, world),
        *find_anniversaries(document, found, world),
        *find_agreements(document, found, world),
    ]
    return (*find_stated(document), *sorted(clues, key=lambda c: (c.span or Span(0, 0), c.reason)))
