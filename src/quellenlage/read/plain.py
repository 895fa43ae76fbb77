"""Reads plain text. The decoded file is the source in which all offsets count."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from quellenlage.errors import EmptyDocumentError, UnreadableSourceError
from quellenlage.read.encoding import decode, refuse_binary
from quellenlage.records.document import Source
from quellenlage.records.provenance import make_id

# Longer than any article: the limit of trafilatura (MAX_FILE_SIZE), a safeguard and no matter of taste.
MAX_BYTES = 20_000_000


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


def read_plain(data: bytes, name: str, declared: str | None = None) -> Source:
    """Decode a text file.

    A byte order mark decides, then strict UTF-8; what is neither is read as well as can be and
    says so in ``flaw``. A byte order mark is not part of the text; line ends stay.

    Args:
        data: The whole file.
        name: Relative path, as the record shall know it.
        declared: The encoding that a server names.

    Raises:
        EmptyDocumentError: Nothing but white space.
        UnreadableSourceError: No text.
    """
    text, encoding, flaw = decode(data, name, declared)
    if not text.strip():
        raise EmptyDocumentError(name, "is empty")
    refuse_binary(text, name)
    digest = hashlib.sha256(data).hexdigest()
    return Source(id=make_id(name, digest), path=name, sha256=digest, text=text, encoding=encoding, flaw=flaw)
