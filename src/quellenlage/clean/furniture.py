"""What each line of a copied page is: story, or the furniture of the page around it.

Wording is data (``lang/*/furniture.toml``); what stands here is shape and order. In doubt a line is story:
a teaser that stays costs one wrong row, a paragraph that is cut costs what nobody will miss in time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from quellenlage.clean.repair import is_visible, repaired
from quellenlage.lang.language import FurnitureRule, Language
from quellenlage.records.document import STORY_BLOCKS, BlockType
from quellenlage.text.fold import fold_sounds
from quellenlage.text.span import Span, split_lines, strip

_SENTENCE_END = re.compile(r"[.!?:;…][\"“”«»‘’)\]]*$")
_PATH_SIGN = re.compile(r" [>»|›] ")
# What stands between the controls of a page when they are copied into one line; pictures in front of them.
_GAPS = re.compile(r"\s{2,}|\t|\s*[|·•⋅]\s*|\s*[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f]+\s*")
# A line that repeats the title counts from this many letters on; shorter ones may be headings.
_MIN_REPEATED = 15
# Words of a line without a full stop that is still taken for a control of the page when it stands at the end.
_MAX_CONTROL_WORDS = 4
# No wording of furniture is longer; nor is a place in front of a paragraph, as far as its data lets it be.
_MAX_WORDING, _MAX_DATELINE = 700, 400


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of the source and what it is."""

    span: Span
    type: BlockType
    rule: str


def find_blocks(text: str, language: Language, chosen: tuple[Span, ...] | None = None) -> tuple[Line, ...]:
    """Say of every line that holds words what it is.

    Args:
        text: The source.
        language: ``furniture`` and ``dateline``.
        chosen: Stretches that an extractor takes for the article, in order: lines outside them are
            navigation unless their wording says what else they are. None where there is no markup.

    Returns:
        In order; white space between them belongs to none. The dateline is a stretch of its own
        in front of its paragraph.
    """
    spans = [s for s in (strip(line, text) for line in split_lines(text)) if is_visible(s.of(text))]
    lines = [_by_wording(span, text, language) for span in spans]
    if chosen is not None:
        lines = _mark_outside(lines, chosen)
    lines = _mark_sections(lines, text, language)
    lines = _mark_title(lines, text)
    lines = _mark_headings(lines, text)
    lines = _mark_tail(lines, text)
    return tuple(part for line in lines for part in _split_dateline(line, text, language))


def _mark_outside(lines: list[Line], chosen: tuple[Span, ...]) -> list[Line]:
    """Lines of story that no chosen stretch touches are none; both lists are walked once."""
    marked: list[Line] = []
    at = 0
    for line in lines:
        while at < len(chosen) and chosen[at].end <= line.span.start:
            at += 1
        inside = at < len(chosen) and chosen[at].overlaps(line.span)
        if line.type in STORY_BLOCKS and not inside:
            marked.append(Line(line.span, BlockType.NAVIGATION, "outside the article by its markup"))
        else:
            marked.append(line)
    return marked


def _by_wording(span: Span, text: str, language: Language) -> Line:
    words = repaired(span.of(text))[0]
    rule = _matching(words, language)
    if rule:
        return Line(span, rule.type, f"wording: {rule.type}")
    parts = [part for part in _GAPS.split(words) if part]
    kinds = {part_rule.type if (part_rule := _matching(part, language)) else None for part in parts}
    if len(parts) > 1 and None not in kinds:
        return Line(span, BlockType.NAVIGATION, "several controls in one line")
    if _is_path(words) and not _SENTENCE_END.search(words):
        return Line(span, BlockType.NAVIGATION, "path through the site")
    return Line(span, BlockType.BODY, "else")


def _matching(words: str, language: Language) -> FurnitureRule | None:
    if len(words) > _MAX_WORDING:
        return None
    return next((rule for rule in language.furniture if rule.pattern.fullmatch(words)), None)


def _is_path(words: str) -> bool:
    """„Startseite > Inland > Bergbau“: three parts at least, all of them short."""
    first, *others = _PATH_SIGN.split(words)
    return len(others) > 1 and 0 < len(first) <= 41 and all(0 < len(part) <= 40 for part in others)


def _is_sentence(words: str) -> bool:
    return bool(_SENTENCE_END.search(words)) and len(words.split()) > 3


def _mark_sections(lines: list[Line], text: str, language: Language) -> list[Line]:
    """What follows the heading of a section belongs to it, until the story goes on."""
    marked = list(lines)
    for at, line in enumerate(lines):
        rule = None if line.type in STORY_BLOCKS else _matching(repaired(line.span.of(text))[0], language)
        if rule and rule.section:
            for i in range(at + 1, _section_end(lines, at + 1, text)):
                if marked[i].type in STORY_BLOCKS:
                    marked[i] = Line(lines[i].span, rule.section, "in a section of other stories")
    return marked


def _section_end(lines: list[Line], start: int, text: str) -> int:
    """Sections are headlines, each with or without a paragraph, and mostly run to the end of the page.

    Where after some headlines only paragraphs come, the story goes on with the first of them.
    """
    rest = [i for i in range(start, len(lines)) if lines[i].type in STORY_BLOCKS]
    paragraphs = [i for i in rest if _is_sentence(lines[i].span.of(text))]
    if not paragraphs:
        return len(lines)
    headlines_between = any(i > paragraphs[0] for i in set(rest) - set(paragraphs))
    return len(lines) if headlines_between or rest[0] == paragraphs[0] else paragraphs[0]


def _mark_title(lines: list[Line], text: str) -> list[Line]:
    """The first line of story is the title unless it is a paragraph; repetitions of it are duplicates."""
    marked = list(lines)
    first = next((i for i, line in enumerate(lines) if line.type is BlockType.BODY), None)
    if first is None or (_is_sentence(lines[first].span.of(text)) and len(lines[first].span) > 200):
        return marked
    marked[first] = Line(lines[first].span, BlockType.TITLE, "first line")
    title = fold_sounds(lines[first].span.of(text))
    for i, line in enumerate(lines):
        if i == first or line.type not in (BlockType.BODY, BlockType.CAPTION):
            continue
        key = fold_sounds(line.span.of(text))
        part = min(len(key), len(title)) >= _MIN_REPEATED and (title.startswith(key) or title.endswith(key))
        longer = i < first + 3 and line.type is BlockType.BODY and key.startswith(title) and len(key) < 1.4 * len(title)
        if part or longer:
            marked[i] = Line(line.span, BlockType.DUPLICATE, "repeats the title")
    return marked


def _mark_headings(lines: list[Line], text: str) -> list[Line]:
    """Short lines of story without a full stop are headings; one right under the title is the standfirst."""
    marked = list(lines)
    title = next((i for i, line in enumerate(lines) if line.type is BlockType.TITLE), None)
    for i, line in enumerate(lines):
        words = line.span.of(text)
        if line.type is not BlockType.BODY:
            continue
        if title is not None and i == title + 1 and len(words) < 400 and len(lines) > title + 3:
            following = lines[i + 1].span.of(text) if i + 1 < len(lines) else ""
            if not _SENTENCE_END.search(words) or len(following) > 2 * len(words):
                marked[i] = replace(line, type=BlockType.STANDFIRST, rule="under the title")
        elif not _SENTENCE_END.search(words) and len(words) < 120:
            marked[i] = replace(line, type=BlockType.HEADING, rule="short line")
    return marked


def _mark_tail(lines: list[Line], text: str) -> list[Line]:
    """Behind the last paragraph, a few words without a full stop are controls of the page."""
    marked = list(lines)
    for i in range(len(lines) - 1, -1, -1):
        words = lines[i].span.of(text)
        if lines[i].type not in STORY_BLOCKS:
            continue
        if lines[i].type is not BlockType.HEADING:
            break
        if len(words.split()) <= _MAX_CONTROL_WORDS:
            marked[i] = Line(lines[i].span, BlockType.NAVIGATION, "few words at the end")
    return marked


def _split_dateline(line: Line, text: str, language: Language) -> list[Line]:
    if line.type not in (BlockType.BODY, BlockType.STANDFIRST) or language.dateline is None:
        return [line]
    words, alignment = repaired(text[line.span.start : min(line.span.end, line.span.start + _MAX_DATELINE)])
    match = language.dateline.match(words)
    if not match:
        return [line]
    place = Span(line.span.start, line.span.start + alignment.to_source(Span(*match.span())).end)
    if place.end >= line.span.end:
        return [line]
    return [
        Line(strip(place, text), BlockType.DATELINE, "place in front of the paragraph"),
        Line(Span(place.end, line.span.end), line.type, line.rule),
    ]
