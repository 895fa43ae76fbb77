"""Corrections of an event: how far it has come, when it was, who takes part; kept, superseded, taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.unit.pipeline.review_desk import SAID, Link, make_link

from quellenlage.errors import ConfigError
from quellenlage.pipeline.review import Desk, wish, wish_event
from quellenlage.present.jsonl import hash_record
from quellenlage.records.contract import EntityRow, EventRow, Record
from quellenlage.records.correction import standing
from quellenlage.store.corrections import read_entry, write_entry
from quellenlage.world import load_world

LATER = replace(SAID, when="2024-06-19T08:00:00.000000+00:00")
TEXTS = {
    "a.txt": "Neue Brücke\n\nDie Landrätin Hedwig Sandner besuchte am 11. Juni 2024 Mühlbach. "
    "Der Landwirt Alois Brandl sah zu.",
    "b.txt": "Die Brücke\n\nDie Landrätin Hedwig Sandner besuchte am 11. Juni 2024 Mühlbach. "
    "Der Bäcker Jakob Winkler sah zu.",
    "c.txt": "Noch einmal\n\nDie Landrätin Hedwig Sandner besuchte am 11. Juni 2024 Mühlbach. Es regnete.",
}
FIRST = ("b.txt", "c.txt")


@pytest.fixture(scope="module")
def link() -> Link:
    return make_link(load_world(), TEXTS)


@pytest.fixture(scope="module")
def desk(link: Link) -> Desk:
    return link(names=FIRST)


def visit(desk: Desk) -> EventRow:
    return next(e for e in desk.record.event if e.type == "visit")


def named(record: Record, name: str) -> EntityRow:
    return next(e for e in record.entity if e.name == name)


def roles(desk: Desk) -> dict[str, str]:
    names = {e.id: e.name for e in desk.record.entity}
    return {names[p.entity]: p.role for p in visit(desk).participants}


def test_phase_and_days_are_laid_down_for_the_whole_event_and_the_old_ones_stay_beside(desk: Desk, link: Link):
    row = visit(desk)
    assert (row.phase, row.from_, len(row.mentions)) == ("occurred", "2024-06-11", 2)
    said = (wish_event.phase(desk, row, "cancelled", SAID), wish_event.days(desk, row, "2024-06-12..2024-06-13", SAID))
    after = link(*said, names=FIRST)
    changed = visit(after)
    assert (changed.phase, changed.from_, changed.to) == ("cancelled", "2024-06-12", "2024-06-13")
    assert (changed.id, changed.mentions) == (row.id, row.mentions)
    assert changed.edtf == "2024-06-12/2024-06-13"
    assert "phase corrected in review; days corrected in review" in changed.by.rule
    told = {c.action: (c.status, c.records, c.before) for c in after.record.correction}
    assert told["phase"] == ("applied", (row.id,), {"phase": "occurred"})
    assert told["days"] == ("applied", (row.id,), {"earliest": "2024-06-11", "latest": "2024-06-11"})


def test_nobody_knows_when_it_was(desk: Desk, link: Link):
    for words in ("unknown", ""):
        after = link(wish_event.days(desk, visit(desk), words, SAID), names=FIRST)
        assert (visit(after).from_, visit(after).to, visit(after).edtf) == (None, None, None)


def test_who_takes_part_is_added_changed_and_left_out(desk: Desk, link: Link):
    row, record = visit(desk), desk.record
    baker, visitor = named(record, "Jakob Winkler"), named(record, "Hedwig Sandner")
    before = roles(desk)
    assert before["Hedwig Sandner"] == "VISITOR"
    added = wish_event.role(desk, row, baker, "HOST", SAID)
    after = link(added, names=FIRST)
    assert roles(after) == {**before, "Jakob Winkler": "HOST"}
    assert after.record.correction[0].records == (row.id, baker.id)
    assert "Jakob Winkler" in visit(after).label
    turned = wish_event.role(after, visit(after), named(after.record, "Jakob Winkler"), "VISITOR", LATER)
    assert turned.question == added.question
    out = wish_event.role(desk, row, visitor, "none", SAID)
    after = link(*standing([added, turned, out]), names=FIRST)
    assert roles(after) == {**{k: v for k, v in before.items() if k != "Hedwig Sandner"}, "Jakob Winkler": "VISITOR"}


def test_an_actor_of_another_article_is_named_by_a_mention(desk: Desk, link: Link):
    everything = link()
    brandl = next(m for m in everything.record.mention if m.text == "Alois Brandl")
    after = link(wish_event.role(everything, visit(everything), brandl, "HOST", SAID))
    assert roles(after)["Alois Brandl"] == "HOST"


def test_they_outlive_an_article_that_comes_before_and_the_later_word_replaces_them(desk: Desk, link: Link):
    row = visit(desk)
    said = [wish_event.phase(desk, row, "announced", SAID), wish_event.days(desk, row, "2024-06-12", SAID)]
    after = link(*said)
    assert (visit(after).phase, visit(after).from_, len(visit(after).mentions)) == ("announced", "2024-06-12", 3)
    assert visit(after).id != row.id
    again = wish_event.days(after, visit(after), "2024-06-14", LATER)
    assert again.question == said[1].question
    assert again.before == said[1].before
    assert visit(link(*standing([*said, again]))).from_ == "2024-06-14"
    assert hash_record(link().record) != hash_record(after.record)


def test_they_go_out_and_come_back_in_the_same(desk: Desk, link: Link):
    row = visit(desk)
    said = [
        wish_event.phase(desk, row, "announced", SAID),
        wish_event.days(desk, row, "..2024-06-12", SAID),
        wish_event.role(desk, row, named(desk.record, "Jakob Winkler"), "HOST", SAID),
    ]
    back = [read_entry(write_entry(entry)) for entry in said]
    assert back == said
    assert hash_record(link(*back).record) == hash_record(link(*reversed(said)).record)


def test_a_role_that_the_type_does_not_know_finds_no_place(desk: Desk, link: Link):
    good = wish_event.role(desk, visit(desk), named(desk.record, "Jakob Winkler"), "HOST", SAID)
    for wrong, told in (
        (replace(good, after={"role": "EATER"}), "no role EATER"),
        (replace(good, target=replace(good.target, start=0, end=3, text="")), "no event"),
        (replace(good, other=replace(good.target, kind="entity")), "no mention"),
    ):
        after = link(wrong, names=FIRST)
        assert told in after.record.correction[0].reason
        assert after.record.event == desk.record.event


def test_what_is_still_to_come_has_not_come_of_anything():
    texts = {
        "a.txt": "Neue Brücke\n\nDie Landrätin Hedwig Sandner wird am 11. Juni 2024 Mühlbach besuchen. Alle warten.",
        "b.txt": TEXTS["b.txt"],
    }
    link = make_link(load_world(), texts)
    desk = link()
    assert [f.type for f in desk.record.finding if f.type == "outcome"] == ["outcome"]
    after = link(wish_event.phase(desk, visit(desk), "announced", SAID))
    assert [f.type for f in after.record.finding if f.type == "outcome"] == []


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (lambda d: wish_event.phase(d, visit(d), "gone", SAID), "phase is one of"),
        (lambda d: wish_event.days(d, visit(d), "gestern", SAID), "no day"),
        (lambda d: wish_event.role(d, visit(d), d.record.entity[0], "EATER", SAID), "has the roles VISITOR"),
    ],
)
def test_an_impossible_wish_is_refused(wanted: Callable[[Desk], object], told: str, desk: Desk):
    with pytest.raises(ConfigError, match=told):
        wanted(desk)


def test_a_statement_is_corrected_as_the_quotation_that_it_is():
    text = (
        "Streit\n\nDie Landrätin Hedwig Sandner besuchte am 11. Juni 2024 Mühlbach. Sie sagte am Dienstag, es sei gut."
    )
    link = make_link(load_world(), {"a.txt": text})
    plain = link()
    desk = link(wish.date_article(plain, plain.record.article[0], "2024-06-19", SAID))
    statements = [e for e in desk.record.event if e.type == "statement"]
    for row in statements:
        with pytest.raises(ConfigError, match="quotation"):
            wish_event.phase(desk, row, "announced", SAID)
    assert statements
