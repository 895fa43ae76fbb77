from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import few, texts

from quellenlage.analyse.quantity.lexeme import lexemes
from quellenlage.errors import InputError
from quellenlage.pipeline.run import compile_article
from quellenlage.text.span import Span
from quellenlage.world import load_world

WORLD = load_world("de", "none")
WORDS = WORLD.language.quantity_words
TAIL = "\n\nDas ist die Geschichte von der Mühle und dem Bach, die er uns auch am Dienstag nicht erzählt hat."
_PARTS = """zwei | drei Millionen | 1.200,5 | 007 | 12 000 | 3. | 2:1 | – | bis | zwischen | und | mehr als | rund
 | knapp | bis zu | Tonnen | % | € | Euro | Hunderte von | halbe | eine Million | anderthalb | Tausende | zweistelliger
 | Millionenbetrag | Mrd. | roten Häuser | Jahre alt | Uhr | , | . | über | zweihundertfünfzig | 99999999999999999999"""
_amounts = st.lists(st.sampled_from([part.strip(" \n") for part in _PARTS.split("|")]), max_size=12).map(" ".join)


@given(_amounts | texts)
@settings(max_examples=few())
def test_bounds_are_in_order_and_units_stand_behind_numbers(text: str):
    try:
        analysis = compile_article((text + TAIL).encode(), "a.txt", WORLD)
    except InputError:
        return
    end = 0
    for quantity in analysis.found.quantities:
        assert quantity.min is not None or quantity.max is not None
        assert quantity.min is None or quantity.max is None or quantity.min <= quantity.max
        assert quantity.span.start >= end
        assert len(quantity.span)
        assert quantity.unit is None or (quantity.lemma and quantity.unit.end <= len(analysis.document.text))
        end = quantity.span.end


@given(texts)
def test_lexemes_are_all_of_the_text_but_blanks(text: str):
    assert WORDS is not None
    items = lexemes(Span(0, len(text)), text, WORDS)
    kept = "".join(item.form for item in items)
    assert "".join(kept.split()) == "".join(text.split())
