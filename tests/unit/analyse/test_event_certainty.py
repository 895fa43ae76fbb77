"""Phase and factuality, for the narrator and for those who speak; every sentence is invented."""

import pytest
from tests.unit.analyse.events_of import certainty_of, events_of


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Anna Brandt besuchte am Freitag die Stadt Wien.", "visit", ("occurred", "CT+")),
        ("Anna Brandt wird am Freitag die Stadt Wien besuchen.", "visit", ("announced", "CT+")),
        ("Anna Brandt will im Mai nach Wien reisen.", "visit", ("announced", "Uu")),
        ("Anna Brandt soll im Mai nach Wien gereist sein.", "visit", ("occurred", "Uu")),
        ("Anna Brandt könnte im Mai nach Wien reisen.", "visit", ("conditional", "PS+")),
        ("Wenn Anna Brandt nach Wien reist, kommt auch der Kanzler.", "visit", ("conditional", "Uu")),
        ("Anna Brandt ist wahrscheinlich nach Wien gereist.", "visit", ("occurred", "PR+")),
        ("Anna Brandt ist nicht nach Wien gereist.", "visit", ("occurred", "CT-")),
        ("Die Regierung sagte das Treffen mit Paul Renner ab.", "meeting", ("cancelled", "CT-")),
        ("Das geplante Treffen mit Paul Renner ist wichtig.", "meeting", ("announced", "Uu")),
        ("Der Versuch, Paul Renner zu verhaften, ist gescheitert.", "arrest", ("failed", "CT-")),
        ("Die Polizei versuchte, Paul Renner zu verhaften.", "arrest", ("attempted", "Uu")),
        ("Seit Montag streiken in Wien die Fahrer der Busse.", "protest", ("ongoing", "CT+")),
        ("Die Gruppe plante einen Anschlag auf das Rathaus.", "attack", ("attempted", "Uu")),
    ],
)
def test_the_narrator(text: str, kind: str, expected: tuple[str, str]):
    assert certainty_of(text, kind) == expected


def test_what_another_says_is_open_for_the_narrator():
    text, (event,) = events_of("Anna Brandt sagte, Paul Renner sei in Wien verhaftet worden.", "arrest")
    assert [(a.source and a.source.of(text), str(a.value)) for a in event.attitudes] == [
        (None, "Uu"),
        ("Anna Brandt", "CT+"),
    ]


def test_who_denies_holds_the_contrary():
    text, (event,) = events_of("Anna Brandt bestritt, dass Polen Panzer an Kuba geliefert habe.", "transfer")
    assert (event.attitudes[-1].source or event.span).of(text) == "Anna Brandt"
    assert str(event.attitudes[-1].value) == "CT-"


def test_what_somebody_is_able_to_deliver_is_not_delivered():
    text = "Die Fähigkeit, hundert Lastwagen an die Stadt Riga zu liefern, hat die Firma Kolb nicht verloren."
    assert certainty_of(text, "transfer")[0] != "occurred"


def test_what_somebody_comes_for_has_not_happened():
    text = "Die Ministerin Eva Roth kam nicht, um Waffen an die Stadt Riga zu liefern, wie sie am Montag sagte."
    assert certainty_of(text, "transfer") == ("announced", "Uu")


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Die Behörden bestreiten, dass der Hafen gesperrt und Eva Roth verhaftet worden ist.",
            "arrest",
            "occurred CT-",
        ),
        ("Eva Roth soll am Abend festgenommen und in der Nacht verhört worden sein.", "arrest", "occurred Uu"),
        (
            "Ein Streik der Lehrer könnte nach Ansicht von Eva Roth die Regierung zu Fall bringen.",
            "protest",
            "conditional PS+",
        ),
        ("Eva Roth warnte vor einem Angriff auf das Rathaus.", "attack", "conditional PS+"),
        ("Eva Roth befürchtet, dass bei dem Unwetter hundert Menschen ertrunken sind.", "death", "occurred PS+"),
        ("Paul Renner sitzt seit Mai in Haft.", "arrest", "ongoing CT+"),
        ("In der Region sind derzeit zweihundert Soldaten stationiert.", "mobilization", "ongoing CT+"),
        ("Seit dem Angriff auf das Rathaus fordert Eva Roth mehr Geld.", "attack", "occurred CT+"),
        ("Bis zum Gipfel in Riga verlangt Eva Roth eine Antwort.", "meeting", "occurred CT+"),
        ("Nach dem Unfall bei Riga will Eva Roth die Straße sperren.", "accident", "occurred CT+"),
        ("Die Sitzung schürte die Furcht vor einem Angriff auf Riga.", "attack", "conditional PS+"),
        ("Zwischen Eva Roth und Paul Renner kam es zu keiner Einigung.", "agreement", "failed CT-"),
        ("Der Rat hat Sanktionen gegen Kuba beschlossen.", "sanction", "occurred CT+"),
        ("Eva Roth erklärte ihre Bereitschaft, Paul Renner zu treffen.", "meeting", "announced Uu"),
        ("Eva Roth forderte die Aufnahme von Gesprächen mit Paul Renner.", "communication", "invited Uu"),
        ("Die Bewohner hätten hundert Masken von der Stadt Riga erhalten.", "transfer", "occurred Uu"),
        ("Es gibt Spekulationen über einen Angriff auf Riga.", "attack", "conditional Uu"),
    ],
)
def test_words_around(text: str, kind: str, expected: str):
    assert certainty_of(text, kind) == tuple(expected.split())
