import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from quellenlage.models.card import FOLDER, TOKENIZER
from quellenlage.models.pieces import END, START, UNKNOWN, WINDOW, cut_words, load_tokenizer, make_window, pack

TOKENS: Tokenizer = load_tokenizer(FOLDER / "de-open" / TOKENIZER)
LONGEST_WORD = 16


def cut(*words: str) -> list[tuple[int, ...]]:
    return cut_words(TOKENS, words)


def test_no_words_have_no_pieces():
    assert cut() == []


def test_every_word_has_its_own_pieces():
    together = cut("Der", "Bürgermeister", "von", "Rauhstadt", "kam", ".")
    assert len(together) == 6
    assert all(together)
    assert together == [cut(word)[0] for word in ("Der", "Bürgermeister", "von", "Rauhstadt", "kam", ".")]


def test_no_signs_of_start_or_end_stand_among_the_pieces():
    assert {START, END}.isdisjoint(piece for word in cut("Haus", "kam", ".") for piece in word)


def test_a_word_without_pieces_is_the_sign_for_the_unknown():
    assert cut("", "Haus") == [(UNKNOWN,), *cut("Haus")]


@pytest.mark.parametrize("word", ["안녕하세요", "مرحبا", "😀", "\x00", "\u200b", "\ufeff", "\u0301", "�"])
def test_strange_signs_are_words_too(word: str):
    before, strange, after = cut("Haus", word, "Tor")
    assert strange
    assert (before, after) == (*cut("Haus"), *cut("Tor"))


def test_of_a_very_long_word_only_the_beginning_is_read():
    (long,) = cut("Schifffahrt" * 1000)
    assert len(long) == LONGEST_WORD
    assert [long] == cut("Schifffahrt" * 1001)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=8))
def test_every_word_has_pieces_of_its_own_whatever_stands_beside_it(words: list[str]):
    pieces = cut(*words)
    assert len(pieces) == len(words)
    assert all(1 <= len(found) <= LONGEST_WORD for found in pieces)
    assert pieces == [cut(word)[0] for word in words]


def test_a_window_knows_where_its_words_and_sentences_stand():
    window = make_window([[(7, 8), (9,)], [(10, 11, 12)]])
    assert window.ids == (START, 7, 8, 9, 10, 11, 12, END)
    assert window.first == (1, 3, 4)
    assert window.last == (2, 3, 6)
    assert window.sentence == (0, 0, 1)


def test_a_window_of_nothing_holds_its_signs_only():
    window = make_window([])
    assert window.ids == (START, END)
    assert window.first == window.last == window.sentence == ()


def test_nothing_is_packed_into_no_window():
    assert list(pack([])) == []


def test_a_window_may_be_full_to_the_last_piece():
    assert list(pack([WINDOW, 1])) == [range(1), range(1, 2)]
    assert list(pack([WINDOW - 1, 1, 1])) == [range(2), range(2, 3)]


@given(st.lists(st.integers(1, 60), max_size=40), st.integers(1, 80))
def test_every_sentence_lies_in_one_window_and_none_could_hold_one_more(sizes: list[int], limit: int):
    windows = list(pack(sizes, limit))
    assert [number for window in windows for number in window] == list(range(len(sizes)))
    for window in windows:
        filled = sum(sizes[number] for number in window)
        assert filled <= limit or len(window) == 1
        assert window.stop == len(sizes) or filled + sizes[window.stop] > limit
