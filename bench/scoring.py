"""Scores: who meets whom, how many of them, and how sure that is. Knows spans, and no layers."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, sqrt
from typing import TypeVar

from quellenlage.text.span import Span

G = TypeVar("G")
S = TypeVar("S")

# Two-sided 95 % of the normal distribution.
_Z = 1.959963984540054
_DRAWS = 1000
_SEED = 2020


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one case: how many of the gold marks the system met, and how many each side has.

    Attributes:
        met: Pairs; every mark is in one pair at most.
        system: Marks of the system.
        gold: Marks of the gold.
    """

    met: int
    system: int
    gold: int


@dataclass(frozen=True, slots=True)
class Score:
    """A value between 0 and 1 with its 95 % interval.

    Attributes:
        n: What the value is a share of: gold marks for F1 and recall, marks of the system for precision.
    """

    value: float
    low: float
    high: float
    n: int


def covered(gold: Sequence[Span], system: Sequence[Span]) -> float:
    """The share of the characters of ``gold`` that ``system`` holds too.

    Examples:
        >>> covered((Span(0, 10),), (Span(5, 20),))
        0.5
    """
    length = sum(map(len, gold))
    return _shared(gold, system) / length if length else 0.0


def likeness(left: Sequence[Span], right: Sequence[Span]) -> float:
    """Shared characters over all characters (Jaccard).

    Examples:
        >>> likeness((Span(0, 10),), (Span(5, 15),))
        0.3333333333333333
    """
    shared = _shared(left, right)
    union = sum(map(len, left)) + sum(map(len, right)) - shared
    return shared / union if union else 0.0


def _shared(left: Sequence[Span], right: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)


def match(gold: Sequence[G], system: Sequence[S], fits: Callable[[G, S], float]) -> tuple[tuple[int, int], ...]:
    """Pair marks one to one: as many pairs as can be, the likest first.

    Args:
        gold: Marks of one case.
        system: Marks of the same case.
        fits: How well two marks fit; 0 if they are no pair.

    Returns:
        Pairs of indices, in the order of ``gold``.

    Source:
        Kuhn (1955), augmenting paths in a bipartite graph; of each mark the likest edge is tried first.
    """
    weights = {(i, j): w for i, g in enumerate(gold) for j, s in enumerate(system) if (w := fits(g, s)) > 0}
    edges = {i: sorted((j for k, j in weights if k == i), key=lambda j: -weights[i, j]) for i in range(len(gold))}
    holder: dict[int, int] = {}

    def place(i: int, tried: set[int]) -> bool:
        for j in edges[i]:
            if j not in tried:
                tried.add(j)
                if j not in holder or place(holder[j], tried):
                    holder[j] = i
                    return True
        return False

    for i in sorted(edges, key=lambda i: -max((weights[i, j] for j in edges[i]), default=0.0)):
        place(i, set())
    return tuple(sorted((i, j) for j, i in holder.items()))


def f1(met: int, system: int, gold: int) -> float:
    """Harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found.

    Source:
        van Rijsbergen, Information Retrieval (1979), chapter 7, with equal weights.
    """
    return 2 * met / (system + gold) if system + gold else 1.0


def score_f1(tallies: Sequence[Tally]) -> Score:
    """F1 over all marks (micro), its interval by drawing whole cases again.

    Source:
        Efron and Tibshirani (1993), percentile bootstrap. Marks of one case hang together: cases are drawn.
    """

    def value(drawn: Sequence[Tally]) -> float:
        return f1(sum(t.met for t in drawn), sum(t.system for t in drawn), sum(t.gold for t in drawn))

    return _bootstrap(tallies, value, sum(t.gold for t in tallies))


def score_macro(cases: Sequence[Sequence[tuple[str, str]]]) -> Score:
    """Mean over all labels of their F1, its interval by drawing whole cases again.

    Args:
        cases: For each case pairs of the right label and the one that was given; labels that are never right have
            no part in the mean.
    """
    tallies = [(Counter(a for a, b in c if a == b), Counter(a for a, _ in c), Counter(b for _, b in c)) for c in cases]

    def value(drawn: Sequence[tuple[Counter[str], Counter[str], Counter[str]]]) -> float:
        met, gold, found = (sum(parts, Counter[str]()) for parts in zip(*drawn, strict=True))
        return sum(f1(met[label], found[label], gold[label]) for label in gold) / len(gold)

    return _bootstrap(tallies, value, sum(map(len, cases)))


def score_mean(parts: Sequence[float], at: float | None = None) -> Score:
    """The mean of scores that may be fractions, its interval by drawing them again.

    Where all are 0 or 1 it is a share, and Wilson's interval holds better.

    Args:
        parts: The score of every row.
        at: The mean, where it is known better than from rounded scores.
    """
    score = _bootstrap(parts, lambda drawn: sum(drawn) / len(drawn), len(parts))
    if set(parts) <= {0.0, 1.0}:
        score = score_share(round(sum(parts)), len(parts))
    return score if at is None else replace(score, value=at)


def b_cubed(gold: Sequence[str], system: Sequence[str]) -> dict[str, list[tuple[float, float]]]:
    """For each entity of the marks the precision and recall of each of its mentions.

    Args:
        gold: The entity of each mention by the marks.
        system: The same by the program; who is not found stands alone under a name of his own.

    Source:
        Bagga and Baldwin, Algorithms for scoring coreference chains (1998).
    """
    both, right, said = Counter(zip(gold, system, strict=True)), Counter(gold), Counter(system)
    found: dict[str, list[tuple[float, float]]] = {}
    for entity, other in zip(gold, system, strict=True):
        shared = both[entity, other]
        found.setdefault(entity, []).append((shared / said[other], shared / right[entity]))
    return found


def score_b_cubed(cases: Sequence[Sequence[tuple[float, float]]]) -> Score:
    """F1 of the mean precision and the mean recall of all mentions, its interval by drawing whole entities again.

    Args:
        cases: For each entity the precision and recall of each of its mentions.

    Source:
        Bagga and Baldwin, Algorithms for scoring coreference chains (1998).
    """

    def value(drawn: Sequence[Sequence[tuple[float, float]]]) -> float:
        precision, recall = (sum(part) for part in zip(*(pair for case in drawn for pair in case), strict=True))
        n = sum(map(len, drawn))
        return 2 * precision * recall / (precision + recall) / n if precision + recall else 0.0

    return _bootstrap(cases, value, sum(map(len, cases)))


def score_kappa(pairs: Sequence[tuple[str, str]]) -> Score:
    """Cohen's kappa with a bootstrap interval over the pairs."""
    return _bootstrap(pairs, kappa, len(pairs))


def _bootstrap(parts: Sequence[S], value: Callable[[Sequence[S]], float], n: int) -> Score:
    if not parts:
        raise ValueError("nothing to score")
    draw = random.Random(_SEED)
    values = sorted(value(draw.choices(parts, k=len(parts))) for _ in range(_DRAWS))
    return Score(value(parts), values[round(0.025 * _DRAWS)], values[round(0.975 * _DRAWS) - 1], n)


def score_share(right: int, n: int) -> Score:
    """A share and its Wilson interval; of nothing it is 0, with everything possible."""
    low, high = wilson(right, n)
    return Score(right / n if n else 0.0, low, high, n)


def wilson(right: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share, good for few cases and for shares near 0 and 1.

    Source:
        Wilson (1927); Newcombe, Statistics in Medicine 17 (1998), method 3.
    """
    if not n:
        return 0.0, 1.0
    p, z2 = right / n, _Z * _Z
    middle = p + z2 / (2 * n)
    half = _Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return max(0.0, (middle - half) / (1 + z2 / n)), min(1.0, (middle + half) / (1 + z2 / n))


def median_bounds(values: Sequence[int]) -> tuple[int, int]:
    """The 95 % interval of the median, between two of the values themselves.

    Args:
        values: In ascending order, at least one.

    Source:
        Conover, Practical Nonparametric Statistics (1999), 3.2: order statistics, normal approximation.
    """
    n = len(values)
    half = _Z * sqrt(n) / 2
    return values[max(0, floor(n / 2 - half) - 1)], values[min(n - 1, ceil(n / 2 + half))]


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Agreement beyond chance of two who gave one label each.

    Source:
        Cohen, Educational and Psychological Measurement 20 (1960).
    """
    n = len(pairs)
    if not n:
        return 0.0
    agreed = sum(a == b for a, b in pairs) / n
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[label] * right[label] for label in left) / (n * n)
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)
