"""The articles and their lines, as the record shows them."""

from __future__ import annotations

from quellenlage.records.contract import ArticleRow, BlockRow
from quellenlage.records.document import ANALYSED_BLOCKS, BlockType, Passage, captured
from quellenlage.records.layers import Analysis
from quellenlage.records.linked import Articles, Linked
from quellenlage.records.parts import Captured, CreditField
from quellenlage.records.provenance import By, make_id
from quellenlage.text.span import Span
from quellenlage.world import World


def link_articles(pile: tuple[Analysis, ...], linked: Linked, world: World) -> Articles:
    """Put together what is known of each article.

    Args:
        pile: In order of source.
        linked: Needs ``dates``.
        world: Not used.
    """
    return Articles(
        rows=tuple(_row(analysis, linked) for analysis in pile),
        blocks=tuple(block for analysis in pile for block in _blocks(analysis)),
    )


def _row(analysis: Analysis, linked: Linked) -> ArticleRow:
    document = analysis.document
    text = document.source.text
    title = next((b.source.of(text) for b in document.blocks if b.type is BlockType.TITLE), "")
    return ArticleRow(
        id=document.id,
        by=By("read"),
        source=document.source.path,
        sha256=document.source.sha256,
        language=document.language,
        analysed=document.analysed,
        title=title,
        length=len(text),
        stories=(),
        published=linked.dates.published[document.id],
        captured=_captured(analysis),
        credits=tuple(
            CreditField(
                name=credit.name,
                role=credit.role,
                basis=credit.basis,
                entity=credit.entity,
                evidence=_passage(document.id, credit.span, text) if credit.span else None,
            )
            for credit in analysis.found.credits
        ),
    )


def _passage(article: str, span: Span, text: str) -> Passage:
    return Passage(article, span.start, span.end, span.of(text))


def _blocks(analysis: Analysis) -> tuple[BlockRow, ...]:
    document = analysis.document
    return tuple(
        BlockRow(
            id=make_id(document.id, "block", block.source.start, block.source.end, block.type),
            by=block.by,
            article=document.id,
            start=block.source.start,
            end=block.source.end,
            text=block.source.of(document.source.text),
            type=block.type,
            story=block.is_story,
            analysed=block.type in ANALYSED_BLOCKS,
        )
        for block in document.blocks
    )


def _captured(analysis: Analysis) -> Captured:
    """On the day of which an archive says so, else no earlier than the latest day of which the page tells elsewhere."""
    if (said := captured(analysis.document.source.statements)) and said.day:
        return Captured(earliest=said.day.isoformat(), latest=said.day.isoformat(), evidence=())
    told = [c for c in analysis.found.captures if c.weight is None and c.span and c.days and c.days[0].first]
    latest = max((c.days[0].first for c in told if c.days[0].first), default=None)
    text = analysis.document.source.text
    evidence = (_passage(analysis.document.id, c.span, text) for c in told if c.days[0].first == latest and c.span)
    return Captured(earliest=latest.isoformat() if latest else None, latest=None, evidence=tuple(evidence))
