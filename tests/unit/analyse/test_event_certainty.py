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
