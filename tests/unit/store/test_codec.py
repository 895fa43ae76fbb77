import zlib
from dataclasses import replace

import pytest

from quellenlage.errors import StoreError
from quellenlage.records.contract import KINDS, InputRow, Row, TimexRow
from quellenlage.records.layers import Layers
from quellenlage.store.codec import columns, decode_analysis, decode_row, encode_analysis, encode_row
from unit.hand_built import analysis_of_every_layer, row_of_every_kind

RECORD = row_of_every_kind()


def test_an_analysis_comes_back_as_it_was():
    analysis = analysis_of_every_layer()
    assert all(getattr(analysis.found, name) for name in Layers.__dataclass_fields__)
    back = decode_analysis(encode_analysis(analysis))
    assert back == analysis
    assert type(back.found.mentions[0].type) is type(analysis.found.mentions[0].type)
    assert back.document.source.text == analysis.document.source.text


def test_the_same_analysis_has_the_same_bytes():
    assert encode_analysis(analysis_of_every_layer()) == encode_analysis(analysis_of_every_layer())


@pytest.mark.parametrize("data", [b"", b"kein Paket", *map(zlib.compress, (b"{}", b"[1", b"\xff"))])
def test_a_damaged_analysis_says_so_in_one_line(data: bytes):
    with pytest.raises(StoreError, match="damaged") as caught:
        decode_analysis(data)
    assert "\n" not in str(caught.value)


def test_a_cut_analysis_says_so():
    data = encode_analysis(analysis_of_every_layer())
    with pytest.raises(StoreError, match="damaged"):
        decode_analysis(data[: len(data) // 2])


@pytest.mark.parametrize("row", RECORD.rows(), ids=lambda row: row.id)
def test_a_row_of_every_kind_comes_back_as_it_was(row: Row):
    assert {r.kind for r in RECORD.rows()} == {kind.kind for kind in KINDS}
    cells = encode_row(row)
    assert decode_row(type(row), cells) == row
    assert all(cell is None or type(cell) in (str, int, float, bool) for cell in cells)


@pytest.mark.parametrize("words", ["null", "NULL", "true", "1.5", "", "[]", '"', "\u2028", "👩‍🌾", "a\\u0000"])
def test_a_text_stays_a_text_whatever_it_says(words: str):
    row = RECORD.timex[0]
    changed = replace(row, edtf=words, text=words)
    back = decode_row(TimexRow, encode_row(changed))
    assert back == changed


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_columns_bear_the_names_of_the_contract(kind: type[Row]):
    names = list(columns(kind))
    assert names[:3] == ["id", "by", "confidence"]
    assert not [name for name in names if name.endswith("_")]


def test_a_cell_that_holds_something_else_is_told():
    cells = list(encode_row(RECORD.input[0]))
    by = list(columns(InputRow)).index("by")
    for broken in ("{", "[1]", '{"rule": 3}', None):
        with pytest.raises(StoreError, match="a row of input is damaged"):
            decode_row(InputRow, (*cells[:by], broken, *cells[by + 1 :]))
