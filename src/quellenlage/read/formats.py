"""Which formats there are: the ending of a file says which, and each has one reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from quellenlage.errors import UnreadableSourceError
from quellenlage.read.feed_entry import entry_markup, read_entry
from quellenlage.read.html import decode_markup, read_html
from quellenlage.read.jsonl import read_article
from quellenlage.read.mail import mail_markup, read_mail
from quellenlage.read.pdf import read_pdf
from quellenlage.read.plain import read_plain
from quellenlage.read.record import read_record, record_markup
from quellenlage.records.document import Source

PLAIN = "text/plain"
HTML = "text/html"
JSON = "application/json"
# A file of many articles; each line is read as JSON.
JSONL = "application/jsonl"
# A file of many articles; each entry is read as a feed of its own.
FEED = "application/xml"
MAIL = "message/rfc822"
PDF = "application/pdf"
# A file of many records; each is read as a web archive of its own.
WARC = "application/warc"
# Of many files; each member is read by its own ending, and so is what a gzip file holds.
ZIP = "application/zip"
WACZ = "application/wacz"
GZIP = "application/gzip"

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
    ".pdf": PDF,
    ".warc": WARC,
    ".wacz": WACZ,
    ".zip": ZIP,
}
GZIP_ENDING = ".gz"
_READERS: dict[str, Callable[[bytes, str], Source]] = {
    PLAIN: read_plain,
    HTML: read_html,
    JSON: read_article,
    FEED: read_entry,
    MAIL: read_mail,
    PDF: read_pdf,
    WARC: read_record,
}
_MARKUP: dict[str, Callable[[bytes, str], str | None]] = {
    HTML: lambda data, name: decode_markup(data, name)[0],
    FEED: entry_markup,
    MAIL: mail_markup,
    WARC: record_markup,
}


def media_type_of(name: str) -> str | None:
    """The format of a file by its ending; None if there is no reader for it.

    Examples:
        >>> media_type_of("a.TXT"), media_type_of("a.warc.gz"), media_type_of("a.tar.gz")
        ('text/plain', 'application/gzip', None)
    """
    suffix = PurePath(name).suffix.lower()
    if suffix == GZIP_ENDING:
        return GZIP if media_type_of(packed_name(name)) not in (None, GZIP) else None
    return MEDIA_TYPES.get(suffix)


def packed_name(name: str) -> str:
    """The name of what a gzip file holds."""
    return name[: -len(GZIP_ENDING)]


def ending(name: str) -> str:
    """The ending of a file as it is told to people; of a gzip file with that of what it holds.

    Examples:
        >>> ending("a.docx"), ending("a.tar.gz"), ending("a")
        ('.docx', '.tar.gz', '')
    """
    suffixes = PurePath(name).suffixes
    return "".join(suffixes[-2:] if suffixes[-1:] == [GZIP_ENDING] else suffixes[-1:])


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
