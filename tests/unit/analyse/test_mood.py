"""The mood of a verb by its form, where the model has guessed otherwise."""

import numpy as np
import pytest

from quellenlage.analyse.parse.mood import correct_moods
from quellenlage.lang.loader import load_language
from quellenlage.models.reading import Reading

GERMAN = load_language("de")


def sentence(*words: str) -> tuple[list[str], Reading]:
    """Words as ``form/UPOS/head/relation/features``; heads count from 0, -1 is the root."""
    rows = [word.split("/") for word in words]
    features = tuple(tuple(tuple(f.split("=")) for f in row[4].split("|") if f) for row in rows)
    reading = Reading(
        upos=tuple(row[1] for row in rows),
        features=features,
        heads=tuple(int(row[2]) for row in rows),
        relations=tuple(row[3] for row in rows),
        names=(),
        roles=(),
        vector=np.zeros(0, np.float32),
    )
    return [row[0] for row in rows], reading


def mood(index: int, *words: str) -> str:
    forms, reading = sentence(*words)
    values = dict(correct_moods(forms, reading, GERMAN)[index])
    return f"{values.get('Mood', '')} {values.get('Tense', '')}".strip()


@pytest.mark.parametrize("form", ["komme", "bleibe", "verhandle", "warte", "sei", "wisse", "tue", "koste"])
def test_third_person_with_the_ending_of_the_first_is_present_subjunctive(form):
    assert mood(1, "sie/PRON/1/nsubj/", f"{form}/VERB/-1/root/Mood=Ind|Tense=Pres") == "Sub Pres"


@pytest.mark.parametrize("form", ["komme", "bleibe", "habe", "werde"])
def test_first_person_stays_indicative(form):
    assert mood(1, "ich/PRON/1/nsubj/", f"{form}/VERB/-1/root/Mood=Ind|Tense=Pres") == "Ind Pres"


@pytest.mark.parametrize("form", ["sei", "müsse", "könne", "solle", "dürfe"])
def test_a_form_that_no_indicative_has_is_present_subjunctive_of_the_first_person_too(form):
    assert mood(1, "ich/PRON/1/nsubj/", f"{form}/VERB/-1/root/Mood=Ind|Tense=Pres") == "Sub Pres"


def test_verbs_without_a_subject_that_open_a_sentence_are_orders():
    words = ("Warte/VERB/-1/root/", "und/CCONJ/2/cc/", "koste/VERB/0/conj/Mood=Sub|Tense=Pres")
    assert mood(2, *words) == "Ind Pres"


@pytest.mark.parametrize("form", ["sagte", "behauptete", "wurde", "hatte", "konnte", "wollte", "erklärte"])
def test_a_past_form_is_no_present_subjunctive_even_if_the_model_says_so(form):
    assert mood(1, "sie/PRON/1/nsubj/", f"{form}/VERB/-1/root/Mood=Sub|Tense=Pres") == "Ind Pres"


def test_subject_of_the_verb_counts_for_its_auxiliary():
    words = ("sie/PRON/2/nsubj/", "habe/AUX/2/aux/Mood=Ind|Tense=Pres", "verhandelt/VERB/-1/root/VerbForm=Part")
    assert mood(1, *words) == "Sub Pres"
    assert mood(1, "ich/PRON/2/nsubj/", *words[1:]) == "Ind Pres"


def test_a_polite_request_is_no_subjunctive():
    words = ("Seien/AUX/2/cop/Mood=Imp", "Sie/PRON/2/nsubj/", "leise/ADJ/-1/root/")
    assert mood(0, *words) == "Imp"


def test_nouns_and_infinitives_are_left_alone():
    assert mood(0, "Lage/NOUN/-1/root/Number=Sing") == ""
    assert mood(0, "reise/VERB/-1/root/VerbForm=Inf") == ""


def test_past_subjunctive_is_left_alone():
    assert mood(1, "sie/PRON/1/nsubj/", "käme/VERB/-1/root/Mood=Sub|Tense=Past") == "Sub Past"


def test_a_language_without_the_rule_keeps_what_the_model_says():
    forms, reading = sentence("sie/PRON/1/nsubj/", "komme/VERB/-1/root/Mood=Ind")
    assert correct_moods(forms, reading, load_language("en")) == reading.features
