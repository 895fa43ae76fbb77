"""Which formats there are: the ending of a file says which, and each has one reader."""

from __future__ import annotations

from collections.abc import Callable

from quellenlage.errors import UnreadableSourceError
from quellenlage.read.html import read_html
from quellenlage.read.jsonl import read_article
from quellenlage.read.plain import read_plain
from quellenlage.records.document import Source

PLAIN = "text/plain"
HTML = "text/html"
JSON = "application/json"
# A file of many articles; each line is read as JSON.
JSONL = "application/jsonl"

MEDIA_TYPES = {
    ".txt": PLAIN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".jsonl": JSONL,
    ".ndjson": JSONL,
    ".json": JSON,
}
_READERS: dict[str, Callable[[bytes, str], Source]] = {PLAIN: read_plain, HTML: read_html, JSON: read_article}


def read_source(data: bytes, name: str, media_type: str) -> Source:
    """Read one article.

    Args:
        data: All of its bytes, as :func:`quellenlage.read.entries.entries` gives them.
        name: As the record shall know it.
        media_type: Of the bytes.

    Raises:
        InputError: The article is unusable.
    """
    reader = _READERS.get(media_type)
    if reader is None:
        raise UnreadableSourceError(name, f"no reader for {media_type}")
    return reader(data, name)
