from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quellenlage.text.shingle import SIZE, forms, key, own_stretches, shared_runs, words
from quellenlage.text.span import Span


def test_a_number_with_its_thousands_apart_is_one_word() -> None:
    assert words("rund 12.500 Zelte").keys == words("rund 12500 Zelte").keys == ("rund", "12500", "zelte")


def test_accents_and_capitals_do_not_tell_words_apart() -> None:
    assert words("Café").keys == words("cafe\u0301").keys == words("CAFÉ").keys


def test_spans_are_those_of_the_text() -> None:
    text = "Der Kübel, 3.000 Liter!"
    found = words(text)
    assert [span.of(text) for span in found.spans] == ["Der", "Kübel", "3.000", "Liter"]
    assert [key(form) for form in forms(text)] == list(found.keys)


def test_only_what_lies_within_is_read() -> None:
    assert words("eins zwei drei", [Span(5, 9)]).keys == ("zwei",)


@given(st.lists(st.sampled_from("abcd"), max_size=40), st.lists(st.sampled_from("abcd"), max_size=40))
def test_a_run_is_the_same_in_both_and_cannot_be_longer(left: list[str], right: list[str]) -> None:
    runs = shared_runs(left, right, 3)
    for run in runs:
        assert run.length >= 3
        end, other = run.left + run.length, run.right + run.length
        assert left[run.left : end] == right[run.right : other]
        assert end == len(left) or other == len(right) or left[end] != right[other]
    assert all(a.right + a.length <= b.right for a, b in pairwise(runs))


def test_a_text_shares_itself_as_one_run() -> None:
    text = [str(n) for n in range(50)]
    (run,) = shared_runs(text, text)
    assert (run.left, run.right, run.length) == (0, 0, 50)
    assert shared_runs(text[: SIZE - 1], text) == ()


def test_what_is_left_over() -> None:
    assert own_stretches([], 3) == ((0, 3),)
    assert own_stretches([(0, 3)], 3) == ()
