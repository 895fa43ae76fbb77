import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import ODD, texts

from quellenlage.errors import InputError, StoreError
from quellenlage.read.plain import read_plain
from quellenlage.records.contract import KINDS
from quellenlage.records.provenance import make_id
from quellenlage.store.codec import columns, decode_analysis

_MARKS = st.sampled_from((b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE))
_ENCODINGS = st.sampled_from(("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252"))


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Text in some encoding, cut or with a few other bytes in it."""
    data = bytearray(draw(_MARKS) + draw(texts).encode(draw(_ENCODINGS), "replace"))
    for at in draw(st.lists(st.integers(0, 400), max_size=3)):
        if at < len(data):
            data[at] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.integers(0, len(data)))])


@given(st.binary(max_size=300) | damaged())
def test_reading_raises_nothing_but_input_errors(data: bytes):
    with suppress(InputError):
        source = read_plain(data, "a.txt")
        assert source.text.strip()
        assert "\0" not in source.text
        assert source.text.encode("utf-8")
        assert "\n" not in source.flaw
        assert source.id == make_id("a.txt", source.sha256)


@given(texts, _MARKS)
def test_text_in_utf8_is_read_as_it_is(text: str, mark: bytes):
    encoding = {
        codecs.BOM_UTF16_LE: "utf-16-le",
        codecs.BOM_UTF16_BE: "utf-16-be",
        codecs.BOM_UTF32_LE: "utf-32-le",
    }.get(mark, "utf-8")
    with suppress(InputError):
        source = read_plain(mark + text.encode(encoding), "a.txt")
        if text.startswith("\ufeff") and not mark:
            assert source.text == text[1:]
        elif "\0" not in text:
            assert source.text == text
            assert not source.flaw


@given(st.text(alphabet="abc äöü.,\n" + ODD[:7], min_size=1, max_size=80), st.integers(1, 3))
def test_a_cut_character_costs_nothing_but_itself(text: str, missing: int):
    data = ("Ö " + text + "👩").encode()
    source = read_plain(data[:-missing], "a.txt")
    assert source.text == "Ö " + text + "\ufffd"
    assert source.flaw == "ends within a character"


@given(st.binary(max_size=200))
def test_a_damaged_analysis_is_refused(data: bytes):
    with pytest.raises(StoreError):
        decode_analysis(data)


def test_every_kind_has_columns():
    assert all(columns(kind) for kind in KINDS)
