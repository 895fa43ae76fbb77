"""Words that nobody could print before they were coined: names of diseases, parties, programmes, alliances."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.dates.interval import DayInterval
from quellenlage.records.document import Document
from quellenlage.records.layers import Clue, Layers
from quellenlage.records.provenance import By
from quellenlage.world import World

_WEIGHT = 3


def find_coinages(document: Document, found: Layers, world: World) -> Iterator[Clue]:
    """One clue for each word, where it stands first."""
    seen: set[str] = set()
    for sentence in found.sentences:
        for span, coinage in world.kb.coinage_phrases.find(sentence.tokens, document.text):
            if coinage.id not in seen:
                seen.add(coinage.id)
                yield Clue(
                    span=span,
                    days=(DayInterval(coinage.first, None),),
                    weight=_WEIGHT,
                    reason=f"nobody used this word before {coinage.first}",
                    by=By("coined word"),
                )
