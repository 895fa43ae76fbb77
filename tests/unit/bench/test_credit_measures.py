"""How credits are counted, on cases small enough to count by hand."""

from pathlib import Path

from credit_measures import Case, baseline, load_cases, measure_credits
from credit_measures import _tally as tally
from scoring import Tally

CASE = Case(
    id="x",
    text="",
    gold=frozenset({("author", "a"), ("agency", "dpa")}),
    doubtful=frozenset({("author", "red")}),
    is_real=False,
)


def test_what_is_doubtful_is_neither_hit_nor_miss():
    found = frozenset({("author", "a"), ("author", "red"), ("author", "b")})
    assert tally(CASE, found) == Tally(1, 2, 2)
    assert tally(CASE, frozenset()) == Tally(0, 0, 2)


def test_a_name_in_another_role_is_a_miss():
    assert tally(CASE, frozenset({("author", "dpa")})) == Tally(0, 1, 2)
    assert tally(CASE, frozenset({("author", "a")}), "agency") == Tally(0, 0, 1)


def test_ten_lines_find_the_plainest_credits():
    assert baseline("Von Zora Quill\n\n(dpa)\n") == {("author", "zora quill"), ("agency", "dpa")}


def test_without_the_shared_folder_only_invented_texts_are_measured():
    cases = load_cases(Path("/nowhere"))
    assert len(cases) == 124
    assert not any(case.is_real for case in cases)


def test_the_names_of_the_measures_say_so():
    names = [m.name for m in measure_credits(Path("/nowhere"))]
    assert "credits: role and name F1, invented only" in names
    assert all(name.endswith(", invented only") for name in names)
