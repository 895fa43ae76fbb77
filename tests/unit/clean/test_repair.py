from itertools import pairwise

import pytest

from quellenlage.clean.repair import is_visible, repair_characters
from quellenlage.text.edit import apply_edits


def repaired(text: str) -> str:
    return apply_edits(text, repair_characters(text))[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Müll\u00adabfuhr", "Müllabfuhr"),
        ("Müll\u200b\u2060abfuhr", "Müllabfuhr"),
        ("a\ufeffb", "ab"),
        ("\u202aWien\u202c", "Wien"),
        ("20\u00a0Prozent", "20 Prozent"),
        ("1\u202f000", "1 000"),
        ("Mu\u0308ller", "Müller"),
        ("E\u0301vora", "Évora"),
        ("Vie\u0323\u0302t", "Việt"),
    ],
)
def test_what_a_reader_cannot_see_does_not_split_a_word(before: str, after: str):
    assert repaired(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "„Nein“, sagte sie, ‚vielleicht‘ – »doch« … “so” 'oder' \"so\"",
        "Müller kam an – am 3. Mai — um 8 Uhr",
        "👩‍🌾 und 👨‍👩‍👧 und ❤️‍🔥",
        "ﬁnster ½ ℡ ²",
        "Tab\tund\r\nZeile\n",
        "",
    ],
)
def test_what_a_reader_sees_stays(text: str):
    assert repaired(text) == text
    assert repair_characters(text) == ()


def test_a_joiner_outside_emoji_is_taken_out():
    assert repaired("Auf\u200dlage 👩‍🌾") == "Auflage 👩‍🌾"


def test_every_edit_says_why_and_none_overlap():
    text = "Mu\u0308ll\u00ad\u00adab\u00a0fuhr"
    edits = repair_characters(text)
    assert [e.reason for e in edits] == ["composed letter", "invisible character", "odd blank"]
    assert all(a.span.end <= b.span.start for a, b in pairwise(edits))


@pytest.mark.parametrize("text", ["", " ", "\u00ad", "\u200b \ufeff", "\u00a0\u200e"])
def test_nothing_is_visible_of_invisible_signs(text: str):
    assert not is_visible(text)
    assert is_visible(text + "x")
