"""Quellenlage reads a pile of news articles and writes down what the pile is worth as a source.

>>> import quellenlage
>>> with quellenlage.open(path) as dossier:
...     dossier
<dossier dossier.db: 8 articles>
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quellenlage.api import (
        ArticleRow,
        ClaimRow,
        Dossier,
        EntityRow,
        EventRow,
        Passage,
        QuellenlageError,
        QuotationRow,
        Rows,
        TransferRow,
        build,
        open,
    )

__version__ = "0.1.0"
__all__ = [
    "ArticleRow",
    "ClaimRow",
    "Dossier",
    "EntityRow",
    "EventRow",
    "Passage",
    "QuellenlageError",
    "QuotationRow",
    "Rows",
    "TransferRow",
    "__version__",
    "build",
    "open",
]


def __getattr__(name: str) -> object:
    """Load the public names when one of them is first asked for: importing the package stays quick."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(importlib.import_module("quellenlage.api"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
