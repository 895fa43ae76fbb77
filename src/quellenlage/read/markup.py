"""HTML markup to the text nodes of the page, as edits: one pass, in linear time, whatever the markup.

A tokenizer of our own and not ``html.parser``: that one reads broken markup differently from one Python to the
next, and in quadratic time in some of them. Where markup is broken, it follows the HTML standard; where the standard
would hide the rest of the page (an attribute that never ends), it reads on.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from html.entities import html5

from quellenlage.errors import UnreadableSourceError
from quellenlage.text.edit import Edit
from quellenlage.text.span import Span


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Elements that stand on lines of their own; the rest is inline. Buttons are boxes: their words must not run together.
_BLOCKS = _names("""
    address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li listing main menu nav
    noscript ol optgroup option p pre search section select summary table tbody td textarea tfoot th thead title tr
    ul xmp
""")
# Elements whose content is no text of the page. An unclosed one of the first two runs to the end, as in browsers;
# of the others only the tag is passed over.
_HIDDEN_TO_END = _names("script style")
_HIDDEN = _HIDDEN_TO_END | _names("iframe noembed noframes noscript svg template textarea title")
_VERBATIM = _names("pre listing")
# Elements without end tag, or with one that is mostly left out: they do not nest.
_FLAT = _names("""
    area base br col dd dt embed hr img input li link meta option p param source tbody td tfoot th thead tr track wbr
""")
# Elements whose extent tells what a line is. They do not nest here: the outermost of a kind counts.
_REGIONS = {
    **dict.fromkeys(("a", "button"), "link"), **dict.fromkeys(("nav", "menu"), "menu"), "header": "header",
    **dict.fromkeys(("aside", "dialog"), "aside"), "footer": "footer", "form": "form",
    **dict.fromkeys(("figure", "figcaption", "picture"), "figure"), **dict.fromkeys(("article", "main"), "article"),
    **dict.fromkeys(("ul", "ol", "dl"), "list"), "table": "table", **dict.fromkeys(("h2", "h3", "h4"), "heading"),
    "h1": "headline", **dict.fromkeys(("time", "address"), "time"), "p": "paragraph", "blockquote": "paragraph",
}  # fmt: skip
# Memory: an edit takes 300 bytes. Pages of newspapers have some thousand tags.
MAX_EDITS = 1_000_000
# Of one tag: the time in which libxml2 reads them is quadratic. Only so long a tag can have so many.
_MAX_ATTRIBUTES = 4_000
_LONG_TAG = 8_000

_NAME = re.compile(r"[A-Za-z][^\t\n\r\f />]*")
_ATTRIBUTES = re.compile(r"""(?:[^=>]++|=[\t\n\r\f ]*+(?:"[^"]*"|'[^']*')|=)*+>""")
_COMMENT_END = re.compile("--!?>")
_CLOSING = {name: re.compile(rf"</{name}(?=[\t\n\r\f />])", re.IGNORECASE) for name in _HIDDEN}
# Longer numbers are no code points (and the longest no integers that Python reads).
_MAX_NUMERIC = 100
_BLANKS = " \t\f"
_SPECIAL = re.compile(
    r"(?P<wrap>(?<![ \t\f])[ \t\f]*[\r\n][ \t\r\n\f]*)"
    r"|(?P<control>[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]+)"
    r"|(?P<reference>&(?:#(?:[0-9]+|[xX][0-9a-fA-F]+);?|[A-Za-z][A-Za-z0-9]{1,31};?))"
)


@dataclass(frozen=True, slots=True)
class Markup:
    """What stands in markup besides its text.

    Attributes:
        edits: That leave the text nodes, one line a block.
        tags: How many.
        depth: How deep elements are nested, at least about.
        headlines: What stands between the tags of headings of the first rank.
        regions: What stands inside elements that tell what a line is: kind and extent. What is never closed is none.
        flaw: What is not read because the markup breaks off; empty if it does not.
    """

    edits: tuple[Edit, ...]
    tags: int
    depth: int
    headlines: tuple[Span, ...]
    regions: tuple[tuple[str, Span], ...]
    flaw: str


def strip_markup(markup: str, name: str) -> Markup:
    """Find the edits that turn markup into text.

    Between blocks one line feed, none at the ends. A line break within a text node is a blank, as in a browser;
    blanks besides stay, and in ``pre`` all white space does. Control characters are taken out.

    Args:
        markup: A page.
        name: For the message.

    Raises:
        UnreadableSourceError: There is more markup than in any article.
    """
    walk = _Walk(markup, name)
    walk.run()
    return Markup(
        tuple(walk.gaps.edits), walk.tags, walk.deepest, tuple(walk.headlines), tuple(walk.regions.found), walk.flaw
    )


class _Gaps:
    """Collects the edits of a text: stretches are kept, replaced, or join the gap in front of what is kept next."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self._start = self._end = 0
        self._is_break = self._is_blank = False
        self._is_first = True

    @property
    def eats_blanks(self) -> bool:
        """Whether white space at this place belongs to the break between two blocks."""
        return self._is_break or self._is_first

    def skip(self, end: int, *, is_break: bool = False, is_blank: bool = False) -> None:
        self._end = end
        self._is_break |= is_break
        self._is_blank |= is_blank

    def keep(self, end: int) -> None:
        self._close()
        self._start = self._end = end

    def put(self, end: int, value: str) -> None:
        self._close()
        self.edits.append(Edit(Span(self._end, end), value, "character reference"))
        self._start = self._end = end

    def finish(self, end: int) -> None:
        self._end, self._is_first = end, True
        self._close()

    def _close(self) -> None:
        if self._end > self._start:
            sign = "\n" if self._is_break else " " if self._is_blank else ""
            self.edits.append(Edit(Span(self._start, self._end), "" if self._is_first else sign, "markup"))
        self._is_first = self._is_break = self._is_blank = False


class _Regions:
    """Collects the extents of elements, the outermost of each kind; a new paragraph ends the one before."""

    def __init__(self) -> None:
        self.found: list[tuple[str, Span]] = []
        self._open: dict[str, list[int]] = {}

    def enter(self, tag: str, start: int, end: int, *, is_end: bool) -> None:
        """Take the tag that stands from ``start`` to ``end``."""
        kind = _REGIONS.get(tag)
        if kind is None:
            return
        starts = self._open.setdefault(kind, [])
        if tag in ("p", "a") and starts and not is_end:
            starts.clear()
        if not is_end:
            starts.append(end)
        elif starts:
            first = starts.pop()
            if not starts and first < start:
                self.found.append((kind, Span(first, start)))


def _attributes(tag: str) -> int:
    """At most how many attributes a tag has."""
    return sum(not word.startswith("<") for word in tag.split())


class _Walk:
    """From tag to tag through a page."""

    def __init__(self, markup: str, name: str) -> None:
        self.markup = markup
        self.name = name
        self.gaps = _Gaps()
        self.tags = self.deepest = 0
        self.headlines: list[Span] = []
        self.regions = _Regions()
        self.flaw = ""
        self._headline: int | None = None
        self._depth = 0
        self._verbatim = 0
        self._unclosed: set[str] = set()
        self._is_quoting_broken = False

    def run(self) -> None:
        at = search = 0
        while (start := self.markup.find("<", search)) >= 0:
            end = self._markup_end(start)
            if end is None:
                search = start + 1
                continue
            if start > at:
                self._text(at, start)
            if end - start > _LONG_TAG and _attributes(self.markup[start:end]) > _MAX_ATTRIBUTES:
                raise UnreadableSourceError(self.name, f"has a tag with more than {_MAX_ATTRIBUTES:,} attributes")
            at = search = self._enter(start, end)
            if len(self.gaps.edits) > MAX_EDITS:
                raise UnreadableSourceError(self.name, f"has more than {MAX_EDITS:,} tags and is no page of an article")
        if at < len(self.markup):
            self._text(at, len(self.markup))
        self.gaps.finish(len(self.markup))

    def _markup_end(self, start: int) -> int | None:
        """Where the tag or comment at ``start`` ends; None if the sign there is text."""
        markup, after = self.markup, start + 1
        if markup.startswith("!--", after):
            after += 3
            if markup.startswith((">", "->"), after):
                return markup.index(">", after) + 1
            match = _COMMENT_END.search(markup, after)
            return match.end() if match else self._breaks_off("a comment")
        if _NAME.match(markup, after) or (markup.startswith("/", after) and _NAME.match(markup, after + 1)):
            if not self._is_quoting_broken and (match := _ATTRIBUTES.match(markup, after)):
                return match.end()
            self._is_quoting_broken = True
        elif not markup.startswith(("!", "?", "/"), after):
            return None
        end = markup.find(">", after)
        return end + 1 if end >= 0 else self._breaks_off("a tag")

    def _breaks_off(self, where: str) -> int:
        self.flaw = f"ends within {where}"
        return len(self.markup)

    def _enter(self, start: int, end: int) -> int:
        """Take a tag or comment into the gap; returns where text goes on."""
        is_end = self.markup.startswith("/", start + 1)
        match = _NAME.match(self.markup, start + 1 + is_end)
        if not match:
            self.gaps.skip(end)
            return end
        tag = match[0].lower()
        self._count(tag, is_end=is_end)
        self.regions.enter(tag, start, end, is_end=is_end)
        if tag == "h1":
            if is_end and self._headline is not None:
                self.headlines.append(Span(self._headline, start))
            self._headline = None if is_end else end
        if not is_end and tag in _HIDDEN and not (tag == "svg" and self.markup.startswith("/>", end - 2)):
            end = self._hidden_end(tag, end)
        self.gaps.skip(end, is_break=tag in _BLOCKS)
        return end

    def _count(self, tag: str, *, is_end: bool) -> None:
        self.tags += 1
        if tag not in _FLAT:
            self._depth = max(0, self._depth + (-1 if is_end else 1))
            self.deepest = max(self.deepest, self._depth)
        if tag in _VERBATIM:
            self._verbatim = max(0, self._verbatim + (-1 if is_end else 1))

    def _hidden_end(self, tag: str, end: int) -> int:
        match = None if tag in self._unclosed else _CLOSING[tag].search(self.markup, end)
        if match:
            return match.start()
        if tag in _HIDDEN_TO_END:
            return self._breaks_off(f"<{tag}>")
        self._unclosed.add(tag)
        return end

    def _text(self, start: int, end: int) -> None:
        at = start
        for match in _SPECIAL.finditer(self.markup, start, end):
            kind = match.lastgroup
            if kind == "wrap" and self._verbatim:
                continue
            reference = _resolve(match[0]) if kind == "reference" else None
            if kind == "reference" and reference is None:
                continue
            self._plain(at, match.start())
            at = match.end()
            if reference is not None:
                at = match.start() + reference[0]
                self._replace(at, reference[1])
            else:
                self.gaps.skip(at, is_blank=kind == "wrap")
        self._plain(at, end)

    def _plain(self, start: int, end: int) -> None:
        if self.gaps.eats_blanks and not self._verbatim:
            blanks = end - start - len(self.markup[start:end].lstrip(_BLANKS))
            if blanks:
                start += blanks
                self.gaps.skip(start)
        if end > start:
            self.gaps.keep(end)

    def _replace(self, end: int, value: str) -> None:
        if value in ("\n", "\r", "\t") and not self._verbatim:
            self.gaps.skip(end, is_blank=True)
        elif value:
            self.gaps.put(end, value)
        else:
            self.gaps.skip(end)


def _resolve(reference: str) -> tuple[int, str] | None:
    """How much of a character reference is one, and what it stands for; None if it is none.

    Examples:
        >>> _resolve("&auml;"), _resolve("&notit"), _resolve("&Ausgabe")
        ((6, 'ä'), (4, '¬'), None)
    """
    if reference[1] == "#":
        return len(reference), html.unescape(reference) if len(reference) < _MAX_NUMERIC else "\ufffd"
    body = reference[1:]
    for length in range(len(body), 1, -1):
        if value := html5.get(body[:length]):
            return length + 1, value
    return None
