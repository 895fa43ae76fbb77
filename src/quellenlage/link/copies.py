"""Articles that are copies of one another. Nothing is dropped: copies are grouped."""

from __future__ import annotations

from quellenlage.records.contract import CopyRow
from quellenlage.records.layers import Analysis
from quellenlage.records.linked import Linked
from quellenlage.records.provenance import By, make_id
from quellenlage.text.fold import fold
from quellenlage.world import World


def link_copies(pile: tuple[Analysis, ...], linked: Linked, world: World) -> tuple[CopyRow, ...]:
    """Group articles whose story is the same word for word.

    Args:
        pile: In order of source.
        linked: Nothing is needed.
        world: Not used.

    Returns:
        One row a group of two or more, in order of their first article.
    """
    groups: dict[str, list[str]] = {}
    for analysis in pile:
        key = fold(" ".join(s.span.of(analysis.document.text) for s in analysis.found.sentences))
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
