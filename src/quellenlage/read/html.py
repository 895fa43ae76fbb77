"""Reads web pages. The source in which all offsets count is the page's text nodes, entities decoded, in order.

Nothing is left out but what no reader of the page sees as its text (scripts, styles, title, vector graphics): what
is story and what is furniture is for ``clean`` to say. What an extractor takes for the article is a hint to it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from quellenlage.errors import EmptyDocumentError, UnreadableSourceError
from quellenlage.read.encoding import decode, is_mostly_controls
from quellenlage.read.extract import extract_lines
from quellenlage.read.markup import strip_markup
from quellenlage.read.metadata import find_statements
from quellenlage.read.plain import MAX_BYTES
from quellenlage.records.document import Source
from quellenlage.records.provenance import make_id
from quellenlage.text.edit import Alignment, Edit, apply_edits
from quellenlage.text.span import Span, split_lines, strip

# Where browsers look for a declaration, and then some.
_DECLARING = 4096
_DECLARATION = re.compile(
    rb"<meta\s[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml\s[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE
)
# Beyond these the extractor takes more than some seconds (its time is quadratic in both), or does not see what lies
# deeper (libxml2). The largest of 362 pages measured: 7,200 tags, 44 deep; a long table of results 19,400.
_MAX_TAGS = 20_000
_MAX_LINES = 10_000
_MAX_DEPTH = 250
# Above the article; empty ones (a logo) are passed over.
_MAX_HEADLINES = 4


@dataclass(frozen=True, slots=True)
class Page:
    """A page as text.

    Attributes:
        edits: From its markup to ``text``.
        text: Its text nodes, one line a block.
        origin: From ``text`` to the markup.
        chosen: The lines that an extractor takes for the article, none if it finds none; None if it was not asked.
        regions: What stands inside elements of the markup: kind and stretch of ``text``.
        flaw: What is not read, or was not asked; empty if nothing.
    """

    edits: tuple[Edit, ...]
    text: str
    origin: Alignment
    chosen: tuple[Span, ...] | None
    regions: tuple[tuple[str, Span], ...]
    flaw: str


def read_html(data: bytes, name: str, declared: str | None = None) -> Source:
    """Decode a page and take its text nodes, one line a block.

    Args:
        data: The whole file.
        name: Relative path, as the record shall know it.
        declared: The encoding that a server names; the page's own word comes after it.

    Returns:
        A source whose ``origin`` leads every character back to the markup that :func:`decode_markup` gives,
        and whose ``chosen`` are the lines that an extractor takes for the article.

    Raises:
        EmptyDocumentError: Nothing but markup.
        UnreadableSourceError: No text, or more markup than in any article.
    """
    markup, encoding, flaw = decode_markup(data, name, declared)
    page = read_page(markup, name)
    flaws = [flaw, page.flaw, "no article was found in the page" if page.chosen == () else ""]
    digest = hashlib.sha256(data).hexdigest()
    return Source(
        id=make_id(name, digest),
        path=name,
        sha256=digest,
        text=page.text,
        encoding=encoding,
        flaw="; ".join(filter(None, flaws)),
        media_type="text/html",
        chosen=page.chosen or None,
        statements=find_statements(markup),
        regions=page.regions,
        origin=page.origin,
    )


def read_page(markup: str, name: str) -> Page:
    """Take the text nodes of a page, and ask an extractor for the article in it.

    Args:
        markup: Decoded.
        name: For the message.

    Raises:
        EmptyDocumentError: Nothing but markup.
        UnreadableSourceError: More markup than in any article.
    """
    found = strip_markup(markup, name)
    text, origin = apply_edits(markup, found.edits)
    if not text.strip():
        raise EmptyDocumentError(name, "holds no text")
    flaws = [found.flaw]
    chosen: tuple[Span, ...] | None = None
    if found.tags > _MAX_TAGS or found.depth > _MAX_DEPTH or text.count("\n") >= _MAX_LINES:
        flaws.append("too large or too deeply nested to look for the article in the page")
    else:
        chosen = extract_lines(markup, text, origin)
        chosen = _with_headline(chosen, found.headlines, text, origin) if chosen else chosen
    return Page(
        edits=found.edits,
        text=text,
        origin=origin,
        chosen=chosen,
        regions=tuple((kind, place) for kind, span in found.regions if (place := origin.to_clean(span))),
        flaw="; ".join(filter(None, flaws)),
    )


def _with_headline(
    chosen: tuple[Span, ...], headlines: tuple[Span, ...], text: str, origin: Alignment
) -> tuple[Span, ...]:
    """The lines of the article and its headline, which extractors leave out: the last first-rank heading before it."""
    start = chosen[0].start
    first = origin.to_source(Span(start, start + 1)).start
    before = [span for span in headlines if span.end <= first]
    # A few only, as each takes the time of the whole page.
    for span in before[: -_MAX_HEADLINES - 1 : -1]:
        place = origin.to_clean(span)
        lines = [strip(line.shift(place.start), text) for line in split_lines(place.of(text))] if place else []
        if headline := tuple(line for line in lines if len(line)):
            return (*headline, *chosen)
    return chosen


def decode_markup(data: bytes, name: str, declared: str | None = None) -> tuple[str, str, str]:
    """The markup in which the ``origin`` of a page counts, its encoding, and what is wrong with it.

    Raises:
        EmptyDocumentError: Nothing but white space.
        UnreadableSourceError: No text, or too much of it.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableSourceError(name, f"is larger than {MAX_BYTES // 1_000_000} MB; it is no page of an article")
    markup, encoding, flaw = decode(data, name, declared or declared_encoding(data))
    if not markup.strip():
        raise EmptyDocumentError(name, "is empty")
    if is_mostly_controls(markup):
        raise UnreadableSourceError(name, "is no text but a binary file")
    return markup, encoding, flaw


def declared_encoding(markup: bytes) -> str | None:
    """The encoding that a page names for itself, wherever browsers look for it."""
    match = _DECLARATION.search(markup[:_DECLARING])
    return (match[1] or match[2]).decode("ascii", "replace") if match else None
