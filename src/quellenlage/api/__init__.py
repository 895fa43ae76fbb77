"""The dossier from Python: ``quellenlage.open``, ``quellenlage.build``, and what they return."""

from quellenlage.api.dossier import Dossier
from quellenlage.api.entry import build, open
from quellenlage.api.rows import Rows
from quellenlage.errors import QuellenlageError
from quellenlage.records.contract import (
    ArticleRow,
    ClaimRow,
    EntityRow,
    EventRow,
    QuotationRow,
    TransferRow,
)
from quellenlage.records.document import Passage

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
    "build",
    "open",
]
