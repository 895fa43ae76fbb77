"""Which formats there are: the ending of a file says which, and each has one reader."""

from __future__ import annotations

from collections.abc import Callable

from quellenlage.errors import UnreadableSourceError
from quellenlage.read.feed_entry import entry_markup, read_entry
from quellenlage.read.html import decode_markup, read_html
from quellenlage.read.jsonl import read_article
from quellenlage.read.mail import mail_markup, read_mail
from quellenlage.read.plain import read_plain
from quellenlage.records.document import Source

PLAIN = "text/plain"
HTML = "text/html"
JSON = "application/json"
# A file of many articles; each line is read as JSON.
JSONL = "application/jsonl"
# A file of many articles; each entry is read as a feed of its own.
FEED = "application/xml"
MAIL = "message/rfc822"

MEDIA_TYPES = {
    ".txt": PLAIN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".jsonl": JSONL,
    ".ndjson": JSONL,
    ".json": JSON,
    ".rss": FEED,
    ".atom": FEED,
    ".xml": FEED,
    ".eml": MAIL,
}
_READERS: dict[str, Callable[[bytes, str], Source]] = {
    PLAIN: read_plain,
    HTML: read_html,
    JSON: read_article,
    FEED: read_entry,
    MAIL: read_mail,
}
_MARKUP: dict[str, Callable[[bytes, str], str]] = {
    HTML: lambda data, name: decode_markup(data, name)[0],
    FEED: entry_markup,
    MAIL: mail_markup,
}


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


def source_markup(data: bytes, name: str, media_type: str) -> str | None:
    """The decoded markup in which ``Source.origin`` counts; None for a format without markup.

    Args:
        data: All bytes of an article that was read.
        name: Likewise.
        media_type: Likewise.

    Raises:
        InputError: The article is unusable.
    """
    decoder = _MARKUP.get(media_type)
    return decoder(data, name) if decoder else None
