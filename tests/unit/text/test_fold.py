import pytest

from quellenlage.text.fold import fold, fold_sounds


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kim-Yong-Chol", "KIM YONG CHOL"),
        ("Größe", "grösse"),
        ("Mu\u0308nchen", "München"),
        ("  Blatt  &  Papier ", "blatt papier"),
        ("São Tomé", "sao tome"),
        ("ﬁnster", "finster"),
    ],
)
def test_spellings_of_one_word_meet(left: str, right: str):
    assert fold(left) == fold(right)


def test_other_words_stay_apart():
    assert fold("Mönch") != fold("Mensch")
    assert fold("Bayern") != fold("Bayer")


@pytest.mark.parametrize("text", ["", "…", "– –", "_", "\u0301"])
def test_signs_alone_fold_to_nothing(text: str):
    assert fold(text) == ""


def test_signs_that_fall_apart_into_capitals_are_small_too():
    assert fold("℡ 112") == "tel 112"
    assert fold("ℋ") == "h"


@pytest.mark.parametrize(
    ("left", "right"),
    [("Tschaikowskij", "Chaikovsky"), ("Chruschtschow", "Khrushchov"), ("Jelzin", "Yeltsin")],
)
def test_habits_of_transliteration_meet(left: str, right: str):
    assert fold_sounds(left) == fold_sounds(right)
