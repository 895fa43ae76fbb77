"""How the fresh sets are counted, on invented cases small enough to count by hand."""

from datetime import date

import pytest

from fresh_denial_measures import beside, meets
from fresh_pile_measures import NO_DAYS, Days, event_at, is_event, overlap
from fresh_speech_measures import Report, by_words, marked, pairs_of, same_place, tally
from measure import by_halves, is_read
from pile_articles import outside
from quellenlage.records.contract import BlockRow, EventRow, FindingRow, QuotationRow, Record
from quellenlage.records.document import Passage
from quellenlage.records.parts import Voice
from quellenlage.records.provenance import By
from quellenlage.text.span import Span
from scoring import Score, Tally, median_bounds, score_share

BY = By("rule", "stage", "1")


def report(*content, cue=None, is_optional=False):
    cues = (Span(*cue),) if cue else ()
    return Report(content=tuple(Span(*pair) for pair in content), cue=cues, is_optional=is_optional)


def mark(**more):
    given = {"type": "direct", "act": "states", "span": [0, 10], "cue": None, "speaker": None}
    return {"reports": [given | {"source_chain": [], "negated_or_hypothetical": False} | more]}


def passage(start, end, article="a"):
    return Passage(article, start, end, "")


def days(first, last):
    return Days(date(2024, 5, first), date(2024, 5, last))


# --- speech


def test_two_reports_are_the_same_from_half_of_the_longer_one():
    assert len(pairs_of([report((0, 20))], [report((10, 20))])) == 1
    assert not pairs_of([report((0, 20))], [report((11, 20))])
    assert not pairs_of([report((0, 9))], [report((0, 20))])


def test_a_report_in_pieces_is_compared_as_a_whole():
    assert len(pairs_of([report((0, 10), (20, 30))], [report((0, 10))])) == 1
    assert not pairs_of([report((0, 10), (20, 40))], [report((0, 10))])


def test_without_content_the_words_of_saying_count():
    assert len(pairs_of([report(cue=(3, 9))], [report((12, 20), cue=(5, 9))])) == 1
    assert not pairs_of([report(cue=(3, 9))], [report((12, 20), cue=(9, 11))])


def test_speech_that_did_not_take_place_counts_on_neither_side():
    gold = [report((0, 10)), report((20, 30), is_optional=True)]
    assert tally(gold, [report((0, 10)), report((20, 30))]) == Tally(1, 1, 1)
    assert tally(gold, [report((0, 10))]) == Tally(1, 1, 1)
    assert tally(gold, [report((40, 50))]) == Tally(0, 1, 1)


@pytest.mark.parametrize(
    ("act", "acts"),
    [
        ("states", {"asserts"}),
        ("accuses", {"asserts"}),
        ("admits", {"confirms"}),
        ("warns", {"asserts", "threatens"}),
        ("announces", {"promises", "threatens"}),
        ("denies", {"denies"}),
    ],
)
def test_acts_of_the_set_stand_for_acts_of_the_contract(act, acts):
    assert marked(mark(act=act))[0].acts == acts


def test_a_refused_demand_may_be_an_assertion():
    assert marked(mark(act="denies", doubt=True))[0].acts == {"denies", "asserts"}


def test_types_of_the_set_stand_for_types_of_the_contract():
    assert marked(mark(type="mixed"))[0].types == {"indirect", "reported"}
    assert marked(mark(type="free_indirect"))[0].types == {"freeIndirect", "indirectFreeIndirect"}


def test_a_mark_may_have_no_content_or_several_pieces():
    assert marked(mark(span=None))[0].content == ()
    assert marked(mark(span_more=[[14, 20]]))[0].content == (Span(0, 10), Span(14, 20))


def test_places_are_the_same_if_they_touch_or_are_both_absent():
    assert same_place(None, None)
    assert not same_place(Span(0, 3), None)
    assert same_place(Span(0, 3), Span(2, 8))


def test_ten_lines_take_the_nearest_capitalised_word():
    text = "Am Ufer sagte Zora: „nein“."
    plain = by_words(text, (Span(21, 25),))
    assert plain.speaker is not None
    assert plain.speaker.of(text) == "Zora"
    assert plain.types == {"direct"}


# --- denials


def test_a_claim_is_found_by_half_of_the_shorter_one_in_the_same_article():
    assert meets([passage(0, 10)], [("a", Span(5, 60))])
    assert not meets([passage(0, 10)], [("a", Span(6, 60))])
    assert not meets([passage(0, 10, "b")], [("a", Span(0, 60))])
    assert not meets([], [("a", Span(0, 60))])


def quotation(act, cue):
    nobody = Voice(span=None, entities=())
    return QuotationRow(
        id="q", by=BY, article="a", parent=None, type="reported", medium="speech", quote=(passage(0, 3),), cue=cue,
        frame=(), speaker=nobody, addressee=None, act=act, via=(), from_=None, to=None,
    )  # fmt: skip


def test_a_refusal_to_comment_counts_for_a_refusal_only():
    record = Record(quotation=(quotation("no_comment", (passage(5, 9),)), quotation("asserts", (passage(20, 25),))))
    assert list(beside(record, "refusal")) == [passage(5, 9)]
    assert not list(beside(record, "denial"))
    assert not list(beside(record, None))


def test_a_line_of_correction_counts_for_a_correction_only():
    block = BlockRow(
        id="b", by=BY, article="a", start=3, end=8, text="", type="correction", story=False, analysed=False
    )
    finding = FindingRow(id="f", by=BY, type="correction", a=passage(1, 2), b=None, more=(), note="", weight=1)
    record = Record(block=(block,), finding=(finding,))
    assert list(beside(record, "correction")) == [passage(1, 2), passage(3, 8)]
    assert not list(beside(record, "refusal"))


# --- piles


def test_an_answer_is_at_most_a_month_wide_or_as_wide_as_the_marks():
    quarter = Days(date(2024, 4, 1), date(2024, 6, 30))
    assert days(1, 31).answers(days(3, 3))
    assert not quarter.answers(days(3, 3))
    assert quarter.answers(quarter)
    assert not NO_DAYS.answers(quarter)
    assert not Days(date(2024, 5, 1), None).answers(quarter)


def test_days_are_within_only_if_all_of_them_are_marked():
    assert days(3, 4).within(days(3, 5))
    assert not days(2, 4).within(days(3, 5))
    assert not NO_DAYS.within(days(3, 5))


def test_days_meet_if_they_have_one_in_common():
    assert days(1, 3).meets(days(3, 9))
    assert not days(1, 2).meets(days(3, 9))
    assert Days(None, date(2024, 5, 3)).meets(days(3, 9))


def test_passages_of_two_articles_share_nothing():
    assert overlap(passage(0, 9), passage(4, 20)) == 5
    assert overlap(passage(0, 9), passage(9, 20)) == 0
    assert overlap(passage(0, 9), passage(4, 20, "b")) == 0


def event(id_, *mentions):
    return EventRow(
        id=id_, by=BY, type="", plover=None, cameo=(), label="", participants=(), place=None, from_=None, to=None,
        edtf=None, phase="occurred", factuality=(), mentions=mentions, articles=("a",),
    )  # fmt: skip


def test_a_marked_word_belongs_to_the_event_that_shares_most_with_it():
    events = [event("x", passage(0, 5)), event("y", passage(4, 12))]
    hit = event_at(events, passage(3, 12))
    assert hit is not None
    assert hit.id == "y"
    assert event_at(events, passage(12, 15)) is None
    assert is_event("y")
    assert not is_event(f"none {passage(0, 1)}")


def test_an_article_without_its_date_tells_its_house_only():
    row = {"text": "Nein.", "date": "2024-05-15T10:00", "url": "https://a.example/2024/05/15/nein"}
    assert outside(row, keeps_date=True)["date_publish"] == "2024-05-15"
    hidden = outside(row, keeps_date=False)
    assert not any("2024" in value for value in hidden.values())


# --- scores


def test_the_median_lies_within_its_bounds():
    assert median_bounds([7]) == (7, 7)
    low, high = median_bounds(list(range(101)))
    assert low < 50 < high
    assert high - low < 25


def test_halves_part_the_cases_by_their_hash():
    ids = [f"case {n}" for n in range(20)]

    def score(chosen: list[int]) -> Score:
        return score_share(len(chosen), 20)

    whole, read, unread = by_halves("x", ids, score)
    assert (whole.name, read.name, unread.name) == ("x", "x (read half)", "x (unread half)")
    assert whole.score.n == 20
    assert read.score.value == sum(map(is_read, ids)) / 20
    assert read.is_part
    assert unread.is_part
    assert not whole.is_part
