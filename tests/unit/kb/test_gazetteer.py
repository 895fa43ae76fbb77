from itertools import pairwise

import pytest

from quellenlage.kb.entities import KbEntity
from quellenlage.kb.gazetteer import Gazetteer, build_gazetteer
from quellenlage.kb.inflection import Inflection
from quellenlage.kb.loader import Kb
from quellenlage.kb.names import KbName
from quellenlage.records.layers import EntityType


def name(entity: str, form: str, kind: str = "name", *, ambiguous: bool = False) -> KbName:
    return KbName(entity=entity, lang="de", form=form, kind=kind, ambiguous=ambiguous)


def kb_of(*names: KbName) -> Kb:
    """All who bear the names, as places."""
    bearers = {n.entity: KbEntity(id=n.entity, type=EntityType.LOC, name=n.form, source="own") for n in names}
    return Kb(bearers, names, {})


RULES = Inflection(genitive=("s", "'s"), adjective=("", "e", "en"))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    names = (
        name("land", "Nebelland"),
        name("land", "Republik Nebelland", "official"),
        name("land", "nebelländisch", "adjective"),
        name("ort", "Rauh"),
        name("fluss", "Rauh"),
        name("berg", "Berg", ambiguous=True),
        name("stadt", "Berg am Rauh"),
        name("bund", "NRB", "abbreviation"),
        name("see", "Rauh", ambiguous=True),
        name("hof", "Hof", ambiguous=True),
        name("hofstadt", "Hof", ambiguous=True),
    )
    return build_gazetteer(kb_of(*names), RULES)


def found(gazetteer: Gazetteer, text: str) -> list[str]:
    return [hit.span.of(text) for hit in gazetteer.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("die Republik Nebelland", ["Republik Nebelland"]),
        ("Berg am Rauh liegt hoch", ["Berg am Rauh"]),
        ("der Berg am Rande", ["Berg"]),
        ("Nebellands Hof", ["Nebellands", "Hof"]),
        ("NRB's Wahl", ["NRB's"]),
        ("das nebelländische Volk", ["nebelländische"]),
        ("das nebelländischer Volk", []),
        ("nebelländisch", ["nebelländisch"]),
    ],
)
def test_the_longest_inflected_form_wins(gazetteer: Gazetteer, text: str, names: list[str]):
    assert found(gazetteer, text) == names


@pytest.mark.parametrize("text", ["Rauhnacht", "Xberg Bergbau", "Vorhof", "Hof2", "2Hof", "ANRB", "berg", "HOF"])
def test_a_name_inside_a_word_or_in_other_letters_is_none(gazetteer: Gazetteer, text: str):
    assert found(gazetteer, text) == []


@pytest.mark.parametrize("text", ["Rauh", "„Rauh“", "(Rauh)", "Rauh-Ufer", "Rauh.", "an Rauh, dort", "Rauh\u00ad"])
def test_signs_are_boundaries(gazetteer: Gazetteer, text: str):
    assert found(gazetteer, text) == ["Rauh"]


def test_a_form_of_several_keeps_them_all(gazetteer: Gazetteer):
    (hit,) = gazetteer.find("Am Rauh")
    assert hit.entities == ("fluss", "ort", "see")


def test_a_form_is_an_everyday_word_only_if_it_is_for_all_who_bear_it(gazetteer: Gazetteer):
    assert not gazetteer.find("Rauh")[0].ambiguous
    assert gazetteer.find("Hof")[0].ambiguous


def test_an_inflected_hit_tells_the_uninflected_form(gazetteer: Gazetteer):
    (hit,) = gazetteer.find("Nebellands")
    assert (hit.form, hit.kind, hit.entities) == ("Nebelland", "name", ("land",))


def test_hits_do_not_overlap_and_come_in_order(gazetteer: Gazetteer):
    text = "Berg am Rauh, Berg am Rauhs Hof und Republik Nebellands Berg"
    hits = gazetteer.find(text)
    assert [h.span.of(text) for h in hits] == [
        "Berg am Rauh",
        "Berg am Rauhs",
        "Hof",
        "Republik Nebellands",
        "Berg",
    ]
    assert all(left.span.end <= right.span.start for left, right in pairwise(hits))


def test_an_empty_text_holds_no_name(gazetteer: Gazetteer):
    assert gazetteer.find("") == ()


# --- a language of its own rules ---------------------------------------------------------------
GERMAN = Inflection(
    code="de",
    genitive=("s",),
    adjective=("", "e", "en"),
    demonym=(("er", ("", "s", "n", "in")), ("e", ("", "n"))),
    small_adjectives=True,
    own_letters="äöüß",
    respelled=(("ß", "ss"),),
)


@pytest.fixture(scope="module")
def german() -> Gazetteer:
    kb = kb_of(
        name("land", "Nebelland"),
        name("land", "nebelländisch", "adjective"),
        name("land", "Nebelländer", "demonym"),
        name("land", "Nebelfinne", "demonym"),
        KbName(entity="land", lang="en", form="Foggish", kind="adjective", ambiguous=False),
        KbName(entity="land", lang="en", form="Rauhia", kind="name", ambiguous=False),
        name("fluss", "Rauhia"),
        name("insel", "Curaço"),
        name("stadt", "Große Au"),
        name("bach", "Nor"),
        name("gau", "Oster", "demonym"),
        name("gau", "Ostern"),
        KbName(entity="land", lang="en", form="Foggy Land", kind="alias", ambiguous=False),
    )
    places = {
        id_: KbEntity(id=id_, type=EntityType.GPE, name=row.name, source="own") for id_, row in kb.entities.items()
    }
    return build_gazetteer(Kb(places, kb.names, {"Nora": "f"}), GERMAN)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("unter Nebelländern und Nebelfinnen", ["Nebelländern", "Nebelfinnen"]),
        ("eine Nebelländerin", ["Nebelländerin"]),
        ("die Nebelländische Notenbank", ["Nebelländische"]),
        ("Nebelländische und andere Boote", ["Nebelländische"]),
        ("aus dem Nebelländischen übersetzt", []),
        ("Sie lernt Nebelländisch", []),
        ("auf Curaco und in Grosse Au", ["Curaco", "Grosse Au"]),
        ("The Foggish army", []),
        ("Nora Nebelländer schwieg", []),
        ("Nora reiste nach Nebelland", ["Nebelland"]),
        ("Nora Große Au", ["Große Au"]),
        ("Nors Ufer", ["Nors"]),
        ("The Foggy Land", []),
    ],
)
def test_forms_follow_the_rules_of_the_language(german: Gazetteer, text: str, names: list[str]):
    assert found(german, text) == names


def test_the_state_comes_before_its_people_where_both_have_one_form(german: Gazetteer):
    assert [(hit.form, hit.kind) for hit in german.find("in Ostern")] == [("Ostern", "name")]


def test_a_given_name_is_no_inflected_name():
    kb = kb_of(name("fluss", "Nor"))
    gazetteer = build_gazetteer(Kb(kb.entities, kb.names, {"Nors": "m"}), GERMAN)
    assert found(gazetteer, "Nors schwieg, als die Nor stieg") == ["Nor"]


def test_a_name_of_the_own_language_is_not_read_as_a_foreign_one(german: Gazetteer):
    assert german.find("Rauhia")[0].entities == ("fluss",)


def test_a_long_text_of_given_names_and_places_takes_linear_time(german: Gazetteer):
    text = "Nora Nebelland " * 20_000
    assert german.find(text) == ()
    assert len(german.find("Nebelland " * 20_000)) == 20_000
