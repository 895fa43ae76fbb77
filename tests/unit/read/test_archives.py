"""Zip and gzip files: every member is read as a file would be, and what cannot be read has its reason."""

import gzip
import io
import struct
import time
import zipfile
from pathlib import Path

import pytest
from tests.unit.archives import answer, page, pdf, warc, zipped

from quellenlage.errors import InputError
from quellenlage.read.entries import Entry, Found, PassedOver, entries
from quellenlage.read.formats import read_source
from quellenlage.read.inputs import find_inputs

TEXT = b"Der Hafen bekommt einen Kran, sagte die Leiterin.\n"
LINES = b'{"text": "Ein Satz.", "id": "a"}\n{"text": "Noch ein Satz.", "id": "b"}\n'


def found(path: Path, data: bytes) -> list[Found]:
    path.write_bytes(data)
    (located,) = find_inputs((str(path),)).files
    return list(entries(located))


def names(parts: list[Found]) -> list[tuple[str, str]]:
    return [(part.name, part.place) for part in parts if isinstance(part, Entry)]


def faults(parts: list[Found]) -> list[str]:
    return [str(part) for part in parts if isinstance(part, InputError)]


def others(parts: list[Found]) -> dict[str, int]:
    return {kind: count for part in parts if isinstance(part, PassedOver) for kind, count in part.counts}


def test_members_are_read_by_their_endings(tmp_path: Path):
    crawl, starts = warc([answer(page())])
    data = zipped({
        "b.txt": TEXT,
        "ordner/a.html": page(),
        "c.jsonl": LINES,
        "d.warc.gz": crawl,
        "e.pdf": pdf([(700, "Der Hafen")]),
        "f.zip": zipped({"innen/g.txt": TEXT, "h.txt.gz": gzip.compress(TEXT)}),
        "bild.png": b"x",
        "liesmich": b"x",
    })  # fmt: skip
    parts = found(tmp_path / "a.zip", data)
    assert names(parts) == [
        ("a.zip/b.txt", "b.txt"),
        ("a.zip/c.jsonl:a", "c.jsonl"),
        ("a.zip/c.jsonl:b", "c.jsonl"),
        ("https://a.example/1", f"d.warc.gz/offset {starts[1]}"),
        ("a.zip/e.pdf", "e.pdf"),
        ("a.zip/f.zip/h.txt.gz", "f.zip/h.txt.gz"),
        ("a.zip/f.zip/innen/g.txt", "f.zip/innen/g.txt"),
        ("a.zip/ordner/a.html", "ordner/a.html"),
    ]
    assert faults(parts) == []
    assert others(parts) == {".png": 1, "no ending": 1, "warcinfo record": 1}
    for part in parts:
        if isinstance(part, Entry):
            assert read_source(part.data, part.name, part.media_type).text


def test_the_same_bytes_in_a_folder_and_in_an_archive_are_the_same_text(tmp_path: Path):
    (packed,) = (part for part in found(tmp_path / "a.zip", zipped({"a.txt": TEXT})) if isinstance(part, Entry))
    (plain,) = (part for part in found(tmp_path / "a.txt", TEXT) if isinstance(part, Entry))
    assert (packed.data, packed.media_type) == (plain.data, plain.media_type)


def test_what_a_system_or_a_browser_adds_is_left_out(tmp_path: Path):
    data = zipped({
        "__MACOSX/._a.txt": b"x",
        ".DS_Store": b"x",
        "ordner/.versteckt.txt": TEXT,
        "seite.html": page(),
        "seite_files/werbung.html": page(),
        "andere_files/text.txt": TEXT,
    })  # fmt: skip
    parts = found(tmp_path / "a.zip", data)
    assert [name for name, _ in names(parts)] == ["a.zip/andere_files/text.txt", "a.zip/seite.html"]
    assert others(parts) == {"file saved with a page": 1}


def test_a_link_is_no_article(tmp_path: Path):
    info = zipfile.ZipInfo("a.txt")
    info.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as opened:
        opened.writestr(info, "/etc/passwd")
    parts = found(tmp_path / "a.zip", stream.getvalue())
    assert (names(parts), others(parts)) == ([], {"link": 1})


def test_names_in_every_encoding(tmp_path: Path):
    """Windows writes code page 437, a Mac UTF-8 without saying so and in decomposed letters, some backslashes."""
    data = zipped({"gruesse.txt": TEXT, "haeuser.txt": TEXT, "ordner\\a.txt": TEXT, "../../oben.txt": TEXT})
    data = data.replace(b"gruesse", "grü\u00dfe".encode("cp437") + b"ee").replace(
        b"haeuser", "ha\u0308user"[:6].encode()
    )
    parts = found(tmp_path / "a.zip", data)
    assert {name for name, _ in names(parts)} == {
        "a.zip/../../oben.txt", "a.zip/grüßeee.txt", "a.zip/häuse.txt", "a.zip/ordner/a.txt",
    }  # fmt: skip


def test_a_damaged_member_is_told_and_the_others_are_read(tmp_path: Path):
    data = zipped({"a.txt": TEXT, "b.txt": b"Eins zwei drei. " * 50, "c.txt": TEXT}, stored=True)
    parts = found(tmp_path / "a.zip", data.replace(b"Eins zwei", b"Eins zwo!", 1))
    assert [name for name, _ in names(parts)] == ["a.zip/a.txt", "a.zip/c.txt"]
    (fault,) = faults(parts)
    assert fault.startswith("a.zip/b.txt: is damaged: Bad CRC-32")


def test_a_locked_member_is_told(tmp_path: Path):
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    for mark, flag in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + flag] |= 1
    parts = found(tmp_path / "a.zip", bytes(data))
    assert [name for name, _ in names(parts)] == ["a.zip/b.txt"]
    assert faults(parts) == ["a.zip/a.txt: is locked with a password"]


@pytest.mark.parametrize(
    "data",
    [b"", b"x" * 1000, zipped({"a.txt": TEXT})[:60], zipped({"a.txt": TEXT})[:-30]],
    ids=["empty", "other", "beginning", "no end"],
)
def test_what_is_no_zip_file_is_one_fault(data: bytes, tmp_path: Path):
    (fault,) = found(tmp_path / "a.zip", data)
    assert str(fault).startswith("a.zip: is no zip file, or a damaged one (")


def test_archives_in_archives_end_somewhere(tmp_path: Path):
    data = zipped({"a.txt": TEXT})
    for depth in (2, 3):
        data = zipped({f"{depth}.zip": data})
    assert names(found(tmp_path / "a.zip", data)) == [("a.zip/3.zip/2.zip/a.txt", "3.zip/2.zip/a.txt")]
    parts = found(tmp_path / "a.zip", zipped({"4.zip": data, "b.txt": TEXT}))
    assert [name for name, _ in names(parts)] == ["a.zip/b.txt"]
    assert faults(parts) == ["a.zip/4.zip/3.zip/2.zip: lies in 3 archives and is not read; unpack it"]


def test_a_bomb_is_refused_and_what_stands_before_it_is_read(tmp_path: Path):
    bomb = b"\0" * 21_000_000
    parts = found(tmp_path / "a.zip", zipped({"a.txt": TEXT, **{f"b{n}.txt": bomb for n in range(9)}}))
    assert names(parts) == [("a.zip/a.txt", "a.txt")]
    *large, last = faults(parts)
    assert all("larger than 20 MB" in fault for fault in large)
    assert last == "a.zip: expands to more than 200 times its size; the rest of it is not read"


def test_a_bomb_in_an_archive_in_an_archive_is_refused(tmp_path: Path):
    bomb = zipped({"a.zip": zipped({f"{n}.txt": b"\0" * 19_000_000 for n in range(20)})})
    parts = found(tmp_path / "a.zip", bomb)
    assert "200 times" in faults(parts)[-1]


def test_members_that_lie_over_one_another_are_refused(tmp_path: Path):
    """As in the bomb of David Fifield: all members share one compressed kernel."""
    data = zipped({f"{n:03}.txt": TEXT * 40 for n in range(100)})
    start = data.index(b"PK\1\2")
    entry = data[start : start + 46 + len("000.txt")]
    kernel, listed = data[: data.index(b"PK\3\4", 1)], entry * 100
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 100, 100, len(listed), len(kernel), 0)
    (fault,) = found(tmp_path / "a.zip", kernel + listed + end)
    assert str(fault) == "a.zip: is no archive of articles: its members lie over one another"


def test_a_list_of_members_that_fills_the_memory_is_refused(tmp_path: Path):
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 40_000_000, 0, 0)
    path = tmp_path / "a.zip"
    with path.open("wb") as file:
        file.truncate(41_000_000)
        file.seek(41_000_000)
        file.write(end)
    (located,) = find_inputs((str(path),)).files
    (fault,) = entries(located)
    assert str(fault) == "a.zip: has more members than are read; unpack it"


def test_a_hundred_thousand_members_are_read(tmp_path: Path):
    data = zipped({f"{n % 100}/{n}.txt": b"Satz." for n in range(100_000)}, stored=True)
    (tmp_path / "a.zip").write_bytes(data)
    (located,) = find_inputs((str(tmp_path / "a.zip"),)).files
    start = time.perf_counter()
    assert sum(isinstance(part, Entry) for part in entries(located)) == 100_000
    assert time.perf_counter() - start < 60


def test_of_a_packed_web_archive_the_records_are_read_and_not_its_lists(tmp_path: Path):
    crawl, starts = warc([answer(page())])
    data = zipped({
        "archive/data.warc.gz": crawl,
        "indexes/index.cdx.gz": gzip.compress(b"x"),
        "pages/pages.jsonl": b'{"url": "https://a.example/1", "text": "Kran"}\n',
        "datapackage.json": b'{"text": "x"}',
    }, stored=True)  # fmt: skip
    parts = found(tmp_path / "a.wacz", data)
    assert names(parts) == [("https://a.example/1", f"archive/data.warc.gz/offset {starts[1]}")]


def test_a_gzip_file_is_what_it_holds(tmp_path: Path):
    assert names(found(tmp_path / "a.txt.gz", gzip.compress(TEXT))) == [("a.txt.gz", "")]
    twice = gzip.compress(LINES[:20]) + gzip.compress(LINES[20:]) + b"\0" * 99
    assert names(found(tmp_path / "a.jsonl.gz", twice)) == [("a.jsonl.gz:a", ""), ("a.jsonl.gz:b", "")]
    assert names(found(tmp_path / "a.zip.gz", gzip.compress(zipped({"a.txt": TEXT})))) == [("a.zip.gz/a.txt", "a.txt")]


@pytest.mark.parametrize("name", ["a.tar.gz", "a.gz", "a.gz.gz"])
def test_a_gzip_file_of_something_else_has_no_reader(name: str, tmp_path: Path):
    (tmp_path / name).touch()
    assert find_inputs((str(tmp_path / name),)).files == ()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (gzip.compress(TEXT)[:-12], "breaks off"),
        (gzip.compress(TEXT)[:-6] + b"\0" * 6, "is damaged"),
        (TEXT, "is no gzip file"),
        (gzip.compress(b"\0" * 30_000_000), "larger than 20 MB"),
    ],
    ids=["truncated", "damaged", "other", "large"],
)
def test_a_damaged_gzip_file_of_one_article_is_refused(data: bytes, word: str, tmp_path: Path):
    (fault,) = found(tmp_path / "a.txt.gz", data)
    assert isinstance(fault, InputError)
    assert word in fault.reason


def test_lines_are_read_on_behind_damage(tmp_path: Path):
    members = [gzip.compress(b'{"text": "Satz %d.", "id": "%d"}\n' % (n, n)) for n in range(300)]
    broken = bytearray(members[40])
    broken[20] ^= 0xFF
    parts = found(tmp_path / "a.jsonl.gz", b"".join([*members[:40], bytes(broken), *members[41:]]))
    assert [name for name, _ in names(parts)] == [f"a.jsonl.gz:{n}" for n in range(300) if n != 40]
    assert len(faults(parts)) == 1
    cut = found(tmp_path / "a.jsonl.gz", b"".join(members)[:-9])
    assert len(names(cut)) >= 299
    assert "breaks off" in faults(cut)[-1]
    (fault,) = found(tmp_path / "a.jsonl.gz", b"quatsch")
    assert "is no gzip file" in str(fault)
