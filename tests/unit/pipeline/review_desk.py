"""A pile of invented articles on the desk, linked anew after some corrections."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from quellenlage.analyse.review import is_of_article
from quellenlage.pipeline.review import Desk, Said
from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.present.integrity import check_record
from quellenlage.records.correction import Correction
from quellenlage.records.layers import Analysis
from quellenlage.world import World

SAID = Said("2024-06-18T08:00:00.000000+00:00", "Ida", "gelesen")
Link = Callable[..., Desk]


def make_link(world: World, texts: Mapping[str, str]) -> Link:
    """From corrections to the desk; articles that nothing was corrected in are analysed once."""
    known: dict[tuple[str, frozenset[str]], Analysis] = {}

    def analysis(name: str, corrections: Sequence[Correction]) -> Analysis:
        plain = compile_of(name, ())
        mine = [c for c in corrections if is_of_article(c) and c.target.sha256 == plain.document.source.sha256]
        return compile_of(name, mine)

    def compile_of(name: str, mine: Sequence[Correction]) -> Analysis:
        key = (name, frozenset(c.id for c in mine))
        if key not in known:
            known[key] = compile_article(texts[name].encode(), name, world, corrections=mine)
        return known[key]

    def made(*corrections: Correction, names: Sequence[str] = tuple(texts)) -> Desk:
        analyses = [analysis(name, corrections) for name in names]
        record = link_pile(analyses, world, corrections=corrections)
        assert check_record(record, analyses).faults == ()
        return Desk(record, {a.document.id: a for a in analyses}, corrections)

    return made
