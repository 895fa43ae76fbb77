"""Reads a record of a web archive: what a server gave, by the reader of its format, with what the crawler noted of it.

Runs in a worker: compressed answers are decoded here, up to the size of the largest page that is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from quellenlage.errors import EmptyDocumentError, UnreadableSourceError
from quellenlage.read.html import decode_markup, read_html
from quellenlage.read.naming import address
from quellenlage.read.pdf import read_pdf
from quellenlage.read.plain import MAX_BYTES, read_plain
from quellenlage.read.statement import state, weigh_statements
from quellenlage.records.document import Source, Statement, StatementKind
from quellenlage.records.provenance import make_id

_PDF, _PLAIN = "application/pdf", "text/plain"
# What fastwarc can verify; another digest is not looked at.
_DIGESTS = ("sha1:", "sha256:", "sha512:", "md5:")
# What fastwarc raises on answers and headers that are none.
_UNDECODED = (OSError, ValueError, EOFError)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a server gave.

    Attributes:
        data: Without transfer and content encoding.
        media_type: As the server names it.
        charset: Likewise; None if it does not.
        uri: Its address; empty without one.
        captured: When it was given; empty if nobody noted that.
        flaws: What is wrong with the record.
    """

    data: bytes
    media_type: str
    charset: str | None
    uri: str
    captured: str
    flaws: tuple[str, ...]


def read_record(data: bytes, name: str) -> Source:
    """Read the article in a record.

    Args:
        data: The record, as :func:`quellenlage.read.warc.split_warc` gives it.
        name: As the record of the pile shall know it: the address.

    Returns:
        The source that the reader of its format gives. A digest that does not fit makes the reading partial.

    Raises:
        EmptyDocumentError: There is no text in it.
        UnreadableSourceError: It is no record, or cannot be decoded.
    """
    answer = _open(data, name)
    if answer.media_type == _PDF:
        source = read_pdf(answer.data, name)
    elif answer.media_type == _PLAIN:
        source = read_plain(answer.data, name, answer.charset)
    else:
        source = read_html(answer.data, name, answer.charset)
    digest = hashlib.sha256(data).hexdigest()
    return replace(
        source,
        id=make_id(name, digest),
        sha256=digest,
        media_type="application/warc",
        flaw="; ".join(filter(None, (*answer.flaws, source.flaw))),
        statements=weigh_statements((*source.statements, *_statements(answer))),
    )


def record_markup(data: bytes, name: str) -> str | None:
    """The markup in which the ``origin`` of a record counts: the page as decoded; None if it is no page.

    Raises:
        InputError: As :func:`read_record`.
    """
    answer = _open(data, name)
    if answer.media_type in (_PDF, _PLAIN):
        return None
    return decode_markup(answer.data, name, answer.charset)[0]


def _statements(answer: _Answer) -> Iterator[Statement]:
    if answer.uri:
        yield state(StatementKind.ADDRESS, answer.uri, "WARC-Target-URI")
    if answer.captured:
        yield state(StatementKind.CAPTURED, answer.captured, "WARC-Date")


def _open(data: bytes, name: str) -> _Answer:
    """Take a record apart; if its answer is not encoded as it says, take it as it is."""
    try:
        return _decode(data, name, "all")
    except _UNDECODED:
        pass
    try:
        answer = _decode(data, name, "none")
    except _UNDECODED as error:
        raise UnreadableSourceError(name, f"is no record that can be decoded: {error}") from error
    return replace(answer, flaws=(*answer.flaws, "its content is not encoded as the server says"))


def _decode(data: bytes, name: str, encodings: Literal["all", "none"]) -> _Answer:
    from fastwarc.warc import WarcRecord

    record = WarcRecord.from_bytes(data)
    flaws = []
    digest = record.headers.get("WARC-Block-Digest") or ""
    if digest.lower().startswith(_DIGESTS) and not record.verify_block_digest():
        flaws.append("does not match the digest that the crawler noted: damaged or changed since")
    if cut := record.headers.get("WARC-Truncated"):
        flaws.append(f"the crawler cut it off ({' '.join(cut.split())[:40]})")
    media_type = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    charset = None
    if media_type == "application/http":
        record.parse_http(auto_decode=encodings)
        media_type = (record.http_content_type or "").strip().lower()
        charset = record.http_charset
    content = record.reader.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise UnreadableSourceError(name, f"expands to more than {MAX_BYTES // 1_000_000} MB and is no article")
    if not content.strip():
        raise EmptyDocumentError(name, "is empty")
    media_type = media_type or (record.headers.get("WARC-Identified-Payload-Type") or "").strip().lower()
    uri = address((record.headers.get("WARC-Target-URI") or "").strip("<>"))
    captured = " ".join((record.headers.get("WARC-Date") or "").split())
    return _Answer(content, media_type, charset, uri, captured, tuple(flaws))
