"""*Artikel*: the pile, with days of printing and how sure they are, makers, and copies."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from quellenlage.present.html.book import Book
from quellenlage.present.html.scale import Bar, Scale, bar_of, make_scale
from quellenlage.records.contract import ArticleRow
from quellenlage.records.document import Passage
from quellenlage.records.parts import CreditField

WIDTH = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """One article of the list.

    Attributes:
        days: Of printing: earliest, latest, edtf.
        basis: ``metadata``, ``text``, ``linked``, or empty where nothing tells.
        evidence: The passages that bound the days.
        copies: Relation and number of articles that are copies of it.
        link: Its address, if its source is one that a browser may open.
    """

    id: str
    number: int
    title: str
    source: str
    link: str
    language: str | None
    analysed: bool
    days: tuple[str | None, str | None, str | None]
    captured: str | None
    basis: str
    reason: str
    evidence: tuple[Passage, ...]
    credits: tuple[CreditField, ...]
    copies: tuple[tuple[str, int], ...]
    quotations: int
    sha256: str
    bar: Bar | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlesView:
    """The section, in the order of their numbers."""

    rows: tuple[ArticleView, ...]
    scale: Scale
    stories: tuple[tuple[str, tuple[int, ...]], ...]


def articles_view(book: Book) -> ArticlesView:
    """The section *Artikel*."""
    scale = make_scale(((row.published.earliest, row.published.latest) for row in book.record.article), WIDTH)
    said = Counter(quotation.article for quotation in book.record.quotation)
    copied: dict[str, list[tuple[str, int]]] = {}
    for copy in book.record.copy:
        for article in copy.articles:
            others = [book.number(other) for other in copy.articles if other != article]
            copied.setdefault(article, []).extend((copy.relation, number) for number in others)
    rows = tuple(
        article_view(row, book, scale, copies=tuple(copied.get(row.id, ())), quotations=said[row.id])
        for row in book.record.article
    )
    stories = sorted(book.record.story, key=lambda story: -len(story.articles))
    numbered = tuple((story.label, tuple(book.number(a) for a in story.articles)) for story in stories)
    return ArticlesView(rows=rows, scale=scale, stories=numbered)


def article_view(
    row: ArticleRow, book: Book, scale: Scale, *, copies: tuple[tuple[str, int], ...] = (), quotations: int = 0
) -> ArticleView:
    """One article as it is shown."""
    published = row.published
    edtf = published.edtf or ("[" if published.earliest != published.latest else None)
    return ArticleView(
        id=row.id,
        number=book.number(row.id),
        title=row.title or row.source,
        source=row.source,
        link=row.source if row.source.startswith(("https://", "http://")) else "",
        language=row.language,
        analysed=row.analysed,
        days=(published.earliest, published.latest, edtf),
        captured=row.captured.earliest,
        basis=published.basis or "",
        reason=published.reason,
        evidence=tuple(dict.fromkeys(published.evidence)),
        credits=row.credits,
        copies=copies,
        quotations=quotations,
        sha256=row.sha256,
        bar=bar_of(scale, published.earliest, published.latest),
    )
