"""Brings the record up to date with what was said."""

from __future__ import annotations

from quellenlage.models.card import NONE
from quellenlage.pipeline.build import build
from quellenlage.records.contract import RunRow
from quellenlage.store import Dossier
from quellenlage.world import DEFAULT_MODEL, load_worlds


def apply(dossier: Dossier) -> int:
    """Analyse anew what was corrected, with the model that read before, and link all.

    Returns:
        How many articles the record holds; 0 where there is nothing to read yet.
    """
    if not dossier.held():
        return 0
    run = next(dossier.rows(RunRow), None)
    model = run.settings.get("model", DEFAULT_MODEL) if run else DEFAULT_MODEL
    return build((), dossier, load_worlds(model or NONE), jobs=1).articles
