"""Cited originals of invented sentences, read by the model that ships."""

import time

import pytest

from quellenlage.analyse.lead import find_leads
from quellenlage.pipeline.run import compile_article
from quellenlage.records.layers import Analysis
from quellenlage.world import load_world

WORLD = load_world()
CITES = {
    "Das sagte die Bürgermeisterin dem Magazin Stern.": ("interview", "dem Magazin Stern"),
    "Gegenüber der Deutschen Presse-Agentur sagte sie, der Damm halte.": ("interview", "der Deutschen Presse-Agentur"),
    "Laut einem Bericht des Umweltamtes sinkt der Spiegel des Sees.": ("report", "einem Bericht des Umweltamtes"),
    "Wie die Süddeutsche Zeitung berichtet, schließt das Werk.": ("report", "die Süddeutsche Zeitung"),
    "Eine Studie der Universität Leipzig zeigt, dass Hecken den Wind bremsen.": (
        "study",
        "Eine Studie der Universität Leipzig",
    ),
    "In einer Pressemitteilung der Polizei heißt es, der Fahrer sei geflohen.": (
        "communique",
        "einer Pressemitteilung der Polizei",
    ),
    "„Wir bauen neu“, schrieb die Ministerin auf Twitter.": ("post", "Twitter"),
    "Das geht aus einem Schreiben des Landrats hervor.": ("document", "einem Schreiben des Landrats"),
    "Im Deutschlandfunk sagte der Trainer, er bleibe noch ein Jahr.": ("broadcast", "Deutschlandfunk"),
}
CITES_NOTHING = (
    "Die Lehrerin schrieb einen Brief an ihre Tante.",
    "Nach Angaben der Feuerwehr brannte das Dach.",
    "Die Rede ist von einem Millionenverlust.",
    "Medienberichten zufolge steht der Verkauf bevor.",
    "Der Verein meldete die Spieler per Brief an.",
    "Die Aussendung von Helfern dauert noch.",
    "„In meinem Bericht steht das nicht“, sagte der Prüfer.",
    "Nach dem Gespräch fuhr der Minister nach Hause.",
)


def compiled(*sentences: str) -> Analysis:
    return compile_article("\n\n".join(("Was am Dorfbach geschah", *sentences)).encode(), "a.txt", WORLD)


@pytest.fixture(scope="module")
def found() -> dict[str, list[tuple[str, str]]]:
    analysis = compiled(*CITES, *CITES_NOTHING)
    text = analysis.document.text
    return {
        sentence: [
            (str(lead.kind), span.of(text))
            for lead in analysis.found.leads
            for span in (lead.span, *lead.more)
            if at <= span.start < at + len(sentence)
        ]
        for sentence in (*CITES, *CITES_NOTHING)
        if (at := text.index(sentence)) >= 0
    }


@pytest.mark.parametrize("sentence", CITES)
def test_an_original_is_cited(sentence: str, found: dict[str, list[tuple[str, str]]]):
    assert found[sentence] == [CITES[sentence]]


@pytest.mark.parametrize("sentence", CITES_NOTHING)
def test_no_original_is_cited(sentence: str, found: dict[str, list[tuple[str, str]]]):
    assert found[sentence] == []


def test_holder_and_day_are_told():
    analysis = compiled("Das steht in einem am 3. Mai 2021 veröffentlichten Gutachten des Umweltamtes.")
    text = analysis.document.text
    (lead,) = analysis.found.leads
    assert lead.holder is not None
    assert lead.time is not None
    assert lead.holder.of(text) == "des Umweltamtes"
    assert lead.time.of(text).endswith("3. Mai 2021")


def test_one_original_is_one_lead():
    analysis = compiled(
        "Laut einem Gutachten des Umweltamtes sinkt der Spiegel des Sees.",
        "In dem Gutachten heißt es weiter, auch der Bach führe weniger Wasser.",
    )
    (lead,) = analysis.found.leads
    assert lead.span.of(analysis.document.text) == "einem Gutachten des Umweltamtes"
    assert len(lead.more) == 1


def test_time_is_linear_on_hostile_text():
    analysis = compiled("laut einem Bericht des Amtes und " * 1_500 + "dem See.")
    start = time.perf_counter()
    find_leads(analysis.document, analysis.found, WORLD)
    assert time.perf_counter() - start < 5
