"""Pages to train on: lines with the types that each may have."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quellenlage.clean.furniture import see_lines
from quellenlage.clean.shape import Features, Wording, describe
from quellenlage.clean.wording import read_wording
from quellenlage.lang.language import Language
from quellenlage.read.html import read_html
from quellenlage.records.document import ANALYSED_BLOCKS, BlockType
from quellenlage.text.fold import fold_sounds
from quellenlage.text.span import Span

TYPES = tuple(BlockType)
# What readers write is furniture; the contract has no type of its own for it.
_RENAMED = {"comment": "navigation"}
# Publishers of whom a page is marked here measure; those of the others train.
MARKED = Path(__file__).parents[2] / "bench" / "corpora" / "page_lines" / "cases.jsonl"
# A page and what is known of it belong together from so many shared paragraphs on.
_ENOUGH = 3
# Words of the heading of a box.
_HEADING = 5
# So many lines below the last paragraph the footer of the site begins.
_FOOTER = 6
_COPYRIGHT = re.compile(r"©|\(c\)|copyright|rechte vorbehalten|rights reserved", re.IGNORECASE)
_FURNITURE = tuple(t for t in TYPES if t not in ANALYSED_BLOCKS - {BlockType.CAPTION})


@dataclass(frozen=True, slots=True)
class Page:
    """A page to learn from.

    Attributes:
        allowed: Lines, types: whether a line may be of a type; all that is known of it.
    """

    name: str
    words: tuple[str, ...]
    wordings: tuple[Wording, ...]
    regions: tuple[tuple[str, Span], ...] | None
    spans: tuple[Span, ...]
    allowed: NDArray[np.bool_]

    def features(self, language: Language, *, markup: bool) -> Features:
        """Numbers about its lines, with what the markup tells or without."""
        return describe(self.words, self.wordings, language, self.regions if markup else None, self.spans)

    def without(self, kept: Sequence[int]) -> Page:
        """The page with some of its lines only, as a careless copy has them."""
        return Page(
            self.name,
            tuple(self.words[i] for i in kept),
            tuple(self.wordings[i] for i in kept),
            self.regions,
            tuple(self.spans[i] for i in kept),
            self.allowed[list(kept)],
        )


def read_own(path: Path, language: Language) -> Iterator[Page]:
    """Invented pages; every line has one type."""
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        lines = [(_RENAMED.get(kind, kind), " ".join(words.split())) for kind, words in row["lines"]]
        lines = _footers([(kind, words) for kind, words in lines if words])
        words = tuple(words for _, words in lines)
        wordings = tuple(read_wording(line, language) for line in words)
        kinds = _boxes([kind for kind, _ in lines], words, wordings)
        allowed = np.array([[kind == t for t in TYPES] for kind in kinds])
        yield Page(row["id"], words, wordings, None, tuple(Span(0, 0) for _ in lines), allowed)


def _footers(lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The copyright of a site far below the article is navigation, as the measuring pages have it."""
    last = max((i for i, (kind, _) in enumerate(lines) if kind == BlockType.BODY), default=len(lines))
    return [
        ("navigation" if kind == BlockType.CREDIT and i > last + _FOOTER and _COPYRIGHT.search(words) else kind, words)
        for i, (kind, words) in enumerate(lines)
    ]


def _boxes(kinds: list[str], words: Sequence[str], wordings: Sequence[Wording]) -> list[str]:
    """The heading of a box of other stories is teaser, as the measuring pages have it, and not navigation."""
    found = list(kinds)
    for i, (kind, wording) in enumerate(zip(kinds, wordings, strict=True)):
        alone = kinds[i + 1 : i + 2] == ["teaser"] and i > 0 and kinds[i - 1] != "navigation"
        short = len(words[i].split()) <= _HEADING
        if kind == "navigation" and (wording.type is BlockType.TEASER or (alone and short)):
            found[i] = "teaser"
    return found


def read_fundus(folder: Path, language: Language) -> Iterator[Page]:
    """Pages of publishers with title, authors, paragraphs: what else stands on a page is furniture or a caption."""
    rows = map(json.loads, MARKED.read_text(encoding="utf-8").splitlines())
    measuring = {row["page"].rpartition("/")[2].partition("_")[0] for row in rows}
    for path in sorted(folder.glob("*/*.json")):
        if path.stem in measuring:
            continue
        versions = [_known(gold) for gold in json.loads(path.read_text(encoding="utf-8")).values()]
        for page in sorted(path.parent.glob(f"{path.stem}_*.html.gz")):
            source = read_html(gzip.decompress(page.read_bytes()), page.name)
            lines = see_lines(source.text, language)
            keys = [fold_sounds(words) for words in lines.words]
            known = max(versions, key=lambda version: sum(key in version for key in keys))
            if sum(known.get(key) == (BlockType.BODY,) for key in keys) >= _ENOUGH:
                allowed = np.array([[t in known.get(key, _FURNITURE) for t in TYPES] for key in keys])
                marks = (*source.regions, *(("chosen", span) for span in source.chosen or ()))
                yield Page(page.name, lines.words, lines.wordings, marks, lines.spans, allowed)


def _known(gold: dict[str, object]) -> dict[str, tuple[BlockType, ...]]:
    """What is known of the lines of a page, by their folded text."""
    body = gold["body"]
    assert isinstance(body, dict)
    known: dict[str, tuple[BlockType, ...]] = {}
    for words in body["summary"]:
        known[fold_sounds(words)] = (BlockType.STANDFIRST, BlockType.BODY)
    for section in body["sections"]:
        known |= {fold_sounds(words): (BlockType.HEADING,) for words in section["headline"]}
        known |= {fold_sounds(words): (BlockType.BODY,) for words in section["paragraphs"]}
    known |= {fold_sounds(str(name)): (BlockType.BYLINE,) for name in gold.get("authors") or ()}  # type: ignore[attr-defined]
    known[fold_sounds(str(gold.get("title", "")))] = (BlockType.TITLE, BlockType.DUPLICATE)
    return known
