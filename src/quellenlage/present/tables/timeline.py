"""What happened, in the order of days."""

from __future__ import annotations

from quellenlage.present.tables.table import Table, names_of, numbers_of
from quellenlage.records.contract import EventRow, Record


def timeline(record: Record) -> Table:
    """Events with a known day first, in their order, then those without one by article."""
    names = names_of(record)
    numbers = numbers_of(record)
    order = sorted(
        record.event,
        key=lambda e: (
            e.from_ is None,
            e.from_ or "",
            e.to or "",
            numbers.get(e.articles[0], 0),
            e.mentions[0].start,
        ),
    )
    rows = tuple(
        (
            _days(event),
            event.label,
            names.get(event.place or "", ""),
            _sure(event),
            ", ".join(str(numbers.get(a, "?")) for a in event.articles),
            event.id,
        )
        for event in order
    )
    return Table("Timeline", ("day", "event", "where", "how sure", "articles", "id"), rows)


def _days(event: EventRow) -> str:
    if event.from_ and event.to:
        return event.from_ if event.from_ == event.to else event.edtf or f"{event.from_} to {event.to}"
    if event.from_:
        return f"{event.from_} or later"
    return f"{event.to} or earlier" if event.to else "?"


def _sure(event: EventRow) -> str:
    """Phase, and who says so: the narrator or a speaker, with negation and doubt in words."""
    words = {"CT+": "", "PR+": "likely", "PS+": "possible", "CT-": "negated", "Uu": "open"}
    values = sorted({words.get(f.value, f.value) for f in event.factuality} - {""})
    narrated = any(f.source == "narrator" for f in event.factuality)
    return ", ".join([event.phase, *values, *([] if narrated else ["as said"])])
