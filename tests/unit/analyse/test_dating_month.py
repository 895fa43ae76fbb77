"""A month without its year, told as past."""

import pytest

from quellenlage.pipeline.run import compile_article
from quellenlage.records.layers import Clue
from quellenlage.world import load_world

READ = load_world()
TITLE = "Was in der Stadt und auf dem Land zu sehen ist\n\n"


def months(text: str) -> list[Clue]:
    found = compile_article((TITLE + text).encode(), "a.txt", READ).found
    return [clue for clue in found.clues if clue.by.rule == "month without year"]


def test_a_month_told_as_past_began_not_long_ago():
    (clue,) = months("Anfang März hatte das Landgericht die Klage der Reeder gegen den Hafen abgewiesen.")
    assert clue.recurs
    assert ("2021-03-01", "2021-10-27") in [days.iso() for days in clue.days]


@pytest.mark.parametrize(
    "text",
    [
        "Im März 2019 hatte das Landgericht die Klage der Reeder gegen den Hafen abgewiesen.",
        "Im Oktober wird das Landgericht über die Klage der Reeder gegen den Hafen entscheiden.",
        "Am 4. März hatte das Landgericht die Klage der Reeder gegen den Hafen abgewiesen.",
    ],
)
def test_a_year_a_day_or_the_future_are_no_such_month(text: str):
    assert months(text) == []
