"""Who passes the words on."""

import pytest
from tests.unit.analyse.reading_of import Told, analysed

from quellenlage.pipeline.run import compile_article
from quellenlage.records.layers import Quotation
from quellenlage.world import load_world

NAMES = {"Quirlo Zast": "PER"}


def only(text: str, told: Told) -> tuple[str, Quotation]:
    clean, found = analysed(text, told)
    (quotation,) = found.quotations
    return clean, quotation


def chain(text: str, told: Told) -> list[tuple[str, str]]:
    clean, quotation = only(text, told)
    return [(link.kind, link.span.of(clean)) for link in quotation.via]


@pytest.mark.parametrize(
    ("told_to", "kind"),
    [("der Nachrichtenagentur", "agency"), ("dem Wochenblatt", "medium"), ("der dpa-Redaktion", "agency")],
)
def test_who_is_told_the_words_passes_them_on(told_to: str, kind: str):
    noun = told_to.split()[-1]
    told = Told(names=NAMES, subjects={"Zast": "sagte", noun: "sagte"}, nouns=(noun,))
    assert chain(f"Das Haus sei alt, sagte Quirlo Zast {told_to}.", told) == [(kind, noun)]


def test_what_is_in_the_quote_passes_nothing_on():
    told = Told(names=NAMES, subjects={"Zast": "sagte"}, nouns=("Wochenblatt",))
    assert chain("Das Wochenblatt sei alt, sagte Quirlo Zast in der Stadt.", told) == []


def test_a_spokesperson_passes_on_the_words_of_whom_he_speaks_for():
    text = "Das Haus sei alt, sagte ein Sprecher des Ministeriums in der Stadt."
    told = Told(subjects={"Sprecher": "sagte", "Ministeriums": "Sprecher"}, nouns=("Sprecher", "Ministeriums"))
    clean, quotation = only(text, told)
    assert [(link.kind, link.span.of(clean)) for link in quotation.via] == [("spokesperson", "ein Sprecher")]


def test_a_spokesperson_on_a_policy_speaks_for_himself():
    text = "Das Haus sei alt, sagte die baupolitische Sprecherin in der Stadt."
    told = Told(subjects={"Sprecherin": "sagte"}, nouns=("Sprecherin",), attributes={"baupolitische": "Sprecherin"})
    assert chain(text, told) == []


def test_without_a_model_nothing_is_added():
    data = b"Was hier steht\n\nDas Haus sei alt, sagte Quirlo Zast in der Stadt dem Wochenblatt."
    (quotation,) = compile_article(data, "a.txt", load_world("de", "none")).found.quotations
    assert quotation.via == ()
