"""Loads what matters when wordings are compared (``comparison.toml``) and what findings say (``findings.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from quellenlage.datafile import Faults, read_toml
from quellenlage.lang.contrast_words import read_contrasts
from quellenlage.lang.files import FOLDER

COMPARISON, FINDINGS = "comparison.toml", "findings.toml"
_BOUNDS = frozenset({"about", "least", "most"})
_TABLES = frozenset(
    {
        "modals", "persons", "numbers", "multipliers", "bounds", "colour", "offices", "things", "accusations",
        "accusing", "former", "repetition", "running",
        "instead", "admitting",
    }
)  # fmt: skip
# What a template may name.
SLOTS = frozenset({"a", "b", "who", "changes", "words", "number"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What matters when two wordings are compared; all in small letters.

    Attributes:
        modals: Form to modal verb.
        persons: Form of a pronoun or possessive to its person and number.
        numbers: Word to number.
        multipliers: Word behind a number to what it multiplies it by.
        bounds: Word in front of a number to ``about``, ``least`` or ``most``.
        colour: Words without substance of their own.
        offices: Folded end of a title to a kind of office; one person has one of these at a time.
        things: Folded dictionary form of what is counted to what else counts the same.
        accusations: Folded dictionary forms of nouns by which a denial points back.
        accusing: Beginnings of words of saying that accuse.
        former: Beginnings of words in front of a title that put the office into the past.
        again: Phrases for happening again; ``last`` for the last time before.
        instead: Words between a number that came and the one that was told before.
        admitting: Beginnings of words of saying by which somebody admits.
        running: Phrases beside a number that is another one the next day.
    """

    modals: dict[str, str]
    persons: dict[str, str]
    numbers: dict[str, int]
    multipliers: dict[str, int]
    bounds: dict[str, str]
    colour: frozenset[str]
    offices: dict[str, str]
    things: dict[str, str]
    accusations: frozenset[str]
    accusing: tuple[str, ...]
    former: tuple[str, ...]
    again: tuple[str, ...]
    last: tuple[str, ...]
    running: tuple[str, ...]
    instead: tuple[str, ...]
    admitting: tuple[str, ...]


def read_comparing(root: Path, faults: Faults) -> dict[str, Any]:
    """What a language knows for laying articles side by side: ``comparison``, ``contrasts``, ``notes``.

    Args:
        root: Folder of the language.
        faults: Gathers what is wrong.
    """
    return {
        "comparison": read_comparison(read_toml(root / COMPARISON, faults), root / COMPARISON, faults),
        "contrasts": read_contrasts(root, faults),
        "notes": read_notes(read_toml(root / FINDINGS, faults), root / FINDINGS, faults),
    }


@cache
def load_notes(code: str, folder: Path = FOLDER) -> Mapping[str, str]:
    """What findings say in one language, for readers of that language whatever the articles are in.

    Raises:
        ExceptionGroup: Of ``DataFileError``.
    """
    faults = Faults()
    notes = read_notes(read_toml(folder / code / FINDINGS, faults), folder / code / FINDINGS, faults)
    faults.raise_all(folder / code)
    return notes


def read_comparison(table: Mapping[str, Any], path: Path, faults: Faults) -> Comparison | None:
    """The whole file; an empty one is none.

    Args:
        table: The file.
        path: For messages.
        faults: Gathers what is wrong.
    """
    if not table:
        return None
    if set(table) != _TABLES:
        faults.add(path, "tables", ", ".join(sorted(_TABLES)))
        return None
    if unknown := set(table["bounds"]) - _BOUNDS:
        faults.add(path, f"[bounds] {', '.join(sorted(unknown))}", ", ".join(sorted(_BOUNDS)))
    return Comparison(
        modals=_by_form(table["modals"], path, faults),
        persons=_by_form(table["persons"], path, faults),
        numbers=_numbers(table, "numbers", path, faults),
        multipliers=_numbers(table, "multipliers", path, faults),
        bounds=_by_form(table["bounds"], path, faults),
        colour=frozenset(table["colour"].get("words", ())),
        offices=_by_form(table["offices"], path, faults),
        accusations=frozenset(table["accusations"].get("words", ())),
        accusing=tuple(sorted(table["accusing"].get("words", ()))),
        former=tuple(sorted(table["former"].get("words", ()))),
        again=tuple(sorted(table["repetition"].get("again", ()))),
        last=tuple(sorted(table["repetition"].get("last", ()))),
        running=tuple(sorted(table["running"].get("words", ()))),
        instead=tuple(sorted(table["instead"].get("words", ()))),
        admitting=tuple(sorted(table["admitting"].get("words", ()))),
        things=_by_form(table["things"], path, faults),
    )


def _by_form(lists: Mapping[str, list[str]], path: Path, faults: Faults) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, forms in lists.items():
        for form in forms:
            if form in found or form != form.lower():
                faults.add(path, f"{key}: {form}", "a word in small letters that stands once")
            found[form] = key
    return found


def _numbers(table: Mapping[str, Any], name: str, path: Path, faults: Faults) -> dict[str, int]:
    wrong = [word for word, value in table[name].items() if not isinstance(value, int)]
    for word in wrong:
        faults.add(path, f"[{name}] {word}", "a whole number")
    return {word: value for word, value in table[name].items() if word not in wrong}


def read_notes(table: Mapping[str, Any], path: Path, faults: Faults) -> dict[str, str]:
    """The table ``[notes]``: templates by name, whose slots are of ``SLOTS``."""
    notes = {name: str(text) for name, text in table.get("notes", {}).items()}
    for name, text in notes.items():
        slots = {slot for _, slot, _, _ in Formatter().parse(text) if slot is not None}
        if unknown := slots - SLOTS:
            faults.add(path, f"{name}: {', '.join(sorted(unknown))}", f"slots of {', '.join(sorted(SLOTS))}")
    return notes
