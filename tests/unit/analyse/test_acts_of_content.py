"""What a report does by its content where the word of saying is neutral."""

import pytest
from tests.unit.analyse.reading_of import Told, analysed

from quellenlage.records.layers import Act

NAMES = {"Quirlo Zast": "PER"}


def act_of(text: str, told: Told) -> list[str]:
    _, found = analysed(text, told)
    return [q.act for q in found.quotations]


def test_words_that_end_in_a_question_mark_ask():
    text = "„Ist die Tür des Amtes denn gestrichen?“, sagte Quirlo Zast."
    assert act_of(text, Told(names=NAMES)) == [Act.ASKS]


def test_words_that_begin_with_no_deny():
    text = "„Nein, die Tür des Amtes ist gestrichen“, sagte Quirlo Zast."
    assert act_of(text, Told(names=NAMES)) == [Act.DENIES]


@pytest.mark.parametrize("verb", ["befürchte", "bestreite", "verspreche"])
def test_a_verb_of_saying_whose_subject_speaks_does_what_it_says(verb: str):
    text = f"„Ich {verb} das mit der Tür des Amtes“, sagte Quirlo Zast."
    told = Told(names=NAMES, verbs=(verb,), subjects={"Ich": verb})
    expected = {"befürchte": Act.EXPECTS, "bestreite": Act.DENIES, "verspreche": Act.PROMISES}
    assert act_of(text, told) == [expected[verb]]


def test_the_same_verb_of_somebody_else_does_not():
    text = "„Das Amt bestreitet das mit der Tür“, sagte Quirlo Zast."
    assert act_of(text, Told(names=NAMES, verbs=("bestreitet",), subjects={"Amt": "bestreitet"})) == [Act.ASSERTS]


def test_a_word_of_saying_that_has_an_act_of_its_own_keeps_it():
    text = "„Wann ist die Tür des Amtes gestrichen?“, forderte Quirlo Zast."
    assert act_of(text, Told(names=NAMES)) == [Act.DEMANDS]
