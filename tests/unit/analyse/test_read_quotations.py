"""Quotations with the help of the model: speakers off the tree, and what the rules do not find."""

from tests.unit.analyse.reading_of import Told, analysed

from quellenlage.records.layers import Act, Quotation

TEXT = "Das Amt habe davon nichts gewusst, wie Quirlo Zast der Zeitung gegenüber durchblicken ließ."
ROLES = (
    ("Das Amt habe davon nichts gewusst", "quote", "indirect"),
    ("durchblicken ließ", "cue", ""),
    ("Quirlo Zast", "speaker", ""),
)
JOINS = ((0, 1, "cue"), (0, 2, "speaker"))


def quotations(text: str, told: Told) -> tuple[str, tuple[Quotation, ...]]:
    clean, found = analysed(text, told)
    return clean, tuple(q for q in found.quotations if q.by.rule == "model")


def test_parts_that_the_model_joins_are_a_quotation():
    clean, (found,) = quotations(TEXT, Told(names={"Quirlo Zast": "PER"}, roles=ROLES, joins=JOINS))
    assert [q.of(clean) for q in found.quotes] == ["Das Amt habe davon nichts gewusst"]
    assert [s.of(clean) for s in found.speakers] == ["Quirlo Zast"]
    assert (found.type, found.act) == ("indirect", Act.ASSERTS)


def test_a_quote_without_its_cue_is_none():
    assert quotations(TEXT, Told(names={"Quirlo Zast": "PER"}, roles=ROLES, joins=JOINS[1:]))[1] == ()


def test_a_weak_score_is_not_enough():
    assert quotations(TEXT, Told(names={"Quirlo Zast": "PER"}, roles=ROLES, joins=JOINS, score=0.55))[1] == ()


def test_a_noun_phrase_with_a_word_that_says_nothing_known_is_none():
    text = TEXT.replace("durchblicken ließ", "durchschimmern ließ")
    roles = (("Das Amt", "quote", "reported"), ("durchschimmern ließ", "cue", ""), ROLES[2])
    assert quotations(text, Told(names={"Quirlo Zast": "PER"}, roles=roles, joins=JOINS))[1] == ()


def test_quotation_marks_are_no_part_of_the_quote():
    text = "Er habe „ nichts gewusst “ , wie Quirlo Zast der Zeitung gegenüber durchblicken ließ."
    roles = (("„ nichts gewusst “", "quote", "direct"), *ROLES[1:])
    clean, found = quotations(text, Told(names={"Quirlo Zast": "PER"}, roles=roles, joins=JOINS))
    assert [q.of(clean) for q in found[0].quotes] == ["nichts gewusst"]


def test_the_subject_of_the_verb_speaks_not_the_nearest_actor():
    text = "Quirlo Zast, ein Freund von Brandla Mor, sagte in der Stadt, das sei nicht wahr."
    told = Told(names={"Quirlo Zast": "PER", "Brandla Mor": "PER"}, subjects={"Quirlo": "sagte"})
    clean, found = analysed(text, told)
    assert {s.of(clean) for q in found.quotations for s in q.speakers} == {"Quirlo Zast"}


def test_a_bare_noun_for_people_in_front_is_told_it_by_the_one_with_an_article():
    text = "Anwohner wies die Behörde darauf hin, dass die Brücke über den Fluss gesperrt sei."
    told = Told(
        subjects={"Anwohner": "wies"}, objects={"Behörde": "wies"}, nouns=("Anwohner", "Behörde"), verbs=("wies",)
    )
    clean, found = analysed(text, told)
    assert [[s.of(clean) for s in q.speakers] for q in found.quotations] == [["die Behörde"]]
