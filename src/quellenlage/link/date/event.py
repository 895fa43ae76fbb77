"""Events of two articles that are very likely one.

The same type of event, two participants in common and the same place, both told with a day that counts from printing
or from the calendar. Meetings of the same two persons at another place are others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from quellenlage.link.date.telling import Link, Telling, is_day
from quellenlage.records.layers import Analysis, Event, Phase
from quellenlage.records.linked import Linked

# Less than what an article says itself.
_COUNTS = 2
_COMING = frozenset({Phase.ANNOUNCED, Phase.INVITED})
_TOLD = _COMING | {Phase.OCCURRED, Phase.ONGOING}
# Tellings of events of one type at one place that are compared at most: bounds the work.
_MANY = 60


@dataclass(frozen=True, slots=True)
class _Told:
    """A dated event of one article."""

    telling: Telling
    event: Event
    who: frozenset[str]
    place: str


def link_events(pile: Sequence[Analysis], linked: Linked) -> tuple[Link, ...]:
    """Find pairs of tellings of one event.

    Args:
        pile: In order of source.
        linked: Needs ``entities``.
    """
    by_key: dict[tuple[str, str], list[_Told]] = {}
    for told in (told for analysis in pile for told in _told(analysis, linked)):
        by_key.setdefault((told.event.type, told.place), []).append(told)
    return tuple(
        Link(one.telling, two.telling, "date lent", "tells the same", _COUNTS)
        for group in by_key.values()
        for one, two in combinations(group[:_MANY], 2)
        if one.telling.article != two.telling.article and len(one.who & two.who) > 1
    )


def _told(analysis: Analysis, linked: Linked) -> Iterator[_Told]:
    """Events with a day, a place and two participants that are known."""
    article = analysis.document.id
    times = {timex.span: timex for timex in analysis.found.timexes}
    for event in analysis.found.events:
        timex = times.get(event.time) if event.time else None
        place = linked.entities.of(article, event.place)
        if timex is None or place is None or event.phase not in _TOLD or not is_day(timex.symbolic):
            continue
        able = (linked.entities.of(article, participant.span) for participant in event.participants)
        who = frozenset(entity for entity in able if entity)
        if len(who) > 1:
            yield _Told(Telling(analysis, timex, event.span, event.phase in _COMING), event, who, place)
