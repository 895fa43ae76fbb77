import codecs
import hashlib
from pathlib import Path

import pytest

from quellenlage.errors import EmptyDocumentError, UnreadableSourceError
from quellenlage.read.plain import MAX_BYTES, load_bytes, read_plain
from quellenlage.records.provenance import make_id

TEXT = "Der Müller von Öd\r\nsagte: „Nein, danke!“ 👩‍🌾\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_not_part_of_the_text(mark: bytes, encoding: str):
    source = read_plain(mark + TEXT.encode(encoding), "a.txt")
    assert (source.text, source.encoding, source.flaw) == (TEXT, encoding, "")


def test_line_ends_and_every_character_stay():
    assert read_plain(TEXT.encode(), "a.txt").text == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_read_and_told(encoding: str):
    source = read_plain(TEXT.encode(encoding), "a.txt")
    assert source.text == TEXT
    assert source.encoding == encoding
    assert "no byte order mark" in source.flaw


def test_one_byte_a_letter_is_read_as_cp1252_and_told():
    text = "Die Größe der Mühle – „über 20 Räder“"
    source = read_plain(text.encode("cp1252"), "a.txt")
    assert (source.text, source.encoding) == (text, "cp1252")
    assert "cp1252" in source.flaw


def test_a_lone_letter_of_cp1252_at_the_end_is_no_cut_character():
    source = read_plain("Das Menü".encode("cp1252"), "a.txt")
    assert source.text == "Das Menü"
    assert source.encoding == "cp1252"


def test_utf8_cut_within_a_character_keeps_the_rest_and_is_told():
    data = "Die Mühle in Grün".encode()
    source = read_plain(data[: data.rindex("ü".encode()) + 1], "a.txt")
    assert source.text == "Die Mühle in Gr\ufffd"
    assert source.flaw == "ends within a character"


def test_a_broken_byte_in_utf8_is_shown_and_counted():
    source = read_plain("Mühle und Öl\nünd Räder ".encode() + b"\xff!", "a.txt")
    assert source.text == "Mühle und Öl\nünd Räder \ufffd!"
    assert source.flaw.startswith("1 places are no UTF-8")


def test_bytes_of_no_encoding_are_no_text():
    with pytest.raises(UnreadableSourceError, match="neither UTF-8 nor cp1252"):
        read_plain(b"\x81\x8d\x8f \x90\x9d", "a.txt")


@pytest.mark.parametrize("data", [b"\x7fELF\0\0\0\1 Text", b"Text\0Text", b"\1\2\3\4\5 Text", b"PK\3\4\5\6\7\x08"])
def test_binary_files_are_refused(data: bytes):
    with pytest.raises(UnreadableSourceError, match="binary"):
        read_plain(data, "a.txt")


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, "\u00a0\u3000".encode()])
def test_white_space_alone_is_empty(data: bytes):
    with pytest.raises(EmptyDocumentError, match="is empty"):
        read_plain(data, "a.txt")


def test_the_id_depends_on_name_and_bytes_alone():
    data = TEXT.encode()
    source = read_plain(data, "a.txt")
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.id == make_id("a.txt", source.sha256)
    assert source.id != read_plain(data, "b.txt").id
    assert source.id != read_plain(data + b" ", "a.txt").id


def test_the_bytes_of_a_file_are_read_as_they_are(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfa\r\n")
    assert load_bytes(tmp_path / "a.txt", "a.txt") == b"\xef\xbb\xbfa\r\n"


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("the file was read"))
    with pytest.raises(UnreadableSourceError, match="larger than 20 MB"):
        load_bytes(path, "huge.txt")


def test_what_is_no_file_or_not_there_is_refused_under_its_name(tmp_path: Path):
    with pytest.raises(UnreadableSourceError, match=r"^tief/b\.txt: is no plain file$"):
        load_bytes(tmp_path, "tief/b.txt")
    with pytest.raises(UnreadableSourceError, match=r"^c\.txt: cannot be opened"):
        load_bytes(tmp_path / "c.txt", "c.txt")
    with pytest.raises(UnreadableSourceError, match="no plain file"):
        load_bytes(Path("/dev/zero"), "zero.txt")
