"""*Ereignisse*: what happened, in the order of days, with its days drawn as what they are: points, ranges, bounds."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.present.html.book import NARRATOR, Book
from quellenlage.present.html.scale import Bar, Scale, bar_of, make_scale
from quellenlage.records.contract import EventRow
from quellenlage.records.document import Passage

# Width of the drawn scale, in its own units.
WIDTH = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How sure one source is of an event: a value of FactBank, with the passages that say so."""

    source: str
    value: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One event."""

    id: str
    type: str
    days: tuple[str | None, str | None, str | None]
    who: tuple[str, ...]
    place: str | None
    phase: str
    told: tuple[Telling, ...]
    passages: tuple[Passage, ...]
    articles: tuple[int, ...]
    bar: Bar | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """All events; ``scale`` is that of their bars."""

    rows: tuple[EventView, ...]
    scale: Scale


def timeline_view(book: Book) -> TimelineView:
    """The section *Ereignisse*: events with a day first, in their order; then those without, by article."""
    order = sorted(book.record.event, key=lambda event: _place(event, book))
    scale = make_scale(((event.from_, event.to) for event in order), WIDTH)
    return TimelineView(rows=tuple(_event(event, scale, book) for event in order), scale=scale)


def _place(event: EventRow, book: Book) -> tuple[bool, str, str, int, int]:
    undated = event.from_ is None and event.to is None
    start = event.mentions[0].start if event.mentions else 0
    first = book.number(event.articles[0]) if event.articles else 0
    return undated, event.from_ or event.to or "", event.to or "", first, start


def _event(event: EventRow, scale: Scale, book: Book) -> EventView:
    return EventView(
        id=event.id,
        type=event.type,
        days=(event.from_, event.to, event.edtf),
        who=tuple(dict.fromkeys(p.entity for p in event.participants)),
        place=event.place,
        phase=event.phase,
        told=_told(event),
        passages=event.mentions,
        articles=tuple(book.number(article) for article in event.articles),
        bar=bar_of(scale, event.from_, event.to),
    )


def _told(event: EventRow) -> tuple[Telling, ...]:
    """Who is how sure; that the narrator is sure is the rule and not told."""
    found: dict[tuple[str, str], list[Passage]] = {}
    for row in event.factuality:
        found.setdefault((row.source, row.value), []).append(row.span)
    return tuple(
        Telling(source=source, value=value, passages=tuple(spans))
        for (source, value), spans in found.items()
        if not (source == NARRATOR and value in ("CT+", "Uu"))
    )
