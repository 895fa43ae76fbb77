"""News that is counted from an event which another article dates: so many weeks after a ruling, a vote, a report.

The event is a noun behind the length of time. Another article dates it where a sentence with a day tells of the same:
a noun that ends like this one, or an event of the type for which this one stands; and both name one name in common.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from quellenlage.dates.interval import DayInterval, add_days
from quellenlage.dates.timex3 import TimexType
from quellenlage.link.date.telling import Sentence, lead_of, sentences
from quellenlage.records.layers import Analysis, Timex
from quellenlage.records.linked import Linked
from quellenlage.records.wording import Sort, Wording
from quellenlage.text.span import Span
from quellenlage.world import World

_LENGTH = re.compile(r"P(\d{1,2})([DWM])")
_DAYS = {"D": 1, "W": 7, "M": 30}
# Round numbers: a part of the length before it, half a unit behind it.
_EARLY, _LATE = 0.15, 2
# Words behind the length within which the event stands.
_REACH = 5
# Letters that the end of both nouns must share; shorter ones end many words.
_SHORTEST = 5
# Sentences that tell of one thing at most (bounds the work).
_MANY = 40


@dataclass(frozen=True, slots=True)
class Counted:
    """A length of time behind which an event stands, and the sentences of other articles that date the event.

    Attributes:
        timex: The length.
        sentence: In which it stands.
        origins: All of them; they count only if they agree.
        least: Days from the event to what the article tells, at least; ``most`` at most.
    """

    analysis: Analysis
    timex: Timex
    sentence: Span
    origins: tuple[Sentence, ...]
    least: int
    most: int

    def after(self, days: DayInterval) -> DayInterval:
        """When it happened, if the event was on these days."""
        first = add_days(days.first, timedelta(self.least)) if days.first else None
        return DayInterval(first, add_days(days.last, timedelta(self.most)) if days.last else None)


@dataclass(frozen=True, slots=True)
class _Noun:
    """The noun for an event, and the type of it, if it is one that the program knows."""

    lemma: str
    event: str


def find_counted(pile: Sequence[Analysis], linked: Linked, world: World) -> tuple[Counted, ...]:
    """Find lengths of time in the first sentences of articles that count from an event dated elsewhere.

    Args:
        pile: In order of source.
        linked: Needs ``entities``.
        world: ``language``: the words between the length and the event.
    """
    asked = [found for analysis in pile for found in _asked(analysis, world)]
    if not asked:
        return ()
    by_name: dict[str, list[Sentence]] = defaultdict(list)
    for analysis in pile:
        for told in sentences(analysis, linked):
            for name in sorted(told.names):
                by_name[name].append(told)
    found = []
    for analysis, timex, sentence, noun, names in asked:
        origins = tuple(_origins(analysis, noun, names, by_name))
        length = _LENGTH.fullmatch(timex.symbolic.value)
        if origins and length:
            unit = _DAYS[length[2]]
            days = int(length[1]) * unit
            found.append(Counted(analysis, timex, sentence, origins, days - round(_EARLY * days), days + unit // _LATE))
    return tuple(found)


def _asked(analysis: Analysis, world: World) -> Iterator[tuple[Analysis, Timex, Span, _Noun, frozenset[str]]]:
    """Lengths with the noun that they count from and the names of the sentence."""
    wordings, end = analysis.found.wordings, lead_of(analysis)
    starts = [wording.span.start for wording in wordings]
    for timex in analysis.found.timexes:
        if timex.span.end > end:
            return
        at = bisect_right(starts, timex.span.start) - 1
        if timex.symbolic.type is TimexType.DURATION and at >= 0 and _LENGTH.fullmatch(timex.symbolic.value):
            noun = _noun(timex, wordings[at], analysis, world)
            names = frozenset(t.lemma for t in wordings[at].terms if t.sort is Sort.NAME)
            if noun and names:
                yield analysis, timex, wordings[at].span, noun, names


def _noun(timex: Timex, wording: Wording, analysis: Analysis, world: World) -> _Noun | None:
    """The first noun behind the words that count from it."""
    text = analysis.document.text
    behind = [term for term in wording.terms if term.span.start >= timex.span.end][:_REACH]
    if not behind or behind[0].span.of(text).lower() not in world.language.afterwards:
        return None
    noun = next((term for term in behind if term.sort is Sort.NOUN), None)
    if noun is None:
        return None
    kinds = (event.type for event in analysis.found.events if noun.span.contains(event.span))
    return _Noun(noun.lemma, next(kinds, ""))


def _origins(
    analysis: Analysis, noun: _Noun, names: frozenset[str], by_name: Mapping[str, Sequence[Sentence]]
) -> Iterator[Sentence]:
    seen = set()
    for name in sorted(names):
        for sentence in by_name.get(name, ())[:_MANY]:
            telling = sentence.telling
            key = (telling.article, telling.timex.span if telling.timex else None)
            if telling.analysis is analysis or telling.coming or key in seen:
                continue
            if (noun.event and noun.event in sentence.events) or any(
                _are_akin(noun.lemma, word) for word in sentence.lemmas
            ):
                seen.add(key)
                yield sentence


def _are_akin(left: str, right: str) -> bool:
    """Whether one noun is the other with something in front."""
    return min(len(left), len(right)) >= _SHORTEST and (left.endswith(right) or right.endswith(left))
