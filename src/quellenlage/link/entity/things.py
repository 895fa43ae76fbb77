"""Keys of organisations, places and things: inflection, abbreviations, names that the kb has exactly so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from quellenlage.records.layers import Analysis, EntityType, Mention, MentionForm
from quellenlage.text.fold import fold
from quellenlage.world import World

# Places and sites are told apart badly where only a model reads them: one name is one of them.
_PLACES = frozenset({EntityType.GPE, EntityType.LOC, EntityType.FAC})
# Between a name and its abbreviation stand a blank and a bracket.
_GAP = 2
# Initials of fewer letters fit too many names. Whose names have initials.
_LETTERS = 3
_NAMED_ALIKE = frozenset({EntityType.ORG, EntityType.PER})
_INITIALLED = frozenset({EntityType.ORG, EntityType.MISC})


def thing_key(mention: Mention, short: Mapping[str, str], world: World) -> str:
    """The key of a name that is no person's: of the kb, else of its long form, else the name itself."""
    key = _own_key(mention, world)
    return short.get(key, key)


def houses(pile: Iterable[Analysis], world: World) -> dict[str, str]:
    """Folded names of one word that the pile has for organisations more often than for persons, with their keys."""
    counts: Counter[tuple[str, bool]] = Counter()
    keys: dict[str, str] = {}
    for mention in (m for analysis in pile for m in analysis.found.mentions):
        if mention.form is MentionForm.NAME and mention.type in _NAMED_ALIKE and " " not in mention.name:
            name = fold(mention.name)
            counts[name, mention.type is EntityType.ORG] += 1
            if mention.type is EntityType.ORG:
                keys.setdefault(name, _own_key(mention, world))
    return {name: key for name, key in keys.items() if counts[name, True] > counts[name, False]}


def _own_key(mention: Mention, world: World) -> str:
    if mention.candidates:
        return mention.candidates[0]
    if known := _in_kb(mention, world):
        return known
    words = fold(mention.name).split()
    kind = EntityType.LOC if mention.type in _PLACES else mention.type
    return f"{kind}:{' '.join((*(_stem(word, world) for word in words[:-1]), *words[-1:]))}"


def _stem(word: str, world: World) -> str:
    """A word inside a name without the ending of an adjective: „Deutsche Bahn“ and „Deutschen Bahn“ meet."""
    endings = sorted((e for e in world.language.adjective if e), key=len, reverse=True)
    return next((word.removesuffix(e) for e in endings if word.endswith(e) and len(word) > len(e) + 3), word)


def _in_kb(mention: Mention, world: World) -> str:
    """The one individual of this type that is called exactly so, whatever stage read the name, in any inflection."""
    forms = (mention.name, *_inflected(mention.name, world))
    return next((id_ for form in forms if (id_ := _called_so(form, mention.type, world))), "")


def _called_so(form: str, type_: EntityType, world: World) -> str:
    for hit in world.gazetteer.find(form):
        fits = [e for e in hit.entities if world.kb.entities[e].type is type_]
        if len(hit.span) == len(form) and not hit.ambiguous and len(fits) == 1:
            return fits[0]
    return ""


def _inflected(name: str, world: World) -> Iterator[str]:
    """A name of several words with the other endings of an adjective at its first („Deutschen“, „Deutsche Bahn“)."""
    first, blank, rest = name.partition(" ")
    stem = _stem(first, world)
    if blank and stem != first:
        yield from (f"{stem}{ending} {rest}" for ending in world.language.adjective if f"{stem}{ending}" != first)


def abbreviations(pile: Iterable[Analysis], world: World) -> dict[str, str]:
    """Keys of names to those of the names that they are short for, or long for where the kb knows the short one.

    „Full Name (FN)“ tells it wherever it stands; else the initials of the one name of the pile that has them.
    """
    found: dict[str, set[str]] = {}
    initials: dict[str, set[str]] = {}
    shorts: dict[str, str] = {}
    for analysis in pile:
        names = [m for m in analysis.found.mentions if m.form is MentionForm.NAME and m.type is not EntityType.PER]
        for mention in names:
            key = _own_key(mention, world)
            if mention.type in _INITIALLED and not mention.candidates:
                initials.setdefault(_initials(mention.name), set()).add(key)
                if mention.name.isupper() and len(mention.name) >= _LETTERS:
                    shorts[key] = fold(mention.name)
        for before, mention in pairwise(names):
            gap = analysis.document.text[before.span.end : mention.span.start]
            if gap.strip() == "(" and len(gap) <= _GAP and _abbreviates(mention.name, before.name):
                short, full = _own_key(mention, world), _own_key(before, world)
                if short in world.kb.entities and full not in world.kb.entities:
                    short, full = full, short
                found.setdefault(short, set()).add(full)
    for key, letters in shorts.items():
        full_names = initials.get(letters, set())
        if key not in found and len(full_names) == 1 and key not in full_names:
            found[key] = full_names
    ends = {key: next(iter(full)) for key, full in found.items() if len(full) == 1 and key not in full}
    return {key: ends.get(full, full) for key, full in ends.items() if ends.get(full, full) != key}


def _initials(name: str) -> str:
    """The first letters of the words with a capital, where there are enough of them."""
    letters = "".join(part[0] for word in name.split() for part in word.split("-") if part[:1].isupper())
    return fold(letters) if len(letters) >= _LETTERS else ""


def _abbreviates(short: str, full: str) -> bool:
    """Whether the letters of a short name stand in the long one in this order, the first at its beginning."""
    letters = iter(fold(full))
    return len(short) < len(full) and fold(full)[:1] == fold(short)[:1] and all(c in letters for c in fold(short))
