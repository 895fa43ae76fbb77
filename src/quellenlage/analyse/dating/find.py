"""All clues on the day of publication, each with its words and strength."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.analyse.dating.agreement import find_agreements
from quellenlage.analyse.dating.anniversary import find_anniversaries
from quellenlage.analyse.dating.bounds import find_bounds
from quellenlage.analyse.dating.coinage import find_coinages
from quellenlage.analyse.dating.dateline import find_datelines
from quellenlage.analyse.dating.known import find_known
from quellenlage.analyse.dating.month import find_months
from quellenlage.analyse.dating.office import find_offices
from quellenlage.analyse.dating.recency import find_recent
from quellenlage.analyse.dating.stated import find_stated
from quellenlage.records.document import Document
from quellenlage.records.layers import Clue, Layers
from quellenlage.text.span import Span
from quellenlage.world import World


def find_clues(document: Document, found: Layers, world: World) -> tuple[Clue, ...]:
    """Find what bounds the day of publication.

    A past event is a bound: nobody prints it before it happened. An announced one is a bound from above. An
    anniversary gives a year, two ways of naming one day agree. Who tells of a month as past without its year writes
    soon after it. A date in a caption is „not before“. Offices, coined words and public events are dated by the
    knowledge base. No prior on the year; where nothing bounds the day, nothing is returned.

    Args:
        document: Its blocks and statements.
        found: Needs ``sentences``, ``mentions``, ``timexes`` and ``events``.
        world: Words of the language; ``kb``: calendar, series, coinages, offices and terms.

    Returns:
        What is stated first, then what stands in the text, sorted by span.
    """
    clues = [
        *find_datelines(document, found, world),
        *find_bounds(document, found, world),
        *find_anniversaries(document, found, world),
        *find_agreements(document, found, world),
        *find_offices(document, found, world),
        *find_recent(document, found, world),
        *find_months(found),
        *find_known(document, found, world),
        *find_coinages(document, found, world),
    ]
    ordered = sorted(clues, key=lambda c: (c.span or Span(0, 0), c.reason))
    return (*find_stated(document), *_once(ordered))


def _once(clues: list[Clue]) -> Iterator[Clue]:
    """What a text says again is no further evidence: the first of clues with the same rule and days."""
    seen = set()
    for clue in clues:
        key = (clue.by.rule, clue.days, clue.weekdays, clue.weight)
        if key not in seen:
            seen.add(key)
            yield clue
