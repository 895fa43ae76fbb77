"""Reads which words betray a translation or a careless copy: ``translation.toml`` of a language."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

from quellenlage.datafile import Faults, read_toml
from quellenlage.lang.language import TraceWording

_PATTERNS = ("leftovers", "round_leftovers", "captions", "remarks")


def read_trace_wording(path: Path, faults: Faults) -> TraceWording | None:
    """The wording of traces; None where the file says ``searched = false``: no traces are looked for."""
    table = read_toml(path, faults)
    if not table or table.get("searched") is False:
        return None
    known = {field.name for field in fields(TraceWording)}
    if set(table) != known:
        faults.add(path, ", ".join(sorted(set(table) ^ known)), f"exactly the keys {', '.join(sorted(known))}")
        return None
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key in _PATTERNS:
            values[key] = _pattern(key, value, path, faults)
        elif isinstance(value, list) and all(isinstance(word, str) and word.strip() for word in value):
            values[key] = frozenset(value)
        else:
            faults.add(path, key, "a list of words")
    if any(value is None for value in values.values()) or set(values) != known:
        return None
    return TraceWording(**values)


def _pattern(key: str, value: object, path: Path, faults: Faults) -> re.Pattern[str] | None:
    try:
        return re.compile(str(value), re.IGNORECASE)
    except re.error as error:
        faults.add(path, key, f"a regular expression ({error})")
        return None
