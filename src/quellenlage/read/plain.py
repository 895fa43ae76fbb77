"""Reads plain text. The decoded file is the source in which all offsets count."""

from __future__ import annotations

import codecs
import hashlib
import stat
from pathlib import Path

from quellenlage.errors import EmptyDocumentError, UnreadableSourceError
from quellenlage.records.document import Source
from quellenlage.records.provenance import make_id

# Longer than any article: the limit of trafilatura (MAX_FILE_SIZE), a safeguard and no matter of taste.
MAX_BYTES = 20_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def load_bytes(path: Path, name: str) -> bytes:
    """The bytes of a file.

    Raises:
        UnreadableSourceError: It is too large, no plain file, or cannot be opened.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableSourceError(name, "is no plain file")
        if status.st_size > MAX_BYTES:
            raise UnreadableSourceError(name, f"is larger than {MAX_BYTES // 1_000_000} MB; split it into articles")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableSourceError(name, f"cannot be opened: {error.strerror}") from error


def read_plain(data: bytes, name: str) -> Source:
    """Decode a text file.

    A byte order mark decides, then strict UTF-8; what is neither is read as well as can be and
    says so in ``flaw``. A byte order mark is not part of the text; line ends stay.

    Args:
        data: The whole file.
        name: Relative path, as the record shall know it.

    Raises:
        EmptyDocumentError: Nothing but white space.
        UnreadableSourceError: No text.
    """
    text, encoding, flaw = _decode(data, name)
    if not text.strip():
        raise EmptyDocumentError(name, "is empty")
    if "\0" in text or _share_of_controls(text) > 0.01:
        raise UnreadableSourceError(name, "is no text but a binary file")
    digest = hashlib.sha256(data).hexdigest()
    return Source(id=make_id(name, digest), path=name, sha256=digest, text=text, encoding=encoding, flaw=flaw)


def _decode(data: bytes, name: str) -> tuple[str, str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding)
    if b"\0" in data and (wide := _wide_encoding(data)):
        text, _, flaw = _decode_as(data, wide)
        return text, wide, flaw or f"no byte order mark; read as {wide}"
    try:
        return data.decode("utf-8"), "utf-8", ""
    except UnicodeDecodeError as error:
        return _decode_damaged(data, name, is_cut=error.reason == "unexpected end of data")


def _decode_as(data: bytes, encoding: str) -> tuple[str, str, str]:
    try:
        return data.decode(encoding), encoding, ""
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        count = text.count("\ufffd")
        return text, encoding, f"{count} places are no {encoding.upper()}, shown as \ufffd"


def _decode_damaged(data: bytes, name: str, *, is_cut: bool) -> tuple[str, str, str]:
    """UTF-8 with a few faults (a cut end, a broken byte), or one byte a letter."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(c > "\x7f" for c in text) - bad
    if is_cut:
        return text, "utf-8", "ends within a character"
    if good >= bad:
        return text, "utf-8", f"{bad} places are no UTF-8, shown as \ufffd"
    try:
        return data.decode("cp1252"), "cp1252", "is no UTF-8; read as cp1252"
    except UnicodeDecodeError as error:
        raise UnreadableSourceError(name, "is neither UTF-8 nor cp1252 text") from error


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte of Latin text is 0."""
    sample = data[:4096]
    half = max(len(sample) // 2, 1)
    if sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    return None


def _share_of_controls(text: str) -> float:
    controls = sum(c < " " and c not in "\t\n\r\f\v" for c in text)
    return controls / len(text)
