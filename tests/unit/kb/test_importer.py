"""Files of others become rows; what cannot be used is refused with a reason."""

import json

import pytest

from quellenlage.errors import ConfigError
from quellenlage.kb.entities import KbEntity
from quellenlage.kb.importer import Imported, read_import
from quellenlage.kb.loader import Kb
from quellenlage.kb.names import KbName
from quellenlage.records.layers import EntityType

LAND = KbEntity(id="country:NL", type=EntityType.GPE, name="Nebelland", source="own", wikidata="Q900001")
RAUH = KbEntity(id="geonames:77", type=EntityType.GPE, name="Rauh", source="own", part_of=("country:NL",))
KB = Kb(
    {entity.id: entity for entity in (LAND, RAUH)},
    (
        KbName(entity="country:NL", lang="de", form="Nebelland", kind="name", ambiguous=False),
        KbName(entity="geonames:77", lang="de", form="Rauh", kind="name", ambiguous=False),
    ),
    {},
)
ITEM = {
    "id": "Q900002",
    "labels": {"de": {"language": "de", "value": "Rauher Bote"}, "fr": {"language": "fr", "value": "Le Messager"}},
    "aliases": {"de": [{"value": "Der Bote"}, {"value": " Bote\u0007"}]},
    "claims": {
        "P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q11032"}}}}],
        "P17": [{"mainsnak": {"datavalue": {"value": {"id": "Q900001"}}}}],
    },
}
PERSON = {
    "id": "nk-1",
    "schema": "Person",
    "properties": {"name": ["Runa Oldweg"], "alias": ["Rune Oldweg"], "weakAlias": ["Runa"], "wikidataId": ["Q900003"]},
}


def read(text: str) -> Imported:
    return read_import(text.encode(), "list.csv", KB)


def forms(found: Imported, at: int = 0) -> list[str]:
    return [name.form for name in found.rows[at].names]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ITEM),
        json.dumps([ITEM]),
        json.dumps({"entities": {"Q900002": ITEM}}),
        json.dumps(ITEM) + "\n" + json.dumps(ITEM),
        "[\n" + json.dumps(ITEM) + ",\n" + json.dumps(ITEM) + "\n]",
    ],
)
def test_an_item_of_wikidata_comes_in_every_wrapping(text: str):
    found = read(text)
    (row,) = found.rows
    assert (found.format, row.id, row.type, row.name) == ("wikidata", "wikidata:Q900002", EntityType.ORG, "Rauher Bote")
    assert forms(found) == ["Rauher Bote", "Der Bote", "Bote"]
    assert row.part_of == ("country:NL",)


def test_an_item_with_the_wikidata_id_of_one_of_ours_takes_its_place():
    item = {**ITEM, "id": "Q900001", "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q6256"}}}}]}}
    found = read(json.dumps(item))
    assert (found.rows[0].id, found.merged) == ("country:NL", ("country:NL",))


def test_lines_of_followthemoney():
    found = read("\n".join(json.dumps(o) for o in (PERSON, {"id": "a", "schema": "Address", "properties": {}})))
    assert found.format == "followthemoney"
    assert (found.rows[0].id, found.rows[0].type, found.rows[0].wikidata) == ("ftm:nk-1", EntityType.PER, "Q900003")
    assert [(n.form, n.ambiguous) for n in found.rows[0].names] == [
        ("Runa Oldweg", False), ("Rune Oldweg", False), ("Runa", True),
    ]  # fmt: skip
    assert found.refused == (("a", "its class is not known (Address)"),)


def test_a_line_of_geonames_is_merged_by_its_number():
    cells = ["77", "Rauh", "Rauh", "Rauhia,Раух,RHX", "1", "2", "P", "PPL", "NL", *[""] * 5, "1200", *[""] * 4]
    found = read("\t".join(cells) + "\n")
    (row,) = found.rows
    assert (found.format, row.id, row.population, row.part_of) == ("geonames", "geonames:77", 1200, ("country:NL",))
    assert [(n.form, n.ambiguous) for n in row.names] == [("Rauh", False), ("Rauhia", False), ("RHX", True)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_may_be_divided_by_commas_semicolons_or_tabs(delimiter: str):
    head, row = ("Name", "type", "aliases"), ("Rauher Bund", "org", "RB|Bund von Rauh")
    found = read(delimiter.join(head) + "\r\n" + delimiter.join(row) + "\r\n")
    assert found.rows[0].id == "own:org:rauher-bund"
    assert forms(found) == ["Rauher Bund", "RB", "Bund von Rauh"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Rauher Bund,KINGDOM,,,", "type 'KINGDOM' is none of"),
        (",ORG,,,", "has no name that can be used"),
        ("R,ORG,,,", "has no name that can be used"),
        ("Rauher Bund,ORG,42,,", "wikidata '42' is no id such as Q42"),
        ("Rauher Bund,ORG,,perhaps,", "ambiguous 'perhaps' is neither yes nor no"),
        ("Rauher Bund,ORG,,,nickname", "kind 'nickname' is none of"),
    ],
)
def test_a_row_of_a_table_that_cannot_be_used_is_refused(row: str, reason: str):
    found = read(f"name,type,wikidata,ambiguous,kind\nNebelrat,ORG,,,\n{row}\n")
    assert len(found.rows) == 1
    assert reason in found.refused[0][1]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "there is no column name or type"),
        ("Nebel am Rauh.\nNichts sonst.", "there is no column name or type"),
        ("{", "is no JSON"),
        ("[1, 2]", "holds no list of objects"),
        ("{}", "nothing in it can be used"),
        ("name,type\n", "nothing in it can be used"),
        ("[" * 100_000, "is no JSON"),
        ('{"id": 4, "labels": []}', "nothing in it can be used (row 1: is not built as this format is)"),
    ],
)
def test_a_file_of_which_nothing_can_be_used_is_an_error_in_one_line(text: str, reason: str):
    with pytest.raises(ConfigError) as error:
        read(text)
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


def test_bytes_that_are_no_text_are_told():
    with pytest.raises(ConfigError, match="is no UTF-8"):
        read_import(b"\xff\xfe\x00", "list.csv", KB)


def test_a_name_of_signs_alone_is_refused():
    found = read("name,type\nNebelrat,ORG\n++,ORG\n")
    assert found.refused == (("own:org:", "has no name that can be used"),)
