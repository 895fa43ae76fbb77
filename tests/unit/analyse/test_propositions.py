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
