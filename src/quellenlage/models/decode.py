"""From scores to decisions where neighbours count: trees out of arcs, spans out of tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
# Below every log probability.
_NEVER = -1e9
# What it costs to hang a word where no candidate leads.
_UNLIKELY = -40.0
# Below so many root words a tree is sought; more than one candidate is rare.
_ROOTS = 6


def best_tree(heads: Sequence[Sequence[int]], scores: Sequence[Sequence[float]]) -> tuple[list[int], int]:
    """The likeliest tree with one root among the candidates.

    Greedy first: the best head of every word. Only if that is no tree with one root, a maximum spanning tree is sought
    below each of the likeliest roots.

    Args:
        heads: Candidates of every word, best first; 0 is the root, n is word n - 1; the word itself is no candidate.
        scores: Their log probabilities, higher is likelier.

    Returns:
        For every word the number of the chosen candidate, and the root word. -1 stands where no candidate leads to a
        tree: such a word hangs on the root word, or is it.

    Source:
        Chu and Liu (1965), Edmonds (1967).

    >>> best_tree([[2, 0], [0, 1]], [[-0.1, -3.0], [-0.2, -2.0]])
    ([0, 0], 1)
    """
    if not heads:
        return [], -1
    roots = [i for i, options in enumerate(heads) if options[0] == 0]
    if len(roots) == 1 and not _circle({i: options[0] - 1 for i, options in enumerate(heads) if i != roots[0]}):
        return [0] * len(heads), roots[0]
    edges = [
        {head - 1: score for head, score in reversed(list(zip(row, values, strict=True))) if head != word + 1}
        for word, (row, values) in enumerate(zip(heads, scores, strict=True))
    ]
    likely = sorted(range(len(heads)), key=lambda word: (-edges[word].get(-1, _UNLIKELY), word))[:_ROOTS]
    trees = [(_spanning_tree(edges, root), root) for root in likely]
    tree, root = max(trees, key=lambda found: (_total(found[0], found[1], edges), -found[1]))
    chosen = [
        list(heads[word]).index(tree[word] + 1) if tree[word] in edges[word] else -1 for word in range(len(heads))
    ]
    return chosen, root


def _total(tree: Mapping[int, int], root: int, edges: Sequence[Mapping[int, float]]) -> float:
    return sum(edges[word].get(-1 if word == root else head, _UNLIKELY) for word, head in tree.items())


def _spanning_tree(edges: Sequence[Mapping[int, float]], root: int) -> dict[int, int]:
    """The best head of every word below one root; every word may hang on the root word, however unlikely that is."""
    options = {
        word: {root: _UNLIKELY} | {head: score for head, score in row.items() if head >= 0}
        for word, row in enumerate(edges)
        if word != root
    }
    return {**_edmonds(options, len(edges)), root: -1}


def _edmonds(options: dict[int, dict[int, float]], node: int) -> dict[int, int]:
    """Take every best head; contract a circle to one node, solve the rest, and open it where that costs least.

    Args:
        options: Word -> possible head -> score; the root is no key.
        node: The first number that no word has.
    """
    best = {word: max(row, key=lambda head: (row[head], -head)) for word, row in options.items()}
    circle = _circle(best)
    if not circle:
        return best
    outside, into, out_of = {}, dict[int, int](), dict[int, int]()
    for word, row in options.items():
        if word not in circle:
            inner = [head for head in row if head in circle]
            outside[word] = {head: score for head, score in row.items() if head not in circle}
            if inner:
                out_of[word] = max(inner, key=lambda head: (row[head], -head))
                outside[word][node] = row[out_of[word]]
    entry: dict[int, float] = {}
    for word in sorted(circle):
        for head, score in options[word].items():
            gain = score - options[word][best[word]]
            if head not in circle and gain > entry.get(head, -np.inf):
                entry[head], into[head] = gain, word
    tree = _edmonds({**outside, node: entry}, node + 1)
    head = tree.pop(node)
    tree = {word: out_of[word] if above == node else above for word, above in tree.items()}
    return {**tree, **{word: best[word] for word in circle}, into[head]: head}


def _circle(heads: Mapping[int, int]) -> set[int]:
    """The words of one circle; empty if there is none. What has no head is no part of one."""
    done = set[int]()
    for start in heads:
        path: dict[int, int] = {}
        word = start
        while word in heads and word not in done:
            if word in path:
                return {other for other, place in path.items() if place >= path[word]}
            path[word] = len(path)
            word = heads[word]
        done.update(path)
    return set()


def best_tags(scores: Scores, tags: tuple[str, ...]) -> list[int]:
    """The likeliest sequence in which an I- follows its B- or I- (Viterbi).

    Args:
        scores: Log probabilities: words, tags.
        tags: ``O``, ``B-X``, ``I-X``.
    """
    if not len(scores):
        return []
    follows = _follows(tags)
    starts = np.array([_NEVER if tag.startswith("I-") else 0.0 for tag in tags], np.float32)
    best = scores[0] + starts
    back = np.zeros(scores.shape, np.int64)
    for word in range(1, len(scores)):
        reached = best[:, None] + follows
        back[word] = reached.argmax(0)
        best = reached.max(0) + scores[word]
    path = [int(best.argmax())]
    for word in range(len(scores) - 1, 0, -1):
        path.append(int(back[word][path[-1]]))
    return path[::-1]


@lru_cache(maxsize=8)
def _follows(tags: tuple[str, ...]) -> Scores:
    """Zero where a tag may follow another, far below where not: from, to."""
    allowed = [[not after.startswith("I-") or before[1:] == after[1:] for after in tags] for before in tags]
    return np.where(np.array(allowed), 0.0, _NEVER).astype(np.float32)


def spans(path: Sequence[int], tags: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Runs of tags as half-open ranges of words, with what stands behind ``B-``.

    >>> spans([1, 2, 0, 1], ("O", "B-X", "I-X"))
    [(0, 2, 'X'), (3, 4, 'X')]
    """
    found: list[tuple[int, int, str]] = []
    start = -1
    for at, number in enumerate([*path, 0]):
        tag = tags[number]
        if start >= 0 and not tag.startswith("I-"):
            found.append((start, at, tags[path[start]][2:]))
            start = -1
        if tag.startswith("B-"):
            start = at
    return found
