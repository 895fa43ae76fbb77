"""What a sentence claims: its act by its own words, what only points back, whose side is taken."""

import pytest

from quellenlage.pipeline.run import compile_article
from quellenlage.records.claim import Proposition
from quellenlage.world import load_world

TITLE = "Was hier unter dem Strich steht\n\n"


def said(text: str) -> list[Proposition]:
    found = compile_article((TITLE + text).encode(), "a.txt", load_world()).found
    return [p for p in found.propositions if p.quotation is not None]


@pytest.mark.parametrize(
    ("text", "stance", "polarity"),
    [
        ("Norwegen sagte am Montag, dass der Damm bricht.", "asserts", "+"),
        ("Norwegen sagte am Montag, dass der Damm nicht bricht.", "asserts", "-"),
        ("Norwegen bestritt am Montag, dass der Damm bricht.", "denies", "-"),
        ("Norwegen erklärte am Montag, es habe keine Beweise für einen Bruch des Damms gesehen.", "doubts", "-"),
    ],
)
def test_stance_and_side(text: str, stance: str, polarity: str):
    assert [(p.stance, p.polarity) for p in said(text)][:1] == [(stance, polarity)]


@pytest.mark.parametrize(
    "text",
    [
        "Portugal hat die Vorwürfe am Montag zurückgewiesen.",
        "Portugal hat die Berichte über einen Bruch des Damms dementiert.",
        "Portugal streitet das seit Montag ab.",
    ],
)
def test_what_only_points_back(text: str):
    propositions = said(text)
    assert [p.stance for p in propositions] == ["denies"]
    assert propositions[0].is_bare


def test_nobody_named_raises_a_charge_in_the_passive():
    charge = said("Portugal wird seit Montag vorgeworfen, den Damm beschädigt zu haben.")
    assert [(p.is_charge, p.holders) for p in charge] == [(True, ())]


def test_the_narrator_says_what_nobody_is_quoted_with():
    found = compile_article(
        (TITLE + "Der Damm in Portugal brach am Montag. Es regnete.").encode(), "a.txt", load_world()
    )
    assert [p.span.of(found.document.text)[:8] for p in found.found.propositions if p.quotation is None] == ["Der Damm"]


def test_before_a_relative_clause_that_reports_the_narrator_speaks():
    text = "Am Montag kamen in Portugal die Zelte an, die Norwegen versprochen hatte."
    found = compile_article((TITLE + text).encode(), "a.txt", load_world())
    told = [p.span.of(found.document.text) for p in found.found.propositions if p.quotation is None]
    assert told == ["Am Montag kamen in Portugal die Zelte an"]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Das bestritt Portugal am Montag.", "word"),
        ("Dem widersprach Anna Beer am Montag.", "word"),
        ("Anna Beer, Leiterin des Hafens, widersprach.", "word"),
        ("Portugal hat am Montag ebenfalls dementiert.", "word"),
        ("Anna Beer widersprach: „Der Damm ist seit Jahren in gutem Zustand.“", "word"),
        ("Portugal hat die Vorwürfe am Montag zurückgewiesen.", "charge"),
        ("Norwegen erhob schwere Vorwürfe, die Portugal am Montag zurückwies.", "charge"),
        ("Portugal wies diese Darstellung am Montag zurück.", "report"),
        ("Portugal hat die Berichte über einen Bruch des Damms dementiert.", "report"),
        ("Portugal bestritt am Montag, dass der Damm gebrochen ist.", None),
        ("Portugal widersprach den Berichten vom Montag.", "report"),
    ],
)
def test_by_what_a_denial_points_back(text: str, points: str | None):
    assert [p.points for p in said(text) if p.stance == "denies"] == [points]


def test_the_narrator_is_heard_right_before_a_denial_whatever_he_names():
    text = TITLE + "Es war kalt. Die Maschinen sind veraltet. Das bestritt Portugal am Montag. Alte Maschinen rosten."
    found = compile_article(text.encode(), "a.txt", load_world())
    narrated = [p.span.of(found.document.text)[:13] for p in found.found.propositions if p.quotation is None]
    assert narrated[-1] == "Die Maschinen"
    assert "Alte Maschinen"[:13] not in narrated
