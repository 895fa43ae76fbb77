"""What happened, in the order of days."""

from __future__ import annotations

from collections.abc import Mapping

from quellenlage.present.tables.table import Table, names_of, numbers_of
from quellenlage.records.contract import EventRow, Record

_NARRATOR = "narrator"
_WORDS = {
    "CT+": "", "PR+": "likely", "PS+": "possible", "CT-": "not", "PR-": "unlikely", "PS-": "perhaps not", "Uu": "open",
    "CTu": "decided, not told how",
}  # fmt: skip
# Phases that say by themselves that it is open, or that it did not come about.
_TELLING = frozenset({"announced", "invited", "conditional", "attempted", "failed", "cancelled"})
# More names make no row easier to read.
_NAMES = 4


def timeline(record: Record) -> Table:
    """Events with a known day first, in their order, then those without one by article."""
    names, numbers = names_of(record), numbers_of(record)
    order = sorted(
        record.event,
        key=lambda e: (
            e.from_ is None and e.to is None,
            e.from_ or e.to or "",
            e.to or "",
            numbers.get(e.articles[0], 0),
            e.mentions[0].start,
        ),
    )
    rows = tuple(
        (
            _days(event),
            event.label.partition(":")[0].partition(" (")[0],
            _who(event, names),
            names.get(event.place or "", ""),
            _sure(event, names),
            _articles(event, numbers),
            event.id,
        )
        for event in order
    )
    return Table("Timeline", ("day", "what", "who", "where", "how sure", "articles", "id"), rows)


def _days(event: EventRow) -> str:
    if event.from_ and event.to:
        return event.from_ if event.from_ == event.to else event.edtf or f"{event.from_} to {event.to}"
    if event.from_:
        return f"{event.from_} or later"
    return f"{event.to} or earlier" if event.to else "?"


def _who(event: EventRow, names: Mapping[str, str]) -> str:
    who = [names.get(p.entity, "?") for p in event.participants]
    return ", ".join(who[:_NAMES]) + (f" and {len(who) - _NAMES} more" if len(who) > _NAMES else "")


def _articles(event: EventRow, numbers: Mapping[str, int]) -> str:
    """How many, and which."""
    which = ", ".join(str(numbers.get(article, "?")) for article in event.articles)
    return which if len(event.articles) == 1 else f"{len(event.articles)}: {which}"


def _sure(event: EventRow, names: Mapping[str, str]) -> str:
    """Phase, and who says so: the narrator, or those who speak, with negation and doubt in words."""
    narrated = [f.value for f in event.factuality if f.source == _NARRATOR and f.value != "Uu"]
    said = [(names.get(f.source, "?"), f.value) for f in event.factuality if f.source != _NARRATOR]
    if narrated:
        return ", ".join([event.phase, *_in_words(narrated)])
    values = _in_words([value for _, value in said])
    if event.phase in _TELLING or not said:
        values = [value for value in values if value != "open"]
    sources = list(dict.fromkeys(name for name, _ in said))
    by = f"says {sources[0]}" + (f" and {len(sources) - 1} more" if len(sources) > 1 else "") if sources else ""
    unsaid = "" if by or event.phase in _TELLING else "open"
    return ", ".join(part for part in (event.phase, *values, by, unsaid) if part)


def _in_words(values: list[str]) -> list[str]:
    return [word for word in dict.fromkeys(_WORDS.get(str(value), str(value)) for value in values) if word]
