"""What an article says of the limits of its own knowledge: invented sentences, read by the model that ships."""

import time

import pytest

from quellenlage.analyse.caveat import find_caveats
from quellenlage.pipeline.run import compile_article
from quellenlage.records.layers import Analysis
from quellenlage.world import load_world

WORLD = load_world()
KNOWS_NOT = {
    "Wer den Schuppen angezündet hat, blieb zunächst unklar.": "unclear",
    "Unklar ist bislang, warum der Damm gebrochen ist.": "unclear",
    "Wie hoch der Schaden ist, steht noch nicht fest.": "unclear",
    "Ob das Rathaus den Antrag annimmt, ist noch offen.": "unclear",
    "Die Ursache des Brandes ist noch nicht bekannt.": "unclear",
    "Das Motiv des Mannes konnte bisher nicht geklärt werden.": "unclear",
    "Der Landrat nannte keine Einzelheiten.": "no_details",
    "Der Trainer trat zurück, ohne Gründe zu nennen.": "no_details",
    "Zu den Kosten machte die Reederei keine Angaben.": "no_details",
    "Einen Termin nannte die Ministerin nicht.": "no_details",
    "Ob weitere Läden schließen, ließ der Händler offen.": "no_details",
    "Die Brauerei reagierte nicht auf eine Anfrage dieser Zeitung.": "no_reply",
    "Der Verband lehnte eine Stellungnahme ab.": "no_reply",
    "Eine Antwort des Konzerns lag bis zum Abend nicht vor.": "no_reply",
    "Der Wirt war für eine Stellungnahme nicht zu erreichen.": "no_reply",
    "Die Wahlleiterin wollte sich dazu nicht äußern.": "no_reply",
    "Belege für den Vorwurf legte der Abgeordnete nicht vor.": "no_evidence",
    "Der Kandidat sprach von Betrug, ohne Beweise vorzulegen.": "no_evidence",
    "Die Angaben beider Seiten ließen sich nicht unabhängig prüfen.": "access",
    "Journalisten haben zu dem Lager keinen Zugang.": "access",
    "„Es war sehr laut“, sagte eine Nachbarin, die anonym bleiben möchte.": "anonymous",
    "Aus Koalitionskreisen hieß es, der Entwurf sei fertig.": "anonymous",
    "Das berichtete ein namentlich nicht genannter Beamter.": "anonymous",
    "Auf die Panne wies unter der Bedingung der Anonymität ein Monteur hin.": "anonymous",
}
SAYS_NOTHING = (
    "„Mir ist unklar, wer das war“, sagte die Wirtin.",
    "Die Feuerwehr teilte mit, die Ursache sei noch unklar.",
    "Ist denn unklar, wer das bezahlt?",
    "Lange war unklar, wer den Turm gebaut hatte.",
    "Der Laden bleibt am Samstag bis acht Uhr offen.",
    "Der Minister ist offen für Gespräche mit den Bauern.",
    "Ein unbekannter Mann stahl das Rad der Lehrerin.",
    "Die Gemeinde hat keine Kosten gescheut.",
    "Wenn unklar ist, wer zahlt, haftet der Verein.",
    "Im Landkreis heißt es, der Winter werde hart.",
    "Der Schaffner antwortete freundlich auf alle Fragen.",
    "Nach Angaben der Bahn fährt der Zug nicht.",
    "Der Förster fand Belege für einen Wolf im Tal.",
    "Es gibt keinen Grund zur Sorge.",
)


def compiled(*sentences: str) -> Analysis:
    return compile_article("\n\n".join(("Was am Dorfbach geschah", *sentences)).encode(), "a.txt", WORLD)


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    """Each sentence to the types found in it."""
    analysis = compiled(*KNOWS_NOT, *SAYS_NOTHING)
    text = analysis.document.text
    return {
        sentence: [str(c.type) for c in analysis.found.caveats if at <= c.span.start < at + len(sentence)]
        for sentence in (*KNOWS_NOT, *SAYS_NOTHING)
        if (at := text.index(sentence)) >= 0
    }


@pytest.mark.parametrize("sentence", KNOWS_NOT)
def test_the_narrator_does_not_know(sentence: str, found: dict[str, list[str]]):
    assert found[sentence] == [KNOWS_NOT[sentence]]


@pytest.mark.parametrize("sentence", SAYS_NOTHING)
def test_what_people_do_not_know_and_what_only_looks_alike_is_none(sentence: str, found: dict[str, list[str]]):
    assert found[sentence] == []


def test_the_span_is_the_clause_without_its_stop():
    sentence = "Wer den Schuppen angezündet hat, blieb zunächst unklar."
    analysis = compiled(sentence)
    assert [c.span.of(analysis.document.text) for c in analysis.found.caveats] == [sentence[:-1]]


def test_it_is_about_who_did_not_tell():
    analysis = compiled("Der Innenminister Hubert Aschauer wollte sich dazu nicht äußern.")
    words = [span.of(analysis.document.text) for c in analysis.found.caveats for span in c.about]
    assert words
    assert "Aschauer" in words[0]


def test_without_a_model_phrases_are_found_still():
    text = "Was am Dorfbach geschah\n\nAus Koalitionskreisen hieß es, dass der Entwurf für das Gesetz fertig ist."
    analysis = compile_article(text.encode(), "a.txt", load_world("de", "none"))
    assert [str(c.type) for c in analysis.found.caveats] == ["anonymous"]


def test_time_is_linear_on_hostile_text():
    analysis = compiled("unklar, wer " * 3_000 + "ist.")
    start = time.perf_counter()
    find_caveats(analysis.document, analysis.found, WORLD)
    assert time.perf_counter() - start < 5
