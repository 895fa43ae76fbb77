"""A record with what every view looks up in it: names, numbers, and the sentence of every passage."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quellenlage.present.tables.table import names_of, numbers_of
from quellenlage.records.contract import ArticleRow, BlockRow, EntityRow, QuotationRow, Record
from quellenlage.records.document import Passage

NARRATOR = "narrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What the views are made from.

    Attributes:
        record: The linked record.
        sentences: The searched sentences of every article, by their start.
        blocks: The lines of every article, by their start.
        names: Name of every entity by its id.
        numbers: Number of every article by its id, from 1.
        actors: Number of every entity by its id, from 1: their anchors, since ids hold blanks.
        quotations: By id.
    """

    record: Record
    sentences: Mapping[str, tuple[Passage, ...]]
    blocks: Mapping[str, tuple[BlockRow, ...]]
    names: Mapping[str, str]
    numbers: Mapping[str, int]
    actors: Mapping[str, int]
    articles: Mapping[str, ArticleRow]
    entities: Mapping[str, EntityRow]
    quotations: Mapping[str, QuotationRow]

    def sentence(self, passage: Passage) -> Passage:
        """The sentence in which a passage begins; its line where none is known, at last the passage itself."""
        for rows in (self.sentences.get(passage.article, ()), self.blocks.get(passage.article, ())):
            at = bisect_right(rows, passage.start, key=lambda row: row.start) - 1
            if at >= 0 and passage.start < rows[at].end:
                found = rows[at]
                return Passage(passage.article, found.start, found.end, found.text)
        return passage

    def number(self, article: str) -> int:
        """The number of an article; 0 for one that is not there."""
        return self.numbers.get(article, 0)


def make_book(record: Record, sentences: Iterable[Passage]) -> Book:
    """Index a record.

    Args:
        record: In stored order, which numbers the articles.
        sentences: Of all articles, in any order.
    """
    by_article: dict[str, list[Passage]] = defaultdict(list)
    for sentence in sentences:
        by_article[sentence.article].append(sentence)
    lines: dict[str, list[BlockRow]] = defaultdict(list)
    for block in record.block:
        lines[block.article].append(block)
    return Book(
        record=record,
        sentences={a: tuple(sorted(found, key=lambda p: p.start)) for a, found in by_article.items()},
        blocks={a: tuple(sorted(found, key=lambda b: b.start)) for a, found in lines.items()},
        names=names_of(record),
        numbers=numbers_of(record),
        actors={entity.id: number for number, entity in enumerate(record.entity, 1)},
        articles={row.id: row for row in record.article},
        entities={row.id: row for row in record.entity},
        quotations={row.id: row for row in record.quotation},
    )
