"""Main clauses in the subjunctive without a word of saying."""

import pytest
from tests.unit.analyse.reading_of import Told, analysed

from quellenlage.records.layers import Quotation, QuotationType

NAMES = {"Quirlo Zast": "PER"}


def free(text: str, verbs: tuple[str, ...], subjects: dict[str, str] | None = None) -> tuple[str, list[Quotation]]:
    clean, found = analysed(text, Told(names=NAMES, verbs=verbs, subjects=subjects or {}))
    return clean, [q for q in found.quotations if q.type is QuotationType.INDIRECT_FREE_INDIRECT]


def test_the_subject_of_the_sentence_before_says_it():
    text = "Quirlo Zast war damit nicht zufrieden. Die Tür sei noch nicht gestrichen."
    clean, (said,) = free(text, ("war", "sei"), {"Zast": "war", "Tür": "sei"})
    assert said.span.of(clean) == "Die Tür sei noch nicht gestrichen"
    assert [s.of(clean) for s in said.speakers] == ["Quirlo Zast"]


def test_it_goes_on_with_the_same_speaker_and_not_with_its_own_subject():
    text = "Quirlo Zast war nicht zufrieden. Die Tür sei alt. Das Amt wisse davon."
    clean, said = free(text, ("war", "sei", "wisse"), {"Zast": "war", "Tür": "sei", "Amt": "wisse"})
    assert [[s.of(clean) for s in q.speakers] for q in said] == [["Quirlo Zast"]] * 2


def test_without_anybody_before_it_nobody_says_it():
    _, (said,) = free("Die Tür des Amtes sei noch nicht gestrichen.", ("sei",), {"Tür": "sei"})
    assert said.speakers == ()


def test_words_in_marks_in_it_are_said_word_for_word():
    clean, found = analysed(
        "Die Tür des Amtes sei „noch nicht gestrichen“.", Told(verbs=("sei",), subjects={"Tür": "sei"})
    )
    assert [q.span.of(clean) for q in found.quotations if q.type is QuotationType.DIRECT] == ["noch nicht gestrichen"]


def test_a_form_that_stands_in_counts_only_where_speech_goes_on():
    text = "Die Türen hätten mit dem Amt nichts zu tun."
    assert free(text, ("hätten",), {"Türen": "hätten"})[1] == []
    text = f"Quirlo Zast war nicht zufrieden. Die Tür sei alt. {text}"
    assert len(free(text, ("war", "sei", "hätten"), {"Zast": "war", "Tür": "sei", "Türen": "hätten"})[1]) == 2


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Es sei denn, die Tür ist mit Farbe gestrichen.", "sei"),
        ("Möge die Tür des Amtes noch lange nicht fallen.", "Möge"),
        ("Nicht umsonst habe ich die Tür gestrichen.", "habe"),
        ("Und die Tür des Amtes sei noch nicht gestrichen?", "sei"),
    ],
)
def test_phrases_wishes_the_narrator_and_questions_report_nothing(text: str, verb: str):
    assert free(text, (verb,))[1] == []
