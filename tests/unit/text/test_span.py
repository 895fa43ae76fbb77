import pytest

from quellenlage.errors import InvariantError
from quellenlage.text.span import Span, cover, split_lines, strip


def test_a_span_counts_code_points():
    assert Span(0, 2).of("👩‍🚜 Bäuerin") == "👩‍"
    assert Span(4, 11).of("👩‍🚜 Bäuerin") == "Bäuerin"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (-2, -1)])
def test_a_span_neither_runs_backwards_nor_below_zero(start: int, end: int):
    with pytest.raises(InvariantError, match="backwards"):
        Span(start, end)


def test_a_span_contains_itself_and_its_ends():
    whole = Span(2, 8)
    assert whole.contains(whole)
    assert whole.contains(Span(2, 2))
    assert whole.contains(Span(8, 8))
    assert not whole.contains(Span(1, 3))
    assert not whole.contains(Span(7, 9))


def test_touching_spans_do_not_overlap():
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))


def test_a_shift_below_zero_is_refused():
    assert Span(2, 4).shift(3) == Span(5, 7)
    with pytest.raises(InvariantError):
        Span(2, 4).shift(-3)


def test_cover_is_the_smallest_span_over_all():
    assert cover([Span(5, 7), Span(1, 2), Span(3, 9)]) == Span(1, 9)


def test_nothing_cannot_be_covered():
    with pytest.raises(InvariantError, match="nothing to cover"):
        cover([])


@pytest.mark.parametrize(
    ("text", "words"),
    [("  Öl \n", "Öl"), ("Öl", "Öl"), ("\u00a0\tÖl\u3000", "Öl"), ("", ""), (" \n ", "")],
)
def test_strip_takes_white_space_off_both_ends(text: str, words: str):
    assert strip(Span(0, len(text)), text).of(text) == words


def test_strip_of_white_space_is_empty_and_inside():
    found = strip(Span(1, 4), "a   b")
    assert len(found) == 0
    assert Span(1, 4).contains(found)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("eins", ["eins"]),
        ("eins\nzwei\r\ndrei\rvier", ["eins", "zwei", "drei", "vier"]),
        ("eins\n", ["eins", ""]),
        ("\n\n", ["", "", ""]),
        ("\r\n\r\n", ["", "", ""]),
        ("a\u2028b\x0bc", ["a\u2028b\x0bc"]),
    ],
)
def test_lines_end_at_every_kind_of_line_end_and_nowhere_else(text: str, lines: list[str]):
    assert [span.of(text) for span in split_lines(text)] == lines
