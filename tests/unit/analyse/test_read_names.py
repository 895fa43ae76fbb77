"""Names that the model reads, beside those that rules and knowledge base find."""

import pytest
from tests.unit.analyse.reading_of import Told, analysed

from quellenlage.records.layers import EntityType


def mentions(text: str, **names: str) -> dict[str, tuple[EntityType, tuple[str, ...]]]:
    clean, found = analysed(text, Told(names={k.replace("_", " "): v for k, v in names.items()}))
    return {m.span.of(clean): (m.type, m.candidates) for m in found.mentions}


def test_a_person_that_no_rule_knows():
    assert (
        mentions("In der Stadt war auch Quirlo Zast, der mit dem Bus kam.", Quirlo_Zast="PER")["Quirlo Zast"][0]
        == "PER"
    )


def test_a_title_in_front_belongs_to_the_person():
    clean, found = analysed("Am Ende kam auch Minister Quirlo Zast in die Stadt.", Told(names={"Quirlo Zast": "PER"}))
    person = next(m for m in found.mentions if m.span.of(clean) == "Quirlo Zast")
    assert person.title is not None
    assert person.title.of(clean) == "Minister"


def test_an_organisation_keeps_its_kind():
    assert mentions("Das hat der Verein Zastia am Tag danach gesagt.", Zastia="ORG")["Zastia"][0] == "ORG"


def test_what_the_model_reads_as_no_person_is_none():
    told = mentions("Am Morgen sagte York Zastia in der Stadt, es sei so.", York_Zastia="ORG")
    assert told["York Zastia"][0] == "ORG"


def test_a_place_of_the_knowledge_base_is_found_by_a_name_that_is_also_an_everyday_word():
    kind, candidates = mentions("Das ist für Washington und die anderen auch nicht neu.", Washington="LOC")[
        "Washington"
    ]
    assert kind == "GPE"
    assert candidates


def test_an_organisation_of_the_knowledge_base_is_no_person():
    found = mentions("Das meldet Ria Nowosti auch an dem Tag danach.", Ria_Nowosti="PER")
    assert found["Ria Nowosti"][0] == "ORG"


@pytest.mark.parametrize("kind", ["LOCderiv", "ORGpart"])
def test_derivatives_and_parts_alone_are_no_mention(kind):
    assert "zastische" not in mentions("Das ist eine zastische Sache, und sie ist neu.", zastische=kind)


def test_without_a_sure_score_nothing_is_taken():
    clean, found = analysed("Das hat der Verein Zastia dann gesagt.", Told(names={"Zastia": "ORG"}, score=0.3))
    assert "Zastia" not in {m.span.of(clean) for m in found.mentions}
