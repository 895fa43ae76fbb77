"""The JSONL export, version 1, in its one canonical form, and the hash that it gives a dossier."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace

from quellenlage.records.contract import Record, Row, passages, to_plain


def write_jsonl(record: Record) -> Iterator[str]:
    """Every row as one line of JSON.

    Args:
        record: In any order.

    Yields:
        Lines with their line end: kinds in contract order, rows by source, start, id.
    """
    paths = {row.id: row.source for row in record.article}
    for row in sorted_rows(record, paths):
        yield json.dumps(to_plain(row), ensure_ascii=False, separators=(",", ":")) + "\n"


def sorted_rows(record: Record, paths: dict[str, str]) -> Iterator[Row]:
    """All rows in canonical order; ``paths`` gives the source of every article."""

    def place(row: Row) -> tuple[str, int, str]:
        found = passages(row)
        article = getattr(row, "article", None) or (found[0].article if found else row.id)
        start = getattr(row, "start", found[0].start if found else 0)
        return paths.get(article, getattr(row, "source", "")), start, row.id

    kinds: dict[str, list[Row]] = {}
    for row in record.rows():
        kinds.setdefault(row.kind, []).append(row)
    for rows in kinds.values():
        yield from sorted(rows, key=(lambda r: ("", 0, r.id)) if rows[0].kind == "entity" else place)


def hash_record(record: Record) -> str:
    """SHA-256 of the canonical export: two dossiers are the same if this is.

    Of corrections it takes what is said of what, and whether that found its place; not who said it when and why, nor
    what the machine had there on the day: so neither a clock nor the order of corrections is in it.
    """
    digest = hashlib.sha256()
    said = tuple(replace(row, who="", when="", why="", before={}) for row in record.correction)
    for line in write_jsonl(replace(record, correction=said)):
        digest.update(line.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
