"""The page of one article: its lines, sentence by sentence, with layers of highlights and notes in the margin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from quellenlage.present.html.articles import ArticleView, article_view
from quellenlage.present.html.book import Book
from quellenlage.present.html.footnotes import sentence_anchor
from quellenlage.present.html.quotes import QuotationView, quotation_view
from quellenlage.present.html.scale import make_scale
from quellenlage.records.contract import ArticleRow, BlockRow
from quellenlage.records.document import Passage

# The layers of the page; a piece of text can be in one highlight of each.
LAYERS = ("quotation", "event", "time", "name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A stretch of the source in one layer.

    Attributes:
        value: Act, type of event, edtf of the time, id of the entity.
        who: Ids of the speakers of a quotation.
    """

    layer: str
    start: int
    end: int
    value: str
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Text with the same highlights throughout; None in a layer that has none there."""

    text: str
    quotation: Highlight | None
    event: Highlight | None
    time: Highlight | None
    name: Highlight | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceView:
    """A sentence, or what stands between two; ``anchor`` is empty for the latter."""

    anchor: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A note in the margin: a quotation of the line, and the claims to which it leads."""

    quotation: QuotationView
    speakers: tuple[str, ...]
    claims: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One line of the article."""

    type: str
    sentences: tuple[SentenceView, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StretchView:
    """Lines that are all story, or all furniture that is folded away."""

    furniture: bool
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """The article with its text. ``layers`` has the number of highlights in each layer."""

    article: ArticleView
    stretches: tuple[StretchView, ...]
    layers: tuple[tuple[str, int], ...]
    acts: tuple[str, ...]


def text_view(book: Book, row: ArticleRow) -> TextView:
    """The page of an article."""
    blocks = book.blocks.get(row.id, ())
    highlights = tuple(_highlights(book, row.id))
    painted = _paint(highlights, max((block.end for block in blocks), default=0))
    remarks = _remarks(book, row.id, blocks)
    lines = [
        (not block.analysed and row.analysed, _line(block, book, painted, remarks.get(block.id, ())))
        for block in blocks
    ]
    stretches = tuple(
        StretchView(furniture=furniture, lines=tuple(line for _, line in group))
        for furniture, group in groupby(lines, key=lambda pair: pair[0])
    )
    counts = tuple((layer, sum(h.layer == layer for h in highlights)) for layer in LAYERS)
    scale = make_scale(((row.published.earliest, row.published.latest),), 1000.0)
    acts = tuple(dict.fromkeys(h.value for h in highlights if h.layer == "quotation"))
    return TextView(article=article_view(row, book, scale), stretches=stretches, layers=counts, acts=acts)


def _highlights(book: Book, article: str) -> Iterable[Highlight]:
    record = book.record
    for quotation in record.quotation:
        if quotation.article == article:
            for span in quotation.quote:
                yield Highlight(
                    layer="quotation",
                    start=span.start,
                    end=span.end,
                    value=quotation.act,
                    who=quotation.speaker.entities,
                )
    for event in record.event:
        if article in event.articles:
            for span in event.mentions:
                if span.article == article:
                    yield Highlight(layer="event", start=span.start, end=span.end, value=event.type)
    for time in record.timex:
        if time.article == article:
            yield Highlight(layer="time", start=time.start, end=time.end, value=time.id)
    for mention in record.mention:
        if mention.article == article:
            yield Highlight(layer="name", start=mention.start, end=mention.end, value=mention.entity)


# For every character of the source the number of its highlight in each layer, from 1; 0 without.
_Painted = tuple[tuple[Highlight, ...], dict[str, list[int]]]


def _paint(highlights: Sequence[Highlight], length: int) -> _Painted:
    """Long highlights first, so that of nested ones the innermost shows."""
    order = tuple(sorted(highlights, key=lambda h: (h.start - h.end, h.start)))
    layers = {layer: [0] * length for layer in LAYERS}
    for number, highlight in enumerate(order, 1):
        start, end = highlight.start, min(highlight.end, length)
        layers[highlight.layer][start:end] = [number] * max(end - start, 0)
    return order, layers


def _line(block: BlockRow, book: Book, painted: _Painted, remarks: tuple[Remark, ...]) -> LineView:
    sentences = book.sentences.get(block.article, ())
    at = bisect_left(sentences, block.start, key=lambda s: s.start)
    views, done = [], block.start
    number = book.number(block.article)
    while at < len(sentences) and sentences[at].start < block.end:
        sentence = sentences[at]
        if sentence.start > done:
            views.append(SentenceView(anchor="", pieces=_pieces(block, done, sentence.start, painted)))
        end = min(sentence.end, block.end)
        anchor = sentence_anchor(number, sentence.start)
        views.append(SentenceView(anchor=anchor, pieces=_pieces(block, sentence.start, end, painted)))
        done = max(done, end)
        at += 1
    if done < block.end:
        # A line that has no sentences can still be cited.
        anchor = "" if views else sentence_anchor(number, block.start)
        views.append(SentenceView(anchor=anchor, pieces=_pieces(block, done, block.end, painted)))
    return LineView(type=block.type, sentences=tuple(views), remarks=remarks)


def _pieces(block: BlockRow, start: int, end: int, painted: _Painted) -> tuple[Piece, ...]:
    order, layers = painted
    found = []
    for numbers, run in groupby(range(start, end), key=lambda at: tuple(layers[layer][at] for layer in LAYERS)):
        places = list(run)
        text = block.text[places[0] - block.start : places[-1] + 1 - block.start]
        quotation, event, time, name = (order[number - 1] if number else None for number in numbers)
        found.append(Piece(text=text, quotation=quotation, event=event, time=time, name=name))
    return tuple(found)


def _remarks(book: Book, article: str, blocks: tuple[BlockRow, ...]) -> dict[str, tuple[Remark, ...]]:
    """By line, the quotations that begin in it, with the claims on which they take a side."""
    sides: dict[str, dict[str, str]] = {}
    for claim in book.record.claim:
        for stance in claim.stances:
            if stance.quotation and stance.article == article:
                sides.setdefault(stance.quotation, {})[claim.id] = claim.status
    starts = [block.start for block in blocks]
    found: dict[str, list[Remark]] = {}
    for row in book.record.quotation:
        places: tuple[Passage, ...] = row.quote or row.cue
        if row.article != article or not places or row.parent:
            continue
        at = bisect_left(starts, places[0].start + 1) - 1
        if at >= 0:
            remark = Remark(
                quotation=quotation_view(row, book),
                speakers=row.speaker.entities,
                claims=tuple(sides.get(row.id, {}).items()),
            )
            found.setdefault(blocks[at].id, []).append(remark)
    return {block: tuple(remarks) for block, remarks in found.items()}
