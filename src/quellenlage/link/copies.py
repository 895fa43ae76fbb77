"""Articles that are copies of one another. Nothing is dropped: copies are grouped."""

from __future__ import annotations

from quellenlage.records.contract import CopyRow
from quellenlage.records.document import BlockType
from quellenlage.records.layers import Analysis
from quellenlage.records.linked import Linked
from quellenlage.records.provenance import By, make_id
from quellenlage.text.fold import fold
from quellenlage.world import World


def link_copies(pile: tuple[Analysis, ...], linked: Linked, world: World) -> tuple[CopyRow, ...]:
    """Group articles whose paragraphs are the same word for word, whatever their titles and furniture.

    Args:
        pile: In order of source.
        linked: Nothing is needed.
        world: Not used.

    Returns:
        One row a group of two or more, in order of their first article.
    """
    groups: dict[str, list[str]] = {}
    for analysis in pile:
        key = _body(analysis)
        if key:
            groups.setdefault(key, []).append(analysis.document.id)
    return tuple(
        CopyRow(
            id=make_id("copy", articles[0]),
            by=By("same words"),
            articles=tuple(articles),
            relation="identical",
            score=1.0,
        )
        for articles in groups.values()
        if len(articles) > 1
    )


def _body(analysis: Analysis) -> str:
    """The words of all paragraphs, without marks and capitals."""
    document = analysis.document
    paragraphs = (b.clean.of(document.text) for b in document.blocks if b.type is BlockType.BODY and b.clean)
    return fold(" ".join(paragraphs))
