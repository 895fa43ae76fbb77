import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenlage.text.span import Span
from quellenlage.text.word import join_points

ABBREVIATIONS = frozenset({"Dr.", "Nr.", "usw.", "bzw."})


def tokens(text: str) -> list[Span]:
    """Numbers, words and single signs."""
    return [Span(*match.span()) for match in re.finditer(r"\d+|[^\W\d_]+|\S", text)]


def words(text: str) -> list[str]:
    return [word.of(text) for word in join_points(tokens(text), text, ABBREVIATIONS)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # abbreviations
        ("Dr. Ey kam.", "Dr.|Ey|kam|."),
        ("Haus Nr. 7 brannte.", "Haus|Nr.|7|brannte|."),
        ("Der Chef. Kam er?", "Der|Chef|.|Kam|er|?"),
        ("dr. Ey kam.", "dr|.|Ey|kam|."),
        ("Dr . Ey kam.", "Dr|.|Ey|kam|."),
        # ordinals
        ("Am 3. Mai kam er.", "Am|3.|Mai|kam|er|."),
        ("Am 3.Mai kam er.", "Am|3.|Mai|kam|er|."),
        ("Vom 3. bis 17. Juni.", "Vom|3.|bis|17.|Juni|."),
        # initials
        ("J. R. Adler kam.", "J.|R.|Adler|kam|."),
        ("z.B. und d. h.", "z.|B.|und|d.|h|."),
        ("Ä. Oller kam.", "Ä.|Oller|kam|."),
        # the end of the sentence
        ("Es waren 20.", "Es|waren|20|."),
        ("Brot, Käse usw.", "Brot|,|Käse|usw|."),
        ("Das ist Plan B.", "Das|ist|Plan|B|."),
        ("3.", "3|."),
        (".", "."),
        # repeated signs
        ("Nun ... ja -- nein.", "Nun|...|ja|--|nein|."),
        ("``So''", "``|So|''"),
        ("Ende...", "Ende|..."),
        (". . .", ".|.|."),
        ("Was?! Ja!!", "Was|?|!|Ja|!|!"),
        (".-.", ".|-|."),
        # numbers with letters
        ("Die 1990er Jahre.", "Die|1990er|Jahre|."),
        ("5km in 3b.", "5km|in|3b|."),
        ("5 km", "5|km"),
        ("7%", "7|%"),
        ("", ""),
    ],
)
def test_a_sentence_is_cut_into_words_as_treebanks_do(text: str, found: str):
    assert "|".join(words(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("„Es waren 20.“", "„|Es|waren|20|.|“"),
        ("Er rief: „Nimm Plan B.“", "Er|rief|:|„|Nimm|Plan|B|.|“"),
        ("(Es waren 20.)", "(|Es|waren|20|.|)"),
    ],
)
def test_a_closing_mark_behind_the_last_point_changes_nothing(text: str, found: str):
    assert "|".join(words(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("Es waren 20...", "Es|waren|20|..."), ("Es waren Brot, Käse usw...", "Es|waren|Brot|,|Käse|usw|...")],
)
def test_three_points_stay_together_behind_a_number_or_abbreviation(text: str, found: str):
    assert "|".join(words(text)) == found


@given(st.text(alphabet="aB.1- '`é", max_size=30))
def test_every_token_lies_in_exactly_one_word(text: str):
    cut = tokens(text)
    joined = join_points(cut, text, ABBREVIATIONS)
    assert [sum(word.contains(token) for word in joined) for token in cut] == [1] * len(cut)
    assert "".join(word.of(text) for word in joined) == "".join(text.split())
    assert list(joined) == sorted(joined)


@given(st.text(alphabet="aB.1- '`é", max_size=30))
def test_nothing_is_joined_over_a_blank(text: str):
    assert not any(re.search(r"\s", word) for word in words(text))
