"""Every data file that ships: it loads, every row has a source, types and triggers agree."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from quellenlage.datafile import Faults, read_list, read_rows, read_toml
from quellenlage.kb.entities import RECALLED
from quellenlage.kb.loader import FOLDER as KB
from quellenlage.kb.loader import load_kb
from quellenlage.lang.files import FILES
from quellenlage.lang.files import FOLDER as LANG
from quellenlage.lang.loader import languages, load_language
from quellenlage.ontology.loader import FOLDER as ONTOLOGY
from quellenlage.ontology.loader import load_ontology
from quellenlage.records.layers import EntityType
from quellenlage.world import load_world

# Source: CAMEO2PLOVER-2021.txt (PLOVER draft 0.8, 17 September 2021), second column.
PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
_WORDING = chain.from_iterable((LANG / code).glob("*.*") for code in languages())
ALL = sorted(chain(_WORDING, KB.glob("*.*"), ONTOLOGY.glob("events/*.*")))
TABLES = [path for path in ALL if path.suffix == ".tsv"]
LISTS = [path for path in ALL if path.suffix == ".txt"]
TOMLS = [path for path in ALL if path.suffix == ".toml"]
TRIGGERS = tomllib.loads((LANG / "de" / "triggers.toml").read_text(encoding="utf-8"))
EVENTS = load_ontology().events
# Members of the United Nations, by the rows of entities.tsv and the list of Natural Earth („Sovereign country“).
_MEMBERS = (
    "AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO"
    " CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID"
    " IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML"
    " MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD"
    " SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA"
    " ZM ZW"
)


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def test_the_sixteen_types_of_plover():
    assert len(PLOVER) == 16


def test_everything_loads():
    assert "de" in languages()
    assert [load_language(code).code for code in languages()] == list(languages())
    assert load_kb().entities
    assert len(load_world().hash) == 64


@pytest.mark.parametrize("code", languages())
def test_every_file_of_a_language_is_read_by_its_loader(code: str):
    found = {path.name for path in (LANG / code).iterdir() if path.suffix in {".toml", ".tsv", ".txt"}}
    assert found == set(FILES)


@pytest.mark.parametrize("path", TABLES, ids=named)
def test_every_row_of_a_table_has_a_source(path: Path):
    faults = Faults()
    rows = read_rows(path, ("source",), faults)
    assert not faults.found
    assert rows
    assert all(cell == cell.strip() for row in rows for cell in row.values())


@pytest.mark.parametrize("path", LISTS, ids=named)
def test_every_list_says_at_its_head_where_it_comes_from(path: Path):
    faults = Faults()
    read_list(path, faults)
    assert not faults.found
    assert path.read_text(encoding="utf-8").startswith("#")


@pytest.mark.parametrize("path", TOMLS, ids=named)
def test_every_structured_file_says_at_its_head_what_it_is(path: Path):
    faults = Faults()
    assert read_toml(path, faults)
    assert not faults.found
    assert path.read_text(encoding="utf-8").startswith("#")


@pytest.mark.parametrize("path", [p for p in ALL if p.suffix in {".tsv", ".txt", ".toml"}], ids=named)
def test_every_file_is_plain_utf8_with_unix_line_ends(path: Path):
    data = path.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")


@pytest.mark.parametrize("path", [p for p in (*TABLES, *LISTS, *TOMLS) if "events" not in p.parts], ids=named)
def test_every_file_stands_in_the_list_of_sources(path: Path):
    assert path.name in (path.parent / "SOURCES.md").read_text(encoding="utf-8")


# --- kb --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", sorted(p.name for p in KB.glob("*.tsv") if p.name != "given_names.tsv"))
def test_a_row_that_was_not_recalled_says_when_it_was_checked(name: str):
    faults = Faults()
    wrong = [
        row
        for row in read_rows(KB / name, ("source", "checked"), faults)
        if row["source"] != RECALLED and not re.fullmatch(r"20\d\d-\d\d-\d\d", row["checked"])
    ]
    assert wrong == []


def test_every_individual_has_a_name_and_parts_lead_to_no_circle():
    kb = load_kb()
    assert set(kb.entities) == {name.entity for name in kb.names}
    for entity in kb.entities.values():
        seen, above = {entity.id}, list(entity.part_of)
        while above:
            at = above.pop()
            assert at != entity.id
            if at not in seen:
                seen.add(at)
                above += kb.entities[at].part_of


@pytest.mark.parametrize("code", languages())
def test_every_name_is_found_where_it_stands_alone(code: str):
    world = load_world(code, "none")
    missed = [
        name.form
        for name in world.kb.names
        if name.kind != "generic"
        and name.lang in (code, "mul")
        and world.kb.entities[name.entity].type is not EntityType.PER
        and not any(name.entity in hit.entities for hit in world.gazetteer.find(name.form))
    ]
    assert missed == []


def test_a_word_for_the_people_of_one_state_means_no_second_state_unless_both_bear_one_name():
    kb = load_kb()
    bearers: dict[tuple[str, str], set[str]] = {}
    for name in kb.names:
        if name.kind in ("adjective", "demonym") and name.entity.startswith("country:"):
            bearers.setdefault((name.lang, name.form), set()).add(name.entity.removeprefix("country:"))
    several = {form: sorted(ids) for (_, form), ids in bearers.items() if len(ids) > 1}
    allowed = ({"CD", "CG"}, {"DM", "DO"}, {"GG", "JE"}, {"NG", "NE"}, {"VG", "VI"})
    assert {form: ids for form, ids in several.items() if set(ids) not in allowed} == {}


def test_every_state_has_an_adjective_or_a_word_for_its_people_in_both_languages():
    kb = load_kb()
    for lang in ("de", "en"):
        known = {n.entity for n in kb.names if n.lang == lang and n.kind in ("adjective", "demonym")}
        states = {f"country:{code}" for code in _MEMBERS.split()}
        assert states - known == set()


def test_no_form_of_a_name_stands_twice_for_one_individual():
    seen = [(name.entity, name.lang, name.form, name.kind) for name in load_kb().names]
    assert len(set(seen)) == len(seen)


def test_codes_of_outlets_are_no_names_of_places_or_of_other_organisations():
    kb = load_kb()
    others = {name.form for name in kb.names if name.entity not in kb.outlets}
    assert [code for outlet in kb.outlets.values() for code in outlet.codes if code in others] == []


def test_a_name_of_an_outlet_is_nobody_elses_name():
    kb = load_kb()
    bearers: dict[str, set[str]] = {}
    for name in kb.names:
        if not name.entity.startswith("person:"):  # a surname alone is nobody's name
            bearers.setdefault(name.form, set()).add(name.entity)
    assert [form for form, ids in bearers.items() if ids & kb.outlets.keys() and len(ids) > 1] == []


# --- types and triggers ----------------------------------------------------------------------------
def test_every_type_has_triggers_and_every_trigger_a_type():
    assert set(TRIGGERS) == set(EVENTS)


@pytest.mark.parametrize("name", sorted(TRIGGERS))
def test_every_type_has_fifteen_triggers_at_least(name: str):
    words = [word for key, some in TRIGGERS[name].items() if key != "not" for word in some]
    assert len(words) >= 15
    assert all(len(word) == 2 and all(word) for word in TRIGGERS[name].get("separable", ()))
    assert all(word and word == word.strip() for word in words if isinstance(word, str))


@pytest.mark.parametrize("name", sorted(TRIGGERS))
def test_triggers_are_written_as_they_are_looked_up(name: str):
    table = TRIGGERS[name]
    for key in ("verbs", "compounds", "phrases"):
        assert [word for word in table.get(key, ()) if word != word.lower()] == []
    assert [word for word in table.get("nouns", ()) if not word[0].isupper()] == []
    assert not set(table.get("not", ())) & {*table.get("verbs", ()), *table.get("nouns", ())}


@pytest.mark.parametrize("event", EVENTS.values(), ids=lambda event: event.type)
def test_codes_are_those_of_plover_and_cameo(event: object):
    assert event.plover is None or event.plover in PLOVER
    assert all(re.fullmatch(r"(?:0[1-9]|1\d|20)\d{1,2}", code) for code in event.cameo)
    assert len(set(event.cameo)) == len(event.cameo)
    assert bool(event.cameo) <= bool(event.plover)


@pytest.mark.parametrize("event", EVENTS.values(), ids=lambda event: event.type)
def test_roles_have_names_of_their_own_and_take_something(event: object):
    names = [role.name for role in event.roles]
    assert names
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Z][A-Z_]+", name) for name in names)
    assert all(role.takes for role in event.roles)


# --- wording ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("code", languages())
def test_every_form_of_a_cue_is_a_word_and_only_verbs_have_a_prefix(code: str):
    for cue in load_language(code).cues:
        assert cue.forms
        assert all(form == " ".join(form.split()) for form in cue.forms)
        assert cue.prefix == "" or cue.kind == "verb"


@pytest.mark.parametrize("code", languages())
def test_every_form_in_a_rule_of_time_means_something(code: str):
    rules = load_language(code).timex
    names = [rule.name for rule in rules.rules]
    assert len(set(names)) == len(names)
    known = {
        *rules.classes,
        *rules.shapes,
        "number",
        "day",
        "month_number",
        "year",
        "hour",
        "minute",
        "decade",
        "digits",
    }
    for rule in rules.rules:
        used = set(re.findall(r"(?<!\{)\{([a-z]\w*)(?::\w+)?\}(?!\})", rule.pattern))
        assert used <= known, (rule.name, used - known)
