"""What articles say of bodies and their parts: „das Ministerium, dem die Behörde untersteht“."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from quellenlage.lang.language import Language
from quellenlage.records.contract import EntityRow, MentionRow
from quellenlage.records.layers import EntityType
from quellenlage.text.fold import fold

_PLACES = re.compile(r"\{(whole|part)\}")
_PRONOUN = "pronoun"
_BODIES = frozenset({EntityType.ORG, EntityType.GPE})
# An article, and a noun for the kind of body, in front of a name that is a mention without them.
_ARTICLE = r"(?:\w{3} (?:[^\W\d_]{4,} )?)?"


def find_wholes(
    mentions: Mapping[str, Sequence[MentionRow]],
    entities: Mapping[str, EntityRow],
    texts: Mapping[str, str],
    language: Language,
) -> dict[str, tuple[tuple[str, str], ...]]:
    """By article the pairs of a part and its whole, by the words around two bodies that follow each other."""
    if language.passing_on is None:
        return {}
    # A name that is that of an organisation in one article is one in all, whatever it was read as.
    names = {fold(row.name) for row in entities.values() if row.type == EntityType.ORG}
    bodies = frozenset(row.id for row in entities.values() if row.type in _BODIES or fold(row.name) in names)
    return {
        article: tuple(_pairs(here, bodies, texts.get(article, ""), language.passing_on.belonging))
        for article, here in mentions.items()
    }


def _pairs(
    mentions: Iterable[MentionRow], bodies: frozenset[str], text: str, patterns: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    told = [m for m in mentions if m.form != _PRONOUN and m.entity in bodies]
    for left, right in pairwise(told):
        for pattern in patterns:
            first, between, behind = read_pattern(pattern)
            if between.fullmatch(text[left.end : right.start]) and behind.match(text[right.end :]):
                yield (left.entity, right.entity) if first == "part" else (right.entity, left.entity)
                break


@lru_cache
def read_pattern(pattern: str) -> tuple[str, re.Pattern[str], re.Pattern[str]]:
    """Which of both stands first, and what stands between and behind."""
    _, first, between, _, behind = _PLACES.split(pattern)
    return first, re.compile(between + _ARTICLE), re.compile(behind)
