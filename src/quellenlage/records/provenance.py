"""Where a record comes from: which rule of which stage made it, and the ids that follow from content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class By:
    """What made a record. A stage names its rule; the runner stamps stage and version.

    Source:
        PROV-O, wasGeneratedBy.
    """

    rule: str
    stage: str = ""
    version: str = ""


def make_id(*parts: str | int) -> str:
    """An id that depends on nothing but content: 16 hexadecimal digits of SHA-256 over ``parts``.

    Examples:
        >>> make_id("a", "bc") == make_id("ab", "c")
        False
    """
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]
