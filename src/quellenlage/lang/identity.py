"""By what a language tells people apart and recognises them, from ``identity.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from quellenlage.datafile import Faults, read_toml
from quellenlage.text.fold import fold, fold_sounds

FILE = "identity.toml"
_LISTS = {
    "generation": ("younger", "elder"),
    "namesake": ("phrases",),
    "roles": ("leading", "general"),
    "first_person": ("singular", "plural"),
    "bodies": ("nouns", "endings", "links"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityWords:
    """Words that tell who somebody is; in small letters.

    Attributes:
        generations: Words behind a name to ``younger`` or ``elder``.
        namesakes: Phrases that say that somebody else of the name is meant.
        leading: Folded last parts of compounds for the head of whatever stands before.
        general: Those of them that alone name the head of anything.
        appositive: Articles of an apposition to the gender of the noun.
        singular: Forms by which a speaker means himself; ``plural`` those for whom he speaks too.
        bodies: Folded nouns for institutions of which a state or a town has one; ``body_endings`` of such compounds,
            ``body_links`` what stands between them and their place.
        given: Given names, by :func:`fold_sounds`, to the numbers of the names of which they are forms.
    """

    generations: Mapping[str, str] = field(default_factory=dict)
    namesakes: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    general: frozenset[str] = frozenset()
    appositive: Mapping[str, str] = field(default_factory=dict)
    singular: frozenset[str] = frozenset()
    plural: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    body_endings: tuple[str, ...] = ()
    body_links: frozenset[str] = frozenset()
    given: Mapping[str, frozenset[int]] = field(default_factory=dict)


def read_identity(path: Path, faults: Faults) -> IdentityWords:
    """Read the file; what is wrong with it is noted in ``faults``."""
    table = read_toml(path, faults)
    lists = {
        name: _words(table.get(section, {}).get(name), f"{section}.{name}", path, faults)
        for section, names in _LISTS.items()
        for name in names
    }
    gender = table.get("roles", {}).get("gender", {})
    if not isinstance(gender, dict) or not set(gender.values()) <= {"m", "f"}:
        faults.add(path, "roles.gender", "articles to m or f")
        gender = {}
    groups = table.get("given", {}).get("groups", [])
    given: dict[str, frozenset[int]] = {}
    for number, group in enumerate(groups if isinstance(groups, list) else []):
        for name in _words(group, f"given.groups {number}", path, faults):
            given[fold_sounds(name)] = given.get(fold_sounds(name), frozenset()) | {number}
    return IdentityWords(
        generations={word: name for name in ("younger", "elder") for word in lists[name]},
        namesakes=lists["phrases"],
        leading=tuple(fold(word) for word in lists["leading"]),
        general=frozenset(fold(word) for word in lists["general"]),
        appositive=gender,
        singular=frozenset(lists["singular"]),
        plural=frozenset(lists["plural"]),
        bodies=frozenset(fold(word) for word in lists["nouns"]),
        body_endings=tuple(fold(word) for word in lists["endings"]),
        body_links=frozenset(lists["links"]),
        given=given,
    )


def _words(items: object, place: str, path: Path, faults: Faults) -> tuple[str, ...]:
    if not isinstance(items, list) or not all(isinstance(item, str) and item == item.lower() for item in items):
        faults.add(path, place, "a list of words in small letters")
        return ()
    return tuple(items)
