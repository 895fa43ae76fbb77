"""Reads ``triggers.toml``: the words that name events, one table a type.

Forms (``verbs``, ``separable``) serve sentences without a tree, dictionary forms (``lemmas``, ``joined``)
those with one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from quellenlage.datafile import Faults, read_toml

_KEYS = ("verbs", "nouns", "compounds", "separable", "phrases", "not", "lemmas", "actors", "joined", "never", "frames")
_Kind: TypeAlias = tuple[str, Callable[[object], bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Triggers:
    """Words that name events, each with the types it may name.

    Attributes:
        words: Verbs in small letters and nouns with a capital, in all their forms.
        compounds: Endings of nouns, in small letters.
        separable: Finite form to (prefix, type).
        phrases: First word to (all words, type), in small letters.
        excluded: Words that look alike and are no trigger of the type.
        excluded_ends: Ends of such words, in small letters, to the type („Preise“ ends in „reise“).
        lemmas: Dictionary forms of verbs, a separable prefix joined to them.
        actors: Dictionary forms of verbs that count only beside an actor in every role that the type requires.
        joined: Dictionary forms of verbs to (endings of nouns or @TYPE, type): one such noun or mention hangs on it.
        never: The same of nouns beside which it is no trigger.
        frames: Type and dictionary form to relation and role, where the word departs from its type; an empty role says
            that whoever stands so takes no part.
    """

    words: dict[str, tuple[str, ...]]
    compounds: dict[str, tuple[str, ...]]
    separable: dict[str, tuple[tuple[str, str], ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    excluded: dict[str, tuple[str, ...]]
    excluded_ends: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lemmas: dict[str, tuple[str, ...]] = field(default_factory=dict)
    actors: dict[str, tuple[str, ...]] = field(default_factory=dict)
    joined: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = field(default_factory=dict)
    never: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = field(default_factory=dict)
    frames: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)


def read_triggers(path: Path, faults: Faults) -> Triggers:
    """Turn tables of types with words into tables of words with types."""
    pairs: dict[str, list[tuple[str, Any]]] = {key: [] for key in _KEYS}
    frames: dict[tuple[str, str], dict[str, str]] = {}
    for kind, table in read_toml(path, faults).items():
        if not isinstance(table, dict):
            faults.add(path, kind, "a table of words")
            continue
        if unknown := set(table) - set(_KEYS):
            faults.add(path, f"[{kind}] {', '.join(sorted(unknown))}", f"one of {', '.join(_KEYS)}")
        for key in _KEYS[:-1]:
            for item in _items(table, key, path, faults):
                pairs[key].append(_pair(key, item, kind))
        for lemma, roles in _frames(table.get("frames", {}), kind, path, faults):
            frames[kind, lemma] = roles
    return Triggers(
        words=_grouped(pairs["verbs"] + pairs["nouns"]),
        compounds=_grouped(pairs["compounds"]),
        separable=_grouped(pairs["separable"]),
        phrases=_grouped(pairs["phrases"]),
        excluded=_grouped([pair for pair in pairs["not"] if not pair[0].startswith("-")]),
        excluded_ends=_grouped([(word[1:], kind) for word, kind in pairs["not"] if word.startswith("-")]),
        lemmas=_grouped(pairs["lemmas"]),
        actors=_grouped(pairs["actors"]),
        joined=_grouped(pairs["joined"]),
        never=_grouped(pairs["never"]),
        frames=frames,
    )


def _pair(key: str, item: Any, kind: str) -> tuple[str, Any]:  # noqa: ANN401  a word or two
    if key == "separable":
        return item[0], (item[1], kind)
    if key in ("joined", "never"):
        return item[0], (tuple(item[1].split()), kind)
    if key == "phrases":
        return item.split()[0], (tuple(item.split()), kind)
    return item, kind


def _frames(table: object, kind: str, path: Path, faults: Faults) -> list[tuple[str, dict[str, str]]]:
    if not isinstance(table, dict):
        faults.add(path, f"[{kind}.frames]", "a table of words with their roles")
        return []
    found = []
    for lemma, roles in table.items():
        if isinstance(roles, dict) and all(isinstance(role, str) for role in roles.values()):
            found.append((lemma, roles))
        else:
            faults.add(path, f"[{kind}.frames] {lemma}", "relations with their roles")
    return found


def _is_word(item: object) -> bool:
    return isinstance(item, str) and bool(item.strip())


def _is_pair(item: object) -> bool:
    return isinstance(item, list) and len(item) == 2 and all(_is_word(part) for part in item)


_WORD: _Kind = ("a word", _is_word)
_PAIRS: dict[str, _Kind] = {
    "separable": ("a form and its prefix", _is_pair),
    "joined": ("a verb and endings of nouns", _is_pair),
    "never": ("a verb and endings of nouns", _is_pair),
}


def _items(table: Mapping[str, Any], key: str, path: Path, faults: Faults) -> list[Any]:
    items = table.get(key, [])
    if not isinstance(items, list):
        faults.add(path, key, "a list")
        return []
    expected, is_good = _PAIRS.get(key, _WORD)
    for item in items:
        if not is_good(item):
            faults.add(path, f"{key} {item!r}", expected)
    return [item for item in items if is_good(item)]


def _grouped(pairs: list[tuple[str, Any]]) -> dict[str, tuple[Any, ...]]:
    table: dict[str, list[Any]] = {}
    for key, value in pairs:
        if value not in table.setdefault(key, []):
            table[key].append(value)
    return {key: tuple(values) for key, values in table.items()}
