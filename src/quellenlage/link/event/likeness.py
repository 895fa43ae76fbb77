"""How much speaks for two groups of tellings being one event, as a sum of weighted features.

Weights were set by hand on the read half of ``bench/corpora/piles`` and on articles of german-news-2020 that are in no
set; what excludes a pair stands in ``same``, and no sum outweighs it.
"""

from __future__ import annotations

from collections.abc import Mapping

from quellenlage.dates.interval import DayInterval
from quellenlage.link.event.same import Judge
from quellenlage.link.event.told import Group, Told
from quellenlage.text.fold import fold

# Words that share so many letters at an end are akin: „unterzeichnen“, „Unterzeichnung“; „Großbrand“, „Brand“.
_STEM = 5
_SHORTEST = 4
_WORD, _WHO, _PLACE, _DAY, _CONTEXT, _PRINTED, _DEFINITE, _MAIN = 2.0, 2.0, 1.5, 1.5, 1.5, 0.5, 0.5, 1.0
# What two tellings must reach in one article, and in two.
WITHIN, ACROSS = 2.5, 3.0
# Two articles that share less of those whom they name tell of other matters: of 1,776 pairs of articles on two stories
# 95 of 100 share .15 at most, of 54 pairs on one story 95 of 100 share more. Half of the latter share a third.
CONTEXT, _STORY = 0.15, 0.33
# Longer intervals are shared by too many events to speak for one.
_FEW_DAYS = 3
# Words of one article are compared with so many of the other at most.
_WORDS = 12


def likeness(left: Group, right: Group, judge: Judge, context: float, *, printed_near: bool) -> float:
    """The sum of what speaks for one event.

    Args:
        left: Tellings of one event.
        right: Tellings of perhaps the same.
        judge: Knows who acts for whom.
        context: Share of those who are named by both articles, 0 to 1.
        printed_near: Whether both articles are of about the same days.
    """
    return (
        _WORD * are_akin(left, right)
        + _WHO * len(judge.shared(left, right)) / max(1, min(len(left.who), len(right.who)))
        + _PLACE * bool(left.places & right.places)
        + _DAY * _same_days(left.days, right.days)
        + _CONTEXT * min(1.0, context / _STORY)
        + _PRINTED * printed_near
        + _MAIN * (left.is_main and right.is_main)
        + _DEFINITE * (_is_definite(left) and _is_definite(right))
    )


def are_akin(left: Group, right: Group) -> bool:
    """Whether a word of one is derived from a word of the other, or is an end of it."""
    one, two = words_of(left), words_of(right)
    return any(is_akin(a, b) for a in one for b in two)


def words_of(group: Group) -> list[str]:
    """Dictionary forms of the triggers, folded, the first ones."""
    return sorted({_word(told) for told in group.told})[:_WORDS]


def is_akin(left: str, right: str) -> bool:
    """Whether one word ends in the other, or holds its first letters: a noun made from a verb, a compound of either.

    Examples:
        >>> is_akin("brand", "großbrand"), is_akin("unterzeichnen", "vertragsunterzeichnung")
        (True, True)
        >>> is_akin("streik", "wahl")
        False
    """
    short, long = sorted((left, right), key=len)
    if len(short) >= _SHORTEST and long.endswith(short):
        return True
    return len(short) > _STEM and short[:_STEM] in long


def context_of(left: Group, right: Group, named: Mapping[str, frozenset[str]]) -> float:
    """The largest share of common actors and places that an article of each side has."""
    shares = [
        _share(named.get(a, frozenset()), named.get(b, frozenset())) for a in left.articles for b in right.articles
    ]
    return max(shares, default=0.0)


def _share(left: frozenset[str], right: frozenset[str]) -> float:
    few = min(len(left), len(right))
    return len(left & right) / few if few else 0.0


def _same_days(left: DayInterval, right: DayInterval) -> bool:
    short = all(d.days is not None and d.days <= _FEW_DAYS for d in (left, right))
    return short and left.intersect(right) is not None


def _is_definite(group: Group) -> bool:
    return any(told.event.definite for told in group.told)


def _word(told: Told) -> str:
    return fold(told.event.word or told.event.span.of(told.analysis.document.text))
