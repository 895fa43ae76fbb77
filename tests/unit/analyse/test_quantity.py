"""Amounts of invented sentences, without a model: number, bounds, unit."""

import time

import pytest
from tests.unit.analyse.page_of import page_of

from quellenlage.analyse.quantity import find_quantities
from quellenlage.analyse.segment import find_sentences
from quellenlage.analyse.timex import find_timexes
from quellenlage.records.layers import Layers, Quantity
from quellenlage.world import load_world

WORLD = load_world("de", "none")


def amounts(text: str) -> list[tuple[str, Quantity]]:
    document = page_of([("body", text)])
    found = Layers(sentences=find_sentences(document, Layers(), WORLD))
    found = Layers(sentences=found.sentences, timexes=find_timexes(document, found, WORLD))
    return [(q.span.of(document.text), q) for q in find_quantities(document, found, WORLD)]


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit"),
    [
        ("Der Hof kaufte 1.200,5 Tonnen Hafer.", "1.200,5 Tonnen", 1200.5, 1200.5, "Tonne"),
        ("Der Hof kaufte 12 000 Eimer.", "12 000", 12000, 12000, "Eimer"),
        ("Der Hof kaufte 12'000 Eimer.", "12'000", 12000, 12000, "Eimer"),
        ("Es lagen zwei Dutzend Äpfel da.", "zwei Dutzend", 24, 24, "Äpfel"),
        ("Es kamen Tausende Bienen.", "Tausende", 1000, None, "Bienen"),
        ("Es kamen Hunderte von Millionen Bienen.", "Hunderte von Millionen", 1e8, None, "Bienen"),
        ("Es lagen rund 200 rote Ziegel da.", "rund 200", 180, 220, "Ziegel"),
        ("Es lagen knapp 200 Ziegel da.", "knapp 200", 180, 200, "Ziegel"),
        ("Es lagen gut 200 Ziegel da.", "gut 200", 200, 220, "Ziegel"),
        ("Es lagen mehr als 200 Ziegel da.", "mehr als 200", 200, None, "Ziegel"),
        ("Es lagen nicht weniger als 200 Ziegel da.", "nicht weniger als 200", 200, None, "Ziegel"),
        ("Es lagen bis zu 200 Ziegel da.", "bis zu 200", None, 200, "Ziegel"),
        ("Es lagen zwischen 30 und 40 Ziegel da.", "30 und 40", 30, 40, "Ziegel"),
        ("Es lagen drei bis fünf Ziegel da.", "drei bis fünf", 3, 5, "Ziegel"),
        ("Es lagen 30–40 Ziegel da.", "30–40", 30, 40, "Ziegel"),
        ("Der Bau kostet drei Millionen Euro.", "drei Millionen Euro", 3e6, 3e6, "Euro"),
        ("Der Bau kostet zwei bis drei Millionen Euro.", "zwei bis drei Millionen Euro", 2e6, 3e6, "Euro"),
        ("Der Bau kostet 800.000 bis 1,2 Mio. Euro.", "800.000 bis 1,2 Mio. Euro", 8e5, 1.2e6, "Euro"),
        ("Der Bau kostet eine halbe Million Euro.", "eine halbe Million Euro", 5e5, 5e5, "Euro"),
        ("Der Bau kostet anderthalb Millionen Euro.", "anderthalb Millionen Euro", 1.5e6, 1.5e6, "Euro"),
        ("Der Bau kostet mehrere Hundert Euro.", "mehrere Hundert Euro", 200, None, "Euro"),
        ("Es geht um einen zweistelligen Millionenbetrag.", "zweistelligen Millionenbetrag", 1e7, 1e8, ""),
        ("Es waren minus 40 Grad.", "minus 40 Grad", -40, -40, "Grad"),
        ("Der Anteil lag bei 7,5 %.", "7,5 %", 7.5, 7.5, "Prozent"),
        ("Der Bau kostet 90 €.", "90 €", 90, 90, "Euro"),
        ("Es waren fünfundzwanzig Kübel.", "fünfundzwanzig", 25, 25, "Kübel"),
        ("Es waren zwölftausenddreihundert Kübel.", "zwölftausenddreihundert", 12300, 12300, "Kübel"),
    ],
)
def test_an_amount(text: str, words: str, low: float | None, high: float | None, unit: str):
    assert [(w, q.min, q.max, q.lemma) for w, q in amounts(text)] == [(words, low, high, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "Am 3. Mai 2021 kam der Müller.",
        "Der Müller kam auf den 3. Platz.",
        "Das Spiel der Müller endete 2:1 und 6:0.",
        "Der Müller rief 0711/23456 an.",
        "Um 20.15 Uhr kam der Müller.",
        "Der Müller ist 45 Jahre alt.",
        "Der 45-Jährige kam aus der Mühle.",
        "Drei Jahre lang stand die Mühle still.",
        "Die 155-mm-Geschütze standen vor der Mühle.",
        "Er las in Artikel 5 und auf Seite 12.",
        "Er fuhr in Linie 7 und sah Kanal 4.",
        "Das Modell F16 und der Bus M29 standen da.",
        "Sie sprachen unter vier Augen.",
        "Das war 1998 bei der Mühle.",
        "Eine Frau und ein Mann kamen.",
    ],
)
def test_no_amount(text: str):
    assert amounts(text) == []


def test_a_preposition_before_a_small_number_bounds_nothing():
    assert [(q.min, q.max) for _, q in amounts("Der Rat sprach über drei Mühlen.")] == [(3, 3)]
    assert [(q.min, q.max) for _, q in amounts("Der Rat sah über 300 Mühlen.")] == [(300, None)]


def test_numbers_share_a_unit():
    assert [q.lemma for _, q in amounts("Der Anteil stieg von 2,5 auf 4 Prozent.")] == ["Prozent", "Prozent"]


def test_what_measures_is_told_from_what_is_counted():
    found = amounts("Sie brachten 40 Tonnen Mehl und 40 Mühlsteine auf zwei Flugzeugladungen verteilt.")
    assert [q.is_measure for _, q in found][:2] == [True, False]


@pytest.mark.parametrize(
    "text", ["7 " * 20_000, "zwei bis " * 10_000, "Millionen " * 20_000, "zwischen 1 und " * 5_000, "1." * 30_000]
)
def test_time_is_linear_on_hostile_text(text: str):
    document = page_of([("body", text + "Mühlen")])
    found = Layers(sentences=find_sentences(document, Layers(), WORLD))
    start = time.perf_counter()
    find_quantities(document, found, WORLD)
    assert time.perf_counter() - start < 5
