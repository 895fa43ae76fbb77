"""Subjects by their form."""

from types import SimpleNamespace

import pytest

from quellenlage.analyse.parse.agreement import correct_subjects

SING, PLUR = (("Number", "Sing"),), (("Number", "Plur"),)
FINITE = (("VerbForm", "Fin"), ("Number", "Sing"))
MASCULINE = (("Case", "Acc"), ("Gender", "Masc"), ("Number", "Sing"))


def relations(rows):
    """The relations of a sentence of (part of speech, head, relation, features)."""
    upos, heads, told, features = zip(*rows, strict=True)
    return correct_subjects(SimpleNamespace(upos=upos, heads=heads, relations=told), features)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (PLUR, SING, ("obj", "root", "nsubj")),
        (SING, SING, ("nsubj", "root", "obj")),
        (PLUR, PLUR, ("nsubj", "root", "obj")),
        (PLUR, MASCULINE, ("nsubj", "root", "obj")),
        ((), SING, ("nsubj", "root", "obj")),
    ],
)
def test_the_subject_agrees_with_the_verb(first, last, expected):
    assert relations([("NOUN", 1, "nsubj", first), ("VERB", -1, "root", FINITE), ("NOUN", 1, "obj", last)]) == expected


def test_several_make_a_plural():
    rows = [
        ("NOUN", 1, "nsubj", PLUR),
        ("VERB", -1, "root", FINITE),
        ("NOUN", 1, "obj", SING),
        ("NOUN", 0, "conj", SING),
    ]
    assert relations(rows) == ("nsubj", "root", "obj", "conj")


def test_of_two_subjects_one_with_a_preposition_is_none():
    rows = [
        ("NOUN", 2, "nsubj", SING), ("ADP", 0, "case", ()), ("VERB", -1, "root", FINITE), ("NOUN", 2, "nsubj", SING),
    ]  # fmt: skip
    assert relations(rows) == ("obl", "case", "root", "nsubj")


def test_one_subject_with_a_preposition_stays():
    rows = [("NOUN", 2, "nsubj", PLUR), ("ADP", 0, "case", ()), ("VERB", -1, "root", FINITE)]
    assert relations(rows) == ("nsubj", "case", "root")
