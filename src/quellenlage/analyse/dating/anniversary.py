"""„zum 75. Jahrestag … 1948“: the number and the year of the event give the year of printing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta

from quellenlage.dates.anchor import Anchor
from quellenlage.dates.constraint import FIRST_DAY, LAST_DAY
from quellenlage.dates.interval import DayInterval, add_days, year
from quellenlage.records.document import Document
from quellenlage.records.layers import Clue, Layers, Sentence
from quellenlage.records.provenance import By
from quellenlage.world import World

# News of an anniversary is printed in its year, or a little before or after.
_MARGIN = 60
# „am 3. Mai 1980, dem 10. Geburtstag“: the date is that of the feast itself if it stands so close before it.
_APPOSED = 14


def find_anniversaries(document: Document, found: Layers, world: World) -> Iterator[Clue]:
    """A numbered anniversary with a year in its sentence."""
    told = [t for t in found.timexes if t.symbolic.anchor is Anchor.CALENDAR and t.symbolic.value[:4].isdigit()]
    starts = [t.span.start for t in told]
    for sentence in found.sentences:
        years = told[bisect_left(starts, sentence.span.start) : bisect_left(starts, sentence.span.end)]
        if not years:
            continue
        for at, count in _counted(sentence, document.text, world):
            token = sentence.tokens[at]
            named = min(years, key=lambda t: abs(t.span.start - token.start))
            number = int(named.symbolic.value[:4]) + count
            apposed = 0 <= token.start - named.span.end <= _APPOSED
            if FIRST_DAY.year <= number <= LAST_DAY.year and not apposed:
                yield Clue(
                    span=token,
                    days=(_around(number),),
                    reason=f"an anniversary of the year {number}",
                    by=By("anniversary"),
                )


def _counted(sentence: Sentence, text: str, world: World) -> Iterator[tuple[int, int]]:
    """Where words for an anniversary stand behind an ordinal number, and the number."""
    forms = [token.of(text) for token in sentence.tokens]
    for at, form in enumerate(forms):
        if form in world.language.anniversaries and at >= 2:
            count = forms[at - 2] if forms[at - 1] == "." else forms[at - 1].rstrip(".")
            if count.isdecimal() and len(count) < 5:
                yield at, int(count)


def _around(number: int) -> DayInterval:
    calendar = year(number)
    margin = timedelta(_MARGIN)
    return DayInterval(add_days(calendar.first or date.min, -margin), add_days(calendar.last or date.max, margin))
