"""The record as a folder of CSV files, one a sheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from quellenlage.errors import StoreError
from quellenlage.present.exports.sheet import Cell, Sheet
from quellenlage.present.formula import inert, is_formula

# Heading of the column that names those with an apostrophe in front.
GUARDED = "guarded"


def write_csv(sheets: Iterable[Sheet], folder: Path, *, excel: bool = False) -> None:
    """Write ``NAME.csv`` for every sheet; other files of the folder stay.

    Words that a spreadsheet would take for a formula get an apostrophe in front; the last column names the columns
    in which that was done, so that nothing is lost.

    Args:
        sheets: Names are used as names of files.
        folder: Is made where it is missing.
        excel: With byte order mark and semicolons, as Excel opens it in German.

    Raises:
        StoreError: A file cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for sheet in sheets:
            path = folder / f"{sheet.name}.csv"
            encoding = "utf-8-sig" if excel else "utf-8"
            with path.open("w", encoding=encoding, errors="surrogatepass", newline="") as file:
                writer = csv.writer(file, delimiter=";" if excel else ",", lineterminator="\r\n")
                writer.writerow((*sheet.columns, GUARDED))
                writer.writerows(_guarded(row, sheet.columns) for row in sheet.rows)
    except OSError as error:
        raise StoreError(f"{error.filename or folder}: cannot be written ({error.strerror})") from error


def _guarded(row: Sequence[Cell], columns: Sequence[str]) -> tuple[Cell, ...]:
    guarded = (column for column, cell in zip(columns, row, strict=True) if isinstance(cell, str) and is_formula(cell))
    return (*(_plain(cell) for cell in row), " ".join(guarded))


def _plain(cell: Cell) -> Cell:
    """Truth as ``true`` and ``false``, words as words."""
    if isinstance(cell, bool):
        return str(cell).lower()
    return inert(cell) if isinstance(cell, str) else cell
