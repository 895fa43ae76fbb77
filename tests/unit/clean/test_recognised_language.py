import pytest

from quellenlage.clean.language import recognise
from quellenlage.world import load_world

GERMAN = load_world().language


@pytest.mark.parametrize(
    "text",
    [
        "Der Rat hat am Dienstag eine neue Brücke über den Bach beschlossen.",
        "DER RAT HAT AM DIENSTAG EINE NEUE BRÜCKE BESCHLOSSEN",
    ],
)
def test_german_is_recognised_by_its_function_words(text: str):
    assert recognise(text, [GERMAN]) is GERMAN


@pytest.mark.parametrize(
    "text",
    [
        "The council of the village has voted for a new bridge over the brook this week.",
        "Le conseil du village a voté pour un nouveau pont.",
        "12345 +++ 4711",
        "Совет деревни проголосовал за новый мост.",
        "",
    ],
)
def test_a_text_in_no_known_language_is_in_none(text: str):
    assert recognise(text, [GERMAN]) is None


def test_without_a_known_language_no_text_is_in_one():
    assert recognise("Der Rat hat eine Brücke beschlossen.", []) is None
