"""Transfers, read with the trained model: parties, goods, stage, what is no transfer."""

import time

import pytest

from quellenlage.lang.loader import load_language
from quellenlage.pipeline.run import compile_article
from quellenlage.records.layers import Analysis
from quellenlage.records.transfer import Category, Stage, Transfer
from quellenlage.text.span import Span
from quellenlage.world import load_world

TITLE = "Was hier unter dem Strich steht\n\n"


def read(text: str) -> tuple[Analysis, tuple[Transfer, ...]]:
    analysis = compile_article((TITLE + text).encode(), "a.txt", load_world())
    return analysis, analysis.found.transfers


def told(text: str) -> list[tuple[str, str, str, str]]:
    analysis, transfers = read(text)

    def words(spans: tuple[Span, ...]) -> str:
        return " + ".join(span.of(analysis.document.text) for span in spans)

    return [
        (words(t.suppliers), words(t.recipients), ", ".join(i.name for i in t.items), f"{t.stage}{t.polarity}")
        for t in transfers
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norwegen hat Masken an Portugal geliefert.", ("Norwegen", "Portugal", "Masken", "delivered+")),
        ("Kanada beliefert Peru mit Impfstoff.", ("Kanada", "Peru", "Impfstoff", "delivered+")),
        ("Ghana braucht dringend Medikamente.", ("", "Ghana", "Medikamente", "needed+")),
        ("Chile bat Japan um Beatmungsgeräte.", ("Japan", "Chile", "Beatmungsgeräte", "sought+")),
        ("Irland versprach, Zelte nach Nepal zu schicken.", ("Irland", "Nepal", "Zelte", "agreed+")),
        ("Schweden weigert sich, Panzer an Katar zu liefern.", ("Schweden", "Katar", "Panzer", "refused+")),
        ("Australien wird Weizen an Jordanien liefern.", ("Australien", "Jordanien", "Weizen", "agreed+")),
        ("Dänemark hat keine Munition an Tschad verkauft.", ("Dänemark", "Tschad", "Munition", "delivered-")),
    ],
)
def test_parties_goods_and_stage(text: str, expected: tuple[str, str, str, str]):
    assert told(text) == [expected]


def test_who_is_accused_is_the_one_who_gives():
    assert told("Peru hat Kanada beschuldigt, Waffen an Chile zu liefern.") == [
        ("Kanada", "Chile", "Waffen", "delivered+")
    ]


def test_goods_tell_where_they_come_from():
    assert told("Die Regierung von Ghana braucht im Herbst norwegische Munition.")[0][0] == "norwegische"


def test_a_compound_names_goods_and_its_last_part_the_transfer():
    analysis, transfers = read("Polen stoppte die Waffenlieferungen von Belgien an Kuwait.")
    assert [(t.category, t.stage) for t in transfers] == [(Category.ARMS, Stage.REFUSED)]
    assert transfers[0].items[0].span.of(analysis.document.text) == "Waffen"


def test_what_a_measure_measures_passes_and_not_the_measure():
    analysis, transfers = read("Norwegen hat 300 Container mit Getreide an Portugal geschickt.")
    amount = transfers[0].amount
    assert [i.name for i in transfers[0].items] == ["Getreide"]
    assert amount is not None
    assert (amount.min, amount.max, amount.unit) == (300, 300, "Container")
    assert amount.span.of(analysis.document.text) == "300 Container"


@pytest.mark.parametrize(
    "text",
    [
        "Die Zahlen aus Norwegen liefern ein klares Bild.",
        "Der Fahrer gab sofort Gas.",
        "Falls Norwegen Waffen an Portugal liefert, drohen Sanktionen.",
        "Der Vertrag verbietet den Ländern, Waffen zu kaufen.",
        "Der Preis der Reise nach Portugal stieg.",
    ],
)
def test_nothing_passes(text: str):
    assert told(text) == []


def test_short_words_do_not_end_others():
    words = load_language("de").transfers
    assert words is not None
    assert [words.category_of(noun) for noun in ("preis", "reis", "rohöl", "protest")] == [
        None, Category.FOOD, Category.FUEL, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["Er und die anderen und die Masken aus dem Norden " * 400, "Er liefert die Masken, " * 500]
)
def test_time_grows_with_length_alone(text: str):
    start = time.process_time()
    assert read(text)[0].document.analysed
    assert time.process_time() - start < 60
