"""The day that markup or sender state, and the day of which an archive says that the page was there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from quellenlage.dates.interval import DayInterval, add_days
from quellenlage.records.document import Document, Statement, captured, published
from quellenlage.records.layers import Clue
from quellenlage.records.provenance import By

# What is stated outweighs some weak clues together, but not a date that the text is sure to tell of as past.
_WEIGHT = 20
# In the evening by world time it is the next day already where German is spoken.
_EVENING = re.compile(r"T2[23]:")


def find_stated(document: Document) -> Iterator[Clue]:
    """At most two clues: the most trustworthy statement that is not refused; nobody prints after the page was taken."""
    said, taken = published(document.source.statements), captured(document.source.statements)
    if said and said.day:
        days = DayInterval(said.day, _last(said, said.day))
        yield Clue(span=None, days=(days,), weight=_WEIGHT, reason=_reason(said), by=By("stated date"))
    if taken and taken.day:
        days = DayInterval(None, _last(taken, taken.day))
        yield Clue(span=None, days=(days,), reason=f"{_reason(taken)}: printed by then", by=By("captured"))


def _last(said: Statement, day: date) -> date:
    late = said.value.endswith(("Z", "+00:00")) and _EVENING.search(said.value)
    return add_days(day, timedelta(1 if late else 0))


def _reason(said: Statement) -> str:
    return f"{said.basis} says {said.value}"
