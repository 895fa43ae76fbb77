"""Promises beside what came, and denials beside admissions; all sentences are invented."""

import pytest

from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.records.contract import FindingRow
from quellenlage.world import World, load_world

HEAD = "Streit um die Brücke in Mühlbach\n\n"
END = " Bürgermeisterin Hedwig Sandner und der Unternehmer Alois Brandl waren am Abend schon gegangen.\n"


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def findings(world: World, *sentences: str) -> list[FindingRow]:
    pile = [compile_article(f"{HEAD}{s}{END}".encode(), f"{n}.txt", world) for n, s in enumerate(sentences)]
    return [row for row in link_pile(pile, world).finding if row.b]


def test_a_number_in_the_place_of_another_stands_beside_the_sentence_that_told_the_other(world: World):
    ahead = "Die Stadt werde 300 Sandsäcke liefern, sagte Hedwig Sandner."
    came = "Am Freitag kamen die Sandsäcke an. Nach Angaben der Feuerwehr waren es 120 statt 300."
    (found,) = [f for f in findings(world, ahead, came) if f.type == "outcome"]
    assert found.by.rule == "a number in the place of another"
    assert found.a.article != (found.b and found.b.article)


def test_a_number_in_the_place_of_another_thing_means_nothing(world: World):
    ahead = "Auf dem Fest seien 300 Gäste gewesen, sagte Hedwig Sandner."
    came = "Am Freitag kamen die Sandsäcke an. Nach Angaben der Feuerwehr waren es 120 statt 300."
    assert [f for f in findings(world, ahead, came) if f.type == "outcome"] == []


def test_an_admission_stands_beside_the_denial(world: World):
    denied = "Alois Brandl bestritt, dass seine Firma den Beton gestreckt habe."
    admitted = "Alois Brandl räumte ein, dass ein Teil des Betons zu dünn gewesen sei."
    found = [f for f in findings(world, denied, admitted) if f.by.rule == "a denial and an admission"]
    assert [f.type for f in found] == ["contradiction"]


def test_who_admits_something_else_contradicts_nothing(world: World):
    denied = "Alois Brandl bestritt, dass seine Firma den Beton gestreckt habe."
    admitted = "Alois Brandl räumte ein, dass er das Konzert verschlafen habe."
    assert [f for f in findings(world, denied, admitted) if f.by.rule == "a denial and an admission"] == []


AHEAD = "Am 4. Mai 2021 wird Olaf Scholz die Stadt Wien besuchen, teilte ein Sprecher mit."


@pytest.mark.parametrize(
    ("came", "is_report"),
    [
        ("Am 4. Mai 2021 hat Olaf Scholz die Stadt Wien besucht.", True),
        ("Kritiker sagten, am 4. Mai 2021 habe Olaf Scholz die Stadt Wien besucht.", False),
    ],
)
def test_what_others_say_of_it_is_no_report_of_what_came(world: World, came: str, is_report: bool):
    found = [f for f in findings(world, AHEAD, came) if f.by.rule == "one event, told ahead and afterwards"]
    assert bool(found) is is_report
