"""The SQLite that the dossier uses: the newest that is installed.

The library of many systems (3.40 of Debian 12) is older than the package pysqlite3, which brings its own.
"""

from __future__ import annotations

import importlib
import sqlite3 as _standard
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
else:
    try:
        sqlite3 = importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        sqlite3 = _standard

__all__ = ["FAILURES", "sqlite3", "told"]

# How the library says that something cannot be done: for want of memory it has no exception of its own.
FAILURES: tuple[type[Exception], ...] = (sqlite3.Error, MemoryError)


def told(error: Exception) -> str:
    """What a failure says, in one line.

    Examples:
        >>> told(MemoryError())
        'not enough memory'
    """
    return " ".join(str(error).split()) or "not enough memory"
