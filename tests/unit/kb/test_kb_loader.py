from pathlib import Path

import pytest

from quellenlage.errors import DataFileError
from quellenlage.kb.entities import TABLES
from quellenlage.kb.loader import NAME_FILES, load_kb
from quellenlage.text.fold import fold_sounds

ENTITIES = "id\ttype\tname\tpart_of\tpopulation\tsource\tchecked"
NAMES = "entity\tlang\tform\tkind\tambiguous\tsource\tchecked"
GIVEN = "name\tgender\tsource"
OUTLETS = "id\tname\tkind\tstate\towner\tcountry\tlanguage\tdomains\tcodes\tsource\tchecked"
OUTLET = "org:bote\tBote\tnewspaper\tno\t\t\tde\tbote.example\t\tatlas 3\t2026-01-01"
OUTLET_NAME = "org:bote\tde\tNebelbote\tname\tno\trecalled\t"
LAND = "land:1\tGPE\tNebelland\t\t1200\tatlas 3\t2026-01-01"
CITY = "ort:1\tGPE\tRauhstadt\tland:1\t\trecalled\t"
NAME = "land:1\tde\tNebelland\tname\tno\tatlas 3\t2026-01-01"


# The other tables: their head lines and, of those that a test fills, nothing or rows.
PERSON = "person:runa\tRuna Oldweg\tf\t\t\tQ1\tatlas 3\t2026-01-01"
PERSON_NAME = "person:runa\tde\tRuna Oldweg\tname\tno\tatlas 3\t2026-01-01"
OFFICE = "office:nebel\tAußenminister\tAußenministerin\tForeign Minister\tland:1\tforeign_minister\tatlas 3\t2026-01-01"
OTHERS = {
    "organisations.tsv": "\t".join(TABLES["organisations.tsv"]),
    "organisation_kinds.tsv": "entity\tkind\tsource",
    "capitals.tsv": "state\ttown\tsource",
    "given_genders.tsv": "name\tgender\tcount\tsource",
    "people.tsv": "\t".join(TABLES["people.tsv"]) + f"\n{PERSON}",
    "materiel.tsv": "\t".join(TABLES["materiel.tsv"]),
    "laws.tsv": "\t".join(TABLES["laws.tsv"]),
    "sites.tsv": "\t".join(TABLES["sites.tsv"]),
    "people_names.tsv": f"{NAMES}\n{PERSON_NAME}",
    **{file: NAMES for file in NAME_FILES if file not in ("names.tsv", "outlet_names.tsv", "people_names.tsv")},
    "offices.tsv": f"id\ttitle_de\ttitle_de_f\ttitle_en\tof\tkind\tsource\tchecked\n{OFFICE}",
    "terms.tsv": "person\toffice\tfrom\tto\tsource\tchecked",
    "calendar_series.tsv": "id\tnames\tfrom\tto\tsource\tchecked",
    "coinages.tsv": "id\tforms\tfirst\tsource\tchecked",
    "calendar.tsv": "id\ttype\tlabel\tfrom\tto\tactors\tplace\tnames\tsource\tchecked",
}


def kb_of(
    folder: Path, *, entities: str = "", names: str = "", given: str = "", outlets: str = "", **rows: str
) -> Path:
    """A knowledge base of a few rows; ``rows`` are added to the table of that name."""
    for file, text in OTHERS.items():
        (folder / file).write_text(f"{text}\n{rows.get(file.removesuffix('.tsv'), '')}", encoding="utf-8")
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
    assert kb.entities["ort:1"].part_of == ("land:1",)
    assert kb.entities["ort:1"].population == 0
    assert [name.form for name in kb.names] == ["Nebelland", "Nebelbote", "Runa Oldweg"]
    assert kb.given_names == {"Hanna": "f"}


@pytest.mark.parametrize(
    ("entities", "names", "fault"),
    [
        ("land:1\tGPE\tNebelheim\t\t\town\t\n", "", "land:1: expected an id that stands only once"),
        ("ort:2\tGPE\tOrt\tland:9\t\town\t\n", "", "ort:2: land:9: expected an id of the knowledge base"),
        ("ort:2\tWALD\tOrt\t\t\town\t\n", "", "type 'WALD': expected one of PER"),
        ("ort:2\tGPE\tOrt\t\tviele\town\t\n", "", "population 'viele': expected a whole number"),
        ("ort:2\tGPE\tOrt\t\t²\town\t\n", "", "population '²': expected a whole number"),
        ("ort:2\tGPE\tOrt\t\t\t\t\n", "", "line 4: expected a source"),
        ("", "ort:9\tde\tOrt\tname\tno\town\t\n", "entity ort:9: expected an id of the knowledge base"),
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
    assert kb.entities["org:blatt"].part_of == ("country:XX",)
    assert kb.entities["org:blatt"].source == "recalled"
    outlet = kb.outlets["org:blatt"]
    assert (outlet.is_state, outlet.domains, outlet.codes) == (True, ("blatt.example", "b.example"), ("Bl", "BT"))
    assert [name.form for name in kb.names] == ["Nebelland", "Nebelbote", "Runa Oldweg"]


def test_who_held_an_office_when(tmp_path: Path):
    kb = load_kb(kb_of(tmp_path, terms="person:runa\toffice:nebel\t2019-03\t\tatlas 3\t2026-01-01\n"))
    (term,) = kb.terms
    assert (term.person, term.days.iso(), term.recalled) == ("person:runa", ("2019-03-01", None), False)
    assert kb.offices[term.office].of == "land:1"


def test_a_person_is_found_by_the_sound_of_the_full_name(tmp_path: Path):
    twin = "person:zwei\tRuna Oldveg\tf\t\t\t\trecalled\t\n"
    other = "person:zwei\tde\tRuna Oldweg\tname\tno\trecalled\t\n"
    assert load_kb(kb_of(tmp_path)).person(fold_sounds("Runa Oldweg")) == "person:runa"
    both = load_kb(kb_of(tmp_path, people=twin, people_names=other))
    assert not both.person(fold_sounds("Runa Oldweg")), "of two with one name neither is meant"


def test_events_of_the_calendar(tmp_path: Path):
    days = "2021-05-01\t2021-05-03"
    row = f"event:fest\tmeeting\tNebelfest\t{days}\tland:1\tRauhstadt\tNebelfest;Fest\tatlas 3\t2026-01-01\n"
    (event,) = load_kb(kb_of(tmp_path, calendar=row)).calendar
    assert (event.days.days, event.names, event.places) == (3, ("Nebelfest", "Fest"), ("Rauhstadt",))


@pytest.mark.parametrize(
    ("table", "row", "fault"),
    [
        ("terms", "person:niemand\toffice:nebel\t\t\town\t\n", "expected ids of people.tsv and offices.tsv"),
        ("terms", "person:runa\toffice:nebel\t2020\t2019\town\t\n", "expected days in order"),
        ("terms", "person:runa\toffice:nebel\tfrüh\t\town\t\n", "expected a day, a month, a year or nothing"),
        ("offices", "office:x\tA\t\t\tland:9\tother\town\t\n", "of land:9: expected an id of the knowledge base"),
        ("calendar", "event:x\tmeeting\tA\t2020\t2020\t\t\t\trecalled\t\n", "expected a source that was opened"),
        ("calendar", "event:x\tmeeting\tA\t2020\t\t\t\t\town\t\n", "expected a first and a last day"),
        ("calendar", "event:x\tmeeting\tA\t2020\t2020\tland:9\t\t\town\t\n", "actors land:9: expected ids"),
    ],
)
def test_a_fault_of_the_world_is_told(tmp_path: Path, table: str, row: str, fault: str):
    assert any(fault in found for found in told(kb_of(tmp_path, **{table: row})))
