"""The page of attribution: every source of the knowledge base has a licence."""

import sys
from pathlib import Path

import pytest

from quellenlage.kb.loader import FOLDER

SCRIPTS = Path(__file__).parents[3] / "training" / "kb"
sys.path.append(str(SCRIPTS))

from attribution import kind_of, licence_of, page  # noqa: E402  the scripts are no package
from tables import Table, read_table  # noqa: E402

LICENCES = Table(
    ["begins", "what", "licence", "use"],
    [
        {"begins": "atlas", "what": "Atlas", "licence": "CC0", "use": "names"},
        {"begins": "atlas of seas", "what": "Seas", "licence": "MIT", "use": "seas"},
    ],
)


@pytest.mark.parametrize(("source", "what"), [("atlas 3", "Atlas"), ("atlas of seas 1: a.csv", "Seas")])
def test_the_longest_beginning_tells_the_licence(source: str, what: str):
    row = licence_of(source, LICENCES)
    assert row is not None
    assert row["what"] == what


def test_a_source_that_no_row_begins_has_none():
    assert licence_of("hearsay", LICENCES) is None


@pytest.mark.parametrize(
    ("source", "kind"), [("recalled", "recalled"), ("atlas 3; name recalled", "in part"), ("atlas 3", "opened")]
)
def test_rows_are_opened_in_part_or_recalled(source: str, kind: str):
    assert kind_of(source) == kind


def test_every_source_of_the_knowledge_base_has_a_licence():
    _, faults = page(FOLDER, read_table(SCRIPTS / "licences.tsv"))
    assert faults == []
