"""What the view of actors says behind a name."""

import pytest

from quellenlage.present.tables.actors import actors
from quellenlage.records.contract import EntityRow, Record
from quellenlage.records.layers import EntityType
from quellenlage.records.provenance import By


def shown(rule: str, *, anonymous: bool = False) -> str:
    row = EntityRow(
        id="org:bote", by=By(rule, "entity", "1"), type=EntityType.ORG, name="Rauher Bote", aliases=(), wikidata=None,
        anonymous=anonymous, part_of=(), speaks_for=(), offices=(),
    )  # fmt: skip
    return actors(Record(entity=(row,))).rows[0][0]


@pytest.mark.parametrize(
    ("rule", "mark"),
    [
        ("names that are one (gazetteer)", ""),
        ("names that are one (gazetteer, recalled name)", ""),
        ("names that are one (gazetteer, recalled)", " (recalled)"),
        ("names that are one (gazetteer, state media)", " (state media)"),
        ("names that are one (gazetteer, model, recalled, state media)", " (state media, recalled)"),
    ],
)
def test_media_of_states_and_recalled_rows_are_marked(rule: str, mark: str):
    assert shown(rule) == f"Rauher Bote{mark}"


def test_who_has_no_name_is_said_to_have_none():
    assert shown("names that are one (nominal)", anonymous=True) == "Rauher Bote (not named)"
