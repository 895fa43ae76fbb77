"""Reads how a language says that something is not known: ``caveats.toml`` of its folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quellenlage.datafile import Faults, read_toml
from quellenlage.records.layers import CaveatType

FILE = "caveats.toml"
# Classes that the engine makes from the tree, besides ``no X`` for a noun of class X that is denied.
MADE = frozenset({"question", "somebody", "denied"})
DENIED = "no "
# The class of words that negate a clause.
NEGATION = "negation"
# A part of a phrase that stands for a few words.
GAP = "…"
_KEYS = ("question_words", "conditions", "reasons", "denying", "class", "pattern", "phrase", "phrase_class")


@dataclass(frozen=True, slots=True)
class Words:
    """A class of words: whole ones, beginnings and ends, in small letters."""

    whole: frozenset[str]
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()

    def holds(self, lower: str) -> bool:
        """Whether a word in small letters belongs to the class."""
        return lower in self.whole or lower.startswith(self.starts) or lower.endswith(self.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaveatPattern:
    """A clause that says so: it has a word of every class in ``all`` and none of those in ``none``."""

    name: str
    type: CaveatType
    all: frozenset[str]
    none: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaveatPhrase:
    """Words side by side that say so; None stands for up to three words between them."""

    name: str
    type: CaveatType
    words: tuple[Words | None, ...]


@dataclass(frozen=True, slots=True)
class CaveatPhrases:
    """All phrases, by how they begin: few of them begin with a given word.

    Attributes:
        by_word: Those that begin with a whole word.
        by_part: Those whose first word is known by its beginning or end alone.
    """

    by_word: Mapping[str, tuple[CaveatPhrase, ...]]
    by_part: tuple[CaveatPhrase, ...]

    @classmethod
    def of(cls, phrases: Iterable[CaveatPhrase]) -> CaveatPhrases:
        """Phrases in any order; a phrase begins with a word, never with a gap."""
        by_word: dict[str, list[CaveatPhrase]] = {}
        by_part = []
        for phrase in phrases:
            first = phrase.words[0]
            if first is None or first.starts or first.ends:
                by_part.append(phrase)
            else:
                for word in first.whole:
                    by_word.setdefault(word, []).append(phrase)
        return cls({word: tuple(rows) for word, rows in by_word.items()}, tuple(by_part))

    def beginning(self, lower: str) -> tuple[CaveatPhrase, ...]:
        """Those that may begin with a word in small letters."""
        return self.by_word.get(lower, ()) + self.by_part


@dataclass(frozen=True, slots=True, kw_only=True)
class CaveatWords:
    """How limits of knowledge are told.

    Attributes:
        classes: Words of clauses by the name of their class.
        questions: What opens an indirect question.
        conditions: What opens a condition, in which nothing is told.
        reasons: What opens a reason; told in the past it is that of people in the story.
        denying: Articles and prepositions that deny their noun.
    """

    classes: dict[str, Words]
    patterns: tuple[CaveatPattern, ...]
    phrases: CaveatPhrases
    questions: frozenset[str]
    conditions: frozenset[str]
    reasons: frozenset[str]
    denying: frozenset[str]


def words_of(items: list[str]) -> Words:
    """A class from its items: ``*`` at one end stands for any letters."""
    return Words(
        frozenset(item for item in items if "*" not in item),
        tuple(item[:-1] for item in items if item.endswith("*")),
        tuple(item[1:] for item in items if item.startswith("*")),
    )


def read_caveat_words(path: Path, faults: Faults) -> CaveatWords | None:
    """The wording of caveats; None where the file says ``searched = false``: none are looked for."""
    table = read_toml(path, faults)
    if not table or table.get("searched") is False:
        return None
    if missing := [key for key in _KEYS if key not in table]:
        faults.add(path, ", ".join(missing), "a value")
        return None
    classes = _classes(table["class"], path, faults)
    in_phrases = _classes(table["phrase_class"], path, faults)
    return CaveatWords(
        classes=classes,
        patterns=tuple(p for row in table["pattern"] if (p := _pattern(row, classes, path, faults)) is not None),
        phrases=CaveatPhrases.of(p for row in table["phrase"] for p in _phrases(row, in_phrases, path, faults)),
        questions=frozenset(table["question_words"]),
        conditions=frozenset(table["conditions"]),
        reasons=frozenset(table["reasons"]),
        denying=frozenset(table["denying"]),
    )


def _classes(table: Mapping[str, Any], path: Path, faults: Faults) -> dict[str, Words]:
    found = {}
    for name, items in table.items():
        if isinstance(items, list) and items and all(_is_item(item) for item in items):
            found[name] = words_of(items)
        else:
            faults.add(path, f"class {name}", "words in small letters, with „*“ at one end at most")
    return found


def _is_item(item: object) -> bool:
    if not isinstance(item, str) or not item.strip("*") or item != item.lower():
        return False
    return item.count("*") <= 1 and (item.startswith("*") or item.endswith("*") or "*" not in item)


def _type(row: Mapping[str, Any], path: Path, faults: Faults) -> CaveatType | None:
    if row.get("type") in list(CaveatType) and isinstance(row.get("name"), str):
        return CaveatType(row["type"])
    faults.add(path, f"{row.get('name')}: type {row.get('type')!r}", f"a name, and one of {', '.join(CaveatType)}")
    return None


def _pattern(row: Mapping[str, Any], classes: Mapping[str, Words], path: Path, faults: Faults) -> CaveatPattern | None:
    kind = _type(row, path, faults)
    named = [*row.get("all", ()), *row.get("none", ())]
    unknown = [name for name in named if name.removeprefix(DENIED) not in classes and name not in MADE]
    if unknown or not row.get("all"):
        faults.add(path, f"pattern {row.get('name')}: {', '.join(unknown) or 'all'}", "classes of this file")
        return None
    if kind is None:
        return None
    return CaveatPattern(name=row["name"], type=kind, all=frozenset(row["all"]), none=frozenset(row.get("none", ())))


def _phrases(row: Mapping[str, Any], classes: Mapping[str, Words], path: Path, faults: Faults) -> list[CaveatPhrase]:
    kind = _type(row, path, faults)
    found = []
    for phrase in row.get("words", ()):
        parts = str(phrase).replace(",", " ,").split()
        names = [part[1:-1] for part in parts if part.startswith("{")]
        wrong = [name for name in names if name not in classes]
        if wrong or not parts or GAP in (parts[0], parts[-1]):
            faults.add(path, f"phrase {phrase!r}", "words and classes of this file, no gap at an end")
        elif kind is not None:
            words = tuple(_part(part, classes) for part in parts)
            found.append(CaveatPhrase(name=row["name"], type=kind, words=words))
    return found


def _part(part: str, classes: Mapping[str, Words]) -> Words | None:
    if part == GAP:
        return None
    return classes[part[1:-1]] if part.startswith("{") else words_of([part])
