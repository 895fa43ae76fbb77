"""Cuts a feed (RSS, Atom) into its entries, each a feed of its own, without reading more of them than their names.

What the dossier keeps of an entry are its bytes as they stand, in a frame with title, address and language of the
feed. Only ``feed_entry`` lets a parser near them: in a worker, where one that hangs takes but its own entry with it.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.errors import InputError, UnreadableSourceError
from quellenlage.read.encoding import decode
from quellenlage.read.jsonl import MAX_LINE
from quellenlage.read.naming import address, name_article
from quellenlage.read.tags import Element, Tag, find_elements, find_feed, find_tags
from quellenlage.text.span import Span

ENTRIES = frozenset({"item", "entry"})
# Of the feed itself: kept with every entry. Nothing that is new every day (the number of the issue, when the feed was
# made), so that an entry stays the same article. The limits are set by hand, far beyond any feed that was seen.
HEAD = frozenset({"title", "link", "language", "author", "managingeditor"})
MAX_FIELD = 2_000
_MAX_HEAD = 16_000
_MAX_ROOT = 20_000

_DECLARATION = re.compile(r"(?:\xef\xbb\xbf)?\s*(<\?xml\s[^<>]{0,200}\?>)")
_ENCODING = re.compile(r"encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_NAME = r"(?:[A-Za-z_][\w.-]*:)?(?:item|entry)"
_BOUNDARY = re.compile(
    rf"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|</(?P<closed>{_NAME})\s*>|<(?P<opened>{_NAME})(?=[\s/>])",
    re.DOTALL | re.IGNORECASE,
)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
# Where a zero byte tells of two bytes a character.
_SAMPLE = 4096


@dataclass(frozen=True, slots=True)
class _Feed:
    """A feed: one character a byte, so that every stretch of it goes back to its bytes."""

    text: str
    root: Tag
    declaration: str

    @property
    def declared(self) -> str | None:
        match = _ENCODING.search(self.declaration)
        return match[1] if match else None


def split_feed(data: bytes, file: str) -> Iterator[tuple[str, bytes] | InputError]:
    """The entries of a feed, one at a time: name, and what the dossier keeps.

    Args:
        data: The whole file.
        file: Its name.

    Returns:
        For an entry that is too large, an error; the rest goes on. An entry that is never closed ends where the
        next one begins.

    Raises:
        UnreadableSourceError: No feed, or one without entries.
    """
    feed = _open(data, file)
    frame: tuple[str, str] | None = None
    for number, span in enumerate(_cut(feed.text, feed.root.span.end), 1):
        frame = frame or _frame(feed, span.start)
        if len(span) > MAX_LINE:
            yield UnreadableSourceError(f"{file}:{number}", f"is an entry of more than {MAX_LINE // 1_000_000} MB")
            continue
        entry = span.of(feed.text)
        kept = f"{frame[0]}{entry}{frame[1]}".encode("latin-1")
        yield _name(entry, feed.declared, file, number), kept
    if frame is None:
        raise UnreadableSourceError(file, "is a feed without entries")


def find_channel(text: str, start: int, end: int) -> Tag | None:
    """The first tag of the channel, which RSS has around or in front of its entries."""
    return next((t for t in find_tags(text, start, end) if t.local == "channel" and not (t.is_end or t.is_empty)), None)


def find_head(text: str, start: int, end: int) -> Iterator[Element]:
    """What is said of the feed between ``start`` and its first entry."""
    for element in find_elements(text, start, min(end, start + _MAX_HEAD)):
        is_other = element.tag.local == "link" and not _is_alternate(element.tag)
        if element.is_closed and element.tag.local in HEAD and not is_other and len(element.span) <= MAX_FIELD:
            yield element


def _open(data: bytes, file: str) -> _Feed:
    is_wide = False
    if data.startswith(_WIDE_MARKS) or b"\0" in data[:_SAMPLE]:
        decoded, encoding, _ = decode(data, file)
        is_wide = encoding.startswith(("utf-16", "utf-32"))
        data = decoded.encode() if is_wide else data
    text = data.decode("latin-1")
    root = find_feed(text, file)
    if len(root.span) > _MAX_ROOT:
        raise UnreadableSourceError(file, f"begins with a tag of more than {_MAX_ROOT:,} characters and is no feed")
    match = _DECLARATION.match(text)
    return _Feed(text, root, match[1] if match and not is_wide else "")


def _cut(text: str, start: int) -> Iterator[Span]:
    """Where the entries stand. The first one tells how they are called in this feed."""
    called = ""
    opened: int | None = None
    for match in _BOUNDARY.finditer(text, start):
        name = match["opened"] or match["closed"]
        if not name or (called and name != called):
            continue
        if match["opened"]:
            called = name
            if opened is not None:
                yield Span(opened, match.start())
            opened = match.start()
        elif opened is not None:
            yield Span(opened, match.end())
            opened = None
    if opened is not None:
        yield Span(opened, len(text))


def _frame(feed: _Feed, first: int) -> tuple[str, str]:
    """What stands around every entry: its beginning, and its end."""
    after = feed.root.span.end
    channel = find_channel(feed.text, after, min(first, after + _MAX_HEAD))
    head = find_head(feed.text, channel.span.end if channel else after, first)
    parts = [f"{feed.declaration}\n" if feed.declared else "", feed.root.span.of(feed.text)]
    parts += [channel.span.of(feed.text)] if channel else []
    parts += [element.span.of(feed.text) for element in head]
    return "".join(parts), f"</{channel.name}></{feed.root.name}>" if channel else f"</{feed.root.name}>"


def _name(entry: str, declared: str | None, file: str, number: int) -> str:
    """The link of the entry, or the file with its id, or with its number."""
    tag = next(find_tags(entry), None)  # none if the feed breaks off within it
    link = key = permanent = ""
    for element in find_elements(entry, tag.span.end, len(entry)) if tag else ():
        local, attributes = element.tag.local, element.tag.attributes()
        if local == "link" and not link and _is_alternate(element.tag):
            link = address(_value(attributes.get("href") or element.content(entry), declared))
        elif local in ("guid", "id") and not key:
            key = _value(element.content(entry), declared)
            permanent = address(key) if local == "guid" and attributes.get("ispermalink", "true") != "false" else ""
    return name_article(link or permanent, key, file, number)


def _is_alternate(link: Tag) -> bool:
    return link.attributes().get("rel", "alternate") == "alternate"


def _value(content: str, declared: str | None) -> str:
    """The value of a field that holds no elements; nothing if it is too long, or no text."""
    if len(content) > MAX_FIELD:
        return ""
    try:
        text, _, _ = decode(content.encode("latin-1"), "", declared)
    except UnreadableSourceError:
        return ""
    plain, count = _CDATA.subn(r"\1", text)
    return (plain if count else html.unescape(text)).strip()
