"""Articles of a pile as a reader of news gives them, with their day or without it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Set
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from marks import ARTICLES
from quellenlage.pipeline.run import compile_article
from quellenlage.records.layers import Analysis
from quellenlage.world import World


def articles_of(shared: Path, keys: Set[str]) -> dict[str, dict[str, Any]]:
    """Rows of the collection by id; nothing where its file is absent."""
    path = shared / ARTICLES
    if not path.is_file():
        return {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return {row["id"]: row for row in map(json.loads, file) if row["id"] in keys}


def analysed(article: Mapping[str, Any], world: World, *, keeps_date: bool = True) -> Analysis:
    """As a line of JSONL without title: the offsets of the marks count in the text."""
    data = json.dumps(outside(article, keeps_date=keeps_date)).encode()
    return compile_article(data, f"{article['id']}.json", world, media_type="application/json")


def outside(article: Mapping[str, Any], *, keeps_date: bool) -> dict[str, str]:
    """The keys of the line: without its date an article keeps of its address the house alone, for the rest may tell it.

    Examples:
        >>> row = {"text": "Nein.", "date": "2024-05-15T10:00", "url": "https://a.example/2024/05/15/nein"}
        >>> outside(row, keeps_date=False)
        {'maintext': 'Nein.', 'url': 'https://a.example/'}
    """
    if keeps_date:
        day = str(article["date"]).split("T")[0].split(" ")[0]
        return {"maintext": article["text"], "date_publish": day, "url": article["url"]}
    place = urlsplit(article["url"])
    return {"maintext": article["text"], "url": f"{place.scheme}://{place.netloc}/"}
