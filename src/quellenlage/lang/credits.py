"""Loads how a language names the makers of an article: the part of ``furniture.toml`` on credits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quellenlage.datafile import Faults
from quellenlage.lang.language import CreditRule, CreditRules
from quellenlage.records.document import BlockType
from quellenlage.records.layers import CreditRole
from quellenlage.text.fold import fold

# What a group may hold besides a role: a list of makers whose roles follow from what they are; the holder of a
# copyright; a source, which is the publisher, an agency or the original; the head of a page; names with no word beside
# them that says what they are; the same where the line does not look like a byline either.
MAKERS, HOLDER, SOURCE, MASTHEAD = "makers", "holder", "source", "masthead"
ALONE, STRANGER = "alone", "stranger"
SORTS = frozenset({*CreditRole, MAKERS, HOLDER, SOURCE, MASTHEAD, ALONE, STRANGER})
PLACES = ("line", "next", "start", "end", "inside")
ZONES = ("any", "first", "top", "near", "bottom", "last")

_TERM = re.compile(r"\{([a-z]\w*)\}")
# Terms may hold terms, this deep.
_DEPTH = 5
_KEYS = frozenset({"pattern", "place", "zone", "block", "spare"})
_WORDING = ("joiners", "fronts", "ends", "person", "medium", "day", "told", "own", "interview")


def read_credits(table: Mapping[str, Any], path: Path, faults: Faults) -> CreditRules:
    """The tables ``[[credit]]``, ``[credit_terms]`` and ``[credit_words]``; a language may have none of them.

    Args:
        table: The whole file.
        path: For messages.
        faults: Gathers what is wrong.
    """
    terms = {key: value for key, value in _table(table, "credit_terms", path, faults).items() if isinstance(value, str)}
    words = _table(table, "credit_words", path, faults)
    if unknown := set(words) - {*_WORDING, "nobody"}:
        faults.add(path, f"[credit_words] {', '.join(sorted(unknown))}", f"one of {', '.join((*_WORDING, 'nobody'))}")
    wording = {key: _compile(str(words[key]), terms, path, faults) for key in _WORDING if key in words}
    rows = table.get("credit", [])
    rules = [_rule(row, number, terms, path, faults) for number, row in enumerate(rows, 1)]
    return CreditRules(
        rules=tuple(rule for rule in rules if rule),
        nobody=frozenset(fold(str(word)) for word in words.get("nobody", ())),
        **wording,
    )


def _table(table: Mapping[str, Any], key: str, path: Path, faults: Faults) -> Mapping[str, Any]:
    found = table.get(key, {})
    if isinstance(found, dict):
        return found
    faults.add(path, key, "a table")
    return {}


def _rule(row: object, number: int, terms: Mapping[str, str], path: Path, faults: Faults) -> CreditRule | None:
    """One rule, or None and a fault."""
    name = f"credit rule {number}"
    if not isinstance(row, dict) or not isinstance(row.get("pattern"), str) or set(row) - _KEYS:
        faults.add(path, name, f"a table with a pattern; it may have {', '.join(sorted(_KEYS - {'pattern'}))}")
        return None
    place, zone = row.get("place", "line"), row.get("zone", "any")
    blocks = row.get("block", [])
    blocks = blocks if isinstance(blocks, list) else [blocks]
    for key, values, allowed in (("place", [place], PLACES), ("zone", [zone], ZONES), ("block", blocks, BlockType)):
        names = [str(item) for item in allowed]
        if wrong := [str(value) for value in values if value not in names]:
            faults.add(path, f"{name}: {key} {', '.join(wrong)}", f"one of {', '.join(names)}")
            return None
    pattern = _compile(row["pattern"], terms, path, faults)
    if pattern is None:
        return None
    if not pattern.groupindex or set(pattern.groupindex) - SORTS:
        faults.add(path, name, f"groups called {', '.join(sorted(map(str, SORTS)))}, one at least")
        return None
    return CreditRule(
        pattern=pattern,
        place=place,
        zone=zone,
        blocks=frozenset(BlockType(b) for b in blocks),
        spare=bool(row.get("spare")),
    )


def _compile(text: str, terms: Mapping[str, str], path: Path, faults: Faults) -> re.Pattern[str] | None:
    """A pattern with its terms written out."""
    for _ in range(_DEPTH):
        text = _TERM.sub(lambda match: terms.get(match[1], match[0]), text)
    if missing := _TERM.search(text):
        faults.add(path, f"pattern {text[:40]!r}", f"a term {missing[1]} in [credit_terms]")
        return None
    try:
        return re.compile(text)
    except re.error as error:
        faults.add(path, f"pattern {text[:40]!r}", f"a regular expression ({error})")
        return None
