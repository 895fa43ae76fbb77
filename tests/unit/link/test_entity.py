"""Who is who over a pile: namesakes, spellings, roles, verdicts of a person."""

from dataclasses import replace

import pytest
from tests.unit.hand_built import BY

from quellenlage.link.entity import link_entities
from quellenlage.link.entity.alike import are_names_alike, are_spellings
from quellenlage.link.entity.things import _initials
from quellenlage.pipeline.run import compile_article
from quellenlage.records.correction import Verdicts
from quellenlage.records.layers import Analysis, EntityType, Mention, MentionForm
from quellenlage.records.linked import Entities, Linked
from quellenlage.records.union import Union
from quellenlage.text.fold import fold_sounds
from quellenlage.text.span import Span
from quellenlage.world import World, load_world

Place = tuple[str, Span]


@pytest.fixture(scope="module")
def world() -> World:
    return load_world(model="none")


def pile_of(world: World, *texts: str) -> tuple[Analysis, ...]:
    return tuple(compile_article(text.encode(), f"{number}.txt", world) for number, text in enumerate(texts))


def place(analysis: Analysis, words: str, nth: int = 0) -> Place:
    """The mention that begins at the nth place of these words."""
    start = -1
    for _ in range(nth + 1):
        start = analysis.document.text.index(words, start + 1)
    return analysis.document.id, next(m.span for m in analysis.found.mentions if m.span.start == start)


def entity(entities: Entities, at: Place) -> str:
    return entities.meant[at]


OPENING = "Der Brand im Sägewerk von Hallwitz beschäftigt die Gemeinde noch immer, wie es am Abend hieß. "
CHIEF = OPENING + "Werkschef Ottmar Brelow wies die Vorwürfe der Nachbarn zurück. Er habe nichts gewusst, sagte Brelow."
GUARD = (
    OPENING
    + "Die Polizei nahm den Nachtwächter Jonas Brelow fest. Mit dem Mann gleichen Namens ist er nicht verwandt. "
    + "Werkschef Brelow wollte sich nicht äußern."
)


def test_a_title_before_a_surname_means_the_namesake_of_that_role_in_another_article(world: World) -> None:
    pile = pile_of(world, CHIEF, GUARD)
    entities = link_entities(pile, Linked(), world)
    chief = entity(entities, place(pile[0], "Ottmar Brelow"))
    assert entity(entities, place(pile[1], "Brelow wollte")) == chief
    assert entity(entities, place(pile[1], "Jonas Brelow")) != chief


def test_with_a_namesake_told_a_title_that_fits_nobody_stays_open(world: World) -> None:
    pile = pile_of(world, GUARD)
    entities = link_entities(pile, Linked(), world)
    assert entity(entities, place(pile[0], "Brelow wollte")) != entity(entities, place(pile[0], "Jonas Brelow"))


def test_gender_of_the_title_tells_which_of_two_is_meant(world: World) -> None:
    text = OPENING + "Bürgermeisterin Doris Uhlig und Landrat Peter Uhlig kamen. Das reiche aus, so Landrat Uhlig."
    (analysis,) = pile = pile_of(world, text)
    entities = link_entities(pile, Linked(), world)
    assert entity(entities, place(analysis, "Uhlig.")) == entity(entities, place(analysis, "Peter Uhlig"))


def test_a_bare_surname_of_two_in_one_sentence_stays_open(world: World) -> None:
    text = OPENING + "Peter Uhlig und Doris Uhlig kamen ins Rathaus. „Es reicht“, sagte Uhlig."
    (analysis,) = pile = pile_of(world, text)
    entities = link_entities(pile, Linked(), world)
    both = {entity(entities, place(analysis, name)) for name in ("Peter Uhlig", "Doris Uhlig")}
    assert len(both) == 2
    assert entity(entities, place(analysis, "Uhlig.")) not in both


def test_one_name_in_two_articles_that_share_nothing_is_two_persons(world: World) -> None:
    one = "Den Preis für Lyrik erhielt in diesem Frühjahr die Dichterin Karin Vossberg."
    other = "Torhüterin Karin Vossberg verletzte sich kurz vor dem Halbfinale am Knie."
    apart = pile_of(world, one, other)
    entities = link_entities(apart, Linked(), world)
    assert len({entity(entities, place(a, "Karin Vossberg")) for a in apart}) == 2
    near = pile_of(world, other, "Vor dem Halbfinale trainierte Karin Vossberg wieder mit dem Ball.")
    entities = link_entities(near, Linked(), world)
    assert len({entity(entities, place(a, "Karin Vossberg")) for a in near}) == 1


def test_the_order_of_articles_does_not_change_who_is_who(world: World) -> None:
    pile = pile_of(world, CHIEF, GUARD)
    assert link_entities(pile, Linked(), world).meant == link_entities(pile[::-1], Linked(), world).meant


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Hasan Jusufow", "Hassan Yusufov", True),
        ("Mohammed Larbi", "Muhammad Larbi", True),
        ("R. Tillmann", "Regina Tillmann", True),
        ("Karl-Otto Brenk", "K.-O. Brenk", True),
        ("Willi Stade", "Wilhelm Stade", True),
        ("Jan Kolbe", "Uwe Kolbe", False),
        ("Marta Lind", "Marta Lund", False),
    ],
)
def test_full_names_that_may_be_one(one: str, other: str, *, alike: bool, world: World) -> None:
    words = [fold_sounds(name).split() for name in (one, other)]
    assert are_names_alike(words[0], words[1], world.language.identity) is alike


def test_short_words_are_spelled_one_way() -> None:
    assert not are_spellings("lin", "len")


def test_groups_that_are_kept_apart_are_never_joined_over_a_third() -> None:
    union = Union([("a", "c")])
    assert union.join("a", "b")
    assert not union.join("b", "c")
    assert union.root("b") == "a"


def test_verdicts_merge_and_split(world: World) -> None:
    pile = pile_of(world, CHIEF, GUARD)
    ottmar, jonas = place(pile[0], "Ottmar Brelow"), place(pile[1], "Jonas Brelow")
    merged = link_entities(pile, Linked(), world, Verdicts(same=((ottmar, jonas),)))
    assert entity(merged, ottmar) == entity(merged, jonas)
    later = place(pile[0], "Brelow.")
    split = link_entities(pile, Linked(), world, Verdicts(different=((ottmar, later),)))
    assert entity(split, ottmar) != entity(split, later)


def test_a_split_wins_over_a_merge_and_unknown_places_are_passed_over(world: World) -> None:
    pile = pile_of(world, CHIEF, GUARD)
    ottmar, jonas = place(pile[0], "Ottmar Brelow"), place(pile[1], "Jonas Brelow")
    nowhere = ("none", Span(0, 1))
    verdicts = Verdicts(same=((ottmar, jonas), (nowhere, jonas)), different=((jonas, ottmar),))
    entities = link_entities(pile, Linked(), world, verdicts)
    assert entity(entities, ottmar) != entity(entities, jonas)


def test_initials_mean_the_one_name_that_has_them() -> None:
    assert _initials("Deutsche Wald-Gesellschaft") == "dwg"
    assert _initials("Bund der Imker") == ""


def test_the_first_person_in_a_quotation_is_the_speaker(world: World) -> None:
    text = OPENING + "„Ich habe das Holz nie gesehen und wir zahlen nichts“, sagte Werkschef Ottmar Brelow am Abend."
    pile = pile_of(world, text)
    rows = link_entities(pile, Linked(), world).mentions
    own = {row.text: row.entity for row in rows if row.form == "pronoun"}
    assert own == {"Ich": next(row.entity for row in rows if row.text == "Ottmar Brelow")}


@pytest.mark.parametrize(("title", "is_house"), [("", True), ("Werkschef ", False)])
def test_a_name_that_the_pile_has_for_a_house_is_that_house_where_it_was_read_for_a_person(
    world: World, title: str, is_house: bool
) -> None:
    (analysis,) = pile_of(world, OPENING + f"Auf dem Hof stand Brelow. Danach sprach {title}Brelow. Brelow schwieg.")
    at = [index for index in range(len(analysis.document.text)) if analysis.document.text.startswith("Brelow", index)]
    kinds = (EntityType.ORG, EntityType.PER, EntityType.ORG)
    title_span = Span(at[1] - len(title), at[1] - 1) if title else None
    mentions = tuple(
        Mention(span=Span(i, i + 6), type=kind, form=MentionForm.NAME, name="Brelow", by=BY,
                title=title_span if kind is EntityType.PER else None)
        for i, kind in zip(at, kinds, strict=True)
    )  # fmt: skip
    pile = (replace(analysis, found=replace(analysis.found, mentions=mentions, references=())),)
    entities = link_entities(pile, Linked(), world)
    named = [entities.meant[analysis.document.id, mention.span] for mention in mentions]
    assert (named[0] == named[1]) is is_house


def test_an_institution_of_a_state_is_one_in_the_pile_and_part_of_it(world: World) -> None:
    first = OPENING + "Die dänische Küstenwache suchte nach dem Boot. Am Abend fand die Küstenwache das Boot."
    other = OPENING + "Die Küstenwache in Kopenhagen schwieg, und die Küstenwache Schwedens lobte den Wirt."
    pile = pile_of(world, first, other)
    entities = link_entities(pile, Linked(), world)
    danish = entity(entities, place(pile[0], "Die dänische Küstenwache"))
    assert entity(entities, place(pile[0], "die Küstenwache das")) == danish
    assert entity(entities, place(pile[1], "Die Küstenwache in")) == danish
    assert entity(entities, place(pile[1], "die Küstenwache Schwedens")) != danish
    row = next(row for row in entities.rows if row.id == danish)
    assert (row.name, row.part_of) == ("Küstenwache (Dänemark)", ("country:DK",))
