import sys
from datetime import date

import pytest
from tests.unit.archives import pdf

from quellenlage.errors import EmptyDocumentError, UnreadableSourceError
from quellenlage.read import pdf as pdf_module
from quellenlage.read.formats import read_source, source_markup
from quellenlage.records.document import published

LINES = (
    (780, "Der Hafen bekommt einen Kran"),
    (750, "Der Hafen von Adorf bekommt nach Angaben der Verwal-"),
    (736, "tung einen Kran, sagte die Leiterin am Montag. Er"),
    (722, "könne 40 Tonnen heben – „ein Segen“ für Nord-"),
    (708, "Ost und die Stadt."),
    (680, "Die Kosten übernimmt das Land, sagte sie, und am"),
)
TEXT = """Der Hafen bekommt einen Kran

Der Hafen von Adorf bekommt nach Angaben der Verwaltung einen Kran, sagte die Leiterin am Montag. Er
könne 40 Tonnen heben – „ein Segen“ für Nord-Ost und die Stadt.

Die Kosten übernimmt das Land, sagte sie, und am
Dienstag beginnt der Bau.

Ende."""


def read(data: bytes) -> str:
    return read_source(data, "a.pdf", "application/pdf").text


def test_lines_become_paragraphs_and_divided_words_whole():
    assert read(pdf(LINES, [(780, "Dienstag beginnt der Bau."), (766, " ")], [(700, "Ende.")])) == TEXT


def test_what_the_file_says_of_itself_is_evidence_and_no_day_of_publication():
    data = pdf(LINES, info="/Author (Eva Muster) /CreationDate (D:20240103120000)")
    source = read_source(data, "a.pdf", "application/pdf")
    author, made = sorted(source.statements, key=lambda s: s.kind)
    assert (author.value, author.basis) == ("Eva Muster", "PDF Author")
    assert (made.day, made.refused) == (date(2024, 1, 3), "is the day on which the file was made")
    assert published(source.statements) is None
    assert source_markup(data, "a.pdf", source.media_type) is None


def test_pages_without_text_are_told():
    with pytest.raises(EmptyDocumentError, match="holds no text, only pictures"):
        read(pdf([], []))


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7 quatsch", pdf(LINES)[:200], b"x" * 5000], ids=["empty", "head", "beginning", "other"]
)
def test_what_is_no_pdf_is_told(data: bytes):
    with pytest.raises(UnreadableSourceError, match="is no PDF file, or a damaged one"):
        read(data)


def test_a_password_is_told():
    """Standard security handler, revision 2; no password gives these values."""
    entry = "/Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}>".format("41" * 32)
    data = pdf(LINES, info=entry).replace(b"/Info ", b"/ID [<41><41>] /Encrypt ")
    with pytest.raises(UnreadableSourceError, match="is locked with a password"):
        read(data)


def test_of_a_book_the_first_pages_are_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf_module, "MAX_PAGES", 2)
    source = read_source(pdf(*([(700, f"Seite {n}.")] for n in range(4))), "a.pdf", "application/pdf")
    assert (source.text, source.flaw) == ("Seite 0.\n\nSeite 1.", "only the first 2 of 4 pages are read")


def test_without_the_package_the_reason_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(UnreadableSourceError) as failed:
        read(pdf(LINES))
    assert str(failed.value) == "a.pdf: reading it needs the package pypdfium2: python -m pip install pypdfium2"
