"""A CAS leaves, is edited by dkpro-cassis as people do it in INCEpTION, and comes back as corrections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import cassis
import pytest
from tests.unit.pipeline.review_desk import SAID, Link, make_link

from quellenlage.errors import ConfigError
from quellenlage.pipeline.review import Desk, wish
from quellenlage.pipeline.review.annotated import Noted, annotations_of
from quellenlage.present.exports.cas import TYPE_SYSTEM, write_cas
from quellenlage.present.exports.cas_back import read_cas
from quellenlage.records.contract import MentionRow, QuotationRow, Record
from quellenlage.records.correction import Action, Correction
from quellenlage.world import load_world

TEXTS = {
    "a.txt": "Streit 🐄 um das Wehr\r\n\r\nDie Landrätin Hedwig Sandner besuchte am 11. Juni 2024 Mu\u0308hlbach. "
    "Der Landwirt Alois Brandl 김 bestritt 🚢, dass das Wehr dicht sei.\r\n\r\n"
    "Der Bäcker Jakob Winkler sagte, der Ofen rauche. "
    "Der Ofen ist alt.",
    "b.txt": "Das Wehr\n\nJakob Winkler kam.",
}
Edit = Callable[[Any], None]
RoundTrip = Callable[..., Noted]


@pytest.fixture(scope="module")
def link() -> Link:
    return make_link(load_world(), TEXTS)


@pytest.fixture(scope="module")
def desk(link: Link) -> Desk:
    return link()


@pytest.fixture
def round_trip(desk: Desk, tmp_path: Path) -> RoundTrip:
    """Export the record, edit the first article, and see what it asks of a record."""

    def run(edit: Edit, wanted: Desk = desk) -> Noted:
        folder = tmp_path / "cas"
        texts = {id_: a.document.source.text for id_, a in desk.analyses.items()}
        write_cas(desk.record, texts, folder)
        file = folder / f"{desk.record.article[0].id}.xmi"
        types = cassis.load_typesystem(folder / TYPE_SYSTEM)
        cas = cassis.load_cas_from_xmi(file, typesystem=types)
        edit(cas)
        cas.to_xmi(file)
        return annotations_of(wanted, read_cas(folder), SAID)

    return run


def mark_of(cas: Any, kind: str, words: str) -> Any:
    return next(m for m in cas.select(f"quellenlage.{kind}") if words in m.get_covered_text())


def add_mark(cas: Any, kind: str, words: str, **features: str) -> None:
    start = cas.sofa_string.index(words)
    made = cas.typesystem.get_type(f"quellenlage.{kind}")
    cas.add(made(begin=start, end=start + len(words), **features))


def quotation(record: Record, words: str) -> QuotationRow:
    return next(q for q in record.quotation if words in q.quote[0].text)


def mention(desk: Desk, words: str) -> MentionRow:
    return next(m for m in desk.record.mention if m.text == words)


def names_of(record: Record, row: QuotationRow) -> list[str]:
    return [e.name for e in record.entity if e.id in row.speaker.entities]


def test_what_nobody_edited_asks_for_nothing(round_trip: RoundTrip, desk: Desk, link: Link):
    assert round_trip(lambda cas: None) == Noted((), ())
    # Not even where the record has been corrected since.
    row = quotation(desk.record, "Wehr dicht")
    since = link(wish.attribute(desk, row, "nobody", SAID), wish.change(desk, row, Action.ACT, "doubts", SAID))
    assert round_trip(lambda cas: None, since) == Noted((), ())


def test_a_changed_speaker_comes_back_by_name(round_trip: RoundTrip, desk: Desk, link: Link):
    def edit(cas: Any) -> None:
        mark_of(cas, "Quote", "Wehr dicht").speaker = "Hedwig Sandner"

    noted = round_trip(edit)
    assert noted.refused == ()
    row = quotation(desk.record, "Wehr dicht")
    assert noted.corrections == (wish.attribute(desk, row, mention(desk, "Hedwig Sandner").id, SAID),)
    after = link(*noted.corrections)
    changed = quotation(after.record, "Wehr dicht")
    assert names_of(after.record, changed) == ["Hedwig Sandner"]
    assert round_trip(edit, after) == Noted((), ())


def test_a_changed_speaker_comes_back_by_the_words_that_are_marked(round_trip: RoundTrip, desk: Desk, link: Link):
    def edit(cas: Any) -> None:
        cas.remove(mark_of(cas, "Speaker", "Alois Brandl"))
        add_mark(cas, "Speaker", "Hedwig Sandner")

    noted = round_trip(edit)
    assert noted.refused == ()
    after = link(*noted.corrections).record
    assert names_of(after, quotation(after, "Wehr dicht")) == ["Hedwig Sandner"]


def test_a_speaker_that_was_taken_out_leaves_nobody(round_trip: RoundTrip, desk: Desk, link: Link):
    for edit in (
        lambda cas: cas.remove(mark_of(cas, "Speaker", "Alois Brandl")),
        lambda cas: setattr(mark_of(cas, "Quote", "Wehr dicht"), "speaker", None),
    ):
        after = link(*round_trip(edit).corrections).record
        assert quotation(after, "Wehr dicht").speaker.entities == ()


def test_an_added_quotation_comes_back_with_its_exact_words(round_trip: RoundTrip, desk: Desk, link: Link):
    def edit(cas: Any) -> None:
        add_mark(cas, "Quote", "Der Ofen ist alt.", act="doubts", category="freeIndirect", speaker="Jakob Winkler")

    noted = round_trip(edit)
    assert noted.refused == ()
    after = link(*noted.corrections)
    row = quotation(after.record, "Der Ofen ist alt.")
    assert (row.quote[0].text, row.act, row.type) == ("Der Ofen ist alt.", "doubts", "freeIndirect")
    assert names_of(after.record, row) == ["Jakob Winkler"]
    assert [c.status for c in after.record.correction] == ["applied"]
    assert round_trip(edit, after) == Noted((), ())


def test_a_new_quote_takes_the_speaker_that_is_marked_beside_it(round_trip: RoundTrip, link: Link):
    def edit(cas: Any) -> None:
        add_mark(cas, "Quote", "Der Ofen ist alt.")
        add_mark(cas, "Speaker", "Jakob Winkler")

    after = link(*round_trip(edit).corrections).record
    row = quotation(after, "Der Ofen ist alt.")
    assert (row.act, row.type, names_of(after, row)) == ("asserts", "indirect", ["Jakob Winkler"])


def test_act_type_and_words_come_back(round_trip: RoundTrip, link: Link):
    def edit(cas: Any) -> None:
        quote = mark_of(cas, "Quote", "Wehr dicht")
        quote.act, quote.category = "doubts", "freeIndirect"
        moved = mark_of(cas, "Quote", "Ofen rauche")
        moved.end = moved.end - len(" rauche")

    after = link(*round_trip(edit).corrections).record
    row = quotation(after, "Wehr dicht")
    assert (row.act, row.type) == ("doubts", "freeIndirect")
    assert names_of(after, quotation(after, "Ofen")) == ["Jakob Winkler"]
    assert not quotation(after, "Ofen").quote[0].text.endswith("rauche")
    assert {c.status for c in after.correction} == {"applied"}


def test_a_quote_that_was_taken_out_is_rejected(round_trip: RoundTrip, desk: Desk, link: Link):
    noted = round_trip(lambda cas: cas.remove(mark_of(cas, "Quote", "Wehr dicht")))
    assert [c.action for c in noted.corrections] == ["reject"]
    after = link(*noted.corrections).record
    assert len(after.quotation) == len(desk.record.quotation) - 1


def test_phase_and_days_of_an_event_come_back_and_a_new_one(round_trip: RoundTrip, link: Link):
    def edit(cas: Any) -> None:
        visit = mark_of(cas, "Event", "besuchte")
        visit.phase, visit.first, visit.last = "announced", "2024-06-12", "2024-06-12"
        add_mark(cas, "Event", "Streit", category="protest", first="2024-06-10")

    noted = round_trip(edit)
    assert noted.refused == ()
    after = link(*noted.corrections)
    told = {e.type: (e.phase, e.from_, e.to) for e in after.record.event}
    assert told["visit"] == ("announced", "2024-06-12", "2024-06-12")
    assert told["protest"] == ("occurred", "2024-06-10", None)
    assert round_trip(edit, after) == Noted((), ())


def test_what_cannot_be_taken_over_is_named(round_trip: RoundTrip, desk: Desk):
    def edit(cas: Any) -> None:
        mark_of(cas, "Quote", "Wehr dicht").speaker = "Niemand Bekanntes"
        mark_of(cas, "Quote", "Ofen rauche").act = "sings"
        mark_of(cas, "Event", "besuchte").category = "fire"
        add_mark(cas, "Speaker", "Wehr")
        add_mark(cas, "Event", "Ofen", category="")

    noted = round_trip(edit)
    assert noted.corrections == ()
    reasons = [reason for _, reason in noted.refused]
    for told in (
        "called 'Niemand Bekanntes'",
        "act is one of",
        "cannot be changed",
        "no quote without",
        "name the type",
    ):
        assert any(told in reason for reason in reasons), told
    assert len(reasons) == 5
    other = replace(desk, record=replace(desk.record, article=desk.record.article[1:]))
    assert "no article" in round_trip(lambda cas: None, other).refused[0][1]


def test_files_that_are_none_are_refused_in_one_line(tmp_path: Path):
    with pytest.raises(ConfigError, match="no files"):
        list(read_cas(tmp_path))
    (tmp_path / "a.xmi").write_text("<x/>", encoding="utf-8")
    with pytest.raises(ConfigError, match="type system"):
        list(read_cas(tmp_path))


def test_the_same_correction_is_asked_for_once(round_trip: RoundTrip):
    def edit(cas: Any) -> None:
        mark_of(cas, "Quote", "Wehr dicht").act = "doubts"

    first: tuple[Correction, ...] = round_trip(edit).corrections
    assert [c.after for c in first] == [{"act": "doubts"}]
