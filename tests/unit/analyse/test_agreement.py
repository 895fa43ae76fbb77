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
    forms = ("den" if relation == "det" else "Wort" for relation in told)
    return correct_subjects(SimpleNamespace(upos=upos, heads=heads, relations=told), features, tuple(forms), "en")


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


@pytest.mark.parametrize(
    ("pronoun", "noun", "told", "expected"),
    [
        (PLUR, SING, ("nsubj", "nsubj"), ("obj", "nsubj")),
        (PLUR, SING, ("nsubj", "obl:arg"), ("obj", "nsubj")),
        (SING, SING, ("obj", "obj"), ("obj", "nsubj")),
        (SING, PLUR, ("obj", "obj"), ("nsubj", "obj")),
        (SING, MASCULINE, ("nsubj", "nsubj"), ("nsubj", "obj")),
        (SING, PLUR, ("nsubj", "obj"), ("nsubj", "obj")),
        (SING, SING, ("nsubj", "obj"), ("nsubj", "obj")),
    ],
)
def test_a_relative_clause_has_one_subject(pronoun, noun, told, expected):
    rows = [
        ("NOUN", -1, "root", PLUR),
        ("PRON", 3, told[0], pronoun),
        ("PROPN", 3, told[1], noun),
        ("VERB", 0, "acl", FINITE),
    ]
    assert relations(rows)[1:3] == expected


def test_of_two_subjects_the_accusative_is_none():
    rows = [("NOUN", 1, "nsubj", MASCULINE), ("VERB", -1, "root", FINITE), ("PROPN", 1, "nsubj", SING)]
    assert relations(rows) == ("obj", "root", "nsubj")


def test_an_article_tells_the_accusative():
    rows = [
        ("DET", 1, "det", SING),
        ("NOUN", 2, "nsubj", SING),
        ("VERB", -1, "root", FINITE),
        ("PROPN", 2, "nsubj", SING),
    ]
    assert relations(rows) == ("det", "obj", "root", "nsubj")
