"""Reads an entry of a feed. The source in which offsets count is its text, after the title and an empty line.

feedparser says which field is the text and of which type. It gets neither the entities of the document (see ``tags``)
nor fields that are not asked for: with some of them its time is quadratic (100 kB of an author take half a minute).
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from typing import Any

from quellenlage.errors import EmptyDocumentError, UnreadableSourceError
from quellenlage.read.encoding import decode, refuse_binary, replace_unfit
from quellenlage.read.feed import ENTRIES, MAX_FIELD, find_channel, find_head
from quellenlage.read.jsonl import MAX_LINE
from quellenlage.read.markup import strip_markup
from quellenlage.read.naming import address
from quellenlage.read.statement import state, weigh_statements
from quellenlage.read.tags import Element, Tag, find_elements, find_feed, find_tags
from quellenlage.read.titled import Piece, put_title
from quellenlage.records.document import Source, Statement, StatementKind
from quellenlage.records.provenance import make_id
from quellenlage.text.edit import Edit
from quellenlage.text.span import Span, split_lines, strip

_TEXTS = frozenset({"title", "description", "summary", "abstract", "content", "encoded", "fullitem", "body"})
_FIELDS = frozenset({
    "link", "guid", "id", "author", "creator", "source", "language", "pubdate", "published", "issued", "created",
    "date", "updated", "modified",
})  # fmt: skip
# Titles and texts of these are those of a picture or a recording.
_OTHERS = frozenset({"media", "itunes", "podcast"})
_MARKUP = frozenset({"text/html", "application/xhtml+xml"})
_READ = _MARKUP | {"text/plain"}
# Beyond these feedparser takes more than some seconds; set by hand, far beyond any article.
_MAX_TAGS = 100_000
_MAX_NAMESPACES = 100
_MAX_FIELDS = 50

_DECLARED = re.compile(rb"\s*<\?xml\s[^<>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(
    r"(?P<cdata><!\[CDATA\[.*?(?:\]\]>|\Z))|&(?:#(?P<decimal>\d+)|#[xX](?P<hex>[0-9a-fA-F]+)|(?P<name>[A-Za-z]\w*));",
    re.DOTALL,
)
# Longer numbers are no code points (and the longest no integers that Python reads).
_MAX_DIGITS = 20
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_NAMESPACE = re.compile(r"\bxmlns(?::([\w.-]+))?")
_BASE = re.compile(r"\s(?:xml:)?base\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+)", re.IGNORECASE)
_VERBATIM = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_WRAP = re.compile(r"[ \t]*[\r\n]\s*")


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry: title and text as one, what is said about it, and what is wrong with it."""

    piece: Piece
    statements: tuple[Statement, ...]
    encoding: str
    flaws: tuple[str, ...]


def read_entry(data: bytes, name: str) -> Source:
    """Read one entry of a feed: its title, and its content or else its summary, whichever is longer.

    Args:
        data: A feed with this entry alone, as :func:`quellenlage.read.feed.split_feed` gives it.
        name: Likewise.

    Returns:
        A source whose ``origin`` leads every character back to the markup that :func:`entry_markup` gives. All of
        it is chosen: what a feed sends is the article, without the page around it.

    Raises:
        EmptyDocumentError: No text besides the title.
        UnreadableSourceError: No feed, or more markup than in any article.
    """
    entry = _read(data, name)
    text, origin = entry.piece.apply()
    refuse_binary(text, name)
    digest = hashlib.sha256(data).hexdigest()
    lines = (strip(line, text) for line in split_lines(text))
    return Source(
        id=make_id(name, digest),
        path=name,
        sha256=digest,
        text=text,
        encoding=entry.encoding,
        flaw="; ".join(dict.fromkeys(entry.flaws)),
        media_type="application/xml",
        chosen=tuple(line for line in lines if len(line)),
        statements=entry.statements,
        regions=tuple((kind, place) for kind, span in entry.piece.regions if (place := origin.to_clean(span))),
        origin=origin if entry.piece.edits else None,
    )


def entry_markup(data: bytes, name: str) -> str:
    """The markup in which the ``origin`` of an entry counts: title, empty line and text as feedparser gives them.

    Raises:
        InputError: As :func:`read_entry`.
    """
    return _read(data, name).piece.markup


def _read(data: bytes, name: str) -> _Entry:
    text, encoding, flaws = _decode(data, name)
    essence, is_closed = _essence(text, name)
    entry, feed, flaw = _parse(_tame(essence, name), name)
    flaws += [flaw, "" if is_closed else "the feed breaks off within it"]
    title, flaw = _piece(entry.get("title_detail") or {}, name)
    flaws.append(flaw)
    found = [_piece(detail, name) for detail in (*entry.get("content", ()), entry.get("summary_detail")) if detail]
    body, flaw = max(found, key=lambda one: len(one[0].apply()[0].strip()), default=(Piece(""), ""))
    if not body.apply()[0].strip():
        raise EmptyDocumentError(name, "holds no text besides its title")
    edits = title.edits or tuple(Edit(Span(*m.span()), " ", "line break") for m in _WRAP.finditer(title.markup))
    title = Piece(title.markup, edits, title.regions)
    return _Entry(
        piece=put_title(title, body),
        statements=weigh_statements(tuple(_statements(entry, feed))),
        encoding=encoding,
        flaws=tuple(filter(None, (*flaws, flaw))),
    )


def _decode(data: bytes, name: str) -> tuple[str, str, list[str]]:
    """The XML with all that no parser takes mended, its encoding, and what is wrong with it."""
    if len(data) > 2 * MAX_LINE:
        raise UnreadableSourceError(name, f"is larger than {2 * MAX_LINE // 1_000_000} MB and no entry of a feed")
    match = _DECLARED.match(data)
    text, encoding, flaw = decode(data, name, match[1].decode("ascii") if match else None)
    text, count = _UNFIT.subn("\ufffd", text)
    told = f"{count} places are no characters, shown as \ufffd" if count else ""
    return _REFERENCE.sub(_mend, text), encoding, [flaw, told]


def _mend(reference: re.Match[str]) -> str:
    """A name of HTML, which XML does not know, as its number; a number of no character as a replacement character."""
    if name := reference["name"]:
        chars = "" if name in _OF_XML else html5.get(f"{name};", "")
        return "".join(f"&#{ord(char)};" for char in chars) or reference[0]
    digits = reference["decimal"] or reference["hex"]
    if not digits:
        return reference[0]
    value = int(digits, 10 if reference["decimal"] else 16) if len(digits) <= _MAX_DIGITS else -1
    return reference[0] if 0 < value <= 0x10FFFF and not _UNFIT.match(chr(value)) else "\ufffd"


def _essence(text: str, name: str) -> tuple[str, bool]:
    """A feed with the fields of the entry that are read, and whether the entry is closed."""
    root = find_feed(text, name)
    tag = next((t for t in find_tags(text, root.span.end) if t.local in ENTRIES and not t.is_end), None)
    if tag is None:
        raise UnreadableSourceError(name, "holds no entry of a feed")
    channel = find_channel(text, root.span.end, tag.span.start)
    head = find_head(text, (channel or root).span.end, tag.span.start)
    after = f"{f'</{channel.name}>' if channel else ''}</{root.name}>"
    end = len(text) - len(after) * text.endswith(after)
    whole = next(find_elements(text, tag.span.start, end))
    fields = () if tag.is_empty else _fields(text, tag, whole.span.end)
    parts = [root.span.of(text), channel.span.of(text) if channel else ""]
    parts += [element.span.of(text) for element in head]
    parts += [tag.span.of(text), *fields, "" if tag.is_empty else f"</{tag.name}>", after]
    return "".join(parts), whole.is_closed


def _fields(text: str, tag: Tag, end: int) -> Iterator[str]:
    count = 0
    for element in find_elements(text, tag.span.end, end):
        if element.tag.name.partition(":")[0].lower() in _OTHERS:
            continue
        if element.tag.local in _TEXTS:
            yield _close(element, text)
        elif _is_field(element) and count < _MAX_FIELDS:
            count += 1
            yield element.span.of(text)


def _close(element: Element, text: str) -> str:
    """The element, closed where the feed breaks off, so that what came of it is read."""
    markup = element.span.of(text)
    if element.is_closed:
        return markup
    is_within = markup.rfind("<![CDATA[") > markup.rfind("]]>")
    return f"{markup}{']]>' if is_within else ''}</{element.tag.name}>"


def _is_field(element: Element) -> bool:
    return element.tag.local in _FIELDS and element.is_closed and len(element.span) <= MAX_FIELD


def _tame(document: str, name: str) -> str:
    """The document without what makes a parser slow: addresses that all others are joined to."""
    if _VERBATIM.sub("", document).count("<") > _MAX_TAGS:
        raise UnreadableSourceError(name, f"has more than {_MAX_TAGS:,} tags and is no article")
    parts: list[str] = []
    at = 0
    namespaces: set[str] = set()
    for tag in find_tags(document):
        namespaces.update(_NAMESPACE.findall(tag.rest) if "xmlns" in tag.rest else ())
        if len(namespaces) > _MAX_NAMESPACES:
            raise UnreadableSourceError(name, f"has more than {_MAX_NAMESPACES} namespaces and is no article")
        if "base" in tag.rest.lower():
            parts += [document[at : tag.span.start], _BASE.sub("", tag.span.of(document))]
            at = tag.span.end
    return "".join((*parts, document[at:]))


def _parse(document: str, name: str) -> tuple[dict[str, Any], dict[str, Any], str]:
    """The entry, the feed, and what is wrong with the XML."""
    import feedparser  # takes a tenth of a second, which only those who read feeds shall wait

    try:
        # A stream, because a string may be taken for a path or an address. What is sanitized leads nowhere back.
        found = feedparser.parse(io.BytesIO(document.encode()), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:
        raise UnreadableSourceError(name, f"its XML cannot be read ({type(error).__name__})") from error
    if not found.entries:
        raise UnreadableSourceError(name, "holds no entry of a feed")
    flaw = ""
    if found.bozo:
        cause = found.get("bozo_exception")
        reason = cause.getMessage() if hasattr(cause, "getMessage") else type(cause).__name__
        flaw = f"its XML is broken ({' '.join(str(reason).split())[:80]}), read as well as can be"
    # Plain dictionaries: those of feedparser answer for keys that they do not have.
    return dict(found.entries[0]), dict(found.feed), flaw


def _piece(detail: dict[str, Any], name: str) -> tuple[Piece, str]:
    """A text of the entry, and what is wrong with it; nothing if it is neither text nor markup."""
    value, kind = detail.get("value"), detail.get("type")
    if not isinstance(value, str) or kind not in _READ:
        return Piece(""), ""
    value, flaw = replace_unfit(value)
    if kind not in _MARKUP:
        return Piece(value), flaw
    found = strip_markup(value, name)
    return Piece(value, found.edits, found.regions), "; ".join(filter(None, (flaw, found.flaw)))


def _statements(entry: dict[str, Any], feed: dict[str, Any]) -> Iterator[Statement]:
    """What the feed says about the entry, the most trustworthy of a kind first."""
    source, link = entry.get("source"), entry.get("link")
    origin = source.get("title") if isinstance(source, dict) else None
    authors = [author.get("name") for author in (*entry.get("authors", ()), *feed.get("authors", ())) if author]
    details = (*entry.get("content", ()), entry.get("summary_detail") or {})
    languages = [*(detail.get("language") for detail in details), entry.get("language"), feed.get("language")]
    said = [
        (StatementKind.PUBLISHED, entry.get("published"), "feed published"),
        (StatementKind.MODIFIED, entry.get("updated"), "feed updated"),
        *((StatementKind.AUTHOR, author, "feed author") for author in dict.fromkeys(authors)),
        (StatementKind.PUBLISHER, origin, "feed source"),
        (StatementKind.PUBLISHER, feed.get("title"), "feed title"),
        (StatementKind.LANGUAGE, next(filter(None, languages), None), "feed language"),
        (StatementKind.ADDRESS, address(link), "feed link"),
    ]
    for kind, value, basis in said:
        if isinstance(value, str) and value.strip():
            yield state(kind, replace_unfit(value)[0], basis)
