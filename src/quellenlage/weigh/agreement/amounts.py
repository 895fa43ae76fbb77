"""Numbers of the same thing that do not agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from quellenlage.dates.interval import DayInterval
from quellenlage.lang.comparison import Comparison
from quellenlage.records.contract import EventRow, FindingRow
from quellenlage.records.document import BlockType, Passage
from quellenlage.records.finding import make_finding, note_of, quoted
from quellenlage.records.linked import Dates, Linked
from quellenlage.records.related import Relation
from quellenlage.records.wording import CONTENT, FAMILIES, WEIGHTS, Sort, Term
from quellenlage.text.align import align
from quellenlage.text.fold import fold
from quellenlage.text.span import Span
from quellenlage.weigh.agreement.tellings import Telling, by_article
from quellenlage.world import World

# What both sentences must share beside number and thing, so that they tell of the same: the weight of words (weights of
# ``records/wording``) and its share of the smaller sentence. Set by hand on two days of german-news-2020.
_SAME = (1.8, 0.5)
# The same where both sentences tell one event of the record, and where the words right beside the number are alike (its
# verb, or the noun of that verb).
_SAME_EVENT = (1.5, 0.25)
_SAME_BESIDE = (0.5, 0.6)
# The same for what is counted everywhere: people, the dead, jobs.
_SAME_COMMON = (2.6, 0.6)
_NEIGHBOURS = 2
# Numbers nearer than this share of the larger are one number, rounded; small numbers are not rounded (set by hand).
_ROUNDED = 0.06
_SMALL = 20
# A thing that more sentences count is a matter of every article: it is not compared. Bounds the work.
_COMMON = 150
# Days between two articles from which on a number may simply have changed; and how far apart two articles may be at
# most for a number that changes from day to day.
_DAYS = 1
_DAILY = 2


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number of things in a sentence.

    Attributes:
        low: The least number that the words allow; ``high`` the largest.
        thing: Lemma of what is counted, or what counts the same.
        at: Index of the first term of the number in the sentence; ``end`` one behind the thing.
        is_common: Whether it is counted everywhere; ``is_daily`` whether its number grows from day to day.
    """

    telling: Telling
    low: float
    high: float
    thing: str
    at: int
    end: int
    is_common: bool
    is_daily: bool

    @property
    def passage(self) -> Passage:
        """From the number to the thing."""
        terms = self.telling.terms
        return self.telling.document.passage(Span(terms[self.at].span.start, terms[self.end - 1].span.end))


def find_amounts(tellings: Sequence[Telling], linked: Linked, relation: Relation, world: World) -> Iterator[FindingRow]:
    """Contradictions of numbers.

    Two sentences contradict each other if they count one thing, tell the same beside it, share a verb or its noun, name
    no different places or actors, and their numbers exclude each other. Articles on different stories are not compared,
    nor are those printed on different days: numbers grow; those that do so from day to day need articles of known days.
    Within one article both must tell one event.

    Args:
        tellings: Of the pile.
        linked: ``dates`` and ``events``.
        relation: Which articles are on one story.
        world: ``language.notes`` and ``language.comparison``.
    """
    data = world.language.comparison
    if data is None:
        return
    events = _events(tellings, linked.events)
    by_thing: dict[str, list[_Amount]] = defaultdict(list)
    for telling in tellings:
        if telling.block is not BlockType.CAPTION:
            for amount in _amounts(telling, data):
                by_thing[amount.thing].append(amount)
    for thing in sorted(by_thing):
        if len(by_thing[thing]) <= _COMMON:
            yield from _clashes(by_thing[thing], events, linked.dates, relation, world)


def _events(tellings: Sequence[Telling], events: Sequence[EventRow]) -> Mapping[int, frozenset[str]]:
    """Ids of the events that each sentence tells."""
    told = by_article(tellings)
    found: dict[int, set[str]] = defaultdict(set)
    for event in events:
        for mention in event.mentions:
            for telling in told[mention.article].between(mention.start, mention.end) if mention.article in told else ():
                found[telling.number].add(event.id)
    return {number: frozenset(ids) for number, ids in found.items()}


def _clashes(
    amounts: Sequence[_Amount], events: Mapping[int, frozenset[str]], dates: Dates, relation: Relation, world: World
) -> Iterator[FindingRow]:
    """One finding for each pair of values, with the passages of both."""
    found: dict[tuple[tuple[float, float], ...], list[tuple[_Amount, _Amount]]] = defaultdict(list)
    values: dict[int, set[tuple[float, float]]] = defaultdict(set)
    for amount in amounts:
        values[amount.telling.number].add((amount.low, amount.high))
    for index, left in enumerate(amounts):
        for right in amounts[index + 1 :]:
            if (
                _exclude(left, right)
                and _are_near(left, right, dates)
                and relation.are_related(left.telling.article, right.telling.article)
                and (left.low, left.high) not in values[right.telling.number]
                and (right.low, right.high) not in values[left.telling.number]
                and _tell_same(left, right, events)
            ):
                key = tuple(sorted(((left.low, left.high), (right.low, right.high))))
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


def _amounts(telling: Telling, data: Comparison) -> Iterator[_Amount]:
    """What the sentence counts or measures; a number without a unit says nothing by itself."""
    terms, things = telling.terms, data.things
    words = f" {' '.join(telling.span.of(telling.document.text).lower().split())} "
    is_daily = any(f" {phrase} " in words for phrase in data.running)
    for quantity in telling.amounts:
        if not quantity.lemma or quantity.unit is None:
            continue
        whole = Span(quantity.span.start, max(quantity.span.end, quantity.unit.end))
        inside = [i for i, term in enumerate(terms) if whole.contains(term.span)]
        if inside:
            low = -inf if quantity.min is None else quantity.min
            high = inf if quantity.max is None else quantity.max
            thing = fold(quantity.lemma)
            common = thing in things
            place = inside[0], inside[-1] + 1
            yield _Amount(telling, low, high, things.get(thing, thing), *place, common, is_daily)


def _exclude(left: _Amount, right: _Amount) -> bool:
    """Whether no number fits both, rounded or not."""
    gap = max(left.low, right.low) - min(left.high, right.high)
    largest = max(left.low, right.low)
    return gap > 0 and gap > (largest * _ROUNDED if largest > _SMALL else 0)


def _are_near(left: _Amount, right: _Amount, dates: Dates) -> bool:
    """Whether both may have been printed at the same time; surely, where the number changes from day to day."""
    one, two = (dates.days.get(amount.telling.article) or DayInterval() for amount in (left, right))
    apart = [(b - a).days for a, b in ((one.last, two.first), (two.last, one.first)) if a and b]
    if left.is_daily or right.is_daily:
        most = [(b - a).days for a, b in ((one.first, two.last), (two.first, one.last)) if a and b]
        return left.telling.article == right.telling.article or (len(most) == 2 and max(most) <= _DAILY)
    return all(days <= _DAYS for days in apart)


def _tell_same(left: _Amount, right: _Amount, events: Mapping[int, frozenset[str]]) -> bool:
    """Whether two sentences tell the same beside the number."""
    one, two = (_beside(amount) for amount in (left, right))
    if _names(one) and _names(two) and not _names(one) & _names(two):
        return False
    if left.telling.number == right.telling.number:
        return False
    found = align(one, two, CONTENT, FAMILIES)
    pairs = [(one[i], two[j]) for i, j in (*found.equal, *found.akin)]
    shared = sum(min(WEIGHTS[a.sort], WEIGHTS[b.sort]) for a, b in pairs)
    smaller = min(sum(WEIGHTS[t.sort] for t in side) for side in (one, two))
    event = events.get(left.telling.number, frozenset()) & events.get(right.telling.number, frozenset())
    if not any(Sort.VERB in {a.sort, b.sort} for a, b in pairs):
        return False
    weight, share = _needed(left, right, event=bool(event))
    return shared >= weight and shared >= share * smaller


def _needed(left: _Amount, right: _Amount, *, event: bool) -> tuple[float, float]:
    if event:
        return _SAME_EVENT
    if left.telling.article == right.telling.article:
        return (inf, 1.0)
    if left.is_common:
        return _SAME_COMMON
    return _SAME_BESIDE if _are_neighbours(left, right) else _SAME


def _are_neighbours(left: _Amount, right: _Amount) -> bool:
    """Whether the words of content right beside both numbers are alike."""
    near = [
        [t for t in amount.telling.terms[: amount.at] if t.sort in CONTENT][-_NEIGHBOURS:]
        + [t for t in amount.telling.terms[amount.end :] if t.sort in CONTENT][:_NEIGHBOURS]
        for amount in (left, right)
    ]
    found = align(near[0], near[1], CONTENT, FAMILIES)
    return any(near[0][i].sort is not Sort.NAME for i, _ in (*found.equal, *found.akin))


def _names(terms: Sequence[Term]) -> frozenset[str]:
    return frozenset(t.lemma for t in terms if t.sort is Sort.NAME)


def _beside(amount: _Amount) -> list[Term]:
    """The words of content beside number and thing, without those who say it where it is said."""
    terms, said = (
        amount.telling.terms,
        [s for s in amount.telling.inside if s.contains(amount.telling.terms[amount.at].span)],
    )
    return [
        t
        for i, t in enumerate(terms)
        if t.sort in CONTENT and not amount.at <= i < amount.end and (not said or any(s.contains(t.span) for s in said))
    ]
