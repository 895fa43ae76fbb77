from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest

from quellenlage.errors import InvariantError, UnreadableSourceError
from quellenlage.pipeline.run import analyse, compile_article, link_pile
from quellenlage.pipeline.table import ARTICLE_STAGES, PILE_STAGES, Stage, versions
from quellenlage.records.layers import Analysis, Layers
from quellenlage.records.linked import Linked
from quellenlage.records.provenance import By
from quellenlage.world import World, load_world

EXAMPLE = Path(__file__).parents[3] / "examples" / "schafimpfstoff"
DATA = (
    "Mühlbach bekommt eine Brücke\n\nDie Bürgermeisterin Hedwig Sandner sagte am Dienstag in Berlin: „Wir bauen.“ "
    "Der Landwirt Alois Brandl bestritt, dass er davon wusste.\n\nAnzeige\n"
).encode()


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


@pytest.fixture(scope="module")
def example(world: World) -> tuple[Analysis, ...]:
    return tuple(compile_article(p.read_bytes(), p.name, world) for p in sorted(EXAMPLE.glob("*.txt")))


def stamps(value: object) -> list[By]:
    """Every ``By`` anywhere in a record."""
    if isinstance(value, By):
        return [value]
    if isinstance(value, tuple):
        return [by for item in value for by in stamps(item)]
    if is_dataclass(value) and not isinstance(value, type):
        return [by for field in fields(value) for by in stamps(getattr(value, field.name))]
    return []


def test_what_a_stage_needs_is_filled_by_one_before_it():
    for table, target in ((ARTICLE_STAGES, Layers), (PILE_STAGES, Linked)):
        filled: set[str] = set()
        for stage in table:
            assert set(stage.needs) <= filled
            filled.add(stage.fills)
        # What a person has ruled is there before the first stage.
        assert filled == {field.name for field in fields(target)} - {"rulings"}


def test_every_stage_stands_once_and_has_a_version():
    for table in (ARTICLE_STAGES, PILE_STAGES):
        assert len({stage.name for stage in table}) == len(table)
        assert len({stage.fills for stage in table}) == len(table)
    assert list(versions()) == ["read", "clean", *(stage.name for stage in ARTICLE_STAGES)]
    assert all(versions().values())


def test_a_need_that_nobody_filled_is_a_bug_of_ours(world: World, example: tuple[Analysis, ...]):
    late = Stage(name="late", fills="events", run=lambda *_: (), needs=("clues", "mentions"))
    with pytest.raises(InvariantError, match="stage late needs clues, mentions, which no stage before it fills"):
        analyse(example[0].document, world, [late])
    with pytest.raises(InvariantError, match="stage late needs clues"):
        link_pile(example, world, [late])


def test_a_stage_sees_what_those_before_it_found_and_nothing_else(world: World, example: tuple[Analysis, ...]):
    seen: list[Layers] = []

    def look(document: object, found: Layers, world: World) -> tuple[()]:
        seen.append(found)
        return ()

    first = ARTICLE_STAGES[0]
    analyse(example[0].document, world, [first, Stage(name="look", fills="events", run=look, needs=(first.fills,))])
    assert seen == [Layers(sentences=example[0].found.sentences)]


def test_every_record_says_which_rule_of_which_stage_made_it(world: World, example: tuple[Analysis, ...]):
    known = versions()
    for analysis in example:
        for by in stamps(analysis):
            assert by.rule
            assert by.version == known[by.stage]
        for stage in ARTICLE_STAGES:
            assert {by.stage for by in stamps(getattr(analysis.found, stage.fills))} <= {stage.name}
        assert {by.stage for by in stamps(analysis.document.blocks)} == {"clean"}
    rows = link_pile(example, world).rows()
    assert len(rows) > 100
    stages = {*known, *(stage.name for stage in PILE_STAGES)}
    assert all(row.by.rule and row.by.version and row.by.stage in stages for row in rows)


def test_a_stage_does_not_stamp_what_is_stamped(world: World, example: tuple[Analysis, ...]):
    def keep(pile: tuple[Analysis, ...], linked: Linked, world: World) -> tuple[object, ...]:
        return (replace(pile[0].found.sentences[0]), replace(pile[0].found.sentences[0], by=By("neu")))

    seen: list[tuple[object, ...]] = []
    stages = [
        Stage(name="keep", fills="copies", run=keep, version="7"),
        Stage(name="look", fills="events", run=lambda pile, linked, world: seen.append(linked.copies) or ()),
    ]
    link_pile(example, world, stages)
    old, new = (by for record in seen[0] for by in stamps(record))
    assert old.stage == "segment"
    assert new == By("neu", "keep", "7")


def test_an_exception_says_in_which_article_and_stage_it_arose(world: World, example: tuple[Analysis, ...]):
    def fail(*_: object) -> tuple[()]:
        raise KeyError("Öd")

    with pytest.raises(KeyError) as caught:
        analyse(example[0].document, world, [Stage(name="mention", fills="mentions", run=fail)])
    assert caught.value.__notes__ == [f"in stage mention of article {example[0].document.source.path}"]
    with pytest.raises(KeyError) as caught:
        link_pile(example, world, [Stage(name="entity", fills="entities", run=fail)])
    assert caught.value.__notes__ == ["in stage entity of the pile"]


def test_a_text_in_another_language_is_kept_and_not_analysed(world: World):
    data = b"The bridge\n\nThe council of the village has voted for a new bridge this week, said the mayor.\n"
    analysis = compile_article(data, "en.txt", world)
    assert (analysis.document.language, analysis.document.analysed) == ("en", False)
    assert analysis.found == Layers()
    record = link_pile([analysis], world)
    assert [row.source for row in record.article] == ["en.txt"]
    assert [row.type for row in record.block] == ["title", "body"]


def test_the_same_bytes_and_name_give_the_same_analysis(world: World):
    assert compile_article(DATA, "a.txt", world) == compile_article(DATA, "a.txt", world)
    other = compile_article(DATA, "b.txt", world)
    assert other.found == compile_article(DATA, "a.txt", world).found
    assert other.document.id != compile_article(DATA, "a.txt", world).document.id


def test_an_unusable_article_is_refused_under_its_name(world: World):
    with pytest.raises(UnreadableSourceError, match=r"^x\.txt: is no text"):
        compile_article(b"\0\1\2", "x.txt", world)


def test_an_empty_pile_has_an_empty_record(world: World):
    assert link_pile([], world).rows() == ()
