"""The scores, on cases small enough to count by hand."""

import json
from pathlib import Path

import pytest

import case_measures
import quality
from case_measures import WAYS, Pair, same_quotation, same_speaker
from marks import INVENTED_DAY, Case, EventMark, Marks, QuotationMark, TimexMark, load_cases
from measure import Floor, Group, Measure, load_floors, raise_floors, save_floors
from quellenlage.text.span import Span
from scoring import Score, Tally, kappa, match, score_f1, score_mean, score_share, wilson
from story_measures import ScorerError, parse_verdict, rename, spans_of

NOWHERE = Path("/nowhere")


def quotation(start, end, act="asserts", speaker=None, cue=(), type_="direct"):
    words = (Span(start, end),) if end > start else ()
    who = (Span(*speaker),) if speaker else ()
    cues = (Span(*cue),) if cue else ()
    return QuotationMark(quote=words, cue=cues, speaker=who, type=type_, act=act)


def pair(gold, other):
    return Pair(Case(id="x", text="." * 200, day=INVENTED_DAY, gold=gold, second=gold), gold, other)


# Matching


def test_every_mark_is_in_one_pair_at_most():
    gold, other = [Span(0, 10), Span(2, 8)], [Span(0, 10)]
    assert match(gold, other, lambda g, o: float(g.overlaps(o))) == ((0, 0),)


def test_as_many_pairs_as_can_be():
    """The likest mark for both is the same; one of them makes way."""
    weights = {(0, 0): 0.9, (0, 1): 0.1, (1, 0): 0.8}
    assert match([0, 1], [0, 1], lambda g, o: weights.get((g, o), 0.0)) == ((0, 1), (1, 0))


def test_the_likest_pairs_first():
    weights = {(0, 0): 0.6, (0, 1): 0.9, (1, 0): 0.9, (1, 1): 0.6}
    assert match([0, 1], [0, 1], lambda g, o: weights[g, o]) == ((0, 1), (1, 0))


def test_nothing_pairs_with_nothing():
    assert match([], [1], lambda g, o: 1.0) == ()


# Gold against gold, and against nothing


@pytest.fixture(scope="module")
def invented():
    return load_cases(NOWHERE)


def test_without_articles_the_invented_cases_are_left(invented):
    assert len(invented) == 60
    assert all(case.id >= "b101" for case in invented)


@pytest.mark.parametrize("name", WAYS)
def test_gold_against_gold_is_all_right(invented, name):
    score, slips = WAYS[name]([Pair(c, c.gold, c.gold) for c in invented])
    assert score.value == 1.0
    assert slips == ()


@pytest.mark.parametrize("name", WAYS)
def test_nothing_against_gold_is_worth_nothing(invented, name):
    assert WAYS[name]([Pair(c, c.gold, Marks()) for c in invented])[0].value == 0.0


@pytest.mark.parametrize("marker", ["gold", "second"])
def test_every_mark_lies_in_its_passage(invented, marker):
    for case in invented:
        marks = getattr(case, marker)
        spans = [*marks.sentences, *(t.span for t in marks.timexes), *(e.trigger for e in marks.events)]
        spans += [s for q in marks.quotations for s in (*q.quote, *q.cue, *q.speaker)]
        assert all(len(s) > 0 and s.end <= len(case.text) for s in spans), case.id


# Ways of counting


def test_timexes_strict_and_relaxed():
    p = pair(
        Marks(timexes=(TimexMark(Span(0, 8), "DATE", "2024"), TimexMark(Span(20, 30), "DATE"))),
        Marks(timexes=(TimexMark(Span(3, 8), "DATE", "2024"), TimexMark(Span(20, 30), "DATE"))),
    )
    strict, slips = WAYS["timexes: strict F1"]([p])
    assert strict.value == 0.5
    assert [s.kind for s in slips] == ["extent, DATE"]
    assert WAYS["timexes: relaxed F1"]([p])[0].value == 1.0
    assert WAYS["timexes: value right"]([p])[0] == score_share(1, 1)


def test_half_of_the_gold_words_find_a_quotation():
    gold = quotation(0, 20)
    assert same_quotation(gold, quotation(10, 20)) > 0
    assert same_quotation(gold, quotation(11, 20)) == 0
    assert same_quotation(gold, quotation(0, 200)) > 0


def test_a_quotation_without_words_is_found_by_its_cue():
    gold = quotation(0, 0, "no_comment", cue=(5, 10))
    assert same_quotation(gold, quotation(30, 40, cue=(5, 10))) > 0
    assert same_quotation(gold, quotation(0, 4, cue=(50, 60))) == 0


def test_speakers():
    gold = quotation(0, 10, speaker=(20, 30))
    assert same_speaker(gold, quotation(0, 10, speaker=(25, 30)))
    assert not same_speaker(gold, quotation(0, 10, speaker=(26, 36)))
    assert not same_speaker(gold, quotation(0, 10))
    assert same_speaker(quotation(0, 10), quotation(0, 10))


def test_denials_are_one_class_and_found_by_cue_or_words():
    gold = Marks(quotations=(quotation(0, 10, "denies", cue=(12, 20)), quotation(40, 60, "doubts")))
    other = Marks(quotations=(quotation(30, 39, "no_comment", cue=(12, 20)), quotation(40, 60)))
    recall, missed = WAYS["denials: recall"]([pair(gold, other)])
    precision, extra = WAYS["denials: precision"]([pair(gold, other)])
    assert (recall.value, recall.n) == (0.5, 2)
    assert (precision.value, precision.n) == (1.0, 1)
    assert [s.kind for s in missed] == ["missed, doubts, direct"]
    assert extra == ()


def test_an_event_needs_its_type():
    gold = Marks(events=(EventMark(Span(0, 5), "visit"), EventMark(Span(8, 12), "aid")))
    other = Marks(events=(EventMark(Span(0, 5), "meeting"), EventMark(Span(8, 12), "aid")))
    score, slips = WAYS["events: trigger and type F1"]([pair(gold, other)])
    assert score.value == 0.5
    assert [s.kind for s in slips] == ["missed, visit", "not in gold, meeting"]


def test_the_end_of_the_passage_is_no_inner_end():
    gold = Marks(sentences=(Span(0, 9), Span(10, 20)))
    other = Marks(sentences=(Span(0, 20),))
    assert WAYS["sentences: inner ends F1"]([pair(gold, other)])[0].value == 0.0
    assert WAYS["sentences: ends F1"]([pair(gold, other)])[0].value == pytest.approx(2 / 3)


# Statistics


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [
        # Newcombe (1998), Table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_against_printed_values(right, n, low, high):
    assert wilson(right, n) == pytest.approx((low, high), abs=0.00005)


def test_wilson_of_nothing_and_of_everything():
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(10, 10)[1] == pytest.approx(1.0)
    assert wilson(10, 10)[0] == pytest.approx(1 - wilson(0, 10)[1])


def test_kappa_by_hand():
    """Agreed .7, by chance .5: (.7 - .5) / (1 - .5). Cohen's own two-by-two form."""
    pairs = [("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([("a", "a")]) == 1.0


def test_the_bootstrap_is_the_same_every_time():
    tallies = [Tally(1, 2, 1), Tally(0, 1, 2), Tally(3, 3, 3)]
    score = score_f1(tallies)
    assert score == score_f1(tallies)
    assert score.value == pytest.approx(2 * 4 / (6 + 6))
    assert score.low <= score.value <= score.high


def test_the_mean_of_rows_is_a_share_where_all_are_whole():
    assert score_mean([1.0, 0.0, 1.0, 1.0]) == score_share(3, 4)
    assert score_mean([1.0, 0.5], at=0.751).value == 0.751


# Floors


def measure(value, name="m"):
    return Measure(name=name, score=Score(value, 0.0, 1.0, 9))


def test_floors_rise_and_never_sink():
    floors = {"m": Floor(0.35, 0.5)}
    assert raise_floors(floors, [measure(0.4)]) == floors
    assert raise_floors(floors, [measure(0.61239)])["m"] == Floor(0.35, 0.6123)


def test_what_was_reached_exactly_stays_reached():
    floors = raise_floors({}, [measure(2 / 3)])
    assert floors["m"].reached <= 2 / 3
    assert floors["m"].status(2 / 3) == "ok"


def test_a_measure_that_did_not_run_keeps_its_floor():
    floors = {"m": Floor(None, 0.5)}
    assert raise_floors(floors, [measure(0.4, "other")])["m"] == floors["m"]


@pytest.mark.parametrize(
    ("floor", "value", "status"),
    [
        (Floor(None, 0.5), 0.4996, "ok"),
        (Floor(None, 0.5), 0.4994, "FALLEN"),
        (Floor(0.35, 0.2), 0.3, "below asked"),
        (Floor(0.35, None), 0.4, "no floor"),
    ],
)
def test_status(floor, value, status):
    assert floor.status(value) == status


def test_floors_come_back_as_they_were_written(tmp_path):
    floors = {"größe": Floor(None, 0.5), "b": Floor(1.0, None)}
    save_floors(floors, tmp_path / "f.json")
    assert load_floors(tmp_path / "f.json") == floors


def test_our_floors_ask_for_what_was_asked():
    floors = load_floors()
    assert floors["gold sample: all rows"].asked == 0.35
    assert floors["gold sample: keep"].asked == 1.0
    assert floors["offsets: exact"].asked == 1.0


# The command


@pytest.fixture
def floors_file(tmp_path, monkeypatch):
    group = Group(name="g", run=lambda _: [measure(0.5)])
    monkeypatch.setattr(quality, "GROUPS", (group, Group(name="far", run=case_measures.measure_cases, needs=("x",))))
    file = tmp_path / "floors.json"
    file.write_text(json.dumps({"m": {"asked": None, "reached": 0.4}}))
    return file


def test_a_run_writes_nothing_unless_told(floors_file, capsys):
    before = floors_file.read_bytes()
    assert quality.main(["--shared", "/nowhere", "--floors", str(floors_file)]) == 0
    assert floors_file.read_bytes() == before
    assert "/nowhere is not there" in capsys.readouterr().out


def test_update_raises(floors_file):
    quality.main(["--shared", "/nowhere", "--floors", str(floors_file), "--update"])
    assert load_floors(floors_file)["m"].reached == 0.5


def test_a_fall_is_exit_code_1(floors_file, capsys):
    floors_file.write_text(json.dumps({"m": {"asked": None, "reached": 0.6}}))
    assert quality.main(["--shared", "/nowhere", "--floors", str(floors_file), "--update"]) == 1
    assert "fallen under its floor: m" in capsys.readouterr().out
    assert load_floors(floors_file)["m"].reached == 0.6


def test_data_that_cannot_be_measured_are_exit_code_1(floors_file, monkeypatch, capsys):
    def broken(shared):
        raise ScorerError("no figures")

    monkeypatch.setattr(quality, "GROUPS", (Group(name="g", run=broken),))
    assert quality.main(["--shared", "/nowhere", "--floors", str(floors_file)]) == 1
    assert "cannot run: g: ScorerError: no figures" in capsys.readouterr().out


# What the scorer says

SAID = """0.50 q2: words: 1.0/3 = 0.333
0.00 k1: more words
entities that merge two actors of the record: 0
quotation: 1.5/2 = 0.750   (exported 4)
keep: 0.0/1 = 0.000   (exported 0)
spans whose text is not the slice of the source: 0
gold met: 1.5/3 = 0.500
"""
KINDS = {"q1": "quotation", "q2": "quotation", "k1": "keep"}


def test_the_scorers_figures_are_read_by_row():
    verdict = parse_verdict(SAID, KINDS)
    assert verdict.shares == {"all rows": 0.5, "quotation": 0.75, "keep": 0.0}
    assert verdict.rows["quotation"] == (1.0, 0.5)
    assert [slip.place for slip in verdict.slips["all rows"]] == ["q2", "k1"]


def test_a_scorer_that_counts_otherwise_is_an_error():
    with pytest.raises(ScorerError, match="how many of 2 rows"):
        parse_verdict(SAID, {"q2": "quotation", "k1": "keep"})


def test_example_rows_get_the_names_that_the_scorer_knows():
    row = {"doc": "01", "names": {"02": "Sofia"}, "stances": [["X", "denies", "03"]], "b": ["04", "01"]}
    assert rename(row) == {
        "doc": "001",
        "names": {"002": "Sofia"},
        "stances": [["X", "denies", "003"]],
        "b": ["004", "01"],
    }


def test_spans_are_found_however_deep():
    span = {"article": "a", "start": 1, "end": 2, "text": "x"}
    assert list(spans_of({"quote": [span], "speaker": {"span": span, "entities": []}})) == [span, span]
