"""Days that articles lend one another: both tell of one act, and one of them knows when it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from quellenlage.dates.agree import days_agreeing
from quellenlage.dates.anchor import Anchor, resolve
from quellenlage.dates.constraint import DaySet
from quellenlage.dates.interval import DayInterval, add_days
from quellenlage.link.date.counted import Counted
from quellenlage.link.date.publication import Answer, Held, answer_of, once
from quellenlage.link.date.recent import news_weekday, recent
from quellenlage.link.date.telling import Link, Telling, weekday_of
from quellenlage.records.layers import Clue
from quellenlage.records.provenance import By

# An article that knows its day better than this needs nothing; one that knows it worse lends nothing.
_KNOWN = 7
# From an article to the next and to the one after that: longer chains rest on too much.
_ROUNDS = 3
# What was announced for a day, and is told as past in the first sentences, is news for so many days (assumed).
_SOON, _ASSUMED = 6, 1
_COUNTED = 2
# Clues of the pile that are asked for one article at most, in the order of the pile (bounds the work).
_MOST = 60


# The same few expressions are read on the same days for every link.
_agreeing = lru_cache(maxsize=4096)(days_agreeing)


def solve_pile(
    own: Mapping[str, tuple[Held, ...]],
    near: Mapping[str, tuple[Held, ...]],
    links: Sequence[Link],
    counted: Sequence[Counted] = (),
) -> dict[str, Answer]:
    """Solve all articles: those that know their week lend days to those that do not, a few times.

    An article never gets back what rests on its own day, and who knows its week by its own clues gets nothing. In a
    round all lend what they knew before it: so the order of the articles does not matter.

    Args:
        own: Article to its own clues and those of its copies.
        near: Article to what is assumed of it because of its story.
        links: Pairs of tellings of one act.
        counted: News that is counted from events of other articles.

    Returns:
        Every article of ``own``.
    """
    answers = {article: answer_of(clues) for article, clues in own.items()}
    takers = {article for article, answer in answers.items() if not is_known(answer)}
    rests: dict[str, frozenset[str]] = dict.fromkeys(own, frozenset())
    for step in range(_ROUNDS):
        lent = _lent(links, answers, rests, takers)
        for article, given in _counted(counted, answers, rests, takers):
            lent.setdefault(article, []).extend(given)
        if step and not lent:
            break
        changed = {
            article: _answer((*own[article], *near.get(article, ())), lent.get(article, ()))
            for article in sorted(takers)
            if article in lent or article in near
        }
        answers |= changed
        rests |= {
            article: frozenset().union(*(rests[giver] | {giver} for _, giver in lent.get(article, ())))
            for article in changed
        }
    return answers


def _answer(own: Sequence[Held], lent: Sequence[tuple[Held, str]]) -> Answer:
    """With what is lent; only then it is asked how soon news is printed."""
    given = once(held for held, _ in lent)[:_MOST]
    return answer_of(once((*own, *given, *(recent(given[0].analysis) if given else ()))))


def is_known(answer: Answer) -> bool:
    """Whether an article knows its week."""
    days = answer.solution.interval.days
    return days is not None and days <= _KNOWN


def _lent(
    links: Sequence[Link],
    answers: Mapping[str, Answer],
    rests: Mapping[str, frozenset[str]],
    takers: Iterable[str],
) -> dict[str, list[tuple[Held, str]]]:
    """What every article is lent, and by whom."""
    found: dict[str, list[tuple[Held, str]]] = {}
    for link in links:
        for taker, giver in ((link.one, link.two), (link.two, link.one)):
            if taker.article in takers and taker.article not in rests[giver.article]:
                clues = _clues(taker, giver, link, answers[giver.article])
                found.setdefault(taker.article, []).extend((held, giver.article) for held in clues)
    return {article: clues for article, clues in found.items() if clues}


def _counted(
    counted: Sequence[Counted],
    answers: Mapping[str, Answer],
    rests: Mapping[str, frozenset[str]],
    takers: Iterable[str],
) -> Iterator[tuple[str, list[tuple[Held, str]]]]:
    """The days of printing of news that is counted from an event, where all who date the event agree."""
    for one in counted:
        article = one.analysis.document.id
        givers = [s.telling for s in one.origins if article not in rests[s.telling.article]]
        dated = [(g, days) for g in givers if (days := _days(g, answers[g.article])) is not None]
        if article not in takers or not dated:
            continue
        agreed = dated[0][1]
        for _, days in dated:
            agreed &= days
        printed = _printed(one, agreed.interval()) if agreed else ()
        if printed:
            giver = dated[0][0]
            reason = (
                f"{giver.analysis.document.source.path} dates with „{giver.passage.text}“ what this counts from: "
                f"{agreed.interval().iso()[0]}; assumed: printed within a week"
            )
            clue = Clue(
                span=one.timex.span, days=printed, weight=_COUNTED, reason=reason, by=By("counted from an event")
            )
            held = Held(one.analysis, clue, lent=True, of_pile=True, witness=giver.passage)
            yield article, [(held, g.article) for g, _ in dated]


def _printed(one: Counted, event: DayInterval) -> tuple[DayInterval, ...]:
    """Within a week of the news; a weekday in the first sentences is not before it, one in its sentence is its day."""
    after = one.after(event)
    weekday = news_weekday(one.analysis)
    if after.first is None or after.last is None:
        return ()
    width = (after.last - after.first).days + _SOON + 1
    days = [add_days(after.first, timedelta(n)) for n in range(width)]
    singles = [DayInterval(day, day) for day in days]
    if weekday is None:
        return (DayInterval(days[0], days[-1]),)
    latest = after.last if one.sentence.contains(weekday.span) else days[-1]
    told = [(single, resolve(weekday.symbolic, single).interval.first) for single in singles]
    return tuple(single for single, first in told if first is not None and after.first <= first <= latest)


def _clues(taker: Telling, giver: Telling, link: Link, answer: Answer) -> Iterator[Held]:
    """The days of printing on which the taker's words mean the giver's day; what it tells is not before that day."""
    yield from _same_news(taker, giver, link, answer)
    days = _days(giver, answer)
    if days is None or (link.same_weekday and not _falls_on(days, weekday_of(taker.timex))):
        return
    allowed = _allowed(taker, days)
    if not allowed:
        return
    told = days.interval()
    day = told.iso()[0] if len(days) == 1 else " to ".join(filter(None, told.iso()))
    path = giver.analysis.document.source.path
    yield _held(taker, giver, link, allowed, f"{path} {link.reason} with „{giver.passage.text}“: {day}")
    if giver.coming and not taker.coming and taker.leads and told.first and told.last:
        soon = DayInterval(told.first, add_days(told.last, timedelta(_SOON)))
        reason = f"assumed: what {path} announced for {day} is news within a week"
        yield _held(taker, giver, replace(link, rule="as announced", weight=_ASSUMED), (soon,), reason)


def _falls_on(days: DaySet, weekday: int | None) -> bool:
    """Whether all of some days fall on a weekday."""
    return weekday is not None and not days - DaySet.weekday(weekday)


def _same_news(taker: Telling, giver: Telling, link: Link, answer: Answer) -> Iterator[Held]:
    """Who reports the same words as news prints them at about the same time."""
    if link.within and is_known(answer):
        near = answer.solution.interval.widen(link.within)
        path = giver.analysis.document.source.path
        reason = f"assumed: {path} {link.reason} as news: printed within {link.within} days"
        yield _held(taker, giver, replace(link, rule="same news", weight=_ASSUMED), (near,), reason)


def _allowed(taker: Telling, days: DaySet) -> tuple[DayInterval, ...]:
    told = days.interval()
    if taker.timex is None:
        return (DayInterval(told.first, None),)
    if taker.timex.symbolic.anchor is not Anchor.PUBLICATION:
        return ()
    side = DayInterval(None, told.last) if taker.coming else DayInterval(told.first, None)
    agreeing = (d.intersect(side) for run in days.runs() for d in _agreeing(taker.timex.symbolic, run))
    return tuple(left for left in agreeing if left is not None)


def _held(taker: Telling, giver: Telling, link: Link, allowed: tuple[DayInterval, ...], reason: str) -> Held:
    span = taker.timex.span if taker.timex else taker.span
    clue = Clue(span=span, days=allowed, weight=link.weight, reason=reason, by=By(link.rule))
    return Held(taker.analysis, clue, lent=True, of_pile=True, witness=giver.passage)


def _days(giver: Telling, answer: Answer) -> DaySet | None:
    """The days of what is told, if its article knows its own well enough; each one that it may have been."""
    if giver.timex is None:
        return None
    symbolic = giver.timex.symbolic
    if symbolic.anchor is Anchor.CALENDAR:
        return _closed((resolve(symbolic, DayInterval()).interval,))
    if not is_known(answer):
        return None
    printed = [
        add_days(run.first, timedelta(n)) for run in answer.solution.runs if run.first for n in range(run.days or 0)
    ]
    return _closed(tuple(resolve(symbolic, DayInterval(day, day)).interval for day in printed))


def _closed(intervals: Sequence[DayInterval]) -> DaySet | None:
    """All days of some intervals; None where one is open or too long to tell anything."""
    if not intervals or any(i.days is None or i.days > _KNOWN for i in intervals):
        return None
    return DaySet.of(intervals) or None
