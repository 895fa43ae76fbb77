"""Public events of the calendar of the knowledge base, told with a time that counts from the day of printing.

„am Mittwoch“ and a summit whose days are known give the week of printing; „im September letzten Jahres“ gives the
year. An event is recognised by its name („G7-Gipfel“) or by two persons who meet at its place. A name that returns
(a summit every year) is used only where all its events are known; before and after that everything is possible.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from quellenlage.dates.agree import days_agreeing
from quellenlage.dates.anchor import Anchor, Direction, Symbolic
from quellenlage.dates.interval import DayInterval
from quellenlage.dates.timex3 import TimexType
from quellenlage.kb.calendar import KbEvent
from quellenlage.records.document import Document
from quellenlage.records.layers import Clue, EntityType, Event, Layers, Mention, Phase, Timex
from quellenlage.records.provenance import By
from quellenlage.text.fold import fold_sounds
from quellenlage.text.span import Span
from quellenlage.world import World

_WEIGHT = 3
_COMING = frozenset({Phase.ANNOUNCED, Phase.INVITED})
# Words between a preposition and the name of an event („auf dem jüngsten G7-Gipfel“).
_BEFORE = 4


def find_known(document: Document, found: Layers, world: World) -> Iterator[Clue]:
    """At most one clue for each event that a time is told of."""
    page = _Page(document, found, world)
    for event in found.events:
        for timex in page.times_of(event):
            candidates, outside = page.named(event) if event.time == timex.span else ((), ())
            rule = "named event"
            if not candidates:
                candidates, outside, rule = page.met(event, timex), (), "known meeting"
            fitting = [(k, days) for k in candidates if (days := tuple(_printed(timex, k, event)))]
            if not fitting:
                continue
            labels = " or ".join(dict.fromkeys(k.label for k, _ in fitting))
            yield Clue(
                span=timex.span,
                days=(*(d for _, days in fitting for d in days), *outside),
                weight=_WEIGHT,
                reason=f"dated by what is known: {labels}",
                by=By(rule),
            )


def _printed(timex: Timex, known: KbEvent, event: Event) -> Iterator[DayInterval]:
    """The days on which the expression means the event: before its end if it is announced, else after its beginning."""
    side = _side(timex, known.days, event)
    for days in days_agreeing(timex.symbolic, known.days):
        left = days.intersect(side)
        if left is not None:
            yield left


def _side(timex: Timex, days: DayInterval, event: Event) -> DayInterval:
    """On which side of the event the article was printed; the phase counts only for a time that is the event's own."""
    told = timex.told or timex.symbolic.direction
    if told is Direction.AFTER or (event.time == timex.span and event.phase in _COMING):
        return DayInterval(None, days.last)
    is_now = timex.symbolic.unit is not None and not timex.symbolic.offset  # „diese Woche“ may be about to come
    if timex.told is Direction.BEFORE or (event.time == timex.span and not is_now):
        return DayInterval(days.first, None)
    return DayInterval()


def _counts(symbolic: Symbolic) -> bool:
    """Whether the expression means some days by the day of printing."""
    dated = symbolic.type in (TimexType.DATE, TimexType.TIME) and symbolic.bound is None
    return dated and symbolic.anchor is Anchor.PUBLICATION and not symbolic.value.endswith("_REF")


@dataclass(frozen=True)
class _Page:
    """One article with what is asked of it often."""

    document: Document
    found: Layers
    world: World

    @cached_property
    def times(self) -> dict[Span, Timex]:
        return {timex.span: timex for timex in self.found.timexes}

    def named(self, event: Event) -> tuple[tuple[KbEvent, ...], tuple[DayInterval, ...]]:
        """The events of the series that the trigger names, and the days of which the series knows nothing."""
        sentence = self.found.sentences[event.sentence]
        for span, series in self.world.kb.series_phrases.find(sentence.tokens, self.document.text):
            if not span.overlaps(event.span) or not self._is_during(span, sentence.tokens):
                continue
            names = {name.casefold() for name in series.names}
            events = [
                k
                for k in self.world.kb.calendar
                if any(name.casefold() in names for name in k.names) and k.days.intersect(series.days)
            ]
            found = self.world.kb.place_phrases.find(sentence.tokens, self.document.text)
            here = {word for _, word in found}
            placed = [k for k in events if here & {*k.places, *k.actors}]
            return tuple(placed or events), _outside(series.days)
        return (), ()

    def times_of(self, event: Event) -> Iterator[Timex]:
        """The time of an event, or all of its sentence where none is told; those that count from printing."""
        if event.time is not None:
            timexes = [self.times[event.time]] if event.time in self.times else []
        else:
            timexes = list(self._times_at(event.sentence))
        yield from (timex for timex in timexes if _counts(timex.symbolic))

    def _times_at(self, at: int) -> Sequence[Timex]:
        span = self.found.sentences[at].span
        starts = self._starts
        return self.found.timexes[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    @cached_property
    def _starts(self) -> list[int]:
        return [timex.span.start for timex in self.found.timexes]

    def met(self, event: Event, timex: Timex) -> tuple[KbEvent, ...]:
        """Known meetings of the persons of the sentence, at a place that the article names for it."""
        plover = self._plover(event.type)
        who = self._persons_at(event.sentence) if plover else frozenset()
        able = [(p, k) for p, k in self.world.kb.meetings if p <= who and plover == self._plover(k.type)]
        if not able:
            return ()
        here = {place for place, _ in self._places_at(event.sentence)}
        close = tuple(k for _, k in able if here & set(k.places))
        return close or tuple(k for persons, k in able if self._is_told(k, persons, timex.symbolic))

    def _plover(self, type_: str) -> str | None:
        kinds = self.world.ontology.events
        return kinds[type_].plover if type_ in kinds else None

    def _is_told(self, known: KbEvent, persons: frozenset[str], symbolic: Symbolic) -> bool:
        """Whether a sentence names the place of the event and tells no other time.

        A place that may mean a state must stand in a sentence with one of the persons.
        """
        for at, places in self._placed.items():
            named = [is_state for place, is_state in places if place in known.places]
            if not named or not all(
                _is_same(t.symbolic, symbolic) for t in self._times_at(at) if _is_dated(t.symbolic)
            ):
                continue
            if not all(named) or persons & self._persons_at(at):
                return True
        return False

    @cached_property
    def _placed(self) -> dict[int, frozenset[tuple[str, bool]]]:
        """Sentences that name a place of the calendar."""
        found = ((at, self._places_at(at)) for at in range(len(self.found.sentences)))
        return {at: places for at, places in found if places}

    def _places_at(self, at: int) -> frozenset[tuple[str, bool]]:
        """Places in a sentence, and whether the word may mean a state: such a word only behind a preposition."""
        tokens = self.found.sentences[at].tokens
        starts = [token.start for token in tokens]
        language = self.world.language
        prepositions = language.place_prepositions | language.fused_place_prepositions
        found = set()
        for span, place in self.world.kb.place_phrases.find(tokens, self.document.text):
            before = bisect_left(starts, span.start) - 1
            behind = before >= 0 and tokens[before].of(self.document.text).lower() in prepositions
            is_state = self.world.kb.is_state_word(place)
            if behind or not is_state:
                found.add((place, is_state))
        return frozenset(found)

    def _is_during(self, span: Span, tokens: Sequence[Span]) -> bool:
        """Whether nothing before the name tells that it is over or to come, or is only talked of."""
        at = bisect_left([t.start for t in tokens], span.start)
        before = [t.of(self.document.text).lower() for t in tokens[max(0, at - _BEFORE) : at]]
        language = self.world.language
        used = [w for w in before if w in language.prepositions or w in language.articled_prepositions]
        return not used or used[-1] in language.during

    @cached_property
    def _named_persons(self) -> tuple[list[int], list[str]]:
        """Where individuals are named, in order, with their ids."""
        kb = self.world.kb
        full: dict[str, str] = {}
        persons = [m for m in self.found.mentions if m.type is EntityType.PER]
        for mention in persons:
            known = kb.person(fold_sounds(mention.name)) if " " in mention.name else ""
            if known:
                for part in (mention.name, mention.name.split()[0], mention.name.split()[-1]):
                    full.setdefault(part, known)
        who = [(m.span.start, id_) for m in persons if (id_ := full.get(m.name) or _only(m, self.world))]
        return [start for start, _ in who], [id_ for _, id_ in who]

    def _persons_at(self, at: int) -> frozenset[str]:
        span = self.found.sentences[at].span
        starts, ids = self._named_persons
        low, high = bisect_left(starts, span.start), bisect_right(starts, span.end)
        return frozenset(ids[low:high])


def _is_dated(symbolic: Symbolic) -> bool:
    """Whether an expression tells a time at all."""
    dated = symbolic.type in (TimexType.DATE, TimexType.TIME)
    return dated and symbolic.anchor is not Anchor.CONTEXT


def _is_same(one: Symbolic, two: Symbolic) -> bool:
    return (one.value, one.unit, one.offset) == (two.value, two.unit, two.offset)


def _only(mention: Mention, world: World) -> str | None:
    """The one known person of this surname."""
    able = world.kb.persons_called(fold_sounds(mention.name))
    return next(iter(able)) if len(able) == 1 else None


def _outside(days: DayInterval) -> tuple[DayInterval, ...]:
    """What lies before and after."""
    before = (DayInterval(None, days.first),) if days.first else ()
    after = (DayInterval(days.last, None),) if days.last else ()
    return (*before, *after)
