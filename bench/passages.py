"""Texts of other people's articles that marked cases point at: by source and key, never copied."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

NEWS, WIKINEWS = "german-news-2020", "gnqa-train"
_FILES = {NEWS: Path("data/articles/german-news-2020.jsonl.gz"), WIKINEWS: Path("data/quotations/gnqa-train.jsonl.gz")}
HERE = Path(__file__).parent / "corpora"


@cache
def texts(shared: Path, source: str = NEWS) -> dict[str, str]:
    """Texts of a source by key; nothing where its file is absent."""
    path = shared / _FILES[source]
    if not path.is_file():
        return {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = map(json.loads, file)
        if source == NEWS:
            return {row["id"]: row["text"] for row in rows}
        return {row["documentName"].partition(" - ")[0]: row["originalText"] for row in rows}


def read_cases(*parts: str) -> list[dict[str, Any]]:
    """The rows of a file below this folder."""
    return [json.loads(line) for line in HERE.joinpath(*parts).read_text(encoding="utf-8").splitlines()]


def faults(row: Any, shared: Path, source: str = NEWS, key: str = "") -> Iterator[str]:  # noqa: ANN401  JSON of any shape
    """Every stretch inside ``row`` whose hash is not that of the text which stands there now.

    Args:
        row: A case; what it holds inherits ``source`` and ``key`` from what holds it.
        shared: Folder of the data.
        source: Of the article, where the row names none.
        key: Of the article, where the row names none.
    """
    if isinstance(row, list):
        for part in row:
            yield from faults(part, shared, source, key)
    if not isinstance(row, dict):
        return
    named = row.get("source")
    source = named if isinstance(named, str) and named in _FILES else source
    key = row.get("key", key)
    if "sha" in row and key:
        slice_ = texts(shared, source).get(key, "")[row.get("start", 0) : row.get("end")]
        if hashlib.sha256(slice_.encode()).hexdigest()[: len(row["sha"])] != row["sha"]:
            yield f"{source} {key} {row.get('start')}"
    for part in row.values():
        yield from faults(part, shared, source, key)
