"""The timeline as JSON for TimelineJS (Knight Lab), with uncertain days told as such."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from quellenlage.present.catalogue import Catalogue
from quellenlage.records.contract import EventRow, Record


def write_timeline(record: Record, catalogue: Catalogue) -> str:
    """All events of which a day is known, at one end at least; the title says how many are left out.

    TimelineJS shows text as HTML: so every character of it that HTML knows is escaped.

    Args:
        record: Its events.
        catalogue: The language of titles, days and types; labels are words of the articles.
    """
    sources = {row.id: row.source for row in record.article}
    names = {row.id: row.name for row in record.entity}
    dated = [row for row in record.event if row.from_ or row.to]
    left = len(record.event) - len(dated)
    told = catalogue.count("timeline.told", len(record.article))
    note = f"{catalogue.count('timeline.events', len(dated))} {told}"
    if left:
        note += f"; {catalogue.count('timeline.left_out', left)}"
    title = " · ".join(row.label for row in record.story) or catalogue.text("page.title")
    timeline = {
        "title": {"unique_id": "title", "text": {"headline": escape(title), "text": escape(note)}},
        "events": [_event(row, names, sources, catalogue) for row in dated],
        "scale": "human",
    }
    return json.dumps(timeline, ensure_ascii=False, indent=1) + "\n"


def _event(row: EventRow, names: Mapping[str, str], sources: Mapping[str, str], catalogue: Catalogue) -> dict[str, Any]:
    first = row.from_ or row.to or ""
    event: dict[str, Any] = {
        "unique_id": row.id,
        "start_date": _date(first),
        "display_date": escape(catalogue.days(row.from_, row.to, row.edtf)),
        "group": catalogue.word("event", row.type),
        "text": {"headline": escape(row.label), "text": "".join(_paragraphs(row, names, sources, catalogue))},
    }
    if row.to and row.to != first:
        event["end_date"] = _date(row.to)
    return event


def _paragraphs(
    row: EventRow, names: Mapping[str, str], sources: Mapping[str, str], catalogue: Catalogue
) -> Iterator[str]:
    who = ", ".join(names.get(p.entity, p.entity) for p in row.participants)
    yield f"<p>{escape(', '.join(part for part in (catalogue.word('phase', row.phase), who) if part))}</p>"
    for span in row.mentions:
        place = f"{sources.get(span.article, span.article)}, {span.start}–{span.end}"
        yield f"<p>{escape(catalogue.text('timeline.cited', words=span.text, place=place))}</p>"


def _date(day: str) -> dict[str, int]:
    year, month, number = (int(part) for part in day.split("-"))
    return {"year": year, "month": month, "day": number}
