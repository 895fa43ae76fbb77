"""Dates that one article lends another: both tell of one event, and one of them knows its day.

Only very likely pairs count: the same type of event, two participants in common and the same place, both told with a
day that counts from printing or from the calendar. Meetings of the same two persons at another place are others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quellenlage.dates.agree import days_agreeing
from quellenlage.dates.anchor import Anchor, Symbolic, resolve
from quellenlage.dates.constraint import DaySet
from quellenlage.dates.interval import DayInterval
from quellenlage.dates.timex3 import TimexType
from quellenlage.link.date.publication import Answer, Held
from quellenlage.records.layers import Analysis, Clue, Event, Phase, Timex
from quellenlage.records.linked import Linked
from quellenlage.records.provenance import By

# Less than what an article says itself.
_WEIGHT = 2
# An article that knows its day better than this needs nothing; one that knows it worse lends nothing.
_KNOWN = 7
_COMING = frozenset({Phase.ANNOUNCED, Phase.INVITED})
_TOLD = _COMING | {Phase.OCCURRED, Phase.ONGOING}


@dataclass(frozen=True, slots=True)
class _Told:
    """A dated event of one article."""

    analysis: Analysis
    event: Event
    timex: Timex
    who: frozenset[str]
    place: str


def lend(pile: Sequence[Analysis], linked: Linked, answers: Mapping[str, Answer]) -> dict[str, tuple[Held, ...]]:
    """What articles that know their day lend to those that do not.

    Args:
        pile: In order of source.
        linked: Needs ``entities``.
        answers: Of every article, by its own clues: nothing that is lent is lent again.

    Returns:
        Article to clues; the words are its own.
    """
    by_key: dict[tuple[str, str], list[_Told]] = {}
    for told in (told for analysis in pile for told in _told(analysis, linked)):
        by_key.setdefault((told.event.type, told.place), []).append(told)
    found: dict[str, list[Held]] = {}
    for group in by_key.values():
        givers = [(told, days) for told in group if (days := _days(told, answers)) is not None]
        for taker in group:
            article = taker.analysis.document.id
            if _is_known(answers[article].solution.interval):
                continue
            for giver, days in givers:
                if giver.analysis is not taker.analysis and len(giver.who & taker.who) > 1:
                    found.setdefault(article, []).extend(_lent(taker, giver, days))
    return {article: tuple(clues) for article, clues in found.items()}


def _told(analysis: Analysis, linked: Linked) -> Iterator[_Told]:
    """Events with a day, a place and two participants that are known."""
    article = analysis.document.id
    times = {timex.span: timex for timex in analysis.found.timexes}
    for event in analysis.found.events:
        timex = times.get(event.time) if event.time else None
        place = linked.entities.of(article, event.place)
        if timex is None or place is None or event.phase not in _TOLD or not _is_day(timex.symbolic):
            continue
        able = (linked.entities.of(article, participant.span) for participant in event.participants)
        who = frozenset(entity for entity in able if entity)
        if len(who) > 1:
            yield _Told(analysis, event, timex, who, place)


def _is_day(symbolic: Symbolic) -> bool:
    """Whether the expression names a day."""
    if symbolic.type not in (TimexType.DATE, TimexType.TIME) or symbolic.bound or symbolic.mod:
        return False
    named = resolve(symbolic, DayInterval(_SOME_DAY, _SOME_DAY)).interval
    return symbolic.anchor is not Anchor.CONTEXT and named.days == 1


_SOME_DAY = next(d.first for d in DaySet.weekday(3).runs() if d.first)


def _days(told: _Told, answers: Mapping[str, Answer]) -> DayInterval | None:
    """The day of the event, if its article knows its own well enough."""
    published = answers[told.analysis.document.id].solution.interval
    if told.timex.symbolic.anchor is not Anchor.CALENDAR and not _is_known(published):
        return None
    days = resolve(told.timex.symbolic, published).interval
    return days if days.days == 1 else None


def _is_known(published: DayInterval) -> bool:
    return published.days is not None and published.days <= _KNOWN


def _lent(taker: _Told, giver: _Told, days: DayInterval) -> Iterator[Held]:
    """The days of printing on which the taker's words mean the giver's day."""
    if taker.timex.symbolic.anchor is not Anchor.PUBLICATION:
        return
    side = DayInterval(None, days.last) if taker.event.phase in _COMING else DayInterval(days.first, None)
    agreeing = (days_.intersect(side) for days_ in days_agreeing(taker.timex.symbolic, days))
    allowed = tuple(left for left in agreeing if left is not None)
    if allowed:
        words = giver.timex.span.of(giver.analysis.document.text)
        reason = f"{giver.analysis.document.source.path} tells the same with „{words}“: {days.iso()[0]}"
        clue = Clue(span=taker.timex.span, days=allowed, weight=_WEIGHT, reason=reason, by=By("date lent"))
        yield Held(taker.analysis, clue, lent=True)
