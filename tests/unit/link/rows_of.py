"""Rows of events over invented articles with a day of printing, by the model that ships."""

import json

from quellenlage.pipeline.run import compile_article, link_pile
from quellenlage.records.contract import EventRow
from quellenlage.world import load_world


def rows_of(kind: str, *texts: str, printed: str = "2021-03-10") -> tuple[EventRow, ...]:
    """Rows of one type; every text is an article of its own with a title that tells nothing."""
    world = load_world("de", "de-open")
    pile = [
        compile_article(_data(text, printed), f"{number}.json", world, media_type="application/json")
        for number, text in enumerate(texts)
    ]
    return tuple(row for row in link_pile(pile, world).event if row.type == kind)


def _data(text: str, printed: str) -> bytes:
    return json.dumps({"maintext": text, "date_publish": printed, "url": "https://example.org/a"}).encode()
