"""Bytes to text. What cannot be decoded surely is decoded as well as can be, and a flaw says so."""

from __future__ import annotations

import codecs
import re

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

from quellenlage.errors import UnreadableSourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Of one-byte Latin encodings the detector cannot tell cp1252 (it takes „Menü“ for Maltese): it is asked about
# other scripts only, and believed where enough of the bytes are not ASCII for such a script.
_OTHER_SCRIPTS = frozenset((
    "cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp1253", "iso8859-7", "cp1255", "iso8859-8", "cp1256", "iso8859-6",
    "cp874", "tis-620", "iso8859-11", "gbk", "gb18030", "big5", "big5hkscs", "euc_jp", "shift_jis", "cp932",
    "euc_kr", "cp949",
))  # fmt: skip
_MIN_SHARE_OF_SCRIPT = 0.2
_MAX_CONTROLS = 0.01
_UNFIT = re.compile("[\0\ud800-\udfff]")


def decode(data: bytes, name: str, declared: str | None = None) -> tuple[str, str, str]:
    """Decode a text.

    A byte order mark decides and is not part of the text; then strict UTF-8 (no text in another encoding
    passes for it by chance, but many a page kept its old declaration when it was saved as UTF-8), then UTF-8
    with a few faults, then what is declared, what is detected, cp1252.

    Args:
        data: All of it.
        name: For the message.
        declared: The encoding that the text or its transport names; an unknown one is passed over.

    Returns:
        The text, its encoding, and a line on what is wrong with it (empty if nothing is).

    Raises:
        UnreadableSourceError: No encoding fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding)
    if b"\0" in data and (wide := _wide_encoding(data)):
        text, _, flaw = _decode_as(data, wide)
        return text, wide, flaw or f"no byte order mark; read as {wide}"
    try:
        return data.decode("utf-8"), "utf-8", ""
    except UnicodeDecodeError as error:
        is_cut = error.reason == "unexpected end of data"
    known = _known(declared)
    return (
        _decode_damaged(data, is_cut=is_cut, is_likely=known in (None, "utf-8"))
        or _decode_declared(data, known)
        or _decode_detected(data)
        or _decode_cp1252(data, name)
    )


def refuse_binary(text: str, name: str) -> None:
    """Refuse what was decoded but is no text.

    Raises:
        UnreadableSourceError: It holds a NUL, or more than one control character in a hundred.
    """
    if "\0" in text or is_mostly_controls(text):
        raise UnreadableSourceError(name, "is no text but a binary file")


def replace_unfit(text: str) -> tuple[str, str]:
    """The text with a replacement for what is no character, and a line on that (empty if there is nothing of it)."""
    clean, count = _UNFIT.subn("\ufffd", text)
    return clean, f"{count} places are no characters, shown as \ufffd" if count else ""


def is_mostly_controls(text: str) -> bool:
    """Whether more than one character in a hundred is one that no text holds."""
    controls = sum(c < " " and c not in "\t\n\r\f\v" for c in text)
    return controls > _MAX_CONTROLS * len(text)


def _known(declared: str | None) -> str | None:
    """The codec for a declared name, by the rules of the web; None if there is none."""
    name = map_encoding_to_html5(declared.strip(), False) if declared else None
    try:
        return codecs.lookup(name).name if name else None
    except LookupError:
        return None


def _decode_as(data: bytes, encoding: str) -> tuple[str, str, str]:
    try:
        return data.decode(encoding), encoding, ""
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        count = text.count("\ufffd")
        return text, encoding, f"{count} places are no {encoding.upper()}, shown as \ufffd"


def _decode_damaged(data: bytes, *, is_cut: bool, is_likely: bool) -> tuple[str, str, str] | None:
    """UTF-8 with a few faults (a cut end, a broken byte); None if it looks like another encoding."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(c > "\x7f" for c in text) - bad
    if is_cut and (is_likely or good >= bad):
        return text, "utf-8", "ends within a character"
    if good >= bad:
        return text, "utf-8", f"{bad} places are no UTF-8, shown as \ufffd"
    return None


def _decode_declared(data: bytes, encoding: str | None) -> tuple[str, str, str] | None:
    if encoding is None or encoding.startswith("utf"):
        return None
    text, _, flaw = _decode_as(data, encoding)
    bad = text.count("\ufffd") if flaw else 0
    good = sum(c > "\x7f" for c in text) - bad
    return (text, encoding, flaw) if good >= bad else None


def _decode_detected(data: bytes) -> tuple[str, str, str] | None:
    if sum(byte > 0x7F for byte in data) < _MIN_SHARE_OF_SCRIPT * len(data):
        return None
    encoding = _known(detect_encoding(data))
    if encoding not in _OTHER_SCRIPTS:
        return None
    try:
        return data.decode(encoding), encoding, f"is no UTF-8; taken for {encoding}"
    except UnicodeDecodeError:
        return None


def _decode_cp1252(data: bytes, name: str) -> tuple[str, str, str]:
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
