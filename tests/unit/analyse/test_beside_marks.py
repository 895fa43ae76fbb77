"""Who speaks beside words in marks, whatever the verb and the noun; and what only looks like a word of saying."""

import pytest

from quellenlage.pipeline.run import compile_article
from quellenlage.records.layers import Act, Analysis, Quotation
from quellenlage.world import load_world

WORLD = load_world()
SENTENCES = (
    "„Das Dock war schon vor zehn Jahren morsch“, spottete der alte Segelmacher am Kai.",
    "„Die Kräne bleiben bis zum Herbst stehen“, sagte der Hafenmeister Ole Timm.",
    "„Wir werden voraussichtlich im Mai fertig“, sagte die Bauleiterin Rita Kolb.",
    "Ole Timm hält den Umbau für möglich, mahnte aber: „Wir brauchen zuerst einen Plan für die Boote.“",
    "Die Werft rechnet mit den Lieferanten einmal im Jahr ab.",
    "Die Kosten wollte die Werft am Freitag nicht nennen.",
    "Rita Kolb sagte der örtlichen Zeitung Hafenkurier: „Ich habe den Plan nie gesehen.“",
    "Der Hafenmeister Ole Timm bestritt nach Angaben der Zeitung Hafenkurier den Verkauf der drei Kräne.",
    "Die Bauleiterin Rita Kolb geht davon aus, dass das Dock im Juli öffnet.",
)


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    page = "\n\n".join(("Streit um das alte Dock am See", *SENTENCES))
    return compile_article(page.encode(), "a.txt", WORLD)


def found(analysis: Analysis, words: str) -> list[Quotation]:
    """The quotations of which these are words."""
    at = analysis.document.text.index(words)
    return [q for q in analysis.found.quotations if any(s.start <= at < s.end for s in q.quotes)]


def voice(analysis: Analysis, words: str) -> str:
    quotation = found(analysis, words)[0]
    return quotation.voice.of(analysis.document.text) if quotation.voice else ""


def test_any_verb_behind_words_in_marks_is_one_of_saying(analysis: Analysis) -> None:
    assert voice(analysis, "Das Dock war schon").startswith("der alte Segelmacher")


def test_a_forecast_of_oneself_is_no_promise(analysis: Analysis) -> None:
    assert found(analysis, "voraussichtlich im Mai")[0].act is not Act.PROMISES


def test_of_two_verbs_the_one_in_front_of_the_colon_says_it(analysis: Analysis) -> None:
    said = found(analysis, "Wir brauchen zuerst")
    assert {tuple(cue.of(analysis.document.text) for cue in q.cues) for q in said} == {("mahnte",)}


def test_a_verb_with_another_prefix_is_another_verb(analysis: Analysis) -> None:
    assert found(analysis, "Lieferanten einmal") == []


def test_who_wants_to_name_no_figure_refuses_to_comment(analysis: Analysis) -> None:
    assert [q.act for q in found(analysis, "Kosten wollte")] == [Act.NO_COMMENT]


def test_who_is_told_something_does_not_say_it(analysis: Analysis) -> None:
    assert voice(analysis, "Ich habe den Plan") == "Rita Kolb"


def test_no_report_stands_twice(analysis: Analysis) -> None:
    rows = [(q.quotes, q.type, q.act, q.cues) for q in analysis.found.quotations]
    assert len(rows) == len(set(rows))


def test_an_object_that_is_a_sign_alone_is_none() -> None:
    compile_article("Es war ein langer Tag am See. Hedwig Sandner bestritt \U0001f1e9.".encode(), "a.txt", WORLD)


def test_who_passes_a_denial_on_takes_nothing_from_it(analysis: Analysis) -> None:
    assert [q.act for q in found(analysis, "den Verkauf der drei")] == [Act.DENIES]
    assert voice(analysis, "den Verkauf der drei") == "Der Hafenmeister Ole Timm"


def test_a_verb_with_its_own_prefix_is_one_word_of_saying(analysis: Analysis) -> None:
    assert [q.act for q in found(analysis, "dass das Dock")] + [q.act for q in found(analysis, "das Dock im Juli")] == [
        Act.EXPECTS
    ] * 2
