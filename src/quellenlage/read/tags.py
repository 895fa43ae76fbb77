"""Where tags stand in XML: as much as must be known before a parser is let near it, in linear time whatever it is.

What stands before the first element (declaration, document type, entities) is passed over and never read: with no
entities there is no bomb of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.errors import UnreadableSourceError
from quellenlage.text.span import Span

_PROLOG = re.compile(r"(?:[^<]++|<\?.*?\?>|<!--.*?-->|<![^>]*>)*+", re.DOTALL)
# Comments, CDATA and instructions are matched so that nothing in them is taken for a tag.
_TOKEN = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)"
    r"|<(?P<end>/?)(?P<name>[A-Za-z_][\w.:-]*)(?P<rest>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+|[^<>]*)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([A-Za-z_][\w.:-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_FEEDS = frozenset({"rss", "feed", "rdf"})


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and its place.

    Attributes:
        name: As written, with its prefix.
        rest: What stands behind the name.
    """

    name: str
    rest: str
    span: Span
    is_end: bool

    @property
    def local(self) -> str:
        """The name without its prefix, in small letters."""
        return self.name.rpartition(":")[2].lower()

    @property
    def is_empty(self) -> bool:
        """Whether the element ends with this tag."""
        return self.rest.endswith("/")

    def attributes(self) -> dict[str, str]:
        """Names, in small letters, and values as they are written; of two of one name the first."""
        found: dict[str, str] = {}
        for name, double, single in _ATTRIBUTE.findall(self.rest):
            found.setdefault(name.lower(), double or single)
        return found


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its first tag, its extent, and whether it is closed."""

    tag: Tag
    span: Span
    is_closed: bool

    def content(self, text: str) -> str:
        """What stands between its tags."""
        inner = text[self.tag.span.end : self.span.end]
        return inner[: inner.rfind("<")] if self.is_closed and inner else inner


def find_tags(text: str, start: int = 0, end: int | None = None) -> Iterator[Tag]:
    """All tags, in order; a sign that begins none is passed over."""
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        if match["name"]:
            yield Tag(match["name"], match["rest"], Span(*match.span()), bool(match["end"]))


def find_elements(text: str, start: int, end: int) -> Iterator[Element]:
    """The elements that stand side by side, up to the end of the one around them.

    An element ends with the tag of its name, whatever is left open inside. One that is never closed runs to ``end``.
    """
    opened: Tag | None = None
    depth = 0
    for tag in find_tags(text, start, end):
        if opened is None:
            if tag.is_end:
                return
            if tag.is_empty:
                yield Element(tag, tag.span, is_closed=True)
            else:
                opened, depth = tag, 1
        elif tag.name == opened.name:
            depth += -1 if tag.is_end else not tag.is_empty
            if not depth:
                yield Element(opened, Span(opened.span.start, tag.span.end), is_closed=True)
                opened = None
    if opened:
        yield Element(opened, Span(opened.span.start, end), is_closed=False)


def find_feed(text: str, name: str) -> Tag:
    """The first tag of a feed.

    Args:
        text: XML.
        name: For the message.

    Raises:
        UnreadableSourceError: It is none.
    """
    start = _PROLOG.match(text)
    tag = next(find_tags(text, start.end() if start else 0), None)
    if tag is None or tag.is_end or (start and tag.span.start != start.end()):
        raise UnreadableSourceError(name, "is no XML and so no feed" if text.strip() else "is empty")
    if tag.local in _FEEDS:
        return tag
    if tag.local == "html":
        raise UnreadableSourceError(name, "is a web page and no feed; let its name end in .html")
    raise UnreadableSourceError(name, f"is XML, but no feed: it begins with <{tag.name[:40]}>, not <rss> or <feed>")
