"""What the lines of a page look like, as numbers: the input of the classifier of lines.

Shape and order only: no word of a page is a feature. What wordings and words mean is said by the data of a language,
and only the types that they tell are seen here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

import numpy as np
from numpy.typing import NDArray

from quellenlage.lang.language import Language
from quellenlage.lang.line_words import LineWords
from quellenlage.records.document import BlockType
from quellenlage.text.fold import fold_sounds
from quellenlage.text.span import Span

Features = NDArray[np.float32]

SENTENCE_END = re.compile(r"[.!?:;…][\"“”«»‘’)\]]*$")
# Words of a line that is a paragraph if it ends as a sentence does.
_PARAGRAPH = 12
# Neighbours within which paragraphs are counted.
_NEAR, _FAR = 3, 10
# Weights of words are divided by this; so many words at the beginning count as the first.
_SCALE, _FIRST_WORDS = 4.0, 3
# A word of content: so many letters, and a capital.
_CONTENT = 4
_DATE = re.compile(r"\b\d{1,2}\.\s{0,2}(?:\d{1,2}\.|[^\W\d_]{3,9})\s{0,2}(?:\d{4}|\d\d)\b|\b\d{4}-\d\d-\d\d\b")
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ICONS = frozenset("›»>✕×☰+")
_BARS = frozenset("|·•⋅")
_GLUED = re.compile("[a-z\u00e0-\u00ff](?:[A-Z\u00c0-\u00de]|\\d)|\\d[A-Z\u00c0-\u00de]")
_QUOTES = frozenset('„“”«»"')
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = '.,:;!?„“”"«»()'
# Signs of a line that are looked at, besides its end: what is longer is a paragraph.
_LOOKED_AT = 240
_END = 12

# Kinds of regions of the markup (``Source.regions``), and what an extractor takes for the article.
REGIONS = (
    "link", "menu", "header", "aside", "footer", "form", "figure", "article", "list", "table", "heading", "headline",
    "time", "paragraph", "chosen",
)  # fmt: skip
_TYPES = tuple(BlockType)
_OWN = (
    "characters", "words", "one word", "few words", "sentence end", "colon", "question", "dots", "quotation mark",
    "capitals", "digits", "signs", "capital words", "function words", "commas", "full stops inside", "small start",
    "sign start", "digit start", "date", "time", "year", "address", "copyright", "icons", "bars", "glued", "brackets",
    "name",
)  # fmt: skip
_PLACE = (
    "place", "from the start", "from the end", "first", "first long", "again", "was before", "paragraphs near",
    "paragraphs far", "paragraphs before", "paragraphs behind", "last paragraph", "next paragraph", "section",
    "topic", "topic near", "in the title",
)  # fmt: skip
NAMES = (
    *_OWN, *(f"wording {t}" for t in _TYPES), "wording section", "controls", "path", "dateline", *_PLACE,
    *(f"words {t}" for t in _TYPES), *(f"first words {t}" for t in _TYPES), "known words", "markup", *REGIONS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """What the wording of a line tells.

    Attributes:
        type: None where no pattern fits.
        opens_section: Whether what follows belongs to other stories.
        is_controls: Several controls of the page in one line.
        is_path: A path through the site.
        has_dateline: A place of writing stands in front.
    """

    type: BlockType | None = None
    opens_section: bool = False
    is_controls: bool = False
    is_path: bool = False
    has_dateline: bool = False


def describe(
    lines: Sequence[str],
    wordings: Sequence[Wording],
    language: Language,
    regions: Sequence[tuple[str, Span]] | None = None,
    spans: Sequence[Span] = (),
) -> Features:
    """Numbers about all lines of a page.

    Args:
        lines: As a reader sees them, in order.
        wordings: One a line.
        language: ``function_words``.
        regions: Of the markup, in the offsets of ``spans``; None where there is no markup.
        spans: Where the lines stand.

    Returns:
        Lines, ``len(NAMES)``; most values lie between 0 and 1.
    """
    if not lines:
        return np.zeros((0, len(NAMES)), np.float32)
    own = np.array([_own(line[:_LOOKED_AT], line[-_END:], len(line), language) for line in lines], np.float32)
    worded = np.array([_worded(w) for w in wordings], np.float32)
    markup = np.zeros((len(lines), 1 + len(REGIONS)), np.float32)
    if regions is not None:
        markup[:, 0] = 1
        markup[:, 1:] = _shares(regions, spans)
    words = np.array([_weigh(line[:_LOOKED_AT], language.line_words) for line in lines], np.float32)
    return np.concatenate([own, worded, _places(lines, own, worded), words, markup], axis=1)


def without_markup(features: Features) -> Features:
    """The same lines as if there were no markup."""
    plain = features.copy()
    plain[:, NAMES.index("markup") :] = 0
    return plain


def _weigh(line: str, words: LineWords) -> NDArray[np.float32]:
    """What the words of a line make likely together, what its first words do, and the share of words that tell."""
    found = np.zeros(2 * len(_TYPES) + 1, np.float32)
    rows, count = words.find(line)
    if len(rows):
        found[: len(_TYPES)] = rows.sum(0) / (count**0.5 * _SCALE)
        found[len(_TYPES) : -1] = rows[:_FIRST_WORDS].mean(0) / _SCALE
        found[-1] = len(rows) / count
    return found


def _own(line: str, end: str, length: int, language: Language) -> list[float]:
    words = line.split()
    signs = set(line)
    count, size = max(len(words), 1), max(len(line), 1)
    letters, digits = sum(map(str.isalpha, line)), sum(map(str.isdigit, line))
    lower = sum(word.strip(_SIGNS) in language.function_words for word in line.lower().split())
    capital = sum(word[0].isupper() for word in words)
    return [
        min(log1p(length) / 7, 1.5),
        min(log1p(length / size * count) / 5, 1.5),
        count == 1,
        count <= 3,
        bool(SENTENCE_END.search(end)) and end[-1:] not in ":;",
        end.endswith(":"),
        end.endswith("?"),
        end.endswith(("…", "...")),
        bool(signs & _QUOTES),
        sum(map(str.isupper, line)) / max(letters, 1),
        digits / size,
        (len(line) - sum(map(str.isalnum, line)) - sum(map(str.isspace, line))) / size,
        capital / count,
        lower / count,
        min(line.count(",") / count * 5, 1),
        ". " in line,
        line[0].islower(),
        not line[0].isalnum(),
        line[0].isdigit(),
        digits > 1 and bool(_DATE.search(line)),
        digits > 2 and bool(_TIME.search(line)),
        digits > 3 and bool(_YEAR.search(line)),
        "www." in line or "http" in line or "@" in signs,
        "©" in signs or "(c)" in line,
        any(map(_is_icon, signs)),
        bool(signs & _BARS),
        bool(_GLUED.search(line)),
        "(" in signs,
        2 <= count <= 4 and capital == count and not lower and not digits,
    ]


def _is_icon(sign: str) -> bool:
    return sign in _ICONS or (sign > "\u2190" and not sign.isalnum())


def _worded(wording: Wording) -> list[float]:
    return [
        *(wording.type is t for t in _TYPES),
        wording.opens_section,
        wording.is_controls,
        wording.is_path,
        wording.has_dateline,
    ]


def _places(lines: Sequence[str], own: Features, worded: Features) -> Features:
    """Where lines stand on the page, and what stands around them."""
    n = len(lines)
    at = np.arange(n)
    paragraph = (own[:, _OWN.index("sentence end")] > 0) & (own[:, _OWN.index("words")] > np.log1p(_PARAGRAPH) / 5)
    keys = [fold_sounds(line[:_LOOKED_AT]) for line in lines]
    times = Counter(keys)
    before = set[str]()
    was_before = []
    for key in keys:
        was_before.append(key in before)
        before.add(key)
    seen = np.concatenate([[0], np.cumsum(paragraph)])
    last = np.maximum.accumulate(np.where(paragraph, at, -n))
    following = np.minimum.accumulate(np.where(paragraph, at, 2 * n)[::-1])[::-1]
    section = worded[:, len(_TYPES)]
    opened = np.maximum.accumulate(np.where(section > 0, at, -n))
    long = own[:, _OWN.index("words")] > np.log1p(3) / 5
    columns = [
        at / n,
        np.minimum(at, 20) / 20,
        np.minimum(n - 1 - at, 20) / 20,
        at == 0,
        long & (np.cumsum(long) == 1),
        [times[key] > 1 for key in keys],
        was_before,
        _within(seen, _NEAR, n),
        _within(seen, _FAR, n),
        np.minimum(seen[:-1], 10) / 10,
        np.minimum(seen[-1] - seen[1:], 10) / 10,
        np.exp(-(at - last) / 3),
        np.exp(-(following - at) / 3),
        np.exp(-(at - opened) / 8),
        *_topics(lines, paragraph),
    ]
    return np.array(columns, np.float32).T


def _within(seen: NDArray[np.int64], reach: int, n: int) -> NDArray[np.float64]:
    """Share of paragraphs among the lines up to ``reach`` away."""
    at = np.arange(n)
    first, last = np.maximum(at - reach, 0), np.minimum(at + reach + 1, n)
    share: NDArray[np.float64] = (seen[last] - seen[first]) / (last - first)
    return share


def _topics(lines: Sequence[str], paragraph: NDArray[np.bool_]) -> tuple[list[float], list[float], list[float]]:
    """How many content words of a line stand in other paragraphs of the page, in the last three, in its headline."""
    words = [_content(line[:_LOOKED_AT]) for line in lines]
    everywhere = Counter(word for found, is_one in zip(words, paragraph, strict=True) if is_one for word in found)
    first = next((found for found in words if len(found) > 1), frozenset())
    whole, near, title = [], [], []
    recent: list[frozenset[str]] = []
    for found, is_one in zip(words, paragraph, strict=True):
        size = max(len(found), 1)
        whole.append(sum(everywhere[word] > is_one for word in found) / size)
        near.append(sum(any(word in other for other in recent) for word in found) / size)
        title.append(len(found & first) / size)
        if is_one:
            recent = [*recent[-2:], found]
    return whole, near, title


def _content(line: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(line) if len(word) >= _CONTENT and word[0].isupper())


def _shares(regions: Sequence[tuple[str, Span]], spans: Sequence[Span]) -> Features:
    """Which share of every line lies in each kind of region."""
    size = max((span.end for span in (*spans, *(span for _, span in regions))), default=0)
    steps = {kind: np.zeros(size + 1, np.int32) for kind in {kind for kind, _ in regions}}
    for kind, span in regions:
        steps[kind][span.start] += 1
        steps[kind][span.end] -= 1
    starts, ends = np.array([span.start for span in spans]), np.array([span.end for span in spans])
    found = np.zeros((len(spans), len(REGIONS)), np.float32)
    for kind, step in steps.items():
        covered = np.concatenate([[0], np.cumsum(np.cumsum(step[:-1]) > 0)])
        found[:, REGIONS.index(kind)] = (covered[ends] - covered[starts]) / np.maximum(ends - starts, 1)
    return found
