"""The lines of a page as a reader sees them, and the words in them that the rules of a language point at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.lang.language import CreditRule, CreditRules, Language
from quellenlage.records.document import BlockType, Document
from quellenlage.text.edit import Alignment, Edit, apply_edits
from quellenlage.text.span import Span

# A line that is a credit as a whole is no longer; at the ends of longer ones this much is looked at, inside them more.
MAX_LINE = 400
MAX_EDGE = 250
# The first line of all.
_HEAD = "head"
# The lines behind the last paragraph.
_BEHIND = "behind"
# So many lines are the head of a page, and its foot.
_FIRST, _LAST = 5, 2
# However short the article is, its top and its bottom have so many lines.
_EDGE = 8
# Lines above the first paragraph in which its author may stand without another word.
_NEAR = 3
# Soft hyphens, marks without width, byte order marks; blanks of other widths.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\u2066-\u2069\u202a-\u202e\ufeff]+")
_BLANK = re.compile("[\u00a0\u2002-\u200a\u202f\u3000\t]| {2,}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source.

    Attributes:
        words: Without what nobody sees, with plain blanks.
        way: From ``words`` back to the line.
        zones: The parts of the page that it stands in.
        is_beyond: It stands behind the article, below a heading over other ones.
    """

    span: Span
    type: BlockType
    words: str
    way: Alignment
    zones: frozenset[str]
    is_beyond: bool = False

    @property
    def is_head(self) -> bool:
        """Whether it is the first line of all."""
        return _HEAD in self.zones

    @property
    def is_menu(self) -> bool:
        """Whether it stands near the top without being the first line of all."""
        return "first" in self.zones and not self.is_head

    def place(self, start: int, end: int) -> Span:
        """Where characters of ``words`` stand in the source."""
        return self.way.to_source(Span(start, end)).shift(self.span.start)


@dataclass(frozen=True, slots=True)
class Pointed:
    """Words that a rule points at.

    Attributes:
        sort: What they hold: a role, or one of the sorts of ``lang/credits``.
        start: Of them in ``line.words``.
        spare: They count only where nobody else of their role is found.
    """

    sort: str
    line: Line
    start: int
    words: str
    rule: str
    spare: bool = False


def see_lines(document: Document, language: Language) -> tuple[Line, ...]:
    """The lines that may hold credits, in order."""
    bodies = [i for i, block in enumerate(document.blocks) if block.type is BlockType.BODY]
    bodies = bodies or [len(document.blocks) - 1]
    text = document.source.text
    found: list[Line] = []
    is_beyond = False
    for i, block in enumerate(document.blocks):
        words, way = _seen(block.source.of(text))
        is_beyond = is_beyond or (i > bodies[-1] and _opens_section(words, language))
        zones = _zones(i, len(document.blocks), bodies)
        found.append(Line(block.source, block.type, words, way, zones, is_beyond))
    return tuple(found)


def _zones(i: int, count: int, bodies: list[int]) -> frozenset[str]:
    """The parts of the page that line ``i`` of ``count`` stands in; ``bodies`` are the lines that are paragraphs."""
    there = {
        "any": True,
        _HEAD: i == 0,
        "first": i < _FIRST,
        "top": i <= max(bodies[:2][-1], _EDGE - 1),
        _BEHIND: i > bodies[-1],
        "near": bodies[0] - _NEAR <= i <= bodies[0] + 1,
        "bottom": i >= min(bodies[-2:][0], count - _EDGE),
        "last": i >= count - _LAST,
    }
    return frozenset(zone for zone, holds in there.items() if holds)


def _opens_section(words: str, language: Language) -> bool:
    """Whether what follows belongs to other articles."""
    sections = (rule for rule in language.furniture if rule.section)
    return len(words) <= MAX_LINE and any(rule.pattern.fullmatch(words) for rule in sections)


def _seen(words: str) -> tuple[str, Alignment]:
    edits = [Edit(Span(*match.span()), "", "") for match in _INVISIBLE.finditer(words)]
    edits += [Edit(Span(*match.span()), " ", "") for match in _BLANK.finditer(words)]
    return apply_edits(words, edits)


def point(lines: tuple[Line, ...], rules: CreditRules) -> Iterator[tuple[tuple[Pointed, ...], ...]]:
    """What the rules point at: for each line the ways to read it, of which the first that names a maker counts.

    The groups of one match stand together. The edges and the inside of a line are each read by themselves.
    """
    whole = [rule for rule in rules.rules if rule.place in ("line", "next")]
    parts = [rule for rule in rules.rules if rule.place not in ("line", "next")]
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else None
        ways = tuple(hit for rule in whole if _holds(rule, line) and (hit := _read_whole(rule, line, following)))
        if ways:
            yield ways
        for rule in parts:
            if _holds(rule, line) and (hit := _read_part(rule, line)):
                yield (hit,)


def _holds(rule: CreditRule, line: Line) -> bool:
    """Captions name photographers: only a rule that asks for them reads them."""
    return rule.zone in line.zones and (line.type in rule.blocks if rule.blocks else line.type is not BlockType.CAPTION)


def _is_low(rule: CreditRule, line: Line) -> bool:
    """Whether a rule for the top of a page reads a line below a short article."""
    return rule.zone == "top" and _BEHIND in line.zones


def _read_whole(rule: CreditRule, line: Line, following: Line | None) -> tuple[Pointed, ...]:
    """The line, or for ``next`` the line and the one behind it."""
    if len(line.words) > MAX_LINE:
        return ()
    if rule.place == "line":
        match = rule.pattern.fullmatch(line.words)
        return _groups(match, rule, line) if match else ()
    if following is None:
        return ()
    match = rule.pattern.fullmatch(f"{line.words}\n{following.words[:MAX_LINE]}")
    return _groups(match, rule, line, following) if match else ()


def _read_part(rule: CreditRule, line: Line) -> tuple[Pointed, ...]:
    """A stretch of the line that is looked at."""
    words = line.words
    if rule.place == "start":
        match = rule.pattern.match(words[:MAX_EDGE])
        return _groups(match, rule, line) if match else ()
    cut = max(0, len(words) - MAX_EDGE) if rule.place == "end" else 0
    match = rule.pattern.search(words[cut : cut + MAX_LINE])
    return _groups(match, rule, line, shift=cut) if match else ()


def _groups(
    match: re.Match[str], rule: CreditRule, line: Line, following: Line | None = None, *, shift: int = 0
) -> tuple[Pointed, ...]:
    """The groups of a match, each with the line in which it stands."""
    name = f"{rule.place} of a line ({line.type})"
    found = []
    for sort in rule.pattern.groupindex:
        start, end = match.span(sort)
        if start >= end:
            continue
        home, at = line, start + shift
        if following is not None and start > len(line.words):
            home, at = following, start - len(line.words) - 1
        found.append(Pointed(sort, home, at, match[sort], name, rule.spare or _is_low(rule, line)))
    return tuple(found)
