"""The record as a workbook (XLSX), one worksheet a sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quellenlage.errors import ConfigError, StoreError
from quellenlage.present.exports.sheet import Cell, Sheet

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# Limits of the format (ECMA-376): rows of a worksheet, characters of a cell, characters of its name.
_ROWS, _CHARACTERS, _NAME = 1_048_576, 32_767, 31
_CUT = " […]"
# What XML 1.0 cannot hold.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NARROW, _WIDE = 14, 48
# A column with longer cells than that is wide.
_LONG = 24


def write_workbook(sheets: Sequence[Sheet], path: Path) -> None:
    """Write a workbook whose headings stay in sight and filter; nothing in it is a formula or a link.

    Args:
        sheets: A cell that is too long for the format is cut with „[…]“.
        path: Is replaced.

    Raises:
        ConfigError: A sheet has more rows than the format allows.
        StoreError: The file cannot be written.
    """
    # Loaded only where a workbook is written.
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    for sheet in sheets:
        if len(sheet.rows) >= _ROWS:
            raise ConfigError(f"{sheet.name} has {len(sheet.rows)} rows, too many for XLSX; use -f csv")
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(str(path), {**options, "constant_memory": True})
    bold = book.add_format({"bold": True})
    for sheet, name in zip(sheets, _names(sheets), strict=True):
        page = book.add_worksheet(name)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)
        for column, width in enumerate(_widths(sheet)):
            page.set_column(column, column, width)
        for column, title in enumerate(sheet.columns):
            page.write_string(0, column, title, bold)
        for number, row in enumerate(sheet.rows, 1):
            _write(page, number, row)
    try:
        book.close()
    except (OSError, FileCreateError) as error:
        raise StoreError(f"{path}: cannot be written ({error})") from error


def _write(page: Worksheet, number: int, row: Sequence[Cell]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, bool):
            page.write_boolean(number, column, cell)
        elif isinstance(cell, int | float):
            page.write_number(number, column, cell)
        elif cell:
            page.write_string(number, column, _fitting(cell))


def _fitting(words: str) -> str:
    """Without what XML cannot hold, and not longer than a cell may be (in UTF-16)."""
    words = _NO_XML.sub("\ufffd", words)
    data = words.encode("utf-16-le")
    if len(data) <= 2 * _CHARACTERS:
        return words
    return data[: 2 * (_CHARACTERS - len(_CUT))].decode("utf-16-le", "ignore") + _CUT


def _names(sheets: Sequence[Sheet]) -> list[str]:
    """Names that are short enough, each different from the others whatever its case."""
    found: list[str] = []
    for sheet in sheets:
        name, number = sheet.name[-_NAME:].lstrip("."), 1
        while name.lower() in {other.lower() for other in found}:
            number += 1
            name = f"{sheet.name[-(_NAME - 3) :].lstrip('.')}~{number}"
        found.append(name)
    return found


def _widths(sheet: Sheet) -> list[int]:
    longest = [max((len(str(row[at])) for row in sheet.rows), default=0) for at in range(len(sheet.columns))]
    return [_WIDE if length > _LONG else _NARROW for length in longest]
