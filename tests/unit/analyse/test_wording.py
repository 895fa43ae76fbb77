import pytest

from quellenlage.pipeline.run import compile_article
from quellenlage.records.wording import Sort, Term
from quellenlage.world import World, load_world


@pytest.fixture(scope="module")
def world() -> World:
    return load_world(model="none")


def terms(sentence: str, world: World) -> list[Term]:
    text = f"Neues aus dem Hafen\n\n{sentence} Das Wetter war an diesem Tag im ganzen Land sehr freundlich und warm.\n"
    analysis = compile_article(text.encode(), "a.txt", world)
    wording = next(w for w in analysis.found.wordings if w.span.of(analysis.document.text).startswith(sentence[:9]))
    return list(wording.terms)


@pytest.mark.parametrize(
    ("words", "value", "bound"),
    [
        ("Am Kai lagen 12 Schiffe.", "12", ""),
        ("Am Kai lagen zwölf Schiffe.", "12", ""),
        ("Am Kai lagen rund 1,5 Millionen Fässer.", "1500000", "about"),
        ("Am Kai lagen mehr als 80.000 Fässer.", "80000", "least"),
        ("Am Kai lagen bis zu 80 000 Fässer.", "80000", "most"),
        ("Am Kai lagen 3 Milliarden Körner.", "3000000000", ""),
    ],
)
def test_numbers_have_a_value(words: str, value: str, bound: str, world: World):
    (number,) = [t for t in terms(words, world) if t.sort is Sort.NUMBER]
    assert (number.lemma, number.bound) == (value, bound)


def test_modals_pronouns_and_negations_are_known_by_what_they_are(world: World):
    found = {t.lemma: t.sort for t in terms("Wir müssten das Schiff nicht verkaufen.", world)}
    assert found["wir"] is Sort.PERSON
    assert found["müssen"] is Sort.MODAL
    assert found["-"] is Sort.NEGATION


def test_a_sentence_of_many_words_is_cut(world: World):
    sentence = "Schiffe " + "und Boote " * 5000 + "liegen im Hafen."
    assert len(terms(sentence, world)) <= 200
