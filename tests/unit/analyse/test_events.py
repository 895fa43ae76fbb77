"""Triggers, roles, place and time over trees of the model; every sentence is invented."""

import time

import pytest
from tests.unit.analyse.events_of import events_of, read, roles_of

from quellenlage.records.layers import Layers


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        (
            "Die Ministerin Anna Brandt traf am Freitag in Warschau den Botschafter Paul Renner.",
            "meeting",
            {"PARTICIPANT": {"Anna Brandt", "Paul Renner"}, "PLACE": {"Warschau"}, "TIME": {"Freitag"}},
        ),
        (
            "Das Treffen zwischen Anna Brandt und Paul Renner dauerte zwei Stunden.",
            "meeting",
            {"PARTICIPANT": {"Anna Brandt", "Paul Renner"}},
        ),
        (
            "Der Journalist Paul Renner wurde von der Polizei in Ankara festgenommen.",
            "arrest",
            {"DETAINEE": {"Paul Renner"}, "PLACE": {"Ankara"}, "ARRESTER": {"der Polizei"}},
        ),
        ("Die Festnahme von Paul Renner sorgte für Ärger.", "arrest", {"DETAINEE": {"Paul Renner"}}),
        ("Frankreich überwies Polen im Mai das Geld.", "transfer", {"GIVER": {"Frankreich"}, "RECIPIENT": {"Polen"}}),
        (
            "Anna Brandt lud Paul Renner zu einem Gespräch nach Oslo ein.",
            "invitation",
            {"INVITER": {"Anna Brandt"}, "INVITEE": {"Paul Renner"}},
        ),
        ("Präsident Paul Renner ernannte Anna Brandt zur Ministerin.", "appointment", {"APPOINTEE": {"Anna Brandt"}}),
        ("Die Armee griff am Montag ein Dorf an.", "attack", {"ATTACKER": {"Die Armee"}, "TIME": {"Montag"}}),
    ],
)
def test_roles(text: str, kind: str, roles: dict[str, set[str]]):
    found = roles_of(text, kind)
    assert {name: found.get(name) for name in roles} == roles


def test_a_relative_pronoun_stands_for_its_noun():
    found = roles_of("Paul Renner, der im März Warschau besuchte, schweigt seither.", "visit")
    assert found["VISITOR"] == {"Paul Renner"}


def test_the_object_of_a_verb_of_asking_does_what_the_infinitive_says():
    found = roles_of("Die Ministerin Anna Brandt bat Paul Renner, nach Lissabon zu reisen.", "visit")
    assert found["VISITOR"] == {"Paul Renner"}


def test_a_possessive_means_the_subject_of_the_clause():
    found = roles_of("Anna Brandt sprach vor ihrer Reise nach Oslo mit der Presse.", "visit")
    assert found["VISITOR"] == {"Anna Brandt"}


def test_parts_of_a_compound_take_part():
    found = roles_of("Das Merkel-Macron-Treffen fand am Dienstag in Berlin statt.", "meeting")
    assert found["PLACE"] == {"Berlin"}
    assert found["TIME"] == {"Dienstag"}


def test_a_noun_that_completes_its_verb_is_no_second_event():
    _, found = events_of("Die Minister kamen am Montag zu einem Treffen in Wien zusammen.", "meeting")
    assert len(found) == 1


def test_acts_of_speech_are_no_events():
    _, found = events_of("Anna Brandt kündigte in einer Rede an, dass die Brücke bald wieder öffnet.")
    assert found == ()


def test_since_bounds_no_event_that_is_counted():
    found = roles_of("Es war die erste Reise von Paul Renner nach Oslo seit dem Jahr 2019.", "visit")
    assert "TIME" not in found


def test_without_a_model_the_words_beside_the_trigger_tell():
    text, found = events_of("Anna Brandt besuchte am Freitag Paul Renner in Wien.", "visit", model="none")
    assert [e.span.of(text) for e in found] == ["besuchte"]
    assert found[0].attitudes == ()


def test_an_empty_text_has_no_events():
    assert Layers().events == ()
    assert read("Es ist nichts geschehen, und das ist auch gut so.").found.events == ()


@pytest.mark.parametrize(
    "text", ["Der Besuch und das " * 2000, "Er besuchte und " * 2000, "Treffen zwischen A und " * 1500]
)
def test_hostile_sentences_take_no_longer_than_their_length(text: str):
    start = time.perf_counter()
    events_of("Das ist der Anfang und nicht das Ende. " + text + ".", model="none")
    assert time.perf_counter() - start < 20


def test_one_protests_against_a_measure_that_is_an_event_itself():
    assert roles_of("Die Wirte protestierten gegen die Ausgangssperre.", "protest")["TARGET"] == {"die Ausgangssperre"}


def test_a_state_speaks_by_several_people_of_an_office():
    filled = roles_of(
        "Die Verkehrsminister der Schweiz, Italiens und Japans führten am Dienstag ein Telefonat.", "communication"
    )
    assert {"Schweiz", "Italiens", "Japans"} <= filled["CALLER"]
    assert filled["TIME"] == {"Dienstag"}


def test_what_takes_place_on_several_days_begins_on_the_first():
    filled = roles_of("Die Ministerin wird Norwegen am 3. und 4. Mai besuchen, sagte ein Sprecher.", "visit")
    assert filled["TIME"] == {"3."}


def test_whom_it_is_forbidden_would_have_acted():
    text = "Der Vertrag verbietet es der Stadt Riga, der Firma Kolb Lastwagen zu liefern, wie beide Seiten sagen."
    assert roles_of(text, "transfer")["GIVER"] == {"Riga"}


def test_who_is_parted_from_the_infinitive_by_a_comma_is_asked():
    text = "Das Gesetz verbietet es Polen, der Firma Kolb Lastwagen zu liefern, wie die Behörden am Montag mitteilten."
    assert roles_of(text, "transfer")["GIVER"] == {"Polen"}


def test_the_speaker_is_one_of_those_whom_we_means():
    text = '"Wir haben einen Vertrag mit der Firma Kolb unterzeichnet", sagte die Ministerin Eva Roth in der Stadt.'
    assert "Eva Roth" in roles_of(text, "agreement")["PARTY"]


def test_what_the_speaker_asks_of_others_he_does_not_do():
    text = '"Wir fordern die Stadt Riga auf, keine Lastwagen zu liefern", sagte die Ministerin Eva Roth am Montag.'
    words, events = events_of(text, "transfer")
    assert "Eva Roth" not in [p.span.of(words) for event in events for p in event.participants]


def test_both_persons_of_a_compound_meet():
    text = (
        "Die Ministerin Eva Roth reiste nach Riga. Dort wartete schon Weber, der Präsident. "
        "Das Roth-Weber-Treffen fand in der Burg statt, wie es heißt."
    )
    assert roles_of(text, "meeting")["PARTICIPANT"] == {"Roth", "Weber"}


def test_a_place_behind_a_verb_belongs_to_another_clause():
    text = (
        "Der erste Besuch fand im Mai statt, nachdem der Präsident Paul Berger bei einem Treffen mit der Ministerin "
        "Eva Roth in Riga nichts erreicht hatte."
    )
    words, (event,) = events_of(text, "visit")
    assert event.place is None or event.place.of(words) != "Riga"


def test_an_adjective_tells_another_visit():
    _, events = events_of(
        "Seine frühere Reise nach Riga war für Paul Berger nicht einfach, wie er heute sagt.", "visit"
    )
    assert [event.other for event in events] == [True]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Das Ministerium empfahl am Montag die Schließung von Schulen und Restaurants in Riga.", "restriction"),
        ("Der Rat erlaubte am Montag die Öffnung von Schulen und Restaurants in Riga.", "easing"),
    ],
)
def test_what_is_shut_and_opened(text: str, kind: str):
    assert roles_of(text, kind)["TARGET"] == {"Schulen", "Restaurants"}


def test_relief_goods_that_are_delivered_are_aid_and_a_dismissal_is_no_attack():
    assert (
        events_of("Die Stadt Riga will die Hilfsgüter binnen zwei Tagen liefern, wie Eva Roth sagte.", "transfer")[1]
        == ()
    )
    assert events_of("Der Staatssekretär Paul Renner wurde im Februar gefeuert, wie es hieß.", "attack")[1] == ()
