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
    "text",
    [
        "Er und die anderen und die Masken aus dem Norden " * 400,
        "Er liefert die Masken, " * 500,
        "Norwegen liefert " + "Webstühle aus Wien und Prag, " * 700 + "an Portugal.",
    ],
)
def test_time_grows_with_length_alone(text: str):
    start = time.process_time()
    assert read(text)[0].document.analysed
    assert time.process_time() - start < 60


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Goods that are in no list, beside a word of shipping.
        ("Norwegen hat 40 Webstühle an Portugal geliefert.", ("Norwegen", "Portugal", "Webstühle", "delivered+")),
        # A participle in front of its goods holds the parties.
        (
            "Die von Kanada an Peru gelieferten Masken lagen am Montag im Keller.",
            ("Kanada", "Peru", "Masken", "delivered+"),
        ),
        # An aside in brackets parts no clause.
        ("Chile hat Japan (zum ersten Mal) um Hilfe gebeten.", ("Japan", "Chile", "Hilfe", "sought+")),
        # Who refuses what comes from elsewhere would have got it.
        (
            "Nach dem Sturm verweigerte Katar am Montag jede norwegische Hilfe.",
            ("norwegische", "Katar", "Hilfe", "refused+"),
        ),
        # A dictionary form that the model does not know keeps its ending.
        ("Irland wird 20 000 Notfallmedikamente nach Nepal schicken.", ("Irland", "Nepal", None, "agreed+")),
    ],
)
def test_more_ways_to_say_it(text: str, expected: tuple[str, str, str | None, str]):
    supplier, recipient, items, stage = told(text)[0]
    assert (supplier, recipient, stage) == (expected[0], expected[1], expected[3])
    assert items == (expected[2] or items)


@pytest.mark.parametrize(
    "text",
    [
        "Norwegen hat Portugal eine Begründung geliefert.",
        "Norwegen hat an Portugal die Verantwortung übergeben.",
        "Die Mannschaft aus Ghana lieferte ein gutes Spiel.",
    ],
)
def test_what_nobody_can_touch_is_no_goods(text: str):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Die Weltbank bot Kenia einen Kredit von 40 Millionen Dollar an.",
            ("Weltbank", "Kenia", "Kredit", "offered+"),
        ),
        ("Der Senat stellte den Theatern zwei Millionen Euro zur Verfügung.",
         ("Der Senat", "den Theatern", "Euro", "delivered+")),
        ("Lettland kaufte zwölf Hubschrauber vom Typ Falkner 9.", ("", "Lettland", "Hubschrauber", "agreed+")),
        ("Uruguay erhielt Hilfe von Kanada, aber nicht von Chile.", ("Kanada", "Uruguay", "Hilfe", "delivered+")),
        ("Norwegen schickte mehr Masken nach Peru als Schweden.", ("Norwegen", "Peru", "Masken", "delivered+")),
        ("Finnland hat Lyon, Genf und Bern Masken geschickt.",
         ("Finnland", "Lyon + Genf + Bern", "Masken", "delivered+")),
        ("Ghana erhält 20 Millionen Euro aus dem Klimafonds.", ("dem Klimafonds", "Ghana", "Euro", "delivered+")),
        ("Portugal unterstützt die Theater mit 15 Millionen Euro.",
         ("Portugal", "die Theater", "Euro", "delivered+")),
        ("In Peru stehen nicht genügend Masken zur Verfügung.", ("", "Peru", "Masken", "needed+")),
        ("Der Konzern will dem Land Nepal 3 Millionen Euro zukommen lassen.",
         ("Der Konzern", "dem Land", "Euro", "agreed+")),
        ("Kanada will nicht länger Masken an Peru liefern.", ("Kanada", "Peru", "Masken", "refused+")),
        ("Irland hat Zuschüsse für die Bauern gebilligt.", ("Irland", "Bauern", "Zuschüsse", "agreed+")),
    ],
)  # fmt: skip
def test_who_gets_it_by_case_and_preposition(text: str, expected: tuple[str, str, str, str]):
    supplier, recipient, item, stage = told(text)[0]
    assert (supplier, item, stage) == (expected[0], *expected[2:])
    assert recipient.removeprefix("die ") == expected[1].removeprefix("die ")


@pytest.mark.parametrize(
    "text",
    [
        "Wer Masken aus China kauft, zahlt mehr.",
        "Bürger kaufen Waffen.",
        "Die Zeitung bezieht sich auf Unterlagen aus Peru.",
        "Belgien lehnt die Waffenlieferungen Kanadas an Peru ab.",
        "Kanada ist auf Hilfe für seine Bauern eingestellt.",
    ],
)
def test_what_anybody_does_is_no_transfer(text: str):
    assert not [row for row in told(text) if row[3] != "delivered+" or "Kanada" not in row[0]]


def test_goods_with_amounts_of_their_own_are_told_apart():
    analysis, transfers = read("Ghana bekam 40 Panzer und 30 Drohnen von Kanada.")
    amounts = [t.amount for t in transfers]
    assert [a and a.span.of(analysis.document.text) for a in amounts] == ["40", "30"]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Estland bestellte in Japan Tests im Wert von drei Millionen Euro.", "drei Millionen Euro"),
        ("Peru bekam von Kanada zehn Millionen Euro Hilfe.", "zehn Millionen Euro"),
        ("Kanada schickte Peru mehr als 60 Tonnen dringend nötiger Hilfsgüter.", "mehr als 60 Tonnen"),
    ],
)
def test_how_much_stands_before_goods_or_is_added_behind(text: str, amount: str):
    analysis, transfers = read(text)
    assert [t.amount and t.amount.span.of(analysis.document.text) for t in transfers] == [amount]
