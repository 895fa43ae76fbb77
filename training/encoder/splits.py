"""What measures never trains: tenths by hash of a sentence's or document's key."""

from __future__ import annotations

import hashlib
from enum import StrEnum


class Part(StrEnum):
    """What a sentence or document may be used for."""

    TEST = "test"
    CHOOSE = "choose"
    TRAIN = "train"


def part(key: str) -> Part:
    """The tenth of a key: the first measures, the second chooses among settings, the rest trains."""
    tenth = int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % 10
    return (Part.TEST, Part.CHOOSE)[tenth] if tenth < 2 else Part.TRAIN
