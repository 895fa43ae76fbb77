from contextlib import suppress
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import few, german, texts

from quellenlage.clean.document import clean_source
from quellenlage.errors import InputError
from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.present.integrity import check_record
from quellenlage.present.jsonl import hash_record
from quellenlage.read.plain import read_plain
from quellenlage.records.document import ANALYSED_BLOCKS
from quellenlage.records.layers import Analysis, Layers
from quellenlage.store.codec import decode_analysis, encode_analysis
from quellenlage.text.span import Span
from quellenlage.world import load_world

WORLD = load_world()
EXAMPLE = Path(__file__).parents[2] / "examples" / "schafimpfstoff"
# So that every text is taken for German and goes through all stages.
TAIL = "\n\nDas ist die Geschichte von der Mühle und dem Bach, die er uns auch am Dienstag nicht erzählt hat."


def compiled(text: str) -> Analysis | None:
    try:
        return compile_article(text.encode(), "a.txt", WORLD)
    except InputError:
        return None


def spans_in(value: object) -> list[Span]:
    if isinstance(value, Span):
        return [value]
    if isinstance(value, tuple):
        return [span for item in value for span in spans_in(item)]
    if is_dataclass(value) and not isinstance(value, type):
        return [span for field in fields(value) for span in spans_in(getattr(value, field.name))]
    return []


def check(analysis: Analysis) -> None:
    """Every promise of an analysis about its offsets."""
    document, found = analysis.document, analysis.found
    clean, source = Span(0, len(document.text)), Span(0, len(document.source.text))
    for layer in fields(Layers):
        rows = getattr(found, layer.name)
        home = source if layer.name in ("credits", "captures") else clean
        for span in spans_in(rows):
            assert home.contains(span), (layer.name, span)
            if home is clean:
                passage = document.passage(span)
                assert passage.text == document.source.text[passage.start : passage.end]
        starts = [row.span.start for row in rows]
        assert starts == sorted(starts), f"{layer.name} is not sorted"
    for block in document.blocks:
        assert source.contains(block.source)
        assert (block.clean is None) == (block.type not in ANALYSED_BLOCKS)
        assert block.clean is None or clean.contains(block.clean)
    for sentence in found.sentences:
        block = document.blocks[sentence.block].clean
        assert block is not None
        assert block.contains(sentence.span)
        assert len(sentence.span)
        assert all(len(t) and sentence.span.contains(t) for t in sentence.tokens)
        covered = {at for token in sentence.tokens for at in range(token.start, token.end)}
        blanks = {at for at in range(sentence.span.start, sentence.span.end) if document.text[at].isspace()}
        assert not covered & blanks
    record = link_pile([analysis], WORLD)
    assert check_record(record, [analysis]).faults == ()


@given(german)
@settings(max_examples=few(1))
def test_news_like_text_keeps_all_promises(text: str):
    analysis = compiled(text)
    if analysis:
        check(analysis)


@given(texts)
@settings(max_examples=few(0.6))
@example("Mu\u0308ller\n\u200b\nU\u0308ber")
def test_any_text_keeps_all_promises(text: str):
    analysis = compiled(text + TAIL)
    if analysis:
        check(analysis)


@given(st.binary(max_size=300))
def test_any_bytes_raise_nothing_but_input_errors(data: bytes):
    with suppress(InputError):
        check(compile_article(data + TAIL.encode(), "a.txt", WORLD))


@given(german)
@settings(max_examples=few(0.4))
def test_the_same_input_gives_the_same_result(text: str):
    first, second = compiled(text), compiled(text)
    assert first == second
    if first and second:
        assert encode_analysis(first) == encode_analysis(second)
        assert hash_record(link_pile([first], WORLD)) == hash_record(link_pile([second], WORLD))


@given(german)
@settings(max_examples=few(0.4))
def test_an_analysis_survives_the_ledger(text: str):
    analysis = compiled(text)
    if analysis:
        assert decode_analysis(encode_analysis(analysis)) == analysis


@given(german | texts)
@settings(max_examples=few(0.6))
def test_what_is_kept_and_what_is_cut_make_the_source(text: str):
    try:
        source = read_plain((text + TAIL).encode(), "a.txt")
        document = clean_source(source, WORLD.language)
    except InputError:
        return
    for block in document.blocks:
        if block.clean is not None:
            place = document.alignment.to_source(block.clean)
            assert block.source.contains(place)
            left_over = source.text[block.source.start : place.start] + source.text[place.end : block.source.end]
            assert not any(c.isalnum() for c in left_over)
    words = [at for at, c in enumerate(source.text) if c.isalnum()]
    covered = {at for block in document.blocks for at in range(block.source.start, block.source.end)}
    assert covered.issuperset(words)


# --- the pile --------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def pile() -> tuple[Analysis, ...]:
    return tuple(compile_article(p.read_bytes(), p.name, WORLD) for p in sorted(EXAMPLE.glob("*.txt")))


def test_the_example_keeps_all_promises(pile: tuple[Analysis, ...]):
    assert len(pile) == 8
    for analysis in pile:
        check(analysis)
    assert check_record(link_pile(pile, WORLD), pile).faults == ()


@given(st.data())
@settings(max_examples=few(0.2))
def test_the_order_of_articles_does_not_change_the_record(pile: tuple[Analysis, ...], data: st.DataObject):
    some = data.draw(st.lists(st.sampled_from(range(len(pile))), unique=True, min_size=1))
    mixed = data.draw(st.permutations(some))
    one = link_pile([pile[i] for i in some], WORLD)
    two = link_pile([pile[i] for i in mixed], WORLD)
    assert one == two
    assert hash_record(one) == hash_record(two)


@given(st.lists(german, min_size=2, max_size=4), st.randoms(use_true_random=False))
@settings(max_examples=few(0.2))
def test_the_order_of_any_articles_does_not_change_the_record(pages: list[str], order: object):
    analyses = []
    for number, page in enumerate(pages):
        try:
            analyses.append(compile_article((page + TAIL).encode(), f"{number}.txt", WORLD))
        except InputError:
            continue
    mixed = list(analyses)
    order.shuffle(mixed)
    record = link_pile(analyses, WORLD)
    assert hash_record(link_pile(mixed, WORLD)) == hash_record(record)
    assert check_record(record, analyses).faults == ()
