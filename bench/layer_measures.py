"""All measures of one model's layers, for the table and for its card."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from encoder_data import DEFAULT_MODEL
from measure import Measure
from mood_measures import measure_mood
from name_measures import measure_names
from quellenlage.models.card import available
from role_measures import measure_roles
from tree_measures import measure_trees
from utterance_measures import measure_utterances

RESEARCH = "de-research"


def measure_layers(shared: Path, model: str = DEFAULT_MODEL) -> Sequence[Measure]:
    """Trees, names, mood and same utterance; of a model that may learn from them, roles on what it has not seen."""
    return (
        *measure_trees(shared, model),
        *measure_names(shared, model),
        *measure_mood(shared, model),
        *measure_utterances(shared, model),
        *(measure_roles(shared, model) if model == RESEARCH else ()),
    )


def measure_research(shared: Path) -> Sequence[Measure]:
    """Roles of the research model, where somebody has built it."""
    if RESEARCH not in available():
        print(f"skipped: roles of {RESEARCH}, which this machine has not built (make research)")
        return ()
    return measure_roles(shared, RESEARCH)
