"""Whom pronouns and nouns with an article mean. The sentences are invented; the open model reads them."""

import time
from dataclasses import replace

import pytest

from quellenlage.analyse.coreference import find_references
from quellenlage.analyse.parse import find_parses
from quellenlage.pipeline.run import compile_article
from quellenlage.records.layers import MentionForm
from quellenlage.world import load_world

TITLE = "Was hier unter dem Strich steht\n\n"


def meant(text: str) -> dict[str, list[str]]:
    """The words that stand for somebody, each with those whom it means; nothing where it stays open."""
    done = compile_article((TITLE + text).encode(), "a.txt", load_world())
    words = done.document.text
    return {r.span.of(words): [s.of(words) for s in r.antecedents] for r in done.found.references}


def test_a_pronoun_means_the_subject_before():
    text = "Der Minister Bernd Tauber kam am Montag nach Ulm. Er sprach dort mit Bauern über die Ernte des Jahres."
    assert meant(text)["Er"] == ["Bernd Tauber"]


def test_gender_tells_two_apart():
    text = "Die Ärztin Anna Holm traf den Bürgermeister Karl Wedel in Ulm. Sie legte ihm am Abend einen Bericht vor."
    found = meant(text)
    assert (found["Sie"], found["ihm"]) == (["Anna Holm"], ["Karl Wedel"])


def test_a_possessive_belongs_to_the_subject_of_its_clause():
    text = "Bernd Tauber stellte am Montag seine Pläne für die Ernte des nächsten Jahres in der Halle vor."
    assert meant(text)["seine"] == ["Bernd Tauber"]


def test_two_men_alike_stay_open():
    text = "Am Montag stritten Bernd Tauber und Karl Wedel in der Halle. Er ging danach früh nach Hause."
    assert meant(text).get("Er", []) == []


def test_an_office_means_who_was_introduced_by_it():
    text = (
        "Der Bürgermeister Karl Wedel kam am Montag zu spät. In der Halle warteten viele Bauern auf ihn. "
        "Der Bürgermeister bat alle um Geduld."
    )
    assert meant(text)["Der Bürgermeister"] == ["Karl Wedel"]


def test_an_office_of_another_state_is_somebody_else():
    text = (
        "Der polnische Präsident Karl Wedel kam am Montag nach Ulm. Dort wartete eine Kapelle. "
        "Der finnische Präsident sagte seine Reise ab."
    )
    assert meant(text).get("Der finnische Präsident", []) == []


def test_the_country_is_the_one_named_before():
    text = "Norwegen hat am Montag neue Regeln für den Fischfang erlassen. Das Land will die Bestände schonen."
    assert meant(text)["Das Land"] == ["Norwegen"]


def test_a_court_is_no_party():
    text = "Die SPD klagte vor dem Amtsgericht Ulm. Am Montag wies das Gericht die Klage ab."
    assert meant(text)["das Gericht"] == ["Amtsgericht Ulm"]


def test_both_means_two():
    text = "Norwegen und Finnland haben am Montag einen Vertrag geschlossen. Die beiden Länder wollen Strom tauschen."
    assert sorted(meant(text)["Die beiden Länder"]) == ["Finnland", "Norwegen"]


def test_what_nobody_is_named_for_stays_open():
    found = meant("Es regnete am Montag in den Bergen, und es war so kalt, dass die Straße gesperrt werden musste.")
    assert not any(found.values())


def test_the_polite_form_is_nobody():
    text = "Bernd Tauber und Karl Wedel kamen am Montag. „Haben Sie Ihren Hut vergessen?“, fragte die Wirtin sie beide."
    assert not {"Sie", "Ihren"} & {words for words, who in meant(text).items() if who}


def test_without_a_model_nothing_is_found():
    done = compile_article(b"Titel\n\nBernd Tauber kam nach Ulm. Er blieb.", "a.txt", load_world("de", "none"))
    assert done.found.references == ()


def test_every_reference_points_at_mentions_and_is_sorted():
    text = (
        "Der Minister Bernd Tauber kam nach Ulm. Er sprach dort. Der Minister blieb, und sein Bruder Karl Tauber ging."
    )
    done = compile_article((TITLE + text).encode(), "a.txt", load_world())
    mentions = {m.span for m in done.found.mentions}
    spans = [r.span for r in done.found.references]
    assert spans == sorted(spans)
    assert all(s in mentions for r in done.found.references for s in r.antecedents)
    assert {r.form for r in done.found.references} <= {MentionForm.PRONOUN, MentionForm.NOMINAL}


@pytest.mark.parametrize("words", ["er und sein Hund, ", "der Minister Ott, ", "die beiden Länder, ", "Ulm und Rom, "])
def test_time_grows_with_the_length_alone(words: str):
    world = load_world()

    def seconds(times: int) -> float:
        done = compile_article((TITLE + "Bernd Tauber kam, " + words * times + "und ging.").encode(), "a.txt", world)
        found = replace(done.found, parses=find_parses(done.document, done.found, world))
        start = time.perf_counter()
        find_references(done.document, found, world)
        return time.perf_counter() - start

    assert seconds(240) < 10 * max(seconds(60), 0.05)


def test_a_possessive_in_front_means_the_subject_behind_it():
    text = "Eva Roth ist wieder in der Stadt. In ihrer Rede sagte Roth, dass die Brücke im Mai fertig wird."
    assert meant(text)["ihrer"] in (["Roth"], ["Eva Roth"])
