"""The files of a language that tell amounts, limits of knowledge and cited originals, read together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from quellenlage.datafile import Faults
from quellenlage.lang import caveat_words, lead_words, quantity_words

FILES = (quantity_words.FILE, caveat_words.FILE, lead_words.FILE)


def read_limit_words(root: Path, faults: Faults) -> dict[str, Any]:
    """Fields of ``Language`` by name, from the folder of a language."""
    return {
        "quantity_words": quantity_words.read_quantity_words(root / quantity_words.FILE, faults),
        "caveat_words": caveat_words.read_caveat_words(root / caveat_words.FILE, faults),
        "lead_words": lead_words.read_lead_words(root / lead_words.FILE, faults),
    }
