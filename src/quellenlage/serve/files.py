"""Tables as files: CSV for spreadsheets, JSON for programs."""

from __future__ import annotations

import csv
import io
import json

from quellenlage.present.formula import inert
from quellenlage.present.tables import Table


def as_csv(table: Table) -> bytes:
    """UTF-8 with a mark in front, so that spreadsheets read umlauts."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([inert(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def as_json(table: Table) -> bytes:
    """A list of objects, one a row."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode("utf-8", "replace")
