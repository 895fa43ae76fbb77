"""Reads how a language tells amounts: ``quantity.toml`` of its folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quellenlage.datafile import Faults, read_toml

FILE = "quantity.toml"
_TABLES = (
    "ones",
    "teens",
    "tens",
    "halves",
    "scales",
    "vague",
    "digits",
    "amounts",
    "words",
    "bounds",
    "units",
    "none",
)
_WORDS = ("link", "hundred", "thousand", "point")
_WORD_LISTS = ("one", "half", "several", "to", "between", "and", "sharing", "of", "minus", "groups")
_BOUNDS = ("about", "below", "above", "least", "most")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityWords:
    """The words of amounts; all in small letters but units.

    Attributes:
        numbers: Words for whole numbers under a thousand, and halves.
        thousand: What joins thousands and the rest in one word.
        scales: Words that multiply the number before them.
        vague: Plurals that stand alone: at least so many.
        digits: Stems of adjectives for how many digits an amount has.
        amounts: Ends of compounds with a scale that have so many digits.
        one: Articles that count as one before a scale; ``half`` stands between them.
        several: Count at least two of a scale.
        to: Between the two ends of a span, longest first; ``between`` and ``both`` surround the first end.
        sharing: Between two numbers with one unit.
        of: Between a vague plural and a scale („Hunderte von Millionen“).
        minus: Before a number under zero.
        groups: Signs between groups of three digits; ``point`` stands before a fraction.
        bounds: Phrases before a number to what they make of it: about, below, above, least, most.
        prepositions: Those of them that compare nothing before a small number in words.
        measures: Dictionary forms of units that measure; ``short`` their abbreviations, ``plural`` odd plurals.
        refused: Nouns that are no unit, of time above all; ``numbered`` nouns that a number names.
        phrases: Count nothing.
    """

    numbers: dict[str, float]
    thousand: str
    scales: dict[str, float]
    vague: dict[str, float]
    digits: dict[str, int]
    amounts: tuple[str, ...]
    one: frozenset[str]
    half: frozenset[str]
    several: frozenset[str]
    to: tuple[tuple[str, ...], ...]
    between: frozenset[str]
    both: frozenset[str]
    sharing: frozenset[str]
    of: frozenset[str]
    minus: frozenset[str]
    groups: str
    point: str
    bounds: dict[tuple[str, ...], str]
    prepositions: frozenset[tuple[str, ...]]
    measures: frozenset[str]
    short: dict[str, str]
    plural: dict[str, str]
    refused: frozenset[str]
    numbered: tuple[str, ...]
    phrases: frozenset[tuple[str, ...]]


def read_quantity_words(path: Path, faults: Faults) -> QuantityWords | None:
    """The words of amounts; None where the file says ``searched = false``: none are looked for."""
    table = read_toml(path, faults)
    if not table or table.get("searched") is False:
        return None
    if set(table) != set(_TABLES) or not all(isinstance(part, dict) for part in table.values()):
        faults.add(path, ", ".join(sorted(set(table) ^ set(_TABLES))) or "tables", f"the tables {', '.join(_TABLES)}")
        return None
    lists = {
        **{("words", key): table["words"].get(key) for key in _WORD_LISTS},
        **{("bounds", key): table["bounds"].get(key) for key in (*_BOUNDS, "prepositions")},
        **{("none", key): table["none"].get(key) for key in ("refused", "numbered", "phrases")},
        ("units", "measures"): table["units"].get("measures"),
        ("amounts", "ends"): table["amounts"].get("ends"),
    }
    wrong = [f"[{part}] {key}" for (part, key), value in lists.items() if not _is_words(value)]
    wrong += [f"[words] {key}" for key in _WORDS if not isinstance(table["words"].get(key), str)]
    wrong += [f"[{key}]" for key in _TABLES[:7] if not all(isinstance(v, int | float) for v in table[key].values())]
    wrong += [f"[units.{key}]" for key in ("short", "plural") if not isinstance(table["units"].get(key), dict)]
    for key in wrong:
        faults.add(path, key, "words, or numbers of words")
    return None if wrong else _quantity_words(table)


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and word for word in value)


def _quantity_words(table: dict[str, Any]) -> QuantityWords:
    words, bounds, units, none = table["words"], table["bounds"], table["units"], table["none"]
    return QuantityWords(
        numbers=_under_thousand(table) | table["halves"],
        thousand=words["thousand"],
        scales={word: float(n) for word, n in table["scales"].items()},
        vague={word: float(n) for word, n in table["vague"].items()},
        digits=table["digits"],
        amounts=tuple(table["amounts"]["ends"]),
        one=frozenset(words["one"]),
        half=frozenset(words["half"]),
        several=frozenset(words["several"]),
        to=tuple(sorted((tuple(phrase.split()) for phrase in words["to"]), key=lambda p: (-len(p), p))),
        between=frozenset(words["between"]),
        both=frozenset(words["and"]),
        sharing=frozenset(words["sharing"]),
        of=frozenset(words["of"]),
        minus=frozenset(words["minus"]),
        groups="".join(words["groups"]),
        point=words["point"],
        bounds={tuple(phrase.split()): key for key in _BOUNDS for phrase in bounds[key]},
        prepositions=frozenset(tuple(phrase.split()) for phrase in bounds["prepositions"]),
        measures=frozenset(units["measures"]),
        short=units["short"],
        plural=units["plural"],
        refused=frozenset(none["refused"]),
        numbered=tuple(none["numbered"]),
        phrases=frozenset(tuple(phrase.split()) for phrase in none["phrases"]),
    )


def _under_thousand(table: dict[str, Any]) -> dict[str, float]:
    """All words for 1 to 999: ones, a link and tens; hundreds before them."""
    ones, link, hundred = table["ones"], table["words"]["link"], table["words"]["hundred"]
    small = {**ones, **table["teens"], **table["tens"]}
    small |= {one + link + ten: n + m for one, n in ones.items() for ten, m in table["tens"].items()}
    found: dict[str, float] = {word: float(n) for word, n in small.items()}
    for front, times in {"": 1, **ones}.items():
        found |= {front + hundred + rest: 100.0 * times + n for rest, n in {"": 0, **small}.items()}
        found |= {front + hundred + link + rest: 100.0 * times + n for rest, n in small.items()}
    return found
