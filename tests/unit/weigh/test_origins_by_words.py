"""Who is meant by words that are no name, as the bounds of small invented piles tell it."""

from __future__ import annotations

import pytest
from tests.unit.weigh.test_origins import bounds_given

from quellenlage.weigh.origins.whole import read_pattern
from quellenlage.world import load_world

HARBOUR = "Laut Hafenamt Lauterbach hat der Kahn ein Leck."
SPOKESWOMAN = "„Der Kahn hat ein Leck“, sagte eine Sprecherin des Hafenamts Lauterbach."
REPORT = "Laut einem Gutachten der Werft Tamsen hat der Kahn ein Leck."
SAME_REPORT = "Der Kahn leckt laut einem Gutachten der Werft Tamsen seit Mai."
GENERAL = "Der Kahn gehört nach Angaben des finnischen Generalstabs einem Fischer."
GENERALS = "Der finnische Generalstab teilte mit, der Kahn gehöre einem Fischer."
POLICE = "Der Kahn ist nach Polizeiangaben gesunken."
PLAIN_POLICE = "Die Polizei teilte mit, der Kahn sei gesunken."


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ((HARBOUR, SPOKESWOMAN), (1, 1, 0, 0)),
        ((REPORT, SAME_REPORT), (1, 1, 0, 0)),
        ((GENERAL, GENERALS), (1, 1, 0, 0)),
        ((POLICE, PLAIN_POLICE), (1, 1, 0, 0)),
    ],
    ids=[
        "a body and who speaks for it",
        "one report twice",
        "one staff in two cases",
        "the front of a compound",
    ],
)
def test_words_that_are_no_name_find_their_bearer(articles: tuple[str, ...], expected: tuple[int, ...]) -> None:
    assert bounds_given(load_world(), *articles) == expected


def test_a_house_that_only_a_noun_names_may_stand_in_front_of_a_speaker() -> None:
    group = "Die Hafen-Fraktion tagte am Montag."
    said = "„Der Kahn hat ein Leck“, sagte der Hafen-Politiker Bert Tamsen."
    assert bounds_given(load_world(), f"{group} {said}") == (1, 1, 0, 0)


def test_a_part_belongs_to_its_whole() -> None:
    read = read_pattern("{whole}, dem {part} (?:untersteh)")
    assert read[0] == "whole"
    assert read[1].fullmatch(", dem ")
    assert read[2].match(" untersteht, teilte mit")
