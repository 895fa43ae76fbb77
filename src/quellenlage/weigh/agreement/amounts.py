"""Numbers of the same thing that do not agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quellenlage.records.contract import EventRow, FindingRow
from quellenlage.records.document import BlockType, Passage
from quellenlage.records.finding import make_finding, note_of, quoted
from quellenlage.records.linked import Dates, Linked
from quellenlage.records.wording import CONTENT, WEIGHTS, Sort, Term
from quellenlage.text.align import align
from quellenlage.text.span import Span
from quellenlage.weigh.agreement.tellings import Telling
from quellenlage.world import World

# What both sentences must share of the weight of the smaller one beside number and thing, so that they tell of the same
# (set by hand on articles outside of the test sets).
_SAME = 0.5
# The same where both sentences tell one event of the record.
_SAME_EVENT = 0.25
# The same where the words of content right beside the number are alike, too („liefern“, „Lieferung“).
_SAME_BESIDE = 0.4
_NEIGHBOURS = 2
# At least this much must be shared (weights of ``records/wording``): a name and a word of content.
_FEWEST = 2.0
# Numbers nearer than this share of the larger are one number, rounded; small numbers are not rounded (set by hand).
_ROUNDED = 0.06
_SMALL = 20
# Words between a number and the thing it counts.
_BETWEEN = 2
# A thing that more sentences count is a matter of every article: it is not compared. Bounds the work.
_COMMON = 150
# Days between two articles from which on a number may simply have changed.
_DAYS = 1


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number of things in a sentence.

    Attributes:
        thing: Lemma of what is counted.
        at: Index of the number among the terms of the sentence; ``noun`` that of the thing.
    """

    telling: Telling
    value: float
    bound: str
    thing: str
    at: int
    noun: int

    @property
    def passage(self) -> Passage:
        """From the number to the thing."""
        terms = self.telling.terms
        return self.telling.document.passage(Span(terms[self.at].span.start, terms[self.noun].span.end))


def find_amounts(tellings: Sequence[Telling], linked: Linked, world: World) -> Iterator[FindingRow]:
    """Contradictions of numbers.

    Two sentences contradict each other if they count one thing, tell the same beside it, name no different places or
    actors, and their numbers exclude each other. Articles printed on different days are not compared: numbers grow.

    Args:
        tellings: Of the pile.
        linked: ``dates`` and ``events``.
        world: ``language.notes`` and ``language.comparison``.
    """
    if world.language.comparison is None:
        return
    events = _events(tellings, linked.events)
    by_thing: dict[str, list[_Amount]] = defaultdict(list)
    for telling in tellings:
        if telling.block is not BlockType.CAPTION:
            for amount in _amounts(telling, world.language.comparison.units):
                by_thing[amount.thing].append(amount)
    for thing in sorted(by_thing):
        if len(by_thing[thing]) <= _COMMON:
            yield from _clashes(by_thing[thing], events, linked.dates, world)


def _events(tellings: Sequence[Telling], events: Sequence[EventRow]) -> Mapping[int, frozenset[str]]:
    """Ids of the events that each sentence tells."""
    places: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for event in events:
        for mention in event.mentions:
            places[mention.article].append((mention.start, mention.end, event.id))
    found: dict[int, set[str]] = defaultdict(set)
    for telling in tellings:
        if places[telling.article]:
            whole = telling.passage
            found[telling.number].update(
                e for s, end, e in places[telling.article] if whole.start <= s and end <= whole.end
            )
    return {number: frozenset(ids) for number, ids in found.items()}


def _clashes(
    amounts: Sequence[_Amount], events: Mapping[int, frozenset[str]], dates: Dates, world: World
) -> Iterator[FindingRow]:
    """One finding for each pair of values, with the passages of both."""
    found: dict[tuple[float, float], list[tuple[_Amount, _Amount]]] = defaultdict(list)
    for index, left in enumerate(amounts):
        for right in amounts[index + 1 :]:
            if _exclude(left, right) and _are_near(left, right, dates) and _tell_same(left, right, events):
                key = (min(left.value, right.value), max(left.value, right.value))
                found[key].append((left, right))
    for pairs in found.values():
        left, right = pairs[0]
        yield make_finding(
            "contradiction",
            "numbers of one thing",
            left.passage,
            right.passage,
            note=note_of(world.language.notes, "numbers", a=quoted(left.passage), b=quoted(right.passage)),
            stances=["one", "other"],
            more=[amount.passage for pair in pairs[1:] for amount in pair],
        )


def _amounts(telling: Telling, units: Collection[str]) -> Iterator[_Amount]:
    terms = telling.terms
    for at, term in enumerate(terms):
        if term.sort is Sort.NUMBER and telling.document.text[term.span.end - 1] != ".":
            noun = _counted(terms, at)
            if noun is not None and terms[noun].lemma not in units:
                yield _Amount(telling, float(term.lemma), term.bound, terms[noun].lemma, at, noun)


def _counted(terms: Sequence[Term], at: int) -> int | None:
    """The noun behind a number, with nothing but adjectives between."""
    for index in range(at + 1, min(len(terms), at + 2 + _BETWEEN)):
        if terms[index].sort is Sort.NOUN:
            return index
        if terms[index].sort is not Sort.ADJECTIVE:
            return None
    return None


def _exclude(left: _Amount, right: _Amount) -> bool:
    """Whether no number fits both, as they are told: about, at least, at most."""
    small, large = sorted((left, right), key=lambda amount: amount.value)
    if small.bound == "least" or large.bound == "most":
        return False
    about = 2 if "about" in {small.bound, large.bound} else 1
    rounded = _ROUNDED * about if large.value > _SMALL or about > 1 else 0.0
    return large.value - small.value > large.value * rounded


def _are_near(left: _Amount, right: _Amount, dates: Dates) -> bool:
    """Whether both may have been printed at the same time."""
    one, two = (dates.days.get(amount.telling.article) for amount in (left, right))
    if one is None or two is None:
        return True
    apart = [(b - a).days for a, b in ((one.last, two.first), (two.last, one.first)) if a and b]
    return all(days <= _DAYS for days in apart)


def _tell_same(left: _Amount, right: _Amount, events: Mapping[int, frozenset[str]]) -> bool:
    """Whether two sentences tell the same beside the number."""
    one, two = (_beside(amount) for amount in (left, right))
    if _names(one) and _names(two) and not _names(one) & _names(two):
        return False
    if left.telling.number == right.telling.number:
        return False
    found = align(one, two, CONTENT)
    pairs = [(one[i], two[j]) for i, j in (*found.equal, *found.akin)]
    shared = sum(min(WEIGHTS[a.sort], WEIGHTS[b.sort]) for a, b in pairs)
    smaller = min(sum(WEIGHTS[t.sort] for t in side) for side in (one, two))
    event = events.get(left.telling.number, frozenset()) & events.get(right.telling.number, frozenset())
    needed = _SAME_EVENT if event else _SAME_BESIDE if _are_neighbours(left, right) else _SAME
    return shared >= _FEWEST and shared >= needed * smaller


def _are_neighbours(left: _Amount, right: _Amount) -> bool:
    """Whether the words of content right beside both numbers are alike."""
    near = [
        [t for t in amount.telling.terms[: amount.at] if t.sort in CONTENT][-_NEIGHBOURS:]
        + [t for t in amount.telling.terms[amount.noun + 1 :] if t.sort in CONTENT][:_NEIGHBOURS]
        for amount in (left, right)
    ]
    found = align(near[0], near[1], CONTENT)
    return any(near[0][i].sort is not Sort.NAME for i, _ in (*found.equal, *found.akin))


def _names(terms: Sequence[Term]) -> frozenset[str]:
    return frozenset(t.lemma for t in terms if t.sort is Sort.NAME)


def _beside(amount: _Amount) -> list[Term]:
    """The words of content beside number and thing, within the sentence."""
    return [t for i, t in enumerate(amount.telling.terms) if t.sort in CONTENT and i != amount.noun]
