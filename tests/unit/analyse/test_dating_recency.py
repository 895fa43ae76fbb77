"""A weekday of the lead on which somebody says something, and that is named again: fresh news."""

import pytest

from quellenlage.pipeline.run import compile_article
from quellenlage.records.layers import Clue
from quellenlage.world import load_world

READ = load_world()
TITLE = "Werft am Kanal baut zwei Fähren\n\n"


def recent(text: str) -> list[Clue]:
    found = compile_article((TITLE + text).encode(), "a.txt", READ).found
    return [clue for clue in found.clues if clue.by.rule == "weekday of the news"]


def test_a_weekday_that_news_of_an_agency_names_twice_is_no_older_than_three_days() -> None:
    (clue,) = recent(
        "Die Werft am Kanal baut zwei neue Fähren, sagte die Leiterin der Werft am Dienstag.\n\n"
        "Der Vertrag war am Dienstag in der Halle unterschrieben worden."
    )
    assert clue.weekdays == (2, 3, 4, 5)


@pytest.mark.parametrize(
    "text",
    [
        "Die Werft am Kanal baut zwei neue Fähren, sagte die Leiterin der Werft am Dienstag.",
        "Am Dienstag brannte die Halle der Werft. Am Dienstag fuhr auch keine Fähre über den Kanal.",
    ],
)
def test_once_or_without_anybody_who_says_it_it_may_be_older(text: str) -> None:
    assert recent(text) == []
