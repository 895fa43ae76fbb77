"""Decisions are legal whatever the scores, and on cases small enough to try all they are the best."""

from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quellenlage.errors import InvariantError
from quellenlage.models.decode import best_tags, best_tree, spans
from quellenlage.text.tree import Tree

Candidates = tuple[list[list[int]], list[list[float]]]
# So many heads of a word are candidates.
MOST = 4


def tree(heads: Sequence[Sequence[int]], chosen: Sequence[int], root: int) -> tuple[int, ...]:
    """Heads of the chosen candidates, -1 for the root; the root word is no other word's choice of the root."""
    assert chosen[root] == -1 or heads[root][chosen[root]] == 0
    return tuple(-1 if i == root else heads[i][n] - 1 if n >= 0 else root for i, n in enumerate(chosen))


def is_tree(heads: tuple[int, ...]) -> bool:
    try:
        return len(Tree(heads, ("dep",) * len(heads)).roots()) == 1
    except InvariantError:
        return False


def total(scores: Sequence[Sequence[float]], chosen: Sequence[int]) -> float:
    return sum(row[n] for row, n in zip(scores, chosen, strict=True))


def best_of_all(heads: list[list[int]], scores: list[list[float]]) -> float:
    """The score of the best tree among all that there are."""
    trees = (
        chosen
        for chosen in product(*(range(len(row)) for row in heads))
        if is_tree(tuple(heads[i][n] - 1 for i, n in enumerate(chosen)))
    )
    return max(total(scores, chosen) for chosen in trees)


@st.composite
def candidates(draw: st.DrawFn, most: int, fewest: int = 1) -> Candidates:
    """The likeliest heads of every word, best first, as the graph hands them out; perhaps none may be the root."""
    words = draw(st.integers(fewest, most))
    heads, scores = [], []
    for word in range(words):
        possible = [0, *(head for head in range(1, words + 1) if head != word + 1)]
        row = draw(st.permutations(possible))[:MOST]
        values = draw(st.lists(st.integers(-100, 0), min_size=len(row), max_size=len(row)))
        heads.append(list(row))
        scores.append([value / 10 for value in sorted(values, reverse=True)])
    return heads, scores


# Trees


def test_no_words_are_no_tree():
    assert best_tree([], []) == ([], -1)


def test_a_word_alone_is_the_root():
    assert best_tree([[0]], [[-5.0]]) == ([0], 0)


def test_the_best_heads_are_taken_if_they_make_a_tree():
    scores = [[-0.1, -3.0], [-0.2, -2.0], [-0.3, -1.0, -2.0]]
    assert best_tree([[2, 0], [0, 1], [2, 1, 0]], scores) == ([0, 0, 0], 1)


def test_of_two_roots_the_one_that_costs_less_gives_way():
    assert best_tree([[0, 2], [0, 1]], [[-0.1, -0.2], [-0.1, -4.0]]) == ([1, 0], 1)


def test_without_a_root_the_circle_is_opened_where_that_costs_least():
    assert best_tree([[2, 0], [1, 0]], [[-0.1, -5.0], [-0.1, -1.0]]) == ([0, 1], 1)


def test_a_circle_that_no_candidate_leads_out_of_hangs_on_the_root_word():
    heads = [[0], [3], [2]]
    chosen, root = best_tree(heads, [[-0.1]] * 3)
    assert root == 0
    assert sorted(chosen) == [-1, 0, 0]
    assert is_tree(tree(heads, chosen, root))


def test_a_root_is_found_even_if_no_word_has_it_among_its_candidates():
    heads = [[2, 3], [3, 1], [1, 2]]
    assert is_tree(tree(heads, *best_tree(heads, [[-0.1, -0.2]] * 3)))


@given(candidates(12))
def test_there_is_always_one_root_and_no_circle(found: Candidates):
    heads, scores = found
    assert is_tree(tree(heads, *best_tree(heads, scores)))


@given(candidates(3))
def test_of_up_to_three_words_the_best_tree_is_found(found: Candidates):
    heads, scores = found
    chosen, root = best_tree(heads, scores)
    assert is_tree(tree(heads, chosen, root))
    assert total(scores, chosen) == pytest.approx(best_of_all(heads, scores))


@given(candidates(8))
def test_the_best_heads_are_given_up_only_if_they_make_no_tree(found: Candidates):
    heads, scores = found
    chosen, _ = best_tree(heads, scores)
    assert (chosen == [0] * len(heads)) == is_tree(tuple(row[0] - 1 for row in heads))


def test_of_four_words_the_best_tree_is_found():
    heads = [[3, 2, 4, 0], [3, 4, 1, 0], [1, 2, 4, 0], [2, 1, 3, 0]]
    scores = [
        [-0.08, -0.91, -1.05, -3.65],
        [-0.37, -0.44, -6.15, -6.6],
        [-0.83, -2.38, -5.29, -7.53],
        [-1.9, -3.26, -3.3, -3.5],
    ]
    assert total(scores, best_tree(heads, scores)[0]) == pytest.approx(best_of_all(heads, scores))


@pytest.mark.parametrize("step", [1, 2, 125])
def test_circles_through_a_whole_window_are_opened(step: int):
    words = 250
    heads = [[(word + step) % words + 1, (word + 1) % words + 1, 0] for word in range(words)]
    scores = [[-0.1, -2.0, -3.0 - word / 100] for word in range(words)]
    assert is_tree(tree(heads, *best_tree(heads, scores)))


# Tags

TAGS = ("O", "B-X", "I-X", "B-Y", "I-Y")


def names(path: Sequence[int]) -> list[str]:
    return [TAGS[number] for number in path]


def is_legal(path: Sequence[int]) -> bool:
    pairs = zip(["O", *names(path)], names(path), strict=False)
    return all(not tag.startswith("I-") or before[1:] == tag[1:] for before, tag in pairs)


def tagged(*words: str) -> np.ndarray:
    """Scores that prefer one tag for every word."""
    return np.array([[-0.1 if tag == wanted else -3.0 for tag in TAGS] for wanted in words], np.float32)


def tag_scores(most: int) -> st.SearchStrategy[np.ndarray]:
    rows = st.lists(st.lists(st.integers(-20, 0), min_size=5, max_size=5), min_size=1, max_size=most)
    return rows.map(lambda found: np.array(found, np.float32))


def test_no_words_have_no_tags():
    assert best_tags(np.zeros((0, 5), np.float32), TAGS) == []


def test_likely_tags_that_are_legal_are_taken():
    assert names(best_tags(tagged("B-X", "I-X", "O", "B-Y"), TAGS)) == ["B-X", "I-X", "O", "B-Y"]


def test_an_inside_without_its_beginning_gets_one_or_goes():
    assert names(best_tags(tagged("O", "I-X", "I-X"), TAGS)) in (["O", "B-X", "I-X"], ["B-X", "I-X", "I-X"])
    assert names(best_tags(tagged("I-Y"), TAGS)) != ["I-Y"]
    assert is_legal(best_tags(tagged("B-X", "I-Y", "I-Y"), TAGS))


@given(tag_scores(12))
@example(np.full((3, 5), -1e4, np.float32))
@example(np.array([[-1e4, -1e4, 0, -1e4, -1e4]] * 4, np.float32))
def test_an_inside_always_has_its_beginning(scores: np.ndarray):
    path = best_tags(scores, TAGS)
    assert len(path) == len(scores)
    assert is_legal(path)


@given(tag_scores(4))
def test_of_a_few_words_the_best_tags_are_found(scores: np.ndarray):
    every = (path for path in product(range(5), repeat=len(scores)) if is_legal(path))
    assert total(scores, best_tags(scores, TAGS)) == max(total(scores, path) for path in every)


# Spans


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ((), []),
        ((0, 0), []),
        ((1,), [(0, 1, "X")]),
        ((1, 2, 2), [(0, 3, "X")]),
        ((1, 1, 2), [(0, 1, "X"), (1, 3, "X")]),
        ((1, 2, 3, 4, 0, 1), [(0, 2, "X"), (2, 4, "Y"), (5, 6, "X")]),
        ((2, 0, 4), []),
    ],
)
def test_spans_are_runs_behind_a_beginning(path: tuple[int, ...], found: list[tuple[int, int, str]]):
    assert spans(path, TAGS) == found


@given(tag_scores(8))
def test_spans_and_tags_say_the_same(scores: np.ndarray):
    path = best_tags(scores, TAGS)
    written = ["O"] * len(path)
    for start, end, kind in spans(path, TAGS):
        written[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]
    assert written == names(path)
