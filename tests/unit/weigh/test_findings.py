"""What shows when passages are laid side by side; all sentences are invented."""

from dataclasses import replace

import pytest

from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.records.contract import ClaimRow, EntityRow, FindingRow
from quellenlage.records.document import Passage
from quellenlage.records.finding import weight_of
from quellenlage.records.linked import Entities, Linked, Transfers, Weighed
from quellenlage.records.parts import Bound, Office, Origins, StanceField
from quellenlage.weigh.agreement.roles import find_role_changes
from quellenlage.weigh.agreement.stances import find_stances
from quellenlage.weigh.gaps import find_gaps
from quellenlage.world import World, load_world
from unit.hand_built import BY

END = (
    " Mehr war am Abend aus dem Rathaus der kleinen Stadt nicht zu erfahren. Bürgermeisterin Hedwig Sandner und der "
    "Polizist Alois Brandl waren schon gegangen.\n"
)


@pytest.fixture(scope="module")
def world() -> World:
    return load_world(model="none")


def findings(sentences: tuple[str, ...], world: World, type_: str) -> list[FindingRow]:
    pile = [
        compile_article(f"Nachrichten aus der Stadt Mühlbach\n\n{s}{END}".encode(), f"{n}.txt", world)
        for n, s in enumerate(sentences)
    ]
    return [row for row in link_pile(pile, world).finding if row.type == type_]


FIRE = "Bei dem Brand im Lagerhaus der Reederei Larsen wurden 14 Feuerwehrleute verletzt."


def test_two_numbers_of_one_thing_contradict_each_other(world: World):
    other = "Bei dem Brand im Lagerhaus der Reederei Larsen wurden nach ersten Berichten 19 Feuerwehrleute verletzt."
    (found,) = findings((FIRE, other), world, "contradiction")
    assert {found.a.text, found.b and found.b.text} == {"14 Feuerwehrleute", "19 Feuerwehrleute"}


@pytest.mark.parametrize(
    "other",
    [
        FIRE.replace("14", "vierzehn"),
        FIRE.replace("14", "mindestens 10"),
        FIRE.replace("14", "rund 15"),
        "Am Hafen von Mühlbach warten 19 Feuerwehrleute seit Wochen auf neue Stiefel.",
    ],
)
def test_numbers_that_fit_or_mean_something_else_do_not(other: str, world: World):
    assert findings((FIRE, other), world, "contradiction") == []


def test_a_number_that_grows_daily_is_compared_only_where_the_days_are_known(world: World):
    first = "Im Lagerhaus der Reederei Larsen sind bislang 140 Kisten mit verdorbenem Mehl gefunden worden."
    assert findings((first, first.replace("140", "260")), world, "contradiction") == []
    assert (
        len(findings((first.replace("bislang ", ""), first.replace("bislang 140", "260")), world, "contradiction")) == 1
    )


def test_a_sentence_that_tells_both_numbers_contradicts_neither(world: World):
    other = FIRE.replace("wurden 14", "wurden 9 Feuerwehrleute am Abend und 14")
    assert findings((FIRE, other), world, "contradiction") == []


def test_what_one_attributes_and_another_tells_is_an_attribution_lost(world: World):
    said = (
        "Die Reederei habe drei beschädigte Frachter trotz der Warnung ihrer Kapitäne auslaufen lassen, "
        "sagte der Ermittler Jonas Breitner."
    )
    told = "Die Reederei hat drei beschädigte Frachter trotz der Warnung ihrer Kapitäne auslaufen lassen."
    (found,) = findings((said, told), world, "attribution_lost")
    assert found.b is not None
    assert found.b.text == told


def test_a_line_of_correction_is_a_finding(world: World):
    line = "Korrektur: In einer früheren Fassung stand, der Hafen sei gesperrt. Das war falsch."
    text = f"Nachrichten aus der Stadt Mühlbach\n\n{FIRE}{END}\n{line}\n"
    (found,) = link_pile([compile_article(text.encode(), "a.txt", world)], world).finding
    assert (found.type, found.a.text) == ("correction", line)


def test_the_weight_counts_articles_and_stances_once():
    assert weight_of(["a", "b", "a"], ["x", "y", "x"]) == 4


def place(article: str, start: int = 0) -> Passage:
    return Passage(article, start, start + 30, " ".join(article * n for n in range(5, 11)))


def stance(holder: str | None, act: str, polarity: str, article: str, start: int = 0) -> StanceField:
    return StanceField(
        holder=holder,
        stance=act,
        polarity=polarity,
        certainty="CT",
        article=article,
        span=place(article, start),
        quotation=None,
        from_=None,
        to=None,
    )


def claim(*stances: StanceField) -> ClaimRow:
    return ClaimRow(
        id="c1",
        by=BY,
        label="",
        span=stances[0].span,
        about="event",
        target=None,
        resolved=True,
        stances=stances,
        status="asserted",
    )


# A claim of a transfer: its stances meet whatever their words are.
TRANSFER = Transfers(matters={"c1": ("", "", "", "supply")})


def types(world: World, *stances: StanceField) -> list[str]:
    return [row.type for row in find_stances((), Linked(claims=(claim(*stances),), transfers=TRANSFER), world)]


def test_stances_whose_words_do_not_meet_are_not_laid_side_by_side(world: World):
    pair = claim(stance("e1", "asserts", "+", "a"), stance("e2", "denies", "-", "b"))
    assert list(find_stances((), Linked(claims=(pair,)), world)) == []


def test_a_denial_stands_beside_the_assertion_of_another(world: World):
    assert types(world, stance("e1", "asserts", "+", "a"), stance("e2", "denies", "-", "b")) == ["denial"]


def test_who_denies_what_nobody_says_makes_no_finding(world: World):
    assert types(world, stance("e2", "denies", "-", "b")) == []


def test_who_denies_in_two_articles_makes_one_finding(world: World):
    denied = (stance("e2", "denies", "-", "b"), stance("e2", "denies", "-", "c"))
    told = Linked(claims=(claim(stance("e1", "asserts", "+", "a"), *denied),), transfers=TRANSFER)
    (found,) = find_stances((), told, world)
    assert [p.article for p in found.more] == ["c"]
    assert found.weight == 5


def test_who_says_both_changes_position(world: World):
    both = (stance("e1", "denies", "-", "a"), stance("e1", "confirms", "+", "b"))
    assert types(world, *both) == ["position_change"]


def test_a_confirmation_of_another_corroborates(world: World):
    assert types(world, stance("e1", "asserts", "+", "a"), stance("e2", "confirms", "+", "b")) == ["corroboration"]


def test_the_narrators_of_two_articles_are_two(world: World):
    both = (stance("narrator", "asserts", "+", "a"), stance("narrator", "denies", "-", "b"))
    assert types(world, *both) == ["denial"]


def linked_with_office(*titles: tuple[str, str]) -> Linked:
    offices = tuple(
        Office(title=title, of=None, from_=None, to=None, evidence=Passage(article, 0, len(title), title))
        for title, article in titles
    )
    row = EntityRow(
        id="e1",
        by=BY,
        type="PER",
        name="Jonas Breitner",
        aliases=(),
        wikidata=None,
        anonymous=False,
        part_of=(),
        speaks_for=(),
        offices=offices,
    )
    return Linked(entities=Entities(rows=(row,)))


def test_offices_that_exclude_one_another_are_a_change_of_role(world: World):
    (found,) = find_role_changes((), linked_with_office(("Staatssekretär", "a"), ("Verkehrsminister", "b")), world)
    assert (found.type, found.a.text) == ("role_change", "Staatssekretär")


@pytest.mark.parametrize("other", [("Minister", "b"), ("Ministerin", "b"), ("Machthaber", "b"), ("Botschafter", "a")])
def test_a_shorter_title_or_one_of_no_kind_is_none(other: tuple[str, str], world: World):
    assert list(find_role_changes((), linked_with_office(("Verkehrsminister", "a"), other), world)) == []


def test_an_office_in_commas_behind_a_name_is_an_office(world: World):
    first = "Der Verkehrsminister Jonas Breitner eröffnete am Montag die Brücke."
    later = "Jonas Breitner, inzwischen einfacher Abgeordneter, kam am Freitag nicht zur Brücke."
    (found,) = findings((first, later), world, "role_change")
    assert found.b is not None
    assert "Abgeordneter" in found.b.text


def test_a_former_office_beside_another_office_is_no_change(world: World):
    first = "Der frühere Verkehrsminister Jonas Breitner eröffnete am Montag die Brücke."
    later = "Der Botschafter Jonas Breitner kam am Freitag nicht zur Brücke."
    assert findings((first, later), world, "role_change") == []
    assert len(findings((first, first.replace("frühere ", "")), world, "role_change")) == 1


def test_several_articles_of_one_origin_are_a_finding(world: World):
    first = stance("e1", "asserts", "+", "a")
    again = replace(first, article="b", span=replace(first.span, article="b"))
    told = claim(first, again, stance("e2", "no_comment", "+", "b"))
    one = Origins(for_=Bound(lower=1, upper=1, roots=("o1",)), against=Bound(lower=0, upper=0, roots=()))
    weighed = Weighed(origins={"c1": one})
    assert [row.type for row in find_gaps((), Linked(claims=(told,), weighed=weighed), world)] == ["single_origin"]
    short = tuple(replace(s, span=replace(s.span, text="das Land")) for s in told.stances)
    assert find_gaps((), Linked(claims=(replace(told, stances=short),), weighed=weighed), world) == ()
    alone = replace(told, stances=told.stances[:1])
    assert find_gaps((), Linked(claims=(alone,), weighed=weighed), world) == ()


def test_a_repetition_within_a_span_does_not_fit_a_last_time_far_before(world: World):
    text = (
        "Nachrichten aus der Stadt Mühlbach\n\nAm Dienstag, dem 14. Mai 2024, traf Bürgermeisterin Hedwig Sandner zum "
        "zweiten Mal innerhalb von drei Monaten den Landrat Alois Brandl, um über die Brücke zu reden. Hedwig Sandner "
        "traf Alois Brandl zuletzt im Juni 2023 am Fluss.\n"
    )
    wanted = [r for r in link_pile([compile_article(text.encode(), "a.txt", world)], world).finding if r.b]
    near = text.replace("Juni 2023", "März 2024")
    other = [r for r in link_pile([compile_article(near.encode(), "a.txt", world)], world).finding if r.b]
    assert [row.by.rule for row in wanted] == ["a span and the day of the last time"]
    assert other == []
