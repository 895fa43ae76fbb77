"""Articles of one story lie near one another in time: an assumption, which bounds the days and never tells one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quellenlage.dates.interval import DayInterval, cover
from quellenlage.link.date.lent import is_known
from quellenlage.link.date.publication import Answer, Held
from quellenlage.records.contract import StoryRow
from quellenlage.records.layers import Analysis, Clue
from quellenlage.records.provenance import By

# Of 302 pairs of articles of one story in 45 piles of german-news-2020 (outside of the measured ones), .79 lie within
# 60 days of one another; but a story may run for most of a year. So one that is seen to run longer is taken to run on
# as long, and where one article alone is dated, the others are taken to lie within four months of it (.85).
_DAYS, _ALONE = 60, 120
_COUNTS = 1


def near_story(
    pile: Sequence[Analysis], stories: Sequence[StoryRow], answers: Mapping[str, Answer]
) -> dict[str, tuple[Held, ...]]:
    """For every article whose week is not known, the days around those of its story whose week is.

    Args:
        pile: In order of source.
        stories: Groups of articles.
        answers: By the articles' own clues.
    """
    analyses = {analysis.document.id: analysis for analysis in pile}
    found: dict[str, tuple[Held, ...]] = {}
    for story in stories:
        members = [m for m in story.articles if m in analyses]
        known = [m for m in members if is_known(answers[m])]
        if not known:
            continue
        days = cover(answers[m].solution.interval for m in known)
        for article in members:
            if article not in known:
                around = max(_DAYS, days.days or 0) if len(known) > 1 else _ALONE
                found[article] = (Held(analyses[article], _clue(days, around), lent=True, of_pile=True),)
    return found


def _clue(days: DayInterval, around: int) -> Clue:
    told = days.iso()[0] if days.days == 1 else " to ".join(filter(None, days.iso()))
    return Clue(
        span=None,
        days=(days.widen(around),),
        weight=_COUNTS,
        reason=f"assumed: within {around} days of the articles of its story whose week is known ({told})",
        by=By("near its story"),
    )
