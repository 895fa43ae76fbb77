"""Sentences and tokens. A sentence never crosses a block; a quotation mark that ends it belongs to it."""

from __future__ import annotations

import re

from quellenlage.records.document import Document
from quellenlage.records.layers import Layers, Sentence
from quellenlage.records.provenance import By
from quellenlage.text.span import Span, strip
from quellenlage.world import World

# Numbers with their points and commas, words with inner apostrophes and hyphens, else one sign.
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’\-‐‑][^\W_]+)*-?|[^\w\s]|\w")
_END = re.compile(r"[.!?…]+[\"“”«»‘’)\]]*+(?=\s|$|[„»\"“(A-Z\u00c0-\u00de\u0391-\u03a9\u0400-\u042f])")
_ORDINAL = re.compile(r"\b\d{1,3}\.$")
_INITIAL = re.compile(r"(?:^|[\s(.\-])[^\W\d_]\.$")


def find_sentences(document: Document, found: Layers, world: World) -> tuple[Sentence, ...]:
    """Split every analysed block into sentences and their tokens.

    Args:
        document: Cleaned.
        found: Nothing is needed.
        world: ``language.abbreviations`` and ``language.quotation_marks``.

    Returns:
        Sorted by span; the sentences of a block cover all its words.
    """
    sentences = []
    for index, block in enumerate(document.blocks):
        if block.clean is None:
            continue
        start = block.clean.start
        for end in _ends(document.text, block.clean, world):
            span = strip(Span(start, end), document.text)
            if len(span):
                tokens = tuple(Span(*m.span()) for m in _TOKEN.finditer(document.text, span.start, span.end))
                sentences.append(Sentence(span=span, tokens=tokens, block=index, by=By("full stop")))
            start = end
    return tuple(sentences)


def _ends(text: str, block: Span, world: World) -> list[int]:
    closing = {close for _, close in world.language.quotation_marks}
    ends = []
    for match in _END.finditer(text, block.start, block.end):
        following = text[match.end() : min(match.end() + 40, block.end)].lstrip()
        if match[0].startswith(".") and _is_inside_word(text, match, following, block, world):
            continue
        if _says_on(match[0], following, closing):
            continue
        ends.append(match.end())
    return [*ends, block.end]


def _is_inside_word(text: str, match: re.Match[str], following: str, block: Span, world: World) -> bool:
    """Whether the full stop belongs to an abbreviation, an ordinal or an initial."""
    if len(match[0]) > 1 and match[0][1] != ".":
        return False
    before = text[max(block.start, match.start() - 24) : match.start() + 1]
    word = before.split()[-1].lstrip('(„»"“‚') if before.split() else ""
    if word in world.language.abbreviations:
        return True
    if match.end() < len(text) and not text[match.end()].isspace():
        # No blank behind it: a lost blank between two sentences, unless it stands in a name or number.
        quoted = text[match.end()] in '„»"“(' and not following[1:2].isupper()
        return len(word) < 4 or not word[:-1].isalpha() or quoted
    if _ORDINAL.search(before):
        month = following.split(maxsplit=1)[0].strip(".,;") if following else ""
        return (
            following[:1].islower()
            or month in world.language.timex.classes.get("month", {})
            or (bool(following) and not _opens_sentence(following, world))
        )
    return bool(_INITIAL.search(before)) or following[:1].islower()


def _opens_sentence(following: str, world: World) -> bool:
    word = re.match(r"\W*([^\W\d_]+)", following)
    return bool(word) and word[1].lower() in world.language.function_words if word else False


def _says_on(mark: str, following: str, closing: set[str]) -> bool:
    """„… kommen?“, sagte sie: the sentence goes on behind the closing mark."""
    return (mark[-1] in closing and following[:1] in {",", ";", "–", "-"}) or (
        mark[-1] in closing and following[:1].islower()
    )
