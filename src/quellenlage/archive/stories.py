"""Stories of an archive: articles near in time that share rare words, joined as ``link/story`` joins those of a pile.

The cosine of every two articles is summed up by the engine: each word that both have adds its part. Words that too many
articles of a week hold add nothing: they bring no two articles together, and their part is small.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from quellenlage.archive.copies import components
from quellenlage.archive.engine import Engine, Frame
from quellenlage.link.story import FADING, SAME, cluster

# Articles of a week that may share a word for it to tell something.
_COMMON = 300
# Parts of a likeness that are not looked at: far below what joins two groups.
_LEAST = 0.02
_WEEK = 7
_COLUMNS = ("article", "day", "keys", "weights")


class _Word:
    bucket: str
    article: str
    day: int
    weight: float
    is_home: int


class _Part:
    left: str
    right: str
    value: float


@dataclass(frozen=True, slots=True)
class Told:
    """A story of an archive: its articles, the least id first."""

    articles: tuple[str, ...]


def find_stories(engine: Engine, frame: Frame, groups: Mapping[str, str]) -> list[Told]:
    """The stories that more than one article tells, by their first article.

    Args:
        engine: Started.
        frame: Columns ``article``, ``day``, ``keys`` and ``weights``.
        groups: Of copies: of each the first is compared, the others tell its story.
    """
    copies: dict[str, list[str]] = {}
    for article, first in groups.items():
        copies.setdefault(first, []).append(article)
    passed = frozenset(article for article, first in groups.items() if article != first)
    words = engine.flat(frame, partial(_words, passed=passed), _COLUMNS, _Word)
    together = engine.gather(words, "bucket", ("article", "day", "weight", "is_home"))
    parts = engine.flat(together, _parts, ("article", "day", "weight", "is_home"), _Part)
    pairs = engine.take(engine.total(parts, ("left", "right"), "value"))
    likenesses = {(pair["left"], pair["right"]): round(pair["value"], 6) for pair in pairs}
    told = [tuple(sorted(a for first in group for a in copies.get(first, [first]))) for group in _groups(likenesses)]
    held = {article for group in told for article in group}
    told += [tuple(group) for first, group in copies.items() if first not in held]
    return [Told(group) for group in sorted(told) if len(group) > 1]


def _words(
    article: str | None,
    day: date | None,
    keys: list[str] | None,
    weights: list[float] | None,
    *,
    passed: Collection[str],
) -> Iterator[Mapping[str, Any]]:
    """Each word of an article in its week and as a guest in the next: so neighbours meet over the end of a week."""
    if not article or article in passed or not keys or not weights:
        return
    number = day.toordinal() if day else -1
    weeks = (number // _WEEK, number // _WEEK + 1) if day else (-1,)
    for key, weight in zip(keys, weights, strict=True):
        for week in weeks:
            is_home = int(week == weeks[0])
            yield {"bucket": f"{week} {key}", "article": article, "day": number, "weight": weight, "is_home": is_home}


def _parts(articles: list[str], days: list[int], weights: list[float], homes: list[int]) -> Iterator[Mapping[str, Any]]:
    """What one word adds to the likeness of every two articles of a week, and of a week and the one before."""
    if not 1 < len(articles) <= _COMMON:
        return
    held = sorted(set(zip(articles, days, weights, homes, strict=True)))
    for n, (left, day, weight, is_home) in enumerate(held):
        for right, other_day, other_weight, is_other_home in held[n + 1 :]:
            if left != right and (is_home or is_other_home):
                value = weight * other_weight / (1 + abs(day - other_day) / FADING)
                yield {"left": left, "right": right, "value": value}


def _groups(likenesses: Mapping[tuple[str, str], float]) -> Iterator[list[str]]:
    """Parts that hang together, and in each the groups of which the mean likeness is high enough."""
    parts = components(pair for pair, value in sorted(likenesses.items()) if value >= SAME)
    members: dict[str, list[str]] = {}
    for article, part in parts.items():
        members.setdefault(part, []).append(article)
    near: dict[str, dict[tuple[int, int], float]] = {part: {} for part in members}
    numbers = {article: n for held in members.values() for n, article in enumerate(held)}
    for (left, right), value in likenesses.items():
        if value >= _LEAST and left in parts and parts[left] == parts.get(right):
            near[parts[left]][numbers[left], numbers[right]] = value
    for part, held in members.items():
        for group in cluster(len(held), near[part]):
            yield [held[n] for n in group]
