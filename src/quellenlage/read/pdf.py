"""Reads PDF files that hold text. The source in which all offsets count is the text of the pages, in order.

PDF knows no paragraphs, only characters and their places: where the distance to the line above is larger than on the
rest of the page, or the size of the letters changes, an empty line is put. The engine (PDFium, in C++) may crash on
what others send: it is only called in a worker, and it is not made for threads.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from quellenlage.errors import EmptyDocumentError, MissingPackageError, UnreadableSourceError
from quellenlage.read.encoding import is_mostly_controls, replace_unfit
from quellenlage.read.plain import MAX_BYTES
from quellenlage.read.statement import state, weigh_statements
from quellenlage.records.document import Source, Statement, StatementKind
from quellenlage.records.provenance import make_id

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

# More is a book; its first pages are read.
MAX_PAGES = 500
_PASSWORD = 4  # FPDF_ERR_PASSWORD
# Puts the parts of a word together that a line end divided; in front of a capital the hyphen belongs to the word.
_HYPHEN = re.compile("[\x02\ufffe](?=([^\\W\\d_])?)")
_LINE_END = re.compile("[\r\n]+")
# Between the tops of two lines, as a share of what is usual on the page, and of what is usual as a share of the height
# of a line (double spacing is more); how much sizes of letters in two lines differ.
_WIDE, _SPACED, _OTHER_SIZE = 1.35, 1.5, 0.15
_CLOSED = re.compile("[.!?:…][\\W_]{0,3}\\Z")
_DAY = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: its words, the tops of its first and last letter, and their height."""

    text: str
    top: float
    last_top: float
    height: float


def read_pdf(data: bytes, name: str) -> Source:
    """Take the text of a PDF file.

    Args:
        data: The whole file.
        name: Relative path or address, as the record shall know it.

    Raises:
        EmptyDocumentError: Its pages are pictures.
        UnreadableSourceError: No PDF, one with a password, or the package that reads it is missing.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableSourceError(name, f"is larger than {MAX_BYTES // 1_000_000} MB; split it into articles")
    document = _open(data, name)
    try:
        pages = [_page_text(document[number]) for number in range(min(len(document), MAX_PAGES))]
        flaw = f"only the first {MAX_PAGES} of {len(document)} pages are read" if len(document) > MAX_PAGES else ""
        statements = tuple(_statements(document.get_metadata_dict(skip_empty=True)))
    finally:
        document.close()
    text, unfit = replace_unfit(_join(pages))
    if not text.strip():
        raise EmptyDocumentError(name, "holds no text, only pictures of it; recognise the letters with another program")
    if is_mostly_controls(text):
        raise UnreadableSourceError(name, "holds letters of which the file does not say what they are")
    digest = hashlib.sha256(data).hexdigest()
    return Source(
        id=make_id(name, digest),
        path=name,
        sha256=digest,
        text=text,
        encoding="pdf",
        flaw="; ".join(filter(None, (flaw, unfit))),
        media_type="application/pdf",
        statements=weigh_statements(statements),
    )


def _open(data: bytes, name: str) -> PdfDocument:
    try:
        import pypdfium2
    except ImportError as error:
        raise UnreadableSourceError(name, str(MissingPackageError("pypdfium2", "reading it"))) from error
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "is locked with a password" if error.err_code == _PASSWORD else "is no PDF file, or a damaged one"
        raise UnreadableSourceError(name, reason) from error


def _page_text(page: PdfPage) -> str:
    lines = list(_lines(page))
    steps = [above.last_top - line.top for above, line in pairwise(lines)]
    usual = _usual(steps)
    parts = [lines[0].text] if lines else []
    for (above, line), step in zip(pairwise(lines), steps, strict=True):
        is_apart = (
            step > _WIDE * min(usual, _SPACED * line.height)
            or abs(line.height - above.height) > _OTHER_SIZE * above.height
        )
        parts.append(("\n\n" if is_apart else "\n") + line.text)
    page.close()
    return "".join(parts)


def _usual(steps: list[float]) -> float:
    """The distance of lines of one paragraph: a quarter of the distances is smaller, as those between them are not."""
    down = sorted(step for step in steps if step > 0)
    return down[len(down) // 4] if down else 0.0


def _lines(page: PdfPage) -> Iterator[_Line]:
    """The lines of a page that hold more than blanks, in the order of the engine."""
    import pypdfium2.raw as pdfium

    words = page.get_textpage()
    signs = "".join(chr(pdfium.FPDFText_GetUnicode(words.raw, n)) for n in range(words.count_chars()))
    start = 0
    for end in (*(match.span() for match in _LINE_END.finditer(signs)), (len(signs), len(signs))):
        line = signs[start : end[0]]
        if line.strip():
            first = start + len(line) - len(line.lstrip())
            last = start + len(line.rstrip()) - 1
            _, bottom, _, top = words.get_charbox(first, loose=True)
            yield _Line(_mended(line.strip()), top, words.get_charbox(last, loose=True)[3], top - bottom)
        start = end[1]


def _mended(line: str) -> str:
    r"""A line with its divided words in one piece, and letters outside the first plane of Unicode as one sign.

    Examples:
        >>> _mended("Verwal\x02tung und Nord\x02Ost")
        'Verwaltung und Nord-Ost'
    """
    line = _HYPHEN.sub(lambda match: "" if match[1] and match[1].islower() else "-", line)
    return line.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _join(pages: list[str]) -> str:
    """The pages as one text; a sentence that goes on behind the end of a page is not cut in two."""
    parts: list[str] = []
    for page in filter(None, pages):
        parts += ("\n\n" if _CLOSED.search(parts[-1]) else "\n", page) if parts else (page,)
    return "".join(parts)


def _statements(said: dict[str, str]) -> Iterator[Statement]:
    """Who made the file and when; the day on which a file was made is not that of the article in it."""
    if author := replace_unfit(said.get("Author", ""))[0].strip():
        yield state(StatementKind.AUTHOR, author, "PDF Author")
    if day := _DAY.match(said.get("CreationDate", "")):
        refused = "is the day on which the file was made"
        yield state(StatementKind.PUBLISHED, "-".join(day.groups()), "PDF CreationDate", refused=refused)
