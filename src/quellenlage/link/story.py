"""Which articles tell one story: those that share rare words and names, more than two articles share by chance.

How rare a word is, is told by its length (Zipf's law of abbreviation): so the likeness of two articles depends on both
of them and on nothing else in the pile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import log, sqrt

from quellenlage.dates.interval import DayInterval
from quellenlage.records.contract import StoryRow
from quellenlage.records.layers import Analysis, MentionForm
from quellenlage.records.linked import Linked, Stories
from quellenlage.records.parts import MemberField
from quellenlage.records.provenance import By, make_id
from quellenlage.text.fold import fold
from quellenlage.world import World

# Weights are bits of a kind: a letter counts _LETTER, and what a word of five letters has counts nothing. A word of a
# name counts _NAME at least; the name of a state, which stands in half of all news, _STATE. Set by hand; of the last
# two and the threshold a grid was tried (10 to 14, 1 to 3, .235 to .25) for the best B3 on the read half of
# stories.jsonl.
_LETTER, _EVERYDAY, _NAME, _STATE = 1.6, 8.0, 11.0, 2.0
# Mean likeness (cosine) of the articles of two groups from which on they are one story.
SAME = 0.245
# Days after which an article must be twice as like to tell the same story still (set by hand).
FADING = 60
# A word in more articles than this brings no two of them together by itself (bounds the work).
_COMMON = 150
# Endings of inflection, cut from words of more letters than the number.
_ENDINGS, _SHORT = "enrsm", 5
_SHORTEST = 3
_COUNTRY = "country:"
# Words that are shown of what an article shares with its story, and in the label.
_SHOWN, _LABEL = 5, 3

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Told:
    """An article as weighted words, of length 1.

    Attributes:
        forms: Under each key the form that is shown.
    """

    id: str
    weights: Weights
    forms: Mapping[str, str]


def link_stories(pile: tuple[Analysis, ...], linked: Linked, world: World) -> Stories:
    """Group the articles of a pile by story; every article is in one, alone if nobody else tells it.

    Groups are joined as long as the mean likeness of their articles is high enough, the likeliest first, ties in the
    order of the pile.

    Args:
        pile: In order of source.
        linked: Needs ``own_dates``: stories are known before articles are dated from one another.
        world: Not used.
    """
    told = [tell(analysis) for analysis in pile]
    days = [linked.own_dates.days.get(one.id, DayInterval()) for one in told]
    alike = {(i, j): value / (1 + _apart(days[i], days[j]) / FADING) for (i, j), value in _likenesses(told).items()}
    groups = cluster(len(told), alike)
    rows = tuple(_row([told[at] for at in group]) for group in groups)
    return Stories(rows=rows, of={article: row.id for row in rows for article in row.articles})


def _apart(left: DayInterval, right: DayInterval) -> int:
    """Days between two days of printing, at least; none where one is not known."""
    pairs = ((left.last, right.first), (right.last, left.first))
    return max(0, *((later - earlier).days for earlier, later in pairs if earlier and later), 0)


def tell(analysis: Analysis, names: Iterable[tuple[str, bool]] | None = None) -> Told:
    """An article as weighted words.

    Args:
        analysis: Its sentences, and its mentions.
        names: Instead of its mentions: names, and whether each is that of a state.
    """
    named = _mentioned(analysis) if names is None else names
    counts: Counter[str] = Counter()
    weights: dict[str, float] = {}
    forms: dict[str, str] = {}
    for key, form, weight in (*_nouns(analysis), *_names(named)):
        counts[key] += 1
        weights[key] = weight
        forms.setdefault(key, form)
    values = {key: weight * (1 + log(counts[key])) for key, weight in weights.items() if weight > 0}
    length = sqrt(sum(value * value for value in values.values())) or 1.0
    return Told(analysis.document.id, {key: value / length for key, value in values.items()}, forms)


def _nouns(analysis: Analysis) -> Iterator[tuple[str, str, float]]:
    """Words with a capital inside a sentence: names, and nouns where a language writes them so."""
    text = analysis.document.text
    for sentence in analysis.found.sentences:
        for token in sentence.tokens[1:]:
            form = token.of(text)
            if len(form) >= _SHORTEST and form[0].isupper():
                key = key_of(form)
                yield key, form, _LETTER * len(key) - _EVERYDAY


def _mentioned(analysis: Analysis) -> Iterator[tuple[str, bool]]:
    for mention in analysis.found.mentions:
        if mention.form is MentionForm.NAME:
            yield mention.name, is_state(mention.candidates)


def is_state(candidates: Sequence[str]) -> bool:
    """Whether the first individual that bears a name is a state."""
    return any(candidate.startswith(_COUNTRY) for candidate in candidates[:1])


def _names(named: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, str, float]]:
    """The words of names; they come behind the nouns, whose weight they replace."""
    for name, is_of_state in named:
        for form in name.split():
            key = key_of(form)
            if len(key) > 1:
                yield key, form, _STATE if is_of_state else max(_NAME, _LETTER * len(key) - _EVERYDAY)


def key_of(form: str) -> str:
    """A word without its endings."""
    word = fold(form)
    return (word.rstrip(_ENDINGS) if len(word) > _SHORT else word) or word


def _likenesses(told: Sequence[Told]) -> dict[tuple[int, int], float]:
    """The cosine of every two articles that share a word which is not common in the pile."""
    holders: dict[str, list[int]] = {}
    for at, one in enumerate(told):
        for key in one.weights:
            holders.setdefault(key, []).append(at)
    pairs: dict[tuple[int, int], float] = {}
    for held in holders.values():
        if 1 < len(held) <= _COMMON:
            for n, i in enumerate(held):
                pairs |= dict.fromkeys(((i, j) for j in held[n + 1 :]), 0.0)
    return {pair: _cosine(told[pair[0]].weights, told[pair[1]].weights) for pair in sorted(pairs)}


def _cosine(left: Weights, right: Weights) -> float:
    short, long = sorted((left, right), key=len)
    return sum(value * long[key] for key, value in short.items() if key in long)


def cluster(n: int, likenesses: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Agglomerative clustering by mean likeness (UPGMA); pairs that are not given are not alike at all.

    Args:
        n: Number of articles.
        likenesses: Of pairs, the smaller number first.

    Returns:
        Groups in order of their first article.

    Source:
        Sokal and Michener, University of Kansas Science Bulletin 38 (1958).
    """
    groups: dict[int, list[int]] = {at: [at] for at in range(n)}
    sums: dict[int, dict[int, float]] = {at: {} for at in range(n)}
    for (i, j), value in likenesses.items():
        sums[i][j] = sums[j][i] = value
    heap = [(-_mean(value, [i], [j]), i, j) for (i, j), value in likenesses.items() if value >= SAME]
    heapify(heap)
    while heap:
        value, i, j = heappop(heap)
        if i not in groups or j not in groups or -value != _mean(sums[i].get(j, 0.0), groups[i], groups[j]):
            continue
        groups[i] += groups.pop(j)
        for other, more in sums.pop(j).items():
            del sums[other][j]
            if other != i:
                sums[i][other] = sums[other][i] = sums[i].get(other, 0.0) + more
        for other, total in sums[i].items():
            mean = _mean(total, groups[i], groups[other])
            if mean >= SAME:
                heappush(heap, (-mean, min(i, other), max(i, other)))
    return [sorted(group) for _, group in sorted(groups.items())]


def _mean(total: float, left: Sequence[int], right: Sequence[int]) -> float:
    """Rounded, so that the order in which likenesses were added tells nothing."""
    return round(total / (len(left) * len(right)), 6)


def _row(members: Sequence[Told]) -> StoryRow:
    """A story with what its articles share; one that is alone shows its own weightiest words."""
    heard = Counter(key for one in members for key in one.weights)
    shared = {key: n for key, n in heard.items() if n > 1} if len(members) > 1 else heard
    score = {key: sum(one.weights.get(key, 0.0) for one in members) for key in shared}
    best = sorted(score, key=lambda key: (-score[key], key))[:_LABEL]
    forms = {key: form for one in reversed(members) for key, form in one.forms.items()}
    return StoryRow(
        id=make_id(members[0].id, "story"),
        by=By("shared names and rare words" if len(members) > 1 else "no other article shares enough"),
        label=", ".join(forms[key] for key in best),
        articles=tuple(one.id for one in members),
        members=tuple(_member(one, score) for one in members),
    )


def _member(one: Told, score: Mapping[str, float]) -> MemberField:
    """Why an article is here: the words in which it is most like the others."""
    weights = {key: value * score[key] for key, value in one.weights.items() if key in score}
    best = sorted(weights, key=lambda key: (-weights[key], key))[:_SHOWN]
    return MemberField(article=one.id, shares=tuple(one.forms[key] for key in best))
