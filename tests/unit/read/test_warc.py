"""Web archives: every article comes out, and damage is counted and stepped over, never the silent end of a file."""

import gzip
import io
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from tests.unit.archives import answer, page, warc

from quellenlage.errors import InputError, UnreadableSourceError
from quellenlage.read import warc as warc_module
from quellenlage.read.budget import Budget
from quellenlage.read.entries import Entry, PassedOver, entries
from quellenlage.read.formats import read_source, source_markup
from quellenlage.read.inputs import find_inputs
from quellenlage.read.warc import Cut, split_warc
from quellenlage.records.document import StatementKind
from quellenlage.records.provenance import make_id
from quellenlage.text.span import Span

MANY = 40


def split(data: bytes) -> tuple[list[Cut], list[str], Counter[str]]:
    others: Counter[str] = Counter()
    parts = list(split_warc(io.BufferedReader(io.BytesIO(data)), "a.warc", Budget("a.warc", len(data)), others))
    cuts = [part for part in parts if isinstance(part, Cut)]
    return cuts, [str(part) for part in parts if isinstance(part, InputError)], others


def many(*, is_packed: bool = True) -> tuple[bytes, list[int]]:
    return warc((answer(page(n), f"https://a.example/{n}") for n in range(MANY)), is_packed=is_packed)


def numbers(cuts: list[Cut]) -> list[int]:
    return [int(cut.name.rpartition("/")[2]) for cut in cuts]


def test_every_article_has_its_address_and_its_place():
    for is_packed in (True, False):
        data, starts = many(is_packed=is_packed)
        cuts, faults, others = split(data)
        assert numbers(cuts) == list(range(MANY))
        assert [cut.place for cut in cuts] == [f"offset {start}" for start in starts[1:]]
        assert (faults, others) == ([], Counter({"warcinfo record": 1}))


def test_what_is_no_article_is_counted():
    data, _ = warc((
        answer(page()),
        answer(b"GIF89a", "https://a.example/b.gif", "image/gif"),
        answer(b"fort", "https://a.example/c", "text/html", "404 Not Found"),
        answer(b"User-agent: *", "https://a.example/robots.txt", "text/plain"),
        answer(b"{}", "https://a.example/d", "application/json"),
    ))  # fmt: skip
    cuts, faults, others = split(data)
    assert (len(cuts), faults) == (1, [])
    assert others == {"warcinfo record": 1, "image/gif": 1, "answer 404": 1, "robots.txt": 1, "application/json": 1}


def test_an_archive_that_was_packed_as_a_whole_is_read():
    data, starts = many(is_packed=False)
    cuts, faults, _ = split(gzip.compress(data))
    assert (numbers(cuts), faults) == (list(range(MANY)), [])
    assert cuts[3].place == f"offset 0+{starts[4]}"


@pytest.mark.parametrize("damage", [b"\0", b"\xff" * 9, b"\x1f\x8b\x08\0" * 4])
def test_a_damaged_member_is_stepped_over_and_told(damage: bytes):
    data, starts = many()
    at = starts[11] + 200
    cuts, faults, _ = split(data[:at] + damage + data[at + len(damage) :])
    assert numbers(cuts) == [n for n in range(MANY) if n != 10]
    (fault,) = faults
    assert fault.startswith(f"a.warc:{starts[11]}: is damaged: ")


def test_damage_in_many_members_loses_no_other():
    data, starts = many()
    broken = bytearray(data)
    hit = {4, 5, 6, 20, MANY}
    for number in hit:
        broken[starts[number] + 150] ^= 0x55
    cuts, faults, _ = split(bytes(broken))
    assert numbers(cuts) == [n for n in range(MANY) if n + 1 not in hit]
    assert len(faults) == len(hit)


def test_a_checksum_that_does_not_fit_is_damage():
    data, starts = many()
    broken = bytearray(data)
    broken[starts[6] - 6] ^= 1  # of the member before: its checksum stands in its last eight bytes
    cuts, faults, _ = split(bytes(broken))
    assert numbers(cuts) == [n for n in range(MANY) if n != 4]
    assert len(faults) == 1
    assert "checksum" in faults[0]


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_truncated_archive_tells_the_last_record(is_packed: bool):
    data, starts = many(is_packed=is_packed)
    cuts, faults, _ = split(data[: starts[31] + 400])
    assert numbers(cuts) == list(range(30))
    (fault,) = faults
    assert re.match(rf"a\.warc:{starts[31]}: breaks off\b.* \([\d,]+ of [\d,]+ bytes of a record\)", fault)


@pytest.mark.parametrize("is_packed", [True, False])
@pytest.mark.parametrize("wrong", [b"%d", b"9%d", b"1"])
def test_a_record_of_a_wrong_length_takes_no_other_with_it(wrong: bytes, is_packed: bool):
    data, starts = many(is_packed=False)
    records = [data[start:end] for start, end in zip(starts, [*starts[1:], len(data)], strict=True)]
    length = re.search(rb"(?<=Content-Length: )\d+", records[8])
    assert length
    told = wrong % (int(length[0]) + 50) if b"%" in wrong else wrong
    records[8] = records[8].replace(b"Content-Length: " + length[0], b"Content-Length: " + told)
    cuts, faults, _ = split(b"".join(map(gzip.compress, records) if is_packed else records))
    assert numbers(cuts) == [n for n in range(MANY) if n != 7]
    assert len(faults) == 1


def test_bytes_between_records_are_told():
    data, starts = many(is_packed=False)
    cuts, faults, _ = split(data[: starts[3]] + b"quatsch\n" * 5 + data[starts[3] :])
    # The record in front of them cannot be told from one of a wrong length.
    assert numbers(cuts) == [n for n in range(MANY) if n != 1]
    assert len(faults) == 1
    packed, starts = many()
    cuts, faults, _ = split(packed[: starts[3]] + b"quatsch\n" * 5 + packed[starts[3] :])
    assert numbers(cuts) == list(range(MANY))
    assert faults == [f"a.warc:{starts[3]}: is damaged: bytes that are no gzip"]


def test_a_header_without_length_is_damage():
    for header in (
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: x\r\n\r\n",
        b"WARC/1.0\r\n",
    ):
        cuts, faults, _ = split(header + many(is_packed=False)[0])
        assert len(cuts) == MANY, header
        assert len(faults) == 1, header


@pytest.mark.parametrize("data", [b"", gzip.compress(b"")], ids=["plain", "packed"])
def test_an_empty_archive_is_a_fault(data: bytes):
    assert split(data) == ([], ["a.warc: is empty"], Counter())


def test_something_else_is_one_fault():
    assert len(split(b"x" * 100_000)[1]) == 1
    assert len(split(b"\x1f\x8b\x08" + b"x" * 100_000)[1]) == 1


def test_a_file_of_damage_ends(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(warc_module, "MAX_FAULTS", 5)
    _, faults, _ = split(b"".join(b"WARC/1.0\r\nContent-Length: 9\r\n\r\nx\r\n\r\n" for _ in range(100)))
    assert faults[5:] == ["a.warc: has 5 damaged places; the rest of it is not read"]


def test_lengths_that_swallow_the_rest_again_and_again_take_no_long_time():
    start = time.perf_counter()
    _, faults, _ = split(b"WARC/1.0\r\nContent-Length: 19000000\r\n\r\n" * 50_000)
    assert len(faults) == 1_001
    assert time.perf_counter() - start < 20


def test_a_bomb_is_refused():
    record = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 900000000\r\n\r\n"
    cuts, faults, _ = split(gzip.compress(record + b"\0" * 20_000_000))
    assert cuts == []
    assert "breaks off" in faults[0]
    with pytest.raises(UnreadableSourceError, match="more than 200 times"):
        split(gzip.compress(record + b"\0" * 200_000_000))


def test_a_huge_record_that_is_no_article_is_no_fault():
    data, _ = warc((answer(b"\0" * 21_000_000, "https://a.example/v", "video/mp4"), answer(page())), is_packed=False)
    cuts, faults, others = split(data)
    assert (len(cuts), faults, others["video/mp4"]) == (1, [], 1)
    data, _ = warc((answer(b"<p>" * 7_000_000), answer(page())), is_packed=False)
    cuts, faults, _ = split(data)
    assert len(cuts) == 1
    assert "more than 20 MB" in faults[0]


def read(data: bytes, headers: dict[str, str] | None = None, media_type: str = "text/html") -> tuple[Cut, str, str]:
    packed, _ = warc([answer(data, media_type=media_type)], headers=headers)
    (cut,), _, _ = split(packed)
    source = read_source(cut.data, cut.name, "application/warc")
    assert (source.path, source.id) == (cut.name, make_id(cut.name, source.sha256))
    return cut, source.text, source.flaw


def test_a_record_is_read_as_the_page_in_it():
    cut, text, flaw = read(page(7))
    assert "Kran mit der Nummer 7" in text
    assert flaw == ""
    source = read_source(cut.data, cut.name, "application/warc")
    assert source.chosen
    assert [(s.value, s.basis) for s in source.statements if s.kind is StatementKind.ADDRESS] == [
        ("https://a.example/1", "WARC-Target-URI")
    ]
    markup = source_markup(cut.data, cut.name, "application/warc")
    assert markup == page(7).decode()
    assert source.origin
    at = text.index("Nummer 7")
    assert source.origin.to_source(Span(at, at + 8)).of(markup) == "Nummer 7"


def test_the_server_says_the_encoding():
    _, text, flaw = read(page().decode().encode("cp1252"), media_type="text/html; charset=iso-8859-1")
    assert ("könne" in text, flaw) == (True, "")


def test_compressed_answers_are_decoded():
    assert "Kran" in read(gzip.compress(page()), {"Content-Encoding": "gzip"})[1]
    chunk = page()
    chunks = f"{len(chunk):x}".encode() + b"\r\n" + chunk + b"\r\n0\r\n\r\n"
    assert "Kran" in read(chunks, {"Transfer-Encoding": "chunked"})[1]


def test_an_answer_that_was_decoded_by_the_crawler_is_read_and_told():
    _, text, flaw = read(page(), {"Content-Encoding": "gzip"})
    assert "Kran" in text
    assert flaw == "its content is not encoded as the server says"


def test_a_bomb_in_an_answer_is_refused():
    bomb = gzip.compress(b"<p>" * 70_000_000)
    with pytest.raises(UnreadableSourceError, match="expands to more than 20 MB"):
        read(bomb, {"Content-Encoding": "gzip"})


def test_a_digest_that_does_not_fit_makes_it_partial():
    packed, _ = warc([answer(page(7))])
    changed = gzip.decompress(packed).replace(b"Nummer 7", b"Nummer 8")
    (cut,), faults, _ = split(changed)
    assert faults == []
    source = read_source(cut.data, cut.name, "application/warc")
    assert "Nummer 8" in source.text
    assert "digest" in source.flaw


def test_texts_of_an_archive_of_texts_are_read():
    text = b"Der Hafen bekommt einen Kran."
    data = b"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://a.example/1\r\nContent-Type: text/plain\r\n"
    data += b"WARC-Truncated: length\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n" % (len(text), text)
    (cut,), faults, _ = split(data)
    source = read_source(cut.data, cut.name, "application/warc")
    assert (source.text, faults) == (text.decode(), [])
    assert source.flaw == "the crawler cut it off (length)"
    assert source_markup(cut.data, cut.name, "application/warc") is None


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("is_packed", [True, False])
def test_the_bytes_say_whether_it_is_packed(name: str, is_packed: bool, tmp_path: Path):
    (tmp_path / name).write_bytes(warc([answer(page())], is_packed=is_packed)[0])
    (located,) = find_inputs((str(tmp_path / name),)).files
    entry, others = entries(located)
    assert isinstance(entry, Entry)
    assert isinstance(others, PassedOver)
    assert entry.name == "https://a.example/1"


def test_a_word_in_front_of_a_gzip_file_does_not_make_it_plain():
    data, _ = warc(answer(page(n), f"https://a.example/{n}") for n in range(3))
    cuts, *_ = split(b"WARC/" + data)
    assert len(cuts) == 3
