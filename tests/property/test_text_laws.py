import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import edited, spans, texts

from quellenlage.clean.repair import is_visible, repair_characters
from quellenlage.errors import InvariantError
from quellenlage.text.edit import Alignment, Edit, apply_edits
from quellenlage.text.fold import fold, fold_sounds
from quellenlage.text.span import Span, cover, split_lines, strip
from quellenlage.text.tree import Tree


@given(edited())
def test_every_kept_character_is_found_again(case: tuple[str, tuple[Edit, ...]]):
    source, edits = case
    text, alignment = apply_edits(source, edits)
    edited_away = {at for edit in edits for at in range(edit.span.start, edit.span.end)}
    kept = [at for at in range(len(source)) if at not in edited_away]
    for at in kept:
        place = alignment.to_clean(Span(at, at + 1))
        assert place is not None
        assert place.of(text) == source[at]
        assert alignment.to_source(place) == Span(at, at + 1)


@given(edited())
def test_every_character_leads_to_itself_or_to_the_edit_that_put_it_there(case: tuple[str, tuple[Edit, ...]]):
    source, edits = case
    text, alignment = apply_edits(source, edits)
    spots = {edit.span for edit in edits}
    for at, character in enumerate(text):
        place = alignment.to_source(Span(at, at + 1))
        assert place in spots or place.of(source) == character


@given(edited(), st.data())
def test_a_wider_span_has_a_wider_source(case: tuple[str, tuple[Edit, ...]], data: st.DataObject):
    text, alignment = apply_edits(*case)
    if not text:
        return
    # An empty span stands between characters and has no source of its own.
    at = data.draw(st.integers(0, len(text) - 1))
    narrow = Span(at, data.draw(st.integers(at + 1, len(text))))
    wide = Span(data.draw(st.integers(0, narrow.start)), data.draw(st.integers(narrow.end, len(text))))
    assert alignment.to_source(wide).contains(alignment.to_source(narrow))


@given(edited(), st.data())
def test_sources_stay_inside_the_source_and_in_order(case: tuple[str, tuple[Edit, ...]], data: st.DataObject):
    source, edits = case
    text, alignment = apply_edits(source, edits)
    span = data.draw(spans(len(text)))
    place = alignment.to_source(span)
    assert Span(0, len(source)).contains(place)
    back = alignment.to_clean(place)
    assert back is None or Span(0, len(text)).contains(back)


@given(texts)
def test_without_edits_nothing_changes(source: str):
    text, alignment = apply_edits(source, [])
    assert text == source
    assert alignment == Alignment((0,), (0,), (True,), len(source), len(source))
    whole = Span(0, len(source))
    assert alignment.to_source(whole) == whole


@given(edited(), st.randoms(use_true_random=False))
def test_the_order_of_edits_does_not_matter(case: tuple[str, tuple[Edit, ...]], order: object):
    source, edits = case
    mixed = list(edits)
    order.shuffle(mixed)
    assert apply_edits(source, mixed) == apply_edits(source, edits)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=2, max_size=5))
def test_edits_are_refused_exactly_if_two_of_them_overlap(ends: list[tuple[int, int]]):
    places = [Span(min(pair), max(pair)) for pair in ends]
    edits = [Edit(span, "x", "law") for span in places]

    def clash(a: Span, b: Span) -> bool:
        return a == b or a.overlaps(b)

    if any(clash(a, b) for i, a in enumerate(places) for b in places[:i]):
        with pytest.raises(InvariantError, match="overlap"):
            apply_edits("a" * 20, edits)
    else:
        apply_edits("a" * 20, edits)


@given(texts)
def test_repairs_can_be_made_and_leave_nothing_to_repair(source: str):
    text, _ = apply_edits(source, repair_characters(source))
    assert is_visible(text) == is_visible(source)
    assert apply_edits(text, repair_characters(text))[0] == text


@given(texts)
@example("℡")
@example("ᾳ\u0345")
@example("ϒ\u0301")
def test_folding_twice_is_folding_once(text: str):
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_a_key_has_no_capitals_and_single_blanks(text: str):
    assert fold(text) == fold(text).casefold()
    assert fold(text) == " ".join(fold(text).split())
    assert fold_sounds(text) == fold_sounds(fold(text))


@given(texts)
def test_lines_are_the_text_without_its_line_ends(text: str):
    lines = split_lines(text)
    at = 0
    for line in lines:
        assert set(text[at : line.start]) <= {"\r", "\n"}
        assert not {"\r", "\n"} & set(line.of(text))
        at = line.end
    assert at == len(text) or not text[at:].strip("\r\n")
    assert len(lines) == len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


@given(texts, st.data())
def test_stripping_keeps_all_but_white_space(text: str, data: st.DataObject):
    span = data.draw(spans(len(text)))
    found = strip(span, text)
    assert span.contains(found)
    assert found.of(text) == span.of(text).strip()


@given(st.lists(spans(30), min_size=1, max_size=6))
def test_a_cover_contains_all_and_nothing_smaller_does(some: list[Span]):
    whole = cover(some)
    assert all(whole.contains(span) for span in some)
    assert whole.start in {s.start for s in some}
    assert whole.end in {s.end for s in some}


@given(st.lists(st.integers(-1, 11), min_size=1, max_size=12))
def test_a_tree_is_refused_exactly_if_its_heads_are_none(heads: list[int]):
    n = len(heads)

    def leads_up(token: int) -> bool:
        for _ in range(n + 1):
            if token < 0:
                return True
            token = heads[token]
        return False

    proper = all(head < n for head in heads) and all(leads_up(token) for token in range(n))
    if not proper:
        with pytest.raises(InvariantError):
            Tree(tuple(heads), ("dep",) * n)
        return
    tree = Tree(tuple(heads), ("dep",) * n)
    for token in range(n):
        assert token in tree.subtree(token)
        assert all(token in tree.ancestors(below) for below in tree.subtree(token) if below != token)
    assert sorted(token for root in tree.roots() for token in tree.subtree(root)) == list(range(n))
