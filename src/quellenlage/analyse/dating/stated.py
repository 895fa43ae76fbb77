"""The day that markup or sender state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from quellenlage.dates.interval import DayInterval, add_days
from quellenlage.records.document import Document, published
from quellenlage.records.layers import Clue
from quellenlage.records.provenance import By

# What is stated outweighs some weak clues together, but not a date that the text is sure to tell of as past.
_WEIGHT = 20
# In the evening by world time it is the next day already where German is spoken.
_EVENING = re.compile(r"T2[23]:")


def find_stated(document: Document) -> Iterator[Clue]:
    """At most one clue: the most trustworthy statement that is not refused."""
    said = published(document.source.statements)
    if said is None or said.day is None:
        return
    late = said.value.endswith(("Z", "+00:00")) and _EVENING.search(said.value)
    yield Clue(
        span=None,
        days=(DayInterval(said.day, add_days(said.day, timedelta(1 if late else 0))),),
        weight=_WEIGHT,
        reason=f"{said.basis} says {said.value}",
        by=By("stated date"),
    )
