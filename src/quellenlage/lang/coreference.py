"""The words of a language that stand for what is named elsewhere, from ``coreference.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quellenlage.datafile import Faults, read_toml
from quellenlage.records.layers import EntityType
from quellenlage.text.fold import fold

FILE = "coreference.toml"
AGREEMENT = ("m", "f", "n", "pl")
_FORMS = (
    "endings", "relative", "definite", "fused", "pair", "joining", "other", "lesser", "age", "inflection", "titles",
    "seat_prepositions", "seat_nouns", "town_verbs",
)  # fmt: skip
_KIND_KEYS = frozenset({"types", "kb", "heads", "general", *AGREEMENT})
# Stands among the kinds of the knowledge base for what it does not know.
UNKNOWN = "?"
# What a title of the text, one of the same office, and the end of a longer title count.
_SAME, _SYNONYM, _END = 1.0, 0.85, 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a noun for a kind of things may stand for.

    Attributes:
        types: Of the antecedent.
        kb: Kinds in the knowledge base; ``?`` for what it does not know.
        heads: Whether the noun has to end a word of the name where the kb tells no kind.
        general: Nouns that say no more than the kind: they may stand for any other noun of it.
    """

    name: str
    types: frozenset[EntityType]
    kb: frozenset[str]
    heads: bool
    general: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coreference:
    """Words that stand for somebody or something named elsewhere; forms in small letters, nouns as written.

    Attributes:
        personal: Forms of personal pronouns to what they agree with.
        possessive: The same of possessives, in all their forms.
        relative: Forms of relative pronouns.
        definite: Articles and demonstratives; ``fused`` such in a preposition.
        pair: Words for two.
        joining: Words between two who do something together.
        other: Beginnings of adjectives by which somebody else is meant.
        lesser: Beginnings of words that make another office of an office.
        age: Endings of nouns made from an age.
        inflection: Endings that are taken off a noun to look it up.
        titles: Rounds of endings of titles; ``title_length`` letters stay at least.
        seat_prepositions: Prepositions behind which a capital is a government; ``seat_nouns`` the same of nouns with
            an attribute, ``town_verbs`` verbs of which it is the subject as a town.
        offices: A title without its endings to the numbers of the offices that it may name.
        persons: Nouns that say no more than that it is a person, to what they agree with.
        nouns: Nouns of kinds of things to pairs of kind and agreement.
    """

    personal: dict[str, frozenset[str]] = field(default_factory=dict)
    possessive: dict[str, frozenset[str]] = field(default_factory=dict)
    relative: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    fused: frozenset[str] = frozenset()
    pair: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    other: tuple[str, ...] = ()
    lesser: tuple[str, ...] = ()
    age: tuple[str, ...] = ()
    inflection: tuple[str, ...] = ()
    titles: tuple[tuple[str, ...], ...] = ()
    title_length: int = 0
    seat_prepositions: frozenset[str] = frozenset()
    seat_nouns: frozenset[str] = frozenset()
    town_verbs: frozenset[str] = frozenset()
    offices: dict[str, frozenset[int]] = field(default_factory=dict)
    persons: dict[str, frozenset[str]] = field(default_factory=dict)
    nouns: dict[str, tuple[tuple[Kind, str], ...]] = field(default_factory=dict)

    def noun(self, form: str) -> str:
        """The form without its ending where the lists have it so, else as it is."""
        if form in self.nouns or form in self.persons:
            return form
        stems = (form[: -len(e)] for e in self.inflection if form.endswith(e))
        return next((s for s in stems if s in self.nouns or s in self.persons), form)

    def title(self, words: str) -> str:
        """What titles are compared by: the last word, folded, without endings and without the form for a woman.

        >>> words = Coreference(titles=(("in",), ("s", "n"), ("er", "e")), title_length=4)
        >>> words.title("Außenministerin") == words.title("Außenministern")
        True
        """
        return stem_title(words, self.titles, self.title_length)

    def likeness(self, one: str, other: str) -> float:
        """How well two stems of titles fit: 1 the same, .85 of one office, .8 the end of a longer one, else 0."""
        if one == other:
            return _SAME
        if self.offices.get(one, frozenset()) & self.offices.get(other, frozenset()):
            return _SYNONYM
        longer, shorter = (one, other) if len(one) > len(other) else (other, one)
        front = longer.removesuffix(shorter)
        if front == longer or len(shorter) < self.title_length or front.startswith(self.lesser):
            return 0.0
        return _END

    def are_alike(self, one: str, other: str) -> bool:
        """Whether two stems of titles may name one office."""
        return self.likeness(one, other) > 0


def stem_title(words: str, rounds: tuple[tuple[str, ...], ...], length: int) -> str:
    """The stem of :meth:`Coreference.title`."""
    key = fold(words).rpartition(" ")[2]
    for endings in rounds:
        stems = (key.removesuffix(e) for e in endings if key.endswith(e) and len(key) - len(e) >= length)
        key = next(stems, key)
    return key


def read_coreference(path: Path, faults: Faults) -> Coreference:
    """Read the file; what is wrong with it is noted in ``faults``."""
    table = read_toml(path, faults)
    forms = {name: _words(table.get("forms", {}), name, f"forms.{name}", path, faults) for name in _FORMS}
    rounds = tuple(tuple(endings.split("|")) for endings in forms["titles"])
    length = table.get("forms", {}).get("title_length", 0)
    return Coreference(
        personal=_agreeing(table, "personal", path, faults),
        possessive={
            stem + ending: agreed
            for stem, agreed in _agreeing(table, "possessive", path, faults).items()
            for ending in forms["endings"]
        },
        relative=frozenset(forms["relative"]),
        definite=frozenset(forms["definite"]),
        fused=frozenset(forms["fused"]),
        pair=frozenset(forms["pair"]),
        joining=frozenset(forms["joining"]),
        other=forms["other"],
        lesser=forms["lesser"],
        age=forms["age"],
        inflection=forms["inflection"],
        titles=rounds,
        title_length=length,
        seat_prepositions=frozenset(forms["seat_prepositions"]),
        seat_nouns=frozenset(forms["seat_nouns"]),
        town_verbs=frozenset(forms["town_verbs"]),
        offices={stem_title(t, rounds, length): n for t, n in _offices(table.get("office", []), path, faults).items()},
        persons=_persons(table.get("person", {}), path, faults),
        nouns=_nouns(table.get("kinds", {}), path, faults),
    )


def _words(table: object, key: str, place: str, path: Path, faults: Faults) -> tuple[str, ...]:
    items = table.get(key, []) if isinstance(table, dict) else None
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        faults.add(path, place, "a list of words")
        return ()
    return tuple(items)


def _agreeing(table: Mapping[str, Any], key: str, path: Path, faults: Faults) -> dict[str, frozenset[str]]:
    found = {}
    for form in table.get(key, {}):
        agreed = frozenset(_words(table[key], form, f"{key}.{form}", path, faults))
        if not agreed or not agreed <= set(AGREEMENT):
            faults.add(path, f"{key}.{form}", f"some of {', '.join(AGREEMENT)}")
        found[form] = agreed
    return found


def _offices(rows: object, path: Path, faults: Faults) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for number, row in enumerate(rows if isinstance(rows, list) else ()):
        for title in _words(row, "titles", f"office {number}", path, faults):
            found[title] = found.get(title, frozenset()) | {number}
    return found


def _persons(table: object, path: Path, faults: Faults) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for agreed in AGREEMENT:
        for noun in _words(table, agreed, f"person.{agreed}", path, faults):
            found[noun] = found.get(noun, frozenset()) | {agreed}
    return found


def _nouns(kinds: object, path: Path, faults: Faults) -> dict[str, tuple[tuple[Kind, str], ...]]:
    found: dict[str, tuple[tuple[Kind, str], ...]] = {}
    for name, row in kinds.items() if isinstance(kinds, dict) else ():
        place = f"kinds.{name}"
        types = _words(row, "types", place, path, faults)
        if not isinstance(row, dict) or set(row) - _KIND_KEYS or not types or not set(types) <= set(EntityType):
            faults.add(path, place, f"types of entities and the keys {', '.join(sorted(_KIND_KEYS))}")
            continue
        kind = Kind(
            name=name,
            types=frozenset(map(EntityType, types)),
            kb=frozenset(_words(row, "kb", place, path, faults)),
            heads=bool(row.get("heads", False)),
            general=frozenset(_words(row, "general", place, path, faults)),
        )
        for agreed in AGREEMENT:
            for noun in _words(row, agreed, place, path, faults):
                found[noun] = (*found.get(noun, ()), (kind, agreed))
    return found
