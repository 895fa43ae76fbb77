"""Brackets that somebody left: empty ones, tags, placeholders, captions, remarks and words of a foreign original."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quellenlage.clean.finding import Finding
from quellenlage.clean.foreign import is_other_script
from quellenlage.clean.lexicon import WORD, Lexicon
from quellenlage.records.document import TraceKind
from quellenlage.text.edit import Edit
from quellenlage.text.span import Span

# No bracket that is looked at is longer than 200 characters: so the time has a bound.
BRACKET = re.compile(
    r"\((?P<round>[^()\[\]{}\r\n]{0,200})\)|\[(?P<square>[^\[\]{}\r\n]{0,200})\]"
    r"|\{\{?(?P<curly>[^{}\r\n]{0,200})\}\}?|</?(?P<tag>[a-zA-Z!][^<>\r\n]{0,200})/?>"
)
# What an empty bracket may hold; neither dots nor question marks, which are meant.
_EMPTY = re.compile(r"[\s,;:|]*")
_SYMBOLS = re.compile(r"[^\w.…?!-]+")
_TAG = re.compile(r"!--.*|[a-zA-Z][a-zA-Z0-9]{0,9}(?:\s[^<>]*)?/?")
_PLACEHOLDER = re.compile(r"[^\W\d][\w.:-]*(?:\s*\|\s*\w+)*")
_PLAIN = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")
# Codes of editors: „[/caption]“, „[gallery ids="1,2"]“, „[chart_1]“, „[b]“, „[url=…]“.
_SHORTCODE = re.compile(r"/[a-z][\w-]*|[a-z][\w-]*(?:\s+[\w-]+=.*|=.*)|[a-z]+(?:_\w+)+|[bisu]|\$?\w+\$|\$\w+|%\w+%?")
# A label with nothing behind it is no longer (characters).
_LABEL = 30
# Words of a foreign original in brackets: more than these are a sentence.
_MOST_WORDS = 5
# So far back the word in front of a bracket is looked for (characters).
_BEFORE = 60


def find_brackets(text: str, line: Span, words: Lexicon) -> Iterator[Finding]:
    """Brackets of one line that are traces; what holds nothing to read is cut.

    Args:
        text: The whole text.
        line: The stretch to look at.
        words: What is known of words.
    """
    matches = list(BRACKET.finditer(text, line.start, line.end))
    is_alone = bool(matches) and not BRACKET.sub("", line.of(text)).strip()
    for match in matches:
        span = Span(*match.span())
        before = text[max(line.start, span.start - _BEFORE) : span.start]
        if _is_left_over(match, words) and not (match["round"] is not None and before[-1:].isalnum()):
            edits = () if is_alone else (_cut(span, text, line),)
            yield Finding(TraceKind.BRACKET, span, "bracket without content", edits=edits)
            continue
        content = (match["round"] or match["square"] or "").strip()
        if not content or is_alone:
            continue
        if words.traces.remarks.fullmatch(content):
            yield Finding(TraceKind.BRACKET, span, "remark of a translator or a foreign page", evidence=True)
        elif words.traces.captions.fullmatch(content):
            yield Finding(TraceKind.BRACKET, span, "caption inside the text")
        elif _is_other_script(content, before):
            evidence = all(map(is_other_script, WORD.findall(content)))
            yield Finding(TraceKind.BRACKET, span, "letters of another script", evidence)
        elif _is_original(content, before, words):
            # In round brackets native texts give foreign terms too.
            evidence = match["square"] is not None
            yield Finding(TraceKind.BRACKET, span, "words of a foreign original", evidence)


def _is_left_over(match: re.Match[str], words: Lexicon) -> bool:
    """Whether a bracket holds nothing to read."""
    if match["tag"] is not None:
        return bool(_TAG.fullmatch(match["tag"]))
    if match["curly"] is not None:
        return bool(_PLACEHOLDER.fullmatch(match["curly"].strip()) or _EMPTY.fullmatch(match["curly"]))
    content: str = match["round"] if match["square"] is None else match["square"]
    if _EMPTY.fullmatch(content):
        return True
    content = content.strip()
    if content.endswith(":") and len(content) <= _LABEL:
        return True
    if match["round"] is not None:
        return bool(words.traces.round_leftovers.fullmatch(content))
    return any(pattern.fullmatch(content) for pattern in (_SHORTCODE, _SYMBOLS, words.traces.leftovers))


def _cut(span: Span, text: str, line: Span) -> Edit:
    """Take a bracket out with the blank in front of it, or the one behind it at the start of the line."""
    start, end = span.start, span.end
    if start > line.start and text[start - 1] == " " and (end == line.end or text[end] in " .,;:!?)“”"):
        start -= 1
    elif start == line.start and end < line.end and text[end] == " ":
        end += 1
    return Edit(Span(start, end), "", "bracket without content")


def _is_other_script(content: str, before: str) -> bool:
    """Whether a bracket holds words in another script, behind Latin ones."""
    found, behind = WORD.findall(content), WORD.findall(before)
    is_other = any(len(word) > 1 and is_other_script(word) for word in found)
    return is_other and bool(behind) and not is_other_script(behind[-1])


def _is_original(content: str, before: str, words: Lexicon) -> bool:
    """Whether a bracket holds a few foreign words in small letters, and nothing else, behind a word of the language."""
    found = WORD.findall(content)
    behind = re.search(r"([^\W\d_]+)\s?$", before)
    if len(found) > _MOST_WORDS or not _PLAIN.fullmatch(content) or behind is None or not words.is_word(behind[1]):
        return False
    if content != content.lower() or not all(words.is_elsewhere(word) for word in found):
        return False
    return any(words.is_foreign(word) and word not in words.traces.loans and len(word) > 3 for word in found)
