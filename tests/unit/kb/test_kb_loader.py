from pathlib import Path

import pytest

from quellenlage.errors import DataFileError
from quellenlage.kb.loader import load_kb

ENTITIES = "id\ttype\tname\tpart_of\tpopulation\tsource\tchecked"
NAMES = "entity\tlang\tform\tkind\tambiguous\tsource\tchecked"
GIVEN = "name\tgender\tsource"
OUTLETS = "id\tname\tkind\tstate\towner\tcountry\tlanguage\tdomains\tcodes\tsource\tchecked"
OUTLET = "org:bote\tBote\tnewspaper\tno\t\t\tde\tbote.example\t\tatlas 3\t2026-01-01"
OUTLET_NAME = "org:bote\tde\tNebelbote\tname\tno\trecalled\t"
LAND = "land:1\tGPE\tNebelland\t\t1200\tatlas 3\t2026-01-01"
CITY = "ort:1\tGPE\tRauhstadt\tland:1\t\trecalled\t"
NAME = "land:1\tde\tNebelland\tname\tno\tatlas 3\t2026-01-01"


def kb_of(folder: Path, *, entities: str = "", names: str = "", given: str = "", outlets: str = "") -> Path:
    (folder / "entities.tsv").write_text(f"{ENTITIES}\n{LAND}\n{CITY}\n{entities}", encoding="utf-8")
    (folder / "names.tsv").write_text(f"{NAMES}\n{NAME}\n{names}", encoding="utf-8")
    (folder / "given_names.tsv").write_text(f"{GIVEN}\nHanna\tf\town\n{given}", encoding="utf-8")
    (folder / "outlets.tsv").write_text(f"{OUTLETS}\n{OUTLET}\n{outlets}", encoding="utf-8")
    (folder / "outlet_names.tsv").write_text(f"{NAMES}\n{OUTLET_NAME}\n", encoding="utf-8")
    return folder


def told(folder: Path) -> list[str]:
    with pytest.raises(ExceptionGroup) as caught:
        load_kb(folder)
    assert all(isinstance(fault, DataFileError) for fault in caught.value.exceptions)
    return [str(fault) for fault in caught.value.exceptions]


def test_rows_become_individuals_and_names(tmp_path: Path):
    kb = load_kb(kb_of(tmp_path))
    assert kb.entities["land:1"].population == 1200
    assert kb.entities["ort:1"].part_of == "land:1"
    assert kb.entities["ort:1"].population == 0
    assert [name.form for name in kb.names] == ["Nebelland", "Nebelbote"]
    assert kb.given_names == {"Hanna": "f"}


@pytest.mark.parametrize(
    ("entities", "names", "fault"),
    [
        ("land:1\tGPE\tNebelheim\t\t\town\t\n", "", "land:1: expected an id that stands only once"),
        ("ort:2\tGPE\tOrt\tland:9\t\town\t\n", "", "part_of land:9: expected an id of this file"),
        ("ort:2\tWALD\tOrt\t\t\town\t\n", "", "type 'WALD': expected one of PER"),
        ("ort:2\tGPE\tOrt\t\tviele\town\t\n", "", "population 'viele': expected a whole number"),
        ("ort:2\tGPE\tOrt\t\t²\town\t\n", "", "population '²': expected a whole number"),
        ("ort:2\tGPE\tOrt\t\t\t\t\n", "", "line 4: expected a source"),
        ("", "ort:9\tde\tOrt\tname\tno\town\t\n", "entity ort:9: expected an id of entities.tsv"),
        ("", "ort:1\tde\tOrt\tkosename\tno\town\t\n", "kind 'kosename': expected one of name"),
        ("", "ort:1\tde\tOrt\tname\tno\t\t\n", "line 3: expected a source"),
    ],
)
def test_a_fault_is_told(tmp_path: Path, entities: str, names: str, fault: str):
    (found,) = told(kb_of(tmp_path, entities=entities, names=names))
    assert fault in found


def test_a_yes_or_no_and_a_gender_are_nothing_else(tmp_path: Path):
    (found,) = told(kb_of(tmp_path, names="ort:1\tde\tOrt\tname\tja\town\t\n"))
    assert "names.tsv: ambiguous 'ja': expected one of yes, no" in found
    (found,) = told(kb_of(tmp_path, given="Kim\td\town\n"))
    assert "given_names.tsv: gender 'd': expected one of" in found
    assert load_kb(kb_of(tmp_path, given="Kim\t\town\n")).given_names == {"Hanna": "f", "Kim": ""}


def test_faults_of_all_files_are_told_at_once(tmp_path: Path):
    kb_of(tmp_path, entities="ort:2\tGPE\n", names="ort:9\tde\tOrt\tname\tno\t\t\n")
    (tmp_path / "given_names.tsv").unlink()
    text = "\n".join(told(tmp_path))
    assert all(
        part in text
        for part in (
            "entities.tsv: line 4: expected 7 cells, not 2",
            "names.tsv: line 3: expected a source",
            "entity ort:9",
            "given_names.tsv: file: expected a readable file",
        )
    )


# --- outlets ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("outlets", "fault"),
    [
        ("org:b\tBlatt\tzettel\tno\t\t\t\t\t\town\t\n", "kind 'zettel': expected one of newspaper"),
        ("org:b\tBlatt\tblog\tja\t\t\t\t\t\town\t\n", "state 'ja': expected one of yes, no"),
        ("org:b\tBlatt\tblog\tno\t\tXX\t\t\t\town\t\n", "org:b: country XX: expected a country"),
        ("org:b\tBlatt\tblog\tno\t\t\t\tkein ort\t\town\t\n", "domain 'kein ort': expected a domain"),
        ("org:b\tBlatt\tblog\tno\t\t\t\t\t\t\t\n", "line 3: expected a source"),
        ("org:bote\tBote\tblog\tno\t\t\t\t\t\town\t\n", "org:bote: expected an id that stands only once"),
        ("org:b\tBlatt\tblog\tno\t\t\t\tbote.example\t\town\t\n", "domain 'bote.example': expected a domain that"),
        ("land:1\tAnderland\tblog\tno\t\t\t\t\t\town\t\n", "name 'Anderland': expected 'Nebelland'"),
    ],
)
def test_a_fault_of_an_outlet_is_told(tmp_path: Path, outlets: str, fault: str):
    (found,) = told(kb_of(tmp_path, outlets=outlets))
    assert fault in found


def test_outlets_are_organisations_of_their_countries(tmp_path: Path):
    land = "country:XX\tGPE\tXland\t\t\town\t\n"
    row = "org:blatt\tBlatt\tnewspaper\tyes\tder Staat\tXX\tde\tblatt.example;b.example\tBl;BT\trecalled\t\n"
    kb = load_kb(kb_of(tmp_path, entities=land, outlets=row))
    assert kb.entities["org:blatt"].part_of == "country:XX"
    assert kb.entities["org:blatt"].source == "recalled"
    outlet = kb.outlets["org:blatt"]
    assert (outlet.is_state, outlet.domains, outlet.codes) == (True, ("blatt.example", "b.example"), ("Bl", "BT"))
    assert [name.form for name in kb.names] == ["Nebelland", "Nebelbote"]
