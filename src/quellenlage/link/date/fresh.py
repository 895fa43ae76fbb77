"""Articles that tell the same fresh news: what they share is so particular that both were printed in the same days.

News has a short life: the next report of a story has other sentences, other numbers and another weekday. That two
articles are about the same matter tells nothing of the kind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from quellenlage.dates.anchor import Anchor, Unit
from quellenlage.link.date.report import Line, Report, agree, likeness, read_report, weigh
from quellenlage.link.date.telling import Link, Sentence, Telling, sentences, weekday_of
from quellenlage.records.layers import Analysis
from quellenlage.records.linked import Linked
from quellenlage.world import World

# Found on 4,327 articles of german-news-2020 outside of the measured ones, all pairs of them over ten months, words as
# they stand. Of pairs as like as _LIKE with a sentence each that names the same weekday and shares _BITS, all 30 were
# printed within a week (29 within three days); of those as like as _LESS with _MORE_BITS 25 of 26.
_LIKE, _LESS = 0.3, 0.25
_BITS, _MORE_BITS, _NAMES = 20.0, 30.0, 12.0
# Of those as like as _LIKE, of different houses, with nine words in a row (_ROWS rows of six) of which one stands among
# the first sentences, all 29 were printed within a day; of any houses, with twelve words among the first sentences of
# both, 28 of 31 within four days (the others were advertisements).
_ROWS, _MANY_ROWS = 4, 7
# With an exact number beside two rare words 10 of 10 within four days; with _OPENING bits in common in their first
# sentences 18 of 18, of different houses with _OTHERS bits 18 of 20, with _NUMBERED bits and a number 18 of 19.
_BESIDE = 2
_OPENING, _OTHERS, _NUMBERED, _SHOWN = 120.0, 90.0, 30.0, 6
# Of those of different houses as like as _ALMOST 30 of 30 within four days.
_ALMOST = 0.6
_SOON, _WITHIN = 2, 4
_ACT, _NEWS = 2, 1
# A word in more articles than this brings no two of them together by itself; pairs and sentences of one article that
# are looked at (bounds of the work).
_COMMON, _PAIRS, _SENTENCES = 150, 40, 40


def link_news(pile: Sequence[Analysis], linked: Linked, known: Collection[str], world: World) -> tuple[Link, ...]:
    """Find pairs of articles that were printed within a few days of one another.

    Args:
        pile: In order of source.
        linked: Needs ``entities``.
        known: Articles that know their week: two of these need no link.
        world: ``language``: words that stand for readers and writers.

    Returns:
        A link with the words for the day where both name the same weekday, else with the words that they share.
    """
    reports = [read_report(analysis, world) for analysis in pile]
    days: dict[str, tuple[Sentence, ...]] = {}
    found: list[Link] = []
    for one, two, like in _pairs(reports, known):
        found += _news(one, two, like)
        for report in (one, two):
            if report.id not in days:
                days[report.id] = tuple(_days(report, linked))
        found += _acts(days[one.id], days[two.id], like)
    return tuple(found)


def _pairs(reports: Sequence[Report], known: Collection[str]) -> Iterator[tuple[Report, Report, float]]:
    """The likest pairs of every article, in order."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, report in enumerate(reports):
        for word in report.weights:
            holders[word].append(at)
    pairs = {
        (i, j)
        for held in holders.values()
        if 1 < len(held) <= _COMMON
        for n, i in enumerate(held)
        for j in held[n + 1 :]
        if reports[i].id not in known or reports[j].id not in known
    }
    alike = [(like, i, j) for i, j in pairs if (like := likeness(reports[i], reports[j])) >= _LESS]
    taken: Counter[int] = Counter()
    kept = []
    for like, i, j in sorted(alike, key=lambda pair: (-pair[0], pair[1:])):
        if max(taken[i], taken[j]) < _PAIRS:
            taken.update((i, j))
            kept.append((i, j, like))
    for i, j, like in sorted(kept):
        yield reports[i], reports[j], like


@dataclass(frozen=True, slots=True)
class _Shared:
    """What two reports have in common that nobody prints for long: a sentence of each, and within how many days."""

    one: Line
    two: Line
    reason: str
    within: int = _WITHIN


def _news(one: Report, two: Report, like: float) -> Iterator[Link]:
    """At most one link: the surest of what both share."""
    if like < _LIKE or not one.lines or not two.lines:
        return
    others = bool(one.house and two.house and one.house != two.house)
    shared = (
        _same_passage(one, two, others=others)
        or _same_number(one, two)
        or _same_opening(one, two, others=others)
        or (_same_report(one, two) if others and like >= _ALMOST else None)
    )
    if shared:
        left, right = Telling(one.analysis, None, shared.one.span), Telling(two.analysis, None, shared.two.span)
        yield Link(left, right, "same fresh news", shared.reason, _NEWS, within=shared.within)


def _same_report(one: Report, two: Report) -> _Shared:
    return _Shared(one.lines[0], two.lines[0], "is almost the same report, of another house")


def _same_number(one: Report, two: Report) -> _Shared | None:
    """Two sentences with a number that is too particular for chance, beside the same words."""
    for number in sorted(one.exact.keys() & two.exact.keys()):
        for i in one.exact[number]:
            for j in two.exact[number][:_SENTENCES]:
                left, right = one.lines[i], two.lines[j]
                if len(left.rare & right.rare) >= _BESIDE:
                    return _Shared(left, right, f"tells of the same with the same number ({number})")
    return None


def _same_passage(one: Report, two: Report, *, others: bool) -> _Shared | None:
    """Two sentences with so many words in a row, and a name, among the first of their articles.

    What one house prints again and again, as a line about its own offers, tells no day: unless two houses share it, it
    must be long and stand in the first sentences of both.
    """
    shared: Counter[tuple[int, int]] = Counter()
    for row in one.rows.keys() & two.rows.keys():
        shared.update((i, j) for i in one.rows[row][:_SENTENCES] for j in two.rows[row][:_SENTENCES])
    for (i, j), rows in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        left, right = one.lines[i], two.lines[j]
        if not left.names & right.names or not agree(left.numbers, right.numbers):
            continue
        if rows >= _MANY_ROWS and left.leads and right.leads:
            return _Shared(left, right, "opens with the same words", _SOON if others else _WITHIN)
        if others and rows >= _ROWS and (left.leads or right.leads):
            return _Shared(left, right, "prints the same words, in another house", _SOON)
    return None


def _same_opening(one: Report, two: Report, *, others: bool) -> _Shared | None:
    """The first sentences of both, if they share very many rare words; of two houses, many and a number will do."""
    words = sorted(one.first.keys() & two.first.keys(), key=lambda word: (-max(one.first[word], two.first[word]), word))
    bits = sum(max(one.first[word], two.first[word]) for word in words)
    left, right = ([line for line in report.lines if line.leads] for report in (one, two))
    told = [frozenset().union(*(line.numbers for line in lines)) for lines in (left, right)]
    numbers = [number for number in sorted(told[0] & told[1]) if len(number.rstrip("0")) > 1]
    if bits < _OPENING and not (others and bits >= (_NUMBERED if numbers else _OTHERS)):
        return None
    first = next(line for line in left if line.rare & set(words))
    second = next(line for line in right if line.rare & set(words))
    return _Shared(first, second, f"opens with the same ({', '.join((*words[:_SHOWN], *numbers[:1]))})")


def _days(report: Report, linked: Linked) -> Iterator[Sentence]:
    """Its sentences that name a single day and do not speak to the reader."""
    spans = {line.span for line in report.lines}
    able = (s for s in sentences(report.analysis, linked) if s.telling.span in spans and _is_plain(s))
    for _, sentence in zip(range(_SENTENCES), able, strict=False):
        yield sentence


def _is_plain(sentence: Sentence) -> bool:
    """Whether its day is a weekday, or counted from the day of printing."""
    symbolic = sentence.telling.timex.symbolic if sentence.telling.timex else None
    if symbolic is None or symbolic.anchor is not Anchor.PUBLICATION or symbolic.bound:
        return False
    return symbolic.unit is Unit.DAY or weekday_of(sentence.telling.timex) is not None


def _acts(left: Sequence[Sentence], right: Sequence[Sentence], like: float) -> Iterator[Link]:
    """Sentences that tell of the same, at least one of them by its weekday."""
    least = _BITS if like >= _LIKE else _MORE_BITS
    for one in left:
        for two in right:
            if _may_be_one_day(one.telling, two.telling) and agree(one.numbers, two.numbers):
                names = one.names | two.names
                shared = sorted(one.nouns & two.nouns)
                if _weigh(shared, names) >= least:
                    reason = f"tells of the same ({', '.join(shared)})"
                    yield Link(one.telling, two.telling, "same weekday", reason, _ACT, same_weekday=True)


def _weigh(shared: Sequence[str], names: frozenset[str]) -> float:
    """Bits of words; those of names no more than of one: who speaks every week is named every week."""
    named = sum(weigh(word, names) for word in shared if word in names)
    return min(named, _NAMES) + sum(weigh(word, names) for word in shared if word not in names)


def _may_be_one_day(one: Telling, two: Telling) -> bool:
    """Whether one names a weekday, and the other the same one or a day that may fall on it."""
    if one.coming != two.coming:
        return False
    first, second = weekday_of(one.timex), weekday_of(two.timex)
    return first == second if first and second else bool(first or second)
