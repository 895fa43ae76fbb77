from hypothesis import given
from hypothesis import strategies as st

from quellenlage.archive.copies import components
from quellenlage.archive.fingerprint import SIZE, alike, bands, sign
from quellenlage.link.copies.pairs import Hasher

WORDS = [f"wort{n}" for n in range(400)]


def signature(words: list[str]) -> bytes:
    return sign(" ".join(words), Hasher())


def test_equal_words_have_equal_signatures_and_others_share_no_band():
    left = signature(WORDS)
    assert left == sign("; ".join(WORDS).upper(), Hasher({"fremd": 7}))
    assert len(left) == 4 * SIZE
    other = signature(WORDS[::-1])
    assert alike(left, other) < 0.05
    assert set(bands(left)).isdisjoint(bands(other))


def test_the_likeness_is_that_of_the_shingles():
    """Half of the words in one place: 393 runs of eight in each, 193 of them in both."""
    assert abs(alike(signature(WORDS), signature(WORDS[:200] + WORDS[:200][::-1])) - 193 / 593) < 0.2
    assert abs(alike(signature(WORDS), signature(WORDS[:380])) - 373 / 393) < 0.1


def test_an_edited_copy_meets_its_original():
    for at in (3, 100, 390):
        copy = signature([*WORDS[:at], "neu", *WORDS[at:]])
        assert set(bands(copy)) & set(bands(signature(WORDS)))


def test_a_phrase_has_no_signature():
    assert signature(WORDS[:19]) == b""
    assert list(bands(b"")) == []


_edges = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")))


@given(_edges, st.randoms(use_true_random=False))
def test_parts_do_not_depend_on_the_order_of_edges(edges: list, chance):
    other = [pair[::-1] for pair in edges]
    chance.shuffle(other)
    found = components(edges)
    assert found == components(other)
    assert all(found[left] == found[right] for left, right in edges)
    assert all(low <= node for node, low in found.items())
