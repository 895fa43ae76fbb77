"""Reads web pages. The source in which all offsets count is the page's text nodes, entities decoded, in order.

Nothing is left out but what no reader of the page sees as its text (scripts, styles, title, vector graphics): what
is story and what is furniture is for ``clean`` to say. What an extractor takes for the article is a hint to it.
"""

from __future__ import annotations

import hashlib
import re

from quellenlage.errors import EmptyDocumentError, UnreadableSourceError
from quellenlage.read.encoding import decode, is_mostly_controls
from quellenlage.read.extract import extract_lines
from quellenlage.read.markup import strip_markup
from quellenlage.read.plain import MAX_BYTES
from quellenlage.records.document import Source
from quellenlage.records.provenance import make_id
from quellenlage.text.edit import Alignment, apply_edits
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


def read_html(data: bytes, name: str) -> Source:
    """Decode a page and take its text nodes, one line a block.

    Args:
        data: The whole file.
        name: Relative path, as the record shall know it.

    Returns:
        A source whose ``origin`` leads every character back to the markup that :func:`decode_markup` gives,
        and whose ``chosen`` are the lines that an extractor takes for the article.

    Raises:
        EmptyDocumentError: Nothing but markup.
        UnreadableSourceError: No text, or more markup than in any article.
    """
    markup, encoding, flaw = decode_markup(data, name)
    page = strip_markup(markup, name)
    text, origin = apply_edits(markup, page.edits)
    if not text.strip():
        raise EmptyDocumentError(name, "holds no text")
    flaws = [flaw, page.flaw]
    chosen: tuple[Span, ...] | None = None
    if page.tags > _MAX_TAGS or page.depth > _MAX_DEPTH or text.count("\n") >= _MAX_LINES:
        flaws.append("too large or too deeply nested to look for the article in the page")
    else:
        chosen = extract_lines(markup, text, origin)
        chosen = _with_headline(chosen, page.headlines, text, origin) if chosen else chosen
        flaws.append("" if chosen else "no article was found in the page")
    digest = hashlib.sha256(data).hexdigest()
    return Source(
        id=make_id(name, digest),
        path=name,
        sha256=digest,
        text=text,
        encoding=encoding,
        flaw="; ".join(filter(None, flaws)),
        media_type="text/html",
        chosen=chosen or None,
        origin=origin,
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


def decode_markup(data: bytes, name: str) -> tuple[str, str, str]:
    """The markup in which the ``origin`` of a page counts, its encoding, and what is wrong with it.

    Raises:
        EmptyDocumentError: Nothing but white space.
        UnreadableSourceError: No text, or too much of it.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableSourceError(name, f"is larger than {MAX_BYTES // 1_000_000} MB; it is no page of an article")
    match = _DECLARATION.search(data[:_DECLARING])
    declared = (match[1] or match[2]).decode("ascii", "replace") if match else None
    markup, encoding, flaw = decode(data, name, declared)
    if not markup.strip():
        raise EmptyDocumentError(name, "is empty")
    if is_mostly_controls(markup):
        raise UnreadableSourceError(name, "is no text but a binary file")
    return markup, encoding, flaw
