"""What a denial means, as a person says: a claim, a quotation that was in no claim, or nothing that is known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.pipeline.review_desk import SAID, Link, make_link

from quellenlage.errors import ConfigError
from quellenlage.pipeline.review import Desk, wish
from quellenlage.pipeline.review.fault import fault_of
from quellenlage.present.doubts import Reason, find_doubts
from quellenlage.present.html.book import make_book
from quellenlage.present.html.forms import forms_of
from quellenlage.present.jsonl import hash_record
from quellenlage.records.contract import ClaimRow, QuotationRow, Record
from quellenlage.records.correction import standing
from quellenlage.serve.review import wished
from quellenlage.store.corrections import read_entry, write_entry
from quellenlage.world import load_world

LATER = replace(SAID, when="2024-06-19T08:00:00.000000+00:00")
TEXTS = {
    "b.txt": "Streit um das Wehr in Mühlbach\n\nDie Landrätin Hedwig Sandner sagte, das Wehr sei dicht. Der Landwirt "
    "Alois Brandl bestritt, dass das Wehr dicht sei.\n\nDer Bäcker Jakob Winkler sagte, der Ofen rauche seit Jahren. "
    "Die Müllerin Rosa Kern sagte, das Korn reiche bis Ostern.",
    "c.txt": "Markt\n\nDer Bäcker Jakob Winkler wies die Vorwürfe zurück.",
    "a.txt": "Der Ofen\n\nDer Bäcker Jakob Winkler sagte, der Ofen rauche seit Jahren und die Stube sei schwarz.",
    "d.txt": "Das Korn\n\nEs regnete. Alois Brandl kam nicht.",
}
FIRST = ("b.txt", "c.txt")


@pytest.fixture(scope="module")
def link() -> Link:
    return make_link(load_world(), TEXTS)


@pytest.fixture(scope="module")
def desk(link: Link) -> Desk:
    return link(names=FIRST)


def claim_of(record: Record, words: str, stance: str = "denies") -> tuple[ClaimRow, int]:
    """The claim with a side of these words, and the number of the side."""
    return next(
        (claim, number)
        for claim in record.claim
        for number, side in enumerate(claim.stances, 1)
        if words in side.span.text and side.stance == stance
    )


def said(record: Record, words: str) -> QuotationRow:
    return next(q for q in record.quotation if words in q.quote[0].text)


def sides(claim: ClaimRow) -> list[tuple[str, str]]:
    return [(side.stance, side.polarity) for side in claim.stances]


def alone(record: Record) -> ClaimRow:
    return next(c for c in record.claim if not c.resolved)


def test_a_denial_that_points_at_nothing_gets_its_claim(desk: Desk, link: Link):
    bare, (wanted, _) = alone(desk.record), claim_of(desk.record, "Wehr dicht")
    assert any(d.reason is Reason.TARGET for d in find_doubts(desk.record))
    correction = wish.means(desk, bare, 1, wanted, SAID)
    after = link(correction, names=FIRST).record
    claim, _ = claim_of(after, "Wehr dicht")
    assert sides(claim) == [*sides(wanted), ("denies", "-")]
    assert [c.resolved for c in after.claim] == [True] * len(after.claim)
    row = after.correction[0]
    assert (row.status, row.records, row.before) == ("applied", (claim.id,), {"claim": bare.label})
    assert not any(d.reason is Reason.TARGET for d in find_doubts(after))


def test_a_denial_moves_to_what_was_a_quotation_only(desk: Desk, link: Link):
    record = desk.record
    before, number = claim_of(record, "Wehr dicht")
    oven = said(record, "der Ofen")
    assert not any(s.quotation == oven.id for c in record.claim for s in c.stances)
    after = link(wish.means(desk, before, number, oven, SAID), names=FIRST).record
    claim, _ = claim_of(after, "Wehr dicht")
    assert {s.quotation for s in claim.stances} == {oven.id, before.stances[number - 1].quotation}
    assert claim.resolved
    assert claim.status in ("contested", "denied")


def test_it_means_nothing_that_is_known(desk: Desk, link: Link):
    before, number = claim_of(desk.record, "Wehr dicht")
    after = link(wish.means(desk, before, number, None, SAID), names=FIRST).record
    claim, _ = claim_of(after, "Wehr dicht")
    assert (sides(claim), claim.resolved) == ([("denies", "-")], False)
    assert claim.id not in {d.id for d in find_doubts(after)}


def test_the_later_answer_holds_and_the_earlier_again_when_it_is_undone(desk: Desk, link: Link):
    before, number = claim_of(desk.record, "Wehr dicht")
    oven = wish.means(desk, before, number, said(desk.record, "der Ofen"), SAID)
    corn = wish.means(desk, before, number, said(desk.record, "das Korn"), LATER)
    nothing = wish.means(desk, before, number, None, SAID)
    assert oven.question == corn.question == nothing.question
    assert len({oven.id, corn.id, nothing.id}) == 3
    assert standing([oven, corn]) == (corn,)
    after = link(*standing([oven, corn]), names=FIRST).record
    assert len(after.correction) == 1
    assert said(after, "das Korn").id in {s.quotation for s in claim_of(after, "Wehr dicht")[0].stances}


def test_it_outlives_articles_that_come_before_and_behind(desk: Desk, link: Link):
    before, number = claim_of(desk.record, "Wehr dicht")
    correction = wish.means(desk, before, number, said(desk.record, "der Ofen"), SAID)
    after = link(correction).record
    assert len(after.article) == 4
    claim, _ = claim_of(after, "Wehr dicht")
    assert said(after, "der Ofen rauche seit Jahren").act == "asserts"
    assert any("Ofen" in s.span.text for s in claim.stances)
    back = read_entry(write_entry(correction))
    assert hash_record(link(back).record) == hash_record(after)
    assert hash_record(link().record) != hash_record(after)


def test_a_place_where_nobody_says_anything_is_told(desk: Desk, link: Link):
    before, number = claim_of(desk.record, "Wehr dicht")
    good = wish.means(desk, before, number, said(desk.record, "der Ofen"), SAID)
    assert good.other is not None
    for wrong, told in (
        (replace(good, target=replace(good.target, start=0, end=3, text="")), "no stance"),
        (replace(good, other=replace(good.other, start=0, end=3, text="")), "no quotation"),
    ):
        after = link(wrong, names=FIRST).record
        assert told in after.correction[0].reason
        assert after.claim == desk.record.claim


def test_what_cannot_be_meant_is_refused(desk: Desk):
    before, number = claim_of(desk.record, "Wehr dicht")
    for impossible, told in (
        (lambda: wish.means(desk, before, 99, None, SAID), "sides 1 to"),
        (lambda: wish.means(desk, before, number, before, SAID), "already"),
        (lambda: wish.means(desk, before, number, said(desk.record, "Wehr dicht sei"), SAID), "already"),
    ):
        with pytest.raises(ConfigError, match=told):
            impossible()
    good = wish.means(desk, before, number, said(desk.record, "der Ofen"), SAID)
    assert good.other is not None
    for other in (replace(good.other, kind="event"), replace(good.target, kind="claim")):
        assert "a side means" in fault_of(replace(good, other=other))


def test_the_page_offers_what_may_be_meant_and_takes_it(desk: Desk):
    before, number = claim_of(desk.record, "Wehr dicht")
    form = next(f for f in forms_of(before, make_book(desk.record, {})) if f.action == "means")
    side, meant = form.inputs
    assert side.chosen == str(number)
    wanted = {option.value for option in meant.options}
    oven = said(desk.record, "der Ofen")
    assert wanted >= {"nothing", oven.id, alone(desk.record).id}
    assert not wanted & {before.id, before.stances[number - 1].quotation}
    for value, other in (("nothing", None), (oven.id, oven), (alone(desk.record).id, alone(desk.record))):
        fields = {"action": "means", "id": before.id, "number": side.chosen, "meant": value}
        assert wished(desk, fields, SAID) == wish.means(desk, before, number, other, SAID)
