"""Which reader reads which format."""

from __future__ import annotations

from quellenlage.read.plain import read_plain
from quellenlage.records.document import Source


def read_source(data: bytes, name: str, media_type: str) -> Source:
    """Read an article by the reader of its format.

    Raises:
        InputError: It is unusable.
    """
    return read_plain(data, name)
