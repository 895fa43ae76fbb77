"""Names of the user are looked up one by one; what is found is what a table of all names would give."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from strategies import few, texts

from quellenlage.kb.entities import KbEntity
from quellenlage.kb.gazetteer import build_gazetteer
from quellenlage.kb.inflection import Inflection
from quellenlage.kb.loader import Kb
from quellenlage.kb.merge import merge
from quellenlage.kb.names import NAME_KINDS, KbName
from quellenlage.kb.own import OwnName, OwnRow
from quellenlage.kb.taught import entity_of, read_taught
from quellenlage.records.layers import EntityType
from quellenlage.text.fold import fold, fold_sounds, fold_sounds_each

GERMAN = Inflection(
    code="de", genitive=("s", "'s", "’"), adjective=("", "e", "en"), demonym=(("er", ("", "s", "n")),),
    small_adjectives=True, own_letters="äöüß", respelled=(("ß", "ss"),),
)  # fmt: skip
ENGLISH = Inflection(code="en", genitive=("'s",))

WORDS = (
    "Nebel", "Nebels", "Rauh", "Rauhe", "rauhisch", "Straße", "Strasse", "Müller", "Muller", "Qurʼan", "Qur'an", "Çay",
    "Cay", "Bund", "Runa", "Oldweg", "Nebeler",
)  # fmt: skip
SIGNS = (" ", " ", "-", "s ", "'s ", "’ ", ". ", ", ", "»", "« ", "en ", "n ", "\n", "\ud800", "")
words = st.sampled_from(WORDS)
forms = st.lists(words, min_size=1, max_size=3).map(" ".join) | st.sampled_from(
    ("»Rauh«", "Rauh-", "Nebel-Bund", "(Rauh) Bund", "++", "St. Rauh", "Rauh & Bund")
)
langs, kinds, types = (
    st.sampled_from(("de", "en", "mul")),
    st.sampled_from(NAME_KINDS),
    st.sampled_from(("GPE", "ORG", "PER")),
)
ids = st.sampled_from([f"own:{n}" for n in range(5)])
our_ids = st.sampled_from([f"our:{n}" for n in range(5)])
own_names = st.builds(OwnName, form=forms, lang=langs, kind=kinds, ambiguous=st.booleans())


@st.composite
def rows(draw: st.DrawFn) -> list[OwnRow]:
    found = {}
    for id_ in draw(st.lists(ids | our_ids, max_size=6)):
        names = draw(st.lists(own_names, min_size=1, max_size=3))
        part_of = tuple(draw(st.lists(ids | our_ids, max_size=2)))
        type_ = EntityType(draw(types))
        found[id_] = OwnRow(
            id=id_, type=type_, name=names[0].form, names=tuple(names), source="list.csv", part_of=part_of
        )
    return [found[id_] for id_ in sorted(found)]


@st.composite
def known(draw: st.DrawFn) -> Kb:
    entities = {
        f"our:{n}": KbEntity(id=f"our:{n}", type=EntityType(draw(types)), name="X", source="own", part_of=())
        for n in range(5)
    }
    names = st.builds(
        KbName, entity=our_ids, lang=langs, form=forms, kind=kinds, ambiguous=st.booleans(), recalled=st.booleans()
    )
    return Kb(entities, tuple(draw(st.lists(names, max_size=8))), {"Runa": "f", "Nebels": ""})


def at_once(kb: Kb, told: list[OwnRow]) -> Kb:
    """All rows as if they stood in our own tables."""
    entities = dict(kb.entities)
    everybody = entities.keys() | {row.id for row in told}
    entities |= {row.id: entity_of(row, kb.entities.get(row.id), everybody) for row in told}
    theirs = [
        KbName(entity=row.id, lang=n.lang, form=n.form, kind=n.kind, ambiguous=n.ambiguous)
        for row in told
        for n in row.names
    ]
    taken = {name.form for name in theirs}
    kept = tuple(name for name in kb.names if name.form not in taken)
    return replace(kb, entities=entities, names=(*kept, *theirs))


def one_by_one(kb: Kb, told: list[OwnRow]) -> Kb:
    lines = "".join(row.data() + "\n" for row in told).encode()
    return merge(kb, read_taught(lines, (GERMAN, ENGLISH)))


pieces = st.lists(words | forms | st.sampled_from(SIGNS), max_size=14).map("".join)


@given(known(), rows(), st.lists(pieces, max_size=3))
def test_names_looked_up_are_those_of_one_table(kb: Kb, told: list[OwnRow], articles: list[str]):
    table, looked_up = at_once(kb, told), one_by_one(kb, told)
    for rules in (GERMAN, ENGLISH):
        one, other = build_gazetteer(table, rules), build_gazetteer(looked_up, rules)
        for text in (*articles, *(name.form for row in told for name in row.names if name.form != "++")):
            if "++" not in text:  # a name of signs alone, which the importer refuses
                assert other.find(text) == one.find(text)


@given(known(), rows())
def test_individuals_looked_up_are_those_of_one_table(kb: Kb, told: list[OwnRow]):
    table, looked_up = at_once(kb, told), one_by_one(kb, told)
    assert dict(looked_up.entities) == table.entities
    assert len(looked_up.entities) == len(table.entities)
    assert looked_up.standing == table.standing
    for form in {name.form for name in table.names} | {"Hof"}:
        sounds = fold_sounds(form)
        assert looked_up.person(sounds) == table.person(sounds)
        assert looked_up.persons_called(sounds) == table.persons_called(sounds)
        assert looked_up.is_state_word(form) == table.is_state_word(form)
    for entity in (*table.entities, "nobody"):
        assert looked_up.forms_of(entity) == table.forms_of(entity)
        assert (entity in looked_up.entities) == (entity in table.entities)


@given(st.lists(texts, max_size=few()))
def test_many_are_folded_as_each_is(many: list[str]):
    assert fold_sounds_each(many) == [fold_sounds(text) for text in many]
    alone = [fold(text) for text in many]
    assert fold_sounds_each(alone) == [fold_sounds(text) for text in alone]
