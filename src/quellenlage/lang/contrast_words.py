"""Loads the words that exclude one another in one place of two wordings (``contrasts.toml``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quellenlage.datafile import Faults, read_toml
from quellenlage.text.fold import fold

FILE = "contrasts.toml"
_TABLES = frozenset({"forms", "words", "prefixes", "denying", "tense"})
_TENSES = frozenset({"future", "past", "duty"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrasts:
    """Words that exclude one another, each as ``set:class``: two of one set and of different classes do.

    Attributes:
        forms: By how the word stands in the text, capitals as they are.
        words: By the folded dictionary form.
        nouns: The same for words that the file writes with a capital.
        prefixes: Beginnings by which a word denies the word behind them.
        denying: Folded dictionary forms of words that say without a negation that something is not so.
        future: Auxiliaries of the future; ``past`` of the past.
        duty: Modal verbs by which something is only planned, told or asked for.
    """

    forms: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]
    nouns: dict[str, tuple[str, ...]]
    prefixes: tuple[str, ...]
    denying: frozenset[str]
    future: frozenset[str]
    past: frozenset[str]
    duty: frozenset[str]


def read_contrasts(root: Path, faults: Faults) -> Contrasts | None:
    """The whole file; an empty one is none.

    Args:
        root: Folder of the language.
        faults: Gathers what is wrong.
    """
    path = root / FILE
    table = read_toml(path, faults)
    if not table:
        return None
    if set(table) != _TABLES or set(table["tense"]) != _TENSES:
        faults.add(path, "tables", f"{', '.join(sorted(_TABLES))}; in tense: {', '.join(sorted(_TENSES))}")
        return None
    capital = {name: _only(sets, capital=True) for name, sets in table["words"].items()}
    small = {name: _only(sets, capital=False) for name, sets in table["words"].items()}
    return Contrasts(
        forms=_by_word(table["forms"], path, faults, folded=False),
        words=_by_word(small, path, faults, folded=True),
        nouns=_by_word(capital, path, faults, folded=True),
        prefixes=tuple(table["prefixes"].get("words", ())),
        denying=frozenset(fold(word) for word in table["denying"].get("words", ())),
        **{name: frozenset(table["tense"][name]) for name in sorted(_TENSES)},
    )


def _only(sets: list[list[str]], *, capital: bool) -> list[list[str]]:
    return [[word for word in words if word[:1].isupper() is capital] for words in sets]


def _by_word(
    sets: Mapping[str, list[list[str]]], path: Path, faults: Faults, *, folded: bool
) -> dict[str, tuple[str, ...]]:
    """Words to the classes that they are of; a word of two classes of one set is a fault."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, classes in sets.items():
        seen: dict[str, int] = {}
        for number, words in enumerate(classes):
            for word in words:
                key = fold(word) if folded else word
                if seen.setdefault(key, number) != number:
                    faults.add(path, f"{name}: {word}", "a word of one class")
                found[key].append(f"{name}:{number}")
    return {word: tuple(dict.fromkeys(classes)) for word, classes in found.items()}
