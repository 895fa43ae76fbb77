import time

import pytest

from quellenlage.errors import InvariantError
from quellenlage.text.edit import Edit, apply_edits
from quellenlage.text.span import Span

# Source      M ü l l - a b f u h r   a b e r   n i c h t
# (the hyphen stands for a soft one; „ü“ is two code points)
SOURCE = "Mu\u0308ll\u00adabfuhr,\u00a0aber nicht"
EDITS = (
    Edit(Span(1, 3), "ü", "composed letter"),
    Edit(Span(5, 6), "", "invisible character"),
    Edit(Span(13, 14), " ", "odd blank"),
)


def test_all_edits_are_made_at_once_and_in_any_order():
    text, alignment = apply_edits(SOURCE, EDITS)
    assert text == "Müllabfuhr, aber nicht"
    assert apply_edits(SOURCE, reversed(EDITS)) == (text, alignment)
    assert alignment.clean_length == len(text)
    assert alignment.source_length == len(SOURCE)


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("Müll", "Mu\u0308ll"),
        ("ü", "u\u0308"),
        ("abfuhr", "abfuhr"),
        ("Müllabfuhr", "Mu\u0308ll\u00adabfuhr"),
        (", aber", ",\u00a0aber"),
        (" ", "\u00a0"),
        ("nicht", "nicht"),
    ],
)
def test_words_of_the_edited_text_lead_to_their_characters(words: str, source: str):
    text, alignment = apply_edits(SOURCE, EDITS)
    at = text.index(words)
    assert alignment.to_source(Span(at, at + len(words))).of(SOURCE) == source


def test_what_was_cut_between_two_kept_letters_belongs_to_neither():
    text, alignment = apply_edits(SOURCE, EDITS)
    at = text.index("l", text.index("l") + 1)
    assert alignment.to_source(Span(at, at + 1)) == Span(4, 5)
    assert alignment.to_source(Span(at + 1, at + 2)) == Span(6, 7)


def test_a_span_beyond_the_text_is_refused():
    text, alignment = apply_edits(SOURCE, EDITS)
    with pytest.raises(InvariantError, match="beyond"):
        alignment.to_source(Span(0, len(text) + 1))


def test_a_line_that_begins_and_ends_with_composed_letters_keeps_them():
    source = "U\u0308ber Menu\u0308\nnoch etwas"
    edits = [Edit(Span(0, 2), "Ü", "composed letter"), Edit(Span(9, 11), "ü", "composed letter")]
    text, alignment = apply_edits(source, edits)
    found = alignment.to_clean(Span(0, 11))
    assert found is not None
    assert found.of(text) == "Über Menü"


def test_a_line_that_was_cut_stands_nowhere():
    _, alignment = apply_edits("eins\nzwei\ndrei", [Edit(Span(5, 9), "", "advert")])
    assert alignment.to_clean(Span(5, 9)) is None
    assert alignment.to_clean(Span(0, 4)) == Span(0, 4)
    assert alignment.to_clean(Span(10, 14)) == Span(6, 10)


def test_no_edit_cuts_nothing_even_from_an_empty_text():
    text, alignment = apply_edits("", [])
    assert text == ""
    assert alignment.to_source(Span(0, 0)) == Span(0, 0)
    assert alignment.to_clean(Span(0, 0)) is None


def test_everything_may_be_cut():
    text, alignment = apply_edits("Anzeige", [Edit(Span(0, 7), "", "advert")])
    assert text == ""
    assert alignment.to_clean(Span(0, 7)) is None
    assert alignment.to_source(Span(0, 0)) == Span(0, 0)


def test_an_insertion_has_an_empty_source():
    text, alignment = apply_edits("ab", [Edit(Span(1, 1), "-", "joint")])
    assert text == "a-b"
    assert alignment.to_source(Span(1, 2)) == Span(1, 1)
    assert alignment.to_source(Span(0, 3)) == Span(0, 2)


def test_many_lines_of_many_pieces_are_found_in_time_in_proportion():
    _, alignment = apply_edits("a\u00a0" * 40_000, [Edit(Span(i, i + 1), " ", "blank") for i in range(1, 80_000, 2)])
    start = time.perf_counter()
    assert all(alignment.to_clean(Span(i, i + 10)) == Span(i, i + 10) for i in range(0, 80_000, 10))
    assert time.perf_counter() - start < 2


def test_touching_edits_are_allowed():
    assert apply_edits("abcd", [Edit(Span(0, 2), "x", ""), Edit(Span(2, 4), "y", "")])[0] == "xy"


@pytest.mark.parametrize(
    "spans",
    [[(0, 3), (2, 4)], [(1, 4), (2, 3)], [(2, 2), (2, 2)], [(0, 4), (1, 1)], [(1, 3), (1, 3)]],
)
def test_overlapping_edits_are_refused(spans: list[tuple[int, int]]):
    with pytest.raises(InvariantError, match="overlap"):
        apply_edits("abcde", [Edit(Span(*span), "x", "") for span in spans])


def test_an_edit_beyond_the_source_is_refused():
    with pytest.raises(InvariantError, match="beyond"):
        apply_edits("abc", [Edit(Span(2, 4), "", "")])
