"""Corrections of every kind: what follows from them, what stays, and what becomes of those that find no place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.pipeline.review_desk import SAID, Link, make_link

from quellenlage.errors import ConfigError
from quellenlage.pipeline.review import Desk, wish
from quellenlage.present.doubts import find_doubts
from quellenlage.present.explanation import explain
from quellenlage.present.jsonl import hash_record
from quellenlage.records.contract import EntityRow, EventRow, MentionRow, QuotationRow, Record
from quellenlage.records.correction import Action, Correction
from quellenlage.records.document import Passage
from quellenlage.world import load_world

TEXTS = {
    "a.txt": "Streit um das Wehr in Mühlbach\n\nDie Landrätin Hedwig Sandner besuchte am 11. Juni 2024 Mühlbach. "
    "Sie sagte am Dienstag, das Wehr sei dicht. Der Landwirt Alois Brandl bestritt, dass das Wehr dicht sei. "
    "Das Amt wollte sich nicht äußern.\r\n\r\nAm Abend kam es zu einer Kundgebung 🐄 vor dem Rathaus.",
    "b.txt": "Das Wehr\n\nHedwig Sandner besuchte am 11. Juni 2024 Mühlbach. Alois Brandl sagte, das Wehr sei undicht.",
}


@pytest.fixture(scope="module")
def link() -> Link:
    return make_link(load_world(), TEXTS)


@pytest.fixture(scope="module")
def desk(link: Link) -> Desk:
    return link()


def denial(record: Record) -> QuotationRow:
    return next(q for q in record.quotation if q.act == "denies")


def named(record: Record, name: str) -> EntityRow:
    return next(e for e in record.entity if e.name == name)


def names_of(record: Record, quotation: QuotationRow) -> list[str]:
    return [e.name for e in record.entity if e.id in quotation.speaker.entities]


def mention_of(desk: Desk, name: str, number: int = 0) -> MentionRow:
    article = desk.record.article[number].id
    return next(m for m in desk.record.mention if m.text == name and m.article == article)


def visit(record: Record) -> EventRow:
    return next(e for e in record.event if e.type == "visit")


def words(desk: Desk, text: str, number: int = 0) -> Passage:
    return wish.select(desk, desk.record.article[number], text)


def one_of_each_kind(desk: Desk) -> list[Correction]:
    """Corrections that do not concern each other."""
    record, quotes = desk.record, desk.record.quotation
    sandner, brandl = mention_of(desk, "Hedwig Sandner"), mention_of(desk, "Alois Brandl")
    claim = next(c for c in record.claim if c.stances)
    event = visit(record)
    return [
        wish.judge(desk, quotes[0], Action.ACCEPT, SAID),
        wish.judge(desk, record.timex[-1], Action.REJECT, SAID),
        wish.split(desk, sandner, mention_of(desk, "Hedwig Sandner", 1), SAID),
        wish.date_article(desk, record.article[0], "2024-06-19", SAID),
        wish.attribute(desk, denial(record), sandner.id, SAID),
        wish.change(desk, quotes[0], Action.ACT, "promises", SAID),
        wish.change(desk, quotes[0], Action.TYPE, "freeIndirect", SAID),
        wish.take_side(desk, claim, len(claim.stances), {"stance": "doubts"}, SAID),
        wish.different(desk, event, 2, SAID),
        wish.add(desk, "event", words(desk, "Kundgebung"), {"type": "protest", "from": "2024-06-18"}, SAID),
        wish.add(desk, "mention", words(desk, "Rathaus"), {"type": "FAC"}, SAID),
        wish.add(
            desk, "quotation", words(desk, "vor dem Rathaus"),
            {"type": "indirect", "act": "asks", "speaker": f"{brandl.start}:{brandl.end}"}, SAID,
        ),
    ]  # fmt: skip


def test_a_changed_speaker_changes_what_rests_on_the_quotation(desk: Desk, link: Link):
    before = denial(desk.record)
    correction = wish.attribute(desk, before, mention_of(desk, "Hedwig Sandner").id, SAID)
    after = link(correction).record
    assert names_of(after, denial(after)) == ["Hedwig Sandner"]
    stances = [s for c in after.claim for s in c.stances if s.quotation == denial(after).id]
    assert {s.holder for s in stances} == set(denial(after).speaker.entities)
    row = after.correction[0]
    assert (row.status, row.reason, row.who, row.records) == ("applied", "", "Ida", (denial(after).id,))
    assert row.before["speaker"] == f"{before.speaker.span.start}:{before.speaker.span.end}"


def test_nobody_says_it(desk: Desk, link: Link):
    after = link(wish.attribute(desk, denial(desk.record), "nobody", SAID)).record
    assert denial(after).speaker.entities == ()


def test_act_and_type_follow_and_the_old_ones_stay_beside(desk: Desk, link: Link):
    quotation = desk.record.quotation[0]
    changed = link(
        wish.change(desk, quotation, Action.ACT, "promises", SAID),
        wish.change(desk, quotation, Action.TYPE, "freeIndirect", SAID),
    )
    row = changed.record.quotation[0]
    assert (row.act, row.type) == ("promises", "freeIndirect")
    tables = explain(row, changed.record, dict(changed.analyses))
    told = next(table for table in tables if table.title == "Corrected")
    assert any(f"act: {quotation.act}" in cell for line in told.rows for cell in line)


def test_a_stance_is_taken(desk: Desk, link: Link):
    claim = desk.record.claim[0]
    side = claim.stances[0]
    after = link(wish.take_side(desk, claim, 1, {"stance": "expects"}, SAID)).record
    changed = [s for c in after.claim for s in c.stances if s.span == side.span]
    assert all((s.stance, s.polarity) == ("expects", "+") for s in changed)


def test_a_re_dated_article_re_dates_its_expressions_and_events(desk: Desk, link: Link):
    article = desk.record.article[0]
    after = link(wish.date_article(desk, article, "2024-06-20", SAID)).record
    published = after.article[0].published
    assert (published.earliest, published.latest, published.basis) == ("2024-06-20", "2024-06-20", "metadata")
    tuesday = next(t for t in after.timex if t.article == article.id and "Dienstag" in t.text)
    assert (tuesday.from_, tuesday.to) == ("2024-06-18", "2024-06-18")
    assert any(e.from_ == "2024-06-18" for e in after.event if e.type == "statement")


@pytest.mark.parametrize(
    "kind",
    ["mention", "timex", "quotation", "event", "claim", "caveat", "entity", "finding"],
)
def test_what_is_rejected_is_left_out(kind: str, desk: Desk, link: Link):
    rows = getattr(desk.record, kind)
    if not rows:
        pytest.skip(f"these texts hold no {kind}")
    row = rows[-1]
    after = link(wish.judge(desk, row, Action.REJECT, SAID)).record
    assert row.id not in {r.id for r in getattr(after, kind)}
    assert [(c.status, c.records) for c in after.correction] == [("applied", ())]


def test_merging_and_splitting_actors(desk: Desk, link: Link):
    record = desk.record
    merged = link(wish.merge(desk, named(record, "Hedwig Sandner"), named(record, "Alois Brandl"), SAID)).record
    people = {e.id for e in merged.entity if e.type == "PER" and not e.anonymous}
    assert len(people) == len({e.id for e in record.entity if e.type == "PER" and not e.anonymous}) - 1
    one, two = mention_of(desk, "Hedwig Sandner"), mention_of(desk, "Hedwig Sandner", 1)
    assert one.entity == two.entity
    split = link(wish.split(desk, one, two, SAID)).record
    entities = {m.entity for m in split.mention if m.id in (one.id, two.id)}
    assert len(entities) == 2


def test_one_event_becomes_two_and_one_again(desk: Desk, link: Link):
    row = visit(desk.record)
    assert len(row.mentions) == 2
    apart = wish.different(desk, row, 2, SAID)
    after = link(apart)
    visits = [e for e in after.record.event if e.type == "visit"]
    assert [len(e.mentions) for e in visits] == [1, 1]
    together = wish.same(after, *visits, said=replace(SAID, when="2024-06-19T00:00:00.000000+00:00"))
    assert together.question == apart.question
    assert hash_record(link().record) == hash_record(desk.record)
    joined = link(together).record
    assert [len(e.mentions) for e in joined.event if e.type == "visit"] == [2]


def test_what_is_added_is_there_with_its_exact_words(desk: Desk, link: Link):
    brandl = mention_of(desk, "Alois Brandl")
    actor = f"{brandl.start}:{brandl.end}"
    day = {"from": "2024-06-18", "to": "2024-06-18"}
    after = link(
        wish.add(desk, "event", words(desk, "Kundgebung"), {"type": "protest", "PROTESTER": actor, **day}, SAID),
        wish.add(desk, "mention", words(desk, "Rathaus"), {"type": "FAC"}, SAID),
        wish.add(
            desk, "quotation", words(desk, "vor dem Rathaus"),
            {"type": "indirect", "act": "asks", "speaker": actor}, SAID,
        ),
    ).record  # fmt: skip
    assert [c.reason for c in after.correction] == ["", "", ""]
    event = next(e for e in after.event if e.mentions[0].text == "Kundgebung")
    assert (event.type, event.from_, event.to) == ("protest", "2024-06-18", "2024-06-18")
    assert "Rathaus" in {m.text for m in after.mention}
    quotation = next(q for q in after.quotation if q.quote[0].text == "vor dem Rathaus")
    assert names_of(after, quotation) == ["Alois Brandl"]


def test_what_is_added_in_vain_says_why(desk: Desk, link: Link):
    place = words(desk, "Kundgebung")
    for after, told in (({"type": "picnic"}, "no type"), ({"type": "protest", "EATER": "0:1"}, "no role EATER"),
                        ({"type": "protest", "PROTESTER": "0:1"}, "no actor stands at 0:1")):  # fmt: skip
        made = link(wish.add(desk, "event", place, after, SAID)).record
        assert told in made.correction[0].reason
        assert made.event == desk.record.event


def test_no_correction_touches_another(desk: Desk, link: Link):
    after = link(*one_of_each_kind(desk)).record
    assert [c.reason for c in after.correction] == [""] * len(one_of_each_kind(desk))


def test_neither_order_nor_repetition_nor_the_clock_changes_the_record(desk: Desk, link: Link):
    said = one_of_each_kind(desk)
    wanted = hash_record(link(*said).record)

    @settings(max_examples=8, deadline=None)
    @given(st.permutations(range(len(said))), st.sampled_from(["2019-01-01T00:00:00.000000+00:00", SAID.when]))
    def in_any_order(order: list[int], when: str) -> None:
        again = [replace(said[n], when=when, who="jemand") for n in order]
        assert hash_record(link(*again).record) == wanted

    in_any_order()


def test_a_correction_survives_new_articles_and_waits_for_its_own(desk: Desk, link: Link):
    said = one_of_each_kind(desk)
    first = link(*said, names=("a.txt",)).record
    waiting = {c.reason for c in first.correction if c.status == "orphaned"}
    assert waiting == {"its article is not in the dossier"}
    assert hash_record(link(*said).record) != hash_record(first)
    assert all(c.status == "applied" for c in link(*said).record.correction)


def test_one_that_no_longer_fits_says_why_and_comes_first_in_the_queue(desk: Desk, link: Link):
    good = wish.change(desk, desk.record.quotation[0], Action.ACT, "promises", SAID)
    target = good.target
    moved = [
        replace(good, target=replace(target, text="andere Worte")),
        replace(good, target=replace(target, start=target.start + 1, text="")),
        replace(good, target=replace(target, start=10**8, end=10**8 + 3, text="")),
        replace(good, action=Action.SPEAKER, after={"speaker": "0:1"}),
    ]
    for correction in moved:
        after = link(correction).record
        assert after.quotation == desk.record.quotation
        assert after.correction[0].status == "orphaned"
        assert after.correction[0].reason
        assert find_doubts(after)[0].id == correction.id


def test_what_was_judged_leaves_the_queue(desk: Desk, link: Link):
    doubts = [d for d in find_doubts(desk.record) if not d.other]
    assert doubts
    row = desk.row(doubts[0].id)
    after = link(wish.judge(desk, row, Action.ACCEPT, SAID)).record
    assert row.id not in {d.id for d in find_doubts(after)}


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (lambda d: wish.judge(d, d.record.article[0], Action.REJECT, SAID), "remove"),
        (lambda d: wish.judge(d, d.record.block[0], Action.REJECT, SAID), "cannot be rejected"),
        (lambda d: wish.date_article(d, d.record.article[0], "Dienstag", SAID), "no day"),
        (lambda d: wish.date_article(d, d.record.article[0], "2024-06-20..2024-06-18", SAID), "after the last"),
        (lambda d: wish.date_article(d, d.record.article[0], "1789-07-14", SAID), "1990"),
        (lambda d: wish.attribute(d, denial(d.record), mention_of(d, "Alois Brandl", 1).id, SAID), "same article"),
        (lambda d: wish.take_side(d, d.record.claim[0], 99, {"stance": "doubts"}, SAID), "sides 1 to"),
        (lambda d: wish.different(d, visit(d.record), 1, SAID), "from 2 on"),
        (lambda d: wish.merge(d, d.record.entity[0], d.record.entity[0], SAID), "already"),
        (lambda d: wish.select(d, d.record.article[0], "Das steht hier nicht."), "do not stand"),
        (lambda d: wish.select(d, d.record.article[0], "e"), "--nth"),
        (lambda d: d.one("zzz", QuotationRow), "no quotation"),
    ],
)
def test_an_impossible_wish_is_refused_in_one_line(wanted: Callable[[Desk], object], told: str, desk: Desk):
    with pytest.raises(ConfigError, match=told) as refused:
        wanted(desk)
    assert "\n" not in str(refused.value)
