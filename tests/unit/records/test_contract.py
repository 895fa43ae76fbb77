import json
from dataclasses import fields

import pytest

from quellenlage.records.contract import KINDS, Record, Row, passages, to_plain
from quellenlage.records.document import Passage
from unit.hand_built import passage, row_of_every_kind

RECORD = row_of_every_kind()


def test_a_record_has_one_field_a_kind_in_contract_order():
    assert [field.name for field in fields(Record)] == [kind.kind for kind in KINDS]
    kinds = [row.kind for row in RECORD.rows()]
    assert list(dict.fromkeys(kinds)) == [kind.kind for kind in KINDS]


@pytest.mark.parametrize("row", RECORD.rows(), ids=lambda row: row.id)
def test_kind_comes_first_and_no_name_ends_in_an_underscore(row: Row):
    plain = to_plain(row)
    assert next(iter(plain)) == "kind"
    assert plain["kind"] == row.kind

    def names(value: object) -> list[str]:
        if isinstance(value, dict):
            return [*value, *(name for item in value.values() for name in names(item))]
        return [name for item in value for name in names(item)] if isinstance(value, list) else []

    assert not [name for name in names(plain) if name.endswith("_")]
    assert json.loads(json.dumps(plain)) == plain


def test_from_is_the_word_of_the_contract():
    assert to_plain(RECORD.timex[0])["from"] == "2024-05-14"
    assert to_plain(RECORD.entity[0])["offices"][0]["from"] == "2019-01-01"


def test_only_rows_have_a_kind():
    assert "kind" not in to_plain(passage())
    assert to_plain(passage()) == {"article": "a1", "start": 0, "end": 6, "text": "Müller"}


def test_spans_are_found_at_any_depth_in_order_of_the_fields():
    quotation = RECORD.quotation[0]
    assert passages(quotation) == (
        *quotation.quote,
        *quotation.cue,
        passage(),
        quotation.via[0].span,
    )
    assert passages(RECORD.entity[0]) == (passage(),)
    assert len(passages(RECORD.article[0])) == 2
    assert len(passages(RECORD.event[0])) == 2
    assert passages((passage(), (passage("a2"),))) == (passage(), passage("a2"))


@pytest.mark.parametrize("value", [None, "a1", 3, (), Passage, RECORD.run[0], {"a": 1}])
def test_what_holds_no_span_has_none(value: object):
    assert passages(value) == ()
