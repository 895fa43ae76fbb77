import json
import random
from dataclasses import fields, replace

from quellenlage.present.jsonl import hash_record, write_jsonl
from quellenlage.records.contract import KINDS, BlockRow, Record, to_plain
from unit.hand_built import BY, row_of_every_kind

RECORD = row_of_every_kind()


def blocks() -> tuple[BlockRow, ...]:
    """Lines of two articles; the ids run against the order of the sources."""
    places = [("a2", 0, "b1"), ("a1", 9, "b2"), ("a1", 0, "b4"), ("a1", 0, "b3"), ("a2", 5, "b0")]
    return tuple(
        BlockRow(id=id_, by=BY, article=article, start=start, end=12, text="x", type="body", story=True, analysed=True)
        for article, start, id_ in places
    )


def shuffled(record: Record, seed: int) -> Record:
    order = random.Random(seed)
    rows = {field.name: list(getattr(record, field.name)) for field in fields(record)}
    for kind in rows.values():
        order.shuffle(kind)
    return Record(**{name: tuple(kind) for name, kind in rows.items()})


def test_every_row_is_one_line_of_json_with_its_kind_first():
    lines = list(write_jsonl(RECORD))
    assert len(lines) == len(RECORD.rows())
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines)
    assert all(line.startswith('{"kind":"') for line in lines)
    assert [json.loads(line)["kind"] for line in lines] == [row.kind for row in RECORD.rows()]


def test_words_are_written_as_they_are():
    text = "".join(write_jsonl(RECORD))
    assert "Müller" in text
    assert "👩‍🌾" in text
    assert json.loads(next(write_jsonl(RECORD))) == to_plain(RECORD.run[0])


def test_kinds_stand_in_contract_order():
    kinds = [json.loads(line)["kind"] for line in write_jsonl(RECORD)]
    order = [kind.kind for kind in KINDS]
    assert kinds == sorted(kinds, key=order.index)


def test_rows_stand_by_source_then_start_then_id():
    record = replace(RECORD, block=blocks())
    found = [json.loads(line)["id"] for line in write_jsonl(record) if '"kind":"block"' in line]
    assert found == ["b1", "b0", "b3", "b4", "b2"]
    sources = {row.id: row.source for row in record.article}
    by_id = {row.id: row for row in record.block}
    assert found == sorted(found, key=lambda i: (sources[by_id[i].article], by_id[i].start, i))


def test_the_hash_does_not_depend_on_the_order_of_the_rows():
    record = replace(RECORD, block=blocks())
    assert len({hash_record(shuffled(record, seed)) for seed in range(20)}) == 1


def test_the_hash_depends_on_every_row():
    hashes = {hash_record(RECORD)}
    for field in fields(RECORD):
        hashes.add(hash_record(replace(RECORD, **{field.name: ()})))
    assert len(hashes) == len(KINDS) + 1


def test_the_hash_depends_on_every_character():
    row = RECORD.mention[0]
    changed = replace(RECORD, mention=(replace(row, text="Muller"),))
    assert hash_record(changed) != hash_record(RECORD)


def test_a_record_without_rows_has_a_hash():
    assert list(write_jsonl(Record())) == []
    assert len(hash_record(Record())) == 64
