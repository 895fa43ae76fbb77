"""Days that an article tells, against the span in which it says that something happened again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from quellenlage.records.contract import FindingRow, TimexRow
from quellenlage.records.finding import make_finding, note_of, quoted
from quellenlage.records.layers import EntityType
from quellenlage.records.linked import Linked
from quellenlage.records.wording import Sort
from quellenlage.weigh.agreement.tellings import Telling, by_article
from quellenlage.world import World

_DURATION = re.compile(r"P(\d+)([DWMY])")
# Days of the units of ISO 8601, with a month more or less to spare: such spans are told in round numbers.
_DAYS = {"D": 1, "W": 7, "M": 30.5, "Y": 365.25}
_SPARE = 1.25


def find_spans(tellings: Sequence[Telling], linked: Linked, world: World) -> Iterator[FindingRow]:
    """A repetition within a span, beside a last time that lies farther back.

    „zum dritten Mal in zwei Monaten“ and „zuletzt im Januar“ of the same people who do the same, in one article, do not
    fit if that month lies farther back than the span, counted from the first day on which it may have been printed.

    Args:
        tellings: Of the pile.
        linked: ``dates`` and ``entities``.
        world: ``language.comparison`` and ``language.notes``.
    """
    data = world.language.comparison
    if data is None:
        return
    persons = {row.id for row in linked.entities.rows if row.type == EntityType.PER}
    times: dict[str, list[TimexRow]] = defaultdict(list)
    for row in linked.dates.timexes:
        times[row.article].append(row)
    for article, told in by_article(tellings).items():
        printed = linked.dates.days.get(article)
        if printed is None or printed.first is None:
            continue
        again = [(t, days) for t in told.tellings if (days := _span(t, times[article], data.again))]
        last = [(t, day) for t in told.tellings if (day := _last_time(t, times[article], data.last))] if again else []
        for one, days in again:
            for other, day in last:
                same = one.entities & other.entities & persons and _does_same(one, other, data.again)
                if same and (printed.first - day).days > days * _SPARE:
                    note = note_of(world.language.notes, "span", a=quoted(one.passage), b=quoted(other.passage))
                    yield make_finding(
                        "contradiction",
                        "a span and the day of the last time",
                        one.passage,
                        other.passage,
                        note=note,
                        stances=["narrator"],
                    )


def _inside(telling: Telling, times: Sequence[TimexRow]) -> list[TimexRow]:
    whole = telling.passage
    return [row for row in times if whole.start <= row.start and row.end <= whole.end]


def _says(telling: Telling, phrases: Sequence[str]) -> bool:
    words = f" {' '.join(telling.span.of(telling.document.text).lower().split())} "
    return any(f" {phrase} " in words for phrase in phrases)


def _does_same(one: Telling, other: Telling, again: Sequence[str]) -> bool:
    """Whether what is repeated is done in the other sentence as well.

    Its verb stands behind the phrase where the clause ends with it, else before it.
    """
    text = one.span.of(one.document.text).lower()
    start, stop = min((at, at + len(phrase)) for phrase in again if (at := text.find(phrase)) >= 0)
    end = text.find(",", stop)
    verbs = [(t.span.start - one.span.start, t.lemma) for t in one.terms if t.sort is Sort.VERB]
    behind = [lemma for at, lemma in verbs if at >= stop and (end < 0 or at < end)]
    before = [lemma for at, lemma in verbs if at < start]
    verb = behind[0] if behind else before[-1] if before else ""
    return any(term.sort is Sort.VERB and term.lemma == verb for term in other.terms)


def _span(telling: Telling, times: Sequence[TimexRow], again: Sequence[str]) -> float:
    """The days within which something happened again; 0 where the sentence says no such thing."""
    if not _says(telling, again):
        return 0.0
    found = [m for row in _inside(telling, times) if row.type == "DURATION" and (m := _DURATION.fullmatch(row.value))]
    return int(found[0][1]) * _DAYS[found[0][2]] if len(found) == 1 else 0.0


def _last_time(telling: Telling, times: Sequence[TimexRow], last: Sequence[str]) -> date | None:
    """The last day of the only date of a sentence that tells when something happened last."""
    if not _says(telling, last):
        return None
    days = [row.to for row in _inside(telling, times) if row.type == "DATE" and row.to]
    return date.fromisoformat(days[0]) if len(days) == 1 else None
