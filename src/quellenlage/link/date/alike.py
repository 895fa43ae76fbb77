"""Sentences of two articles that tell one act: shared rare words, and nothing that tells of two.

How rare a word is, is told by its length (Zipf's law of abbreviation): so a link depends on its two sentences alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from quellenlage.link.date.telling import Link, Sentence, sentences
from quellenlage.records.layers import Analysis
from quellenlage.records.linked import Linked

# Bits of a word by its letters, as in ``link/story``: what a word of five letters has counts nothing.
_LETTER, _EVERYDAY = 1.6, 8.0
# Of 84 pairs of sentences of one story (196 articles of german-news-2020 outside of the measured ones) whose weekdays
# are the same and that share three words, 42 mean the same day; of those over the nearest bounds tried, 11 of 12.
_WORDS, _OWN_WORDS, _WEIGHT, _SHARE = 4, 2, 18.0, 0.5
# A word that more sentences hold brings no two of them together by itself (bounds the work).
_COMMON = 40
_COUNTS = 2
_DAY_OF_YEAR = re.compile(r"-\d\d-\d\d")


def link_sentences(pile: Sequence[Analysis], linked: Linked) -> tuple[Link, ...]:
    """Find pairs of sentences of different articles that tell one act, each with a name for its day.

    One sentence must share four words with the other and its neighbours, two of them with the other itself, and these
    must be half of what it tells. Other numbers, or other speakers, are other acts: reports that return every week
    share all their words.

    Args:
        pile: In order of source.
        linked: Needs ``entities``.
    """
    told = [sentence for analysis in pile for sentence in sentences(analysis, linked)]
    pairs = ((told[i], told[j]) for i, j in _candidates(told))
    return tuple(
        Link(a.telling, b.telling, "same act", "tells the same in like words", _COUNTS)
        for a, b in pairs
        if _is_same(a, b) or _is_same(b, a)
    )


def _candidates(told: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Pairs of different articles that share enough words that are not common, in order."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(told):
        for lemma in (*(lemma for lemma in one.lemmas if _bits(lemma) > 0), *_day_of_year(one)):
            holders[lemma].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        if 1 < len(held) <= _COMMON:
            for n, i in enumerate(held):
                shared.update((i, j) for j in held[n + 1 :] if told[i].telling.article != told[j].telling.article)
    yield from sorted(shared)


def _is_same(one: Sentence, two: Sentence) -> bool:
    """Whether ``one`` tells nothing but what ``two`` and its neighbours tell."""
    shared = one.lemmas & two.around
    if len(shared) < _WORDS or (len(one.lemmas & two.lemmas) < _OWN_WORDS and not _is_one_date(one, two)):
        return False
    if one.numbers and two.numbers and not one.numbers & two.numbers:
        return False
    if one.speakers and two.speakers and not one.speakers & two.speakers:
        return False
    weight = _weigh(shared)
    return weight >= _WEIGHT and weight >= _SHARE * _weigh(one.lemmas)


def _is_one_date(one: Sentence, two: Sentence) -> bool:
    """Whether both name the same day of the same month."""
    return bool(_day_of_year(one)) and _day_of_year(one) == _day_of_year(two)


def _day_of_year(one: Sentence) -> tuple[str, ...]:
    value = one.telling.timex.symbolic.value[4:10] if one.telling.timex else ""
    return (value,) if _DAY_OF_YEAR.fullmatch(value) else ()


def _weigh(lemmas: Iterable[str]) -> float:
    return round(sum(map(_bits, sorted(lemmas))), 6)


def _bits(lemma: str) -> float:
    return max(0.0, _LETTER * len(lemma) - _EVERYDAY)
