"""Rows as data frames. Neither pandas nor polars is needed for anything else, so neither comes along."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from quellenlage.errors import MissingPackageError
from quellenlage.present.exports.sheet import Sheet

if TYPE_CHECKING:
    import pandas
    import polars


def to_pandas(sheet: Sheet) -> pandas.DataFrame:
    """A sheet as a frame: columns have its names, nothing is ``None``, days stay ISO days in text.

    Raises:
        MissingPackageError: pandas is not installed.
    """
    frame: pandas.DataFrame = _load("pandas").DataFrame(list(sheet.rows), columns=list(sheet.columns))
    return frame


def to_polars(sheet: Sheet) -> polars.DataFrame:
    """The same with polars; the types of columns are told from all rows.

    Raises:
        MissingPackageError: polars is not installed.
    """
    columns, rows = list(sheet.columns), list(sheet.rows)
    frame: polars.DataFrame = _load("polars").DataFrame(rows, schema=columns, orient="row", infer_schema_length=None)
    return frame


def _load(package: str) -> Any:  # noqa: ANN401  a module
    try:
        return importlib.import_module(package)
    except ModuleNotFoundError as error:
        if error.name != package:
            raise
        raise MissingPackageError(package, f"to_{package}()") from error
