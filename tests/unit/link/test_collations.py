"""Utterances that several articles report; all sentences are invented."""

from itertools import permutations

import pytest

from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.records.contract import FindingRow
from quellenlage.records.layers import Analysis
from quellenlage.world import World, load_world

END = " Mehr war am Abend aus dem Rathaus der kleinen Stadt nicht zu erfahren, und die Sitzung war bald vorbei.\n"


@pytest.fixture(scope="module")
def world() -> World:
    return load_world(model="none")


def article(number: int, sentence: str, world: World) -> Analysis:
    text = f"Streit um das Schwimmbad\n\n{sentence}{END}"
    return compile_article(text.encode(), f"{number}.txt", world)


def findings(sentences: tuple[str, ...], world: World, type_: str) -> list[FindingRow]:
    pile = [article(n, s, world) for n, s in enumerate(sentences)]
    return [row for row in link_pile(pile, world).finding if row.type == type_]


SAID = "„Wir müssen das Schwimmbad im Sommer für 20 Tage schließen“, sagte Bürgermeisterin Hedwig Sandner."


def test_a_number_that_differs_is_a_difference_of_substance(world: World):
    other = "„Wir müssen das Schwimmbad im Sommer für zwölf Tage schließen“, sagte Bürgermeisterin Hedwig Sandner."
    (found,) = findings((SAID, other), world, "quote_variant")
    assert found.by.rule == "differences of substance"
    assert "„20“ / „zwölf“" in found.note
    assert found.weight == 4


@pytest.mark.parametrize(
    ("other", "change"),
    [
        (SAID.replace("müssen", "können"), "„müssen“ / „können“"),
        (SAID.replace("Wir müssen", "Sie müssen"), "„Wir“ / „Sie“"),
        (SAID.replace("für 20 Tage schließen", "nicht für 20 Tage schließen"), "fehlt / „nicht“"),
    ],
)
def test_modals_persons_and_negations_are_of_substance(other: str, change: str, world: World):
    (found,) = findings((SAID, other), world, "quote_variant")
    assert found.by.rule == "differences of substance"
    assert change in found.note


def test_a_number_in_words_is_no_difference(world: World):
    assert findings((SAID, SAID.replace("20", "zwanzig")), world, "quote_variant") == []


def test_the_same_words_are_no_finding(world: World):
    assert findings((SAID, SAID), world, "quote_variant") == []


def test_other_words_are_a_difference_of_wording(world: World):
    (found,) = findings((SAID, SAID.replace("schließen", "dichtmachen")), world, "quote_variant")
    assert found.by.rule == "differences of wording"


def test_another_utterance_of_the_same_speaker_is_not_the_same(world: World):
    other = "„Die Preise im Hallenbad steigen erst im Herbst um einen Euro“, sagte Bürgermeisterin Hedwig Sandner."
    assert findings((SAID, other), world, "quote_variant") == []


def test_two_named_speakers_have_two_utterances(world: World):
    other = SAID.replace("Hedwig Sandner", "Alma Kirchhoff").replace("20", "30")
    assert findings((SAID, other), world, "quote_variant") == []


def test_the_order_of_the_articles_changes_nothing(world: World):
    sentences = (SAID, SAID.replace("20", "zwölf"), SAID.replace("müssen", "können"))
    pile = [article(n, s, world) for n, s in enumerate(sentences)]
    assert len({link_pile(order, world).finding for order in permutations(pile)}) == 1
