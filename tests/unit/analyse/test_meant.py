"""Whom a pronoun for a speaker means."""

from tests.unit.analyse.reading_of import Told, analysed

TEXT = (
    "Quirlo Zast war in der Stadt. Das Amt habe davon nichts gewusst, wie er der Zeitung gegenüber durchblicken ließ."
)
ROLES = (
    ("Das Amt habe davon nichts gewusst", "quote", "indirect"),
    ("durchblicken ließ", "cue", ""),
    ("er", "speaker", ""),
)
JOINS = ((0, 1, "cue"), (0, 2, "speaker"))


def speakers(text: str, names: dict[str, str]) -> list[str]:
    clean, found = analysed(text, Told(names=names, roles=ROLES, joins=JOINS))
    return [s.of(clean) for q in found.quotations if q.by.rule == "model" for s in q.speakers]


def test_a_pronoun_means_the_person_named_before():
    assert speakers(TEXT, {"Quirlo Zast": "PER"}) == ["Quirlo Zast"]


def test_a_place_says_nothing():
    assert speakers(TEXT.replace("Quirlo Zast war in", "Zastopol war"), {"Zastopol": "LOC"}) == []


def test_a_person_too_far_away_is_not_meant():
    far = TEXT.replace(". Das", ". Die Tür war alt. Die Uhr ging nach. Das Haus stand leer. Das")
    assert speakers(far, {"Quirlo Zast": "PER"}) == []
