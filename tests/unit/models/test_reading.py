"""Scores written by hand become readings, and stretches of one sentence become one."""

import numpy as np
import pytest

from quellenlage.models.card import Labels
from quellenlage.models.reading import Found, Joined, Output, Reading, Stretch, decide, put_together
from quellenlage.text.tree import Tree

LABELS = Labels(
    upos=("NOUN", "VERB", "PUNCT"),
    relations=("root", "nsubj", "punct"),
    features=(("Mood", ("", "Ind", "Sub")), ("Number", ("", "Sing"))),
    names=("O", "B-PER", "I-PER"),
    roles=("quote", "cue", "frame"),
    types=("direct", "indirect"),
    media=("speech", "writing"),
    links=("cue", "part"),
)
OUTSIDE, FIRST, INSIDE = 0, 1, 2
SURE, NOT = np.log(0.9), np.log(0.05)


def stretch(words: int, sentence: int = 0) -> Stretch:
    return Stretch(sentence, ((7,),) * words)


def window(words: int, sentences: int = 1) -> Output:
    """Scores of words that are nouns, hang on the word before them, and belong to nothing."""
    return {
        "upos": np.zeros(words, np.int64),
        "features": np.zeros((words, 2), np.int64),
        "heads": np.array([[word, 0] if word else [0, 0] for word in range(words)], np.int64),
        "head_scores": np.full((words, 2), [-0.1, -3.0], np.float32),
        "relations": np.array([[1, 0] if word else [0, 0] for word in range(words)], np.int64),
        "names": np.full((words, 3), [SURE, NOT, NOT], np.float32),
        "roles": np.full((words, 3, 3), [SURE, NOT, NOT], np.float32),
        "types": np.zeros(words, np.int64),
        "media": np.zeros(words, np.int64),
        "links": np.full((2, words, words), -9.0, np.float32),
        "vectors": np.eye(sentences, 4, dtype=np.float32),
    }


def tag(row: Output, layer: str, words: range, role: int | None = None) -> None:
    scores = row[layer] if role is None else row[layer][:, role]
    for word in words:
        scores[word] = NOT
        scores[word, FIRST if word == words.start else INSIDE] = SURE


def read(row: Output, *sizes: int, join: float = 0.5) -> tuple[list[Reading], list[Joined]]:
    return decide(row, [stretch(size, number) for number, size in enumerate(sizes)], LABELS, join)


def reading(
    heads: tuple[int, ...],
    names: tuple[Found, ...] = (),
    roles: tuple[Found, ...] = (),
    vector: tuple[float, ...] = (1, 0),
) -> Reading:
    words = len(heads)
    return Reading(
        upos=tuple(f"U{word}" for word in range(words)),
        features=((),) * words,
        heads=heads,
        relations=tuple("root" if head < 0 else "dep" for head in heads),
        names=names,
        roles=roles,
        vector=np.array(vector, np.float32),
    )


# One window


def test_words_get_what_their_numbers_stand_for():
    row = window(2)
    row["upos"][:] = [0, 1]
    row["features"][:] = [[0, 1], [2, 0]]
    ((one,), joined) = read(row, 2)
    assert one.upos == ("NOUN", "VERB")
    assert one.features == ((("Number", "Sing"),), (("Mood", "Sub"),))
    assert one.heads == (-1, 0)
    assert one.relations == ("root", "nsubj")
    assert (one.names, one.roles, joined) == ((), (), [])


def test_heads_count_words_of_their_own_sentence():
    row = window(4, 2)
    row["heads"][2] = [4, 0]
    row["heads"][3] = [0, 3]
    (first, second), _ = read(row, 2, 2)
    assert first.heads == (-1, 0)
    assert second.heads == (1, -1)
    assert (first.vector[0], second.vector[1]) == (1, 1)


def test_the_relation_is_that_of_the_chosen_head():
    row = window(2)
    row["heads"][:] = [[2, 0], [1, 0]]
    row["head_scores"][:] = [[-0.1, -0.2], [-0.1, -9.0]]
    row["relations"][:] = [[1, 0], [2, 1]]
    ((one,), _) = read(row, 2)
    assert one.heads == (-1, 0)
    assert one.relations == ("root", "punct")


def test_a_root_is_found_even_if_no_word_has_it_among_its_candidates():
    row = window(3)
    row["heads"][:] = [[2, 3], [3, 1], [1, 2]]
    ((one,), _) = read(row, 3)
    assert len(Tree(one.heads, one.relations).roots()) == 1
    assert one.relations[one.heads.index(-1)] == "root"


def test_names_and_roles_are_spans_with_their_certainty():
    row = window(5)
    tag(row, "names", range(1, 3))
    tag(row, "roles", range(3, 5), role=1)
    ((one,), _) = read(row, 5)
    assert one.names == (Found(1, 3, "PER", 0.9),)
    assert one.roles == (Found(3, 5, "cue", 0.9),)


def test_a_span_does_not_reach_into_the_next_sentence():
    row = window(4, 2)
    tag(row, "names", range(1, 3))
    (first, second), _ = read(row, 2, 2)
    assert [(name.start, name.end) for name in first.names] == [(1, 2)]
    assert all(name.end <= 2 for name in second.names)


def test_type_and_medium_of_a_quote_are_those_of_most_of_its_words():
    row = window(4)
    tag(row, "roles", range(4), role=0)
    row["types"][:] = [0, 1, 1, 1]
    row["media"][:] = [0, 0, 0, 1]
    ((one,), _) = read(row, 4)
    assert [(role.kind, role.type, role.medium) for role in one.roles] == [("quote", "indirect", "speech")]


def test_a_cue_in_another_sentence_is_joined_to_its_quote():
    row = window(5, 2)
    tag(row, "roles", range(2), role=0)
    tag(row, "roles", range(2, 3), role=1)
    tag(row, "roles", range(4, 5), role=1)
    row["links"][0, 0, 4] = 2.0
    _, joined = read(row, 2, 3)
    assert joined == [Joined((0, 0), (1, 1), "cue", 0.881)]


def test_a_pair_below_the_threshold_is_not_joined():
    row = window(3)
    tag(row, "roles", range(2), role=0)
    tag(row, "roles", range(2, 3), role=1)
    row["links"][0, 0, 2] = 0.0
    assert len(read(row, 3, join=0.5)[1]) == 1
    assert read(row, 3, join=0.51)[1] == []


def test_a_later_piece_is_joined_to_an_earlier_one_only():
    row = window(4)
    tag(row, "roles", range(1), role=0)
    tag(row, "roles", range(2, 4), role=0)
    row["links"][1] = 9.0
    _, joined = read(row, 4)
    assert [(pair.quote, pair.other, pair.kind) for pair in joined] == [((0, 0), (0, 1), "part")]


def test_what_is_no_kind_of_pair_is_never_joined():
    row = window(3)
    tag(row, "roles", range(2), role=0)
    tag(row, "roles", range(2, 3), role=2)
    row["links"][:] = 9.0
    assert read(row, 3)[1] == []


# Stretches of one sentence


def test_one_stretch_stays_as_it_is():
    only = reading((1, -1))
    assert put_together([only]) is only


@pytest.mark.parametrize(
    ("parts", "heads"),
    [
        (((-1,), (-1,)), (-1, 0)),
        (((1, -1), (1, 2, -1)), (1, -1, 3, 4, 1)),
        (((1, -1), (-1, 0), (-1,)), (1, -1, 1, 2, 1)),
    ],
)
def test_later_roots_hang_on_the_first(parts: tuple[tuple[int, ...], ...], heads: tuple[int, ...]):
    whole = put_together([reading(part) for part in parts])
    assert whole.heads == heads
    assert len(Tree(whole.heads, whole.relations).roots()) == 1


def test_a_root_that_hangs_on_another_is_none_any_more():
    whole = put_together([reading((1, -1)), reading((-1, 0))])
    assert whole.relations == ("dep", "root", "parataxis", "dep")


def test_every_word_of_every_stretch_is_there_once():
    whole = put_together([reading((-1, 0)), reading((-1,)), reading((1, -1))])
    assert whole.upos == ("U0", "U1", "U0", "U0", "U1")
    assert len(whole.features) == len(whole.heads) == len(whole.relations) == 5


def test_names_and_roles_move_with_their_words():
    name, role = Found(0, 2, "PER", 0.9), Found(1, 2, "quote", 0.8, "direct", "speech")
    whole = put_together(
        [reading((-1, 0, 0), (name,)), reading((-1, 0), (name,), (role,)), reading((-1, 0), (), (role,))]
    )
    assert [(found.start, found.end) for found in whole.names] == [(0, 2), (3, 5)]
    assert whole.roles == (Found(4, 5, "quote", 0.8, "direct", "speech"), Found(6, 7, "quote", 0.8, "direct", "speech"))


def test_the_vector_points_between_those_of_the_stretches_and_has_length_1():
    whole = put_together([reading((-1,), vector=(1, 0)), reading((-1,), vector=(0, 1))])
    assert whole.vector == pytest.approx([0.5**0.5, 0.5**0.5])
    assert whole.vector.dtype == np.float32


def test_vectors_that_cancel_out_leave_no_vector():
    whole = put_together([reading((-1,), vector=(1, 0)), reading((-1,), vector=(-1, 0))])
    assert whole.vector.tolist() == [0, 0]
