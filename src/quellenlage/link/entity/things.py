"""Keys of organisations, places and things: inflection, abbreviations, names that the kb has exactly so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from quellenlage.records.layers import Analysis, EntityType, Mention, MentionForm
from quellenlage.text.fold import fold
from quellenlage.world import World

# Places and sites are told apart badly where only a model reads them: one name is one of them.
_PLACES = frozenset({EntityType.GPE, EntityType.LOC, EntityType.FAC})
# Between a name and its abbreviation stand a blank and a bracket.
_GAP = 2


def thing_key(mention: Mention, short: Mapping[str, str], world: World) -> str:
    """The key of a name that is no person's: of the kb, else of its long form, else the name itself."""
    key = _own_key(mention, world)
    return short.get(key, key)


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
    """The one individual of this type that is called exactly so, whatever stage read the name."""
    for hit in world.gazetteer.find(mention.name):
        fits = [e for e in hit.entities if world.kb.entities[e].type is mention.type]
        if len(hit.span) == len(mention.name) and not hit.ambiguous and len(fits) == 1:
            return fits[0]
    return ""


def abbreviations(pile: Iterable[Analysis], world: World) -> dict[str, str]:
    """Keys of abbreviations to those of the full names before them, „Full Name (FN)“, where the pile knows only one."""
    found: dict[str, set[str]] = {}
    for analysis in pile:
        names = [m for m in analysis.found.mentions if m.form is MentionForm.NAME and m.type is not EntityType.PER]
        for before, mention in pairwise(names):
            gap = analysis.document.text[before.span.end : mention.span.start]
            if gap.strip() == "(" and len(gap) <= _GAP and _abbreviates(mention.name, before.name):
                found.setdefault(_own_key(mention, world), set()).add(_own_key(before, world))
    return {key: next(iter(full)) for key, full in found.items() if len(full) == 1 and key not in full and ":" in key}


def _abbreviates(short: str, full: str) -> bool:
    """Whether the letters of a short name stand in the long one in this order, the first at its beginning."""
    letters = iter(fold(full))
    return len(short) < len(full) and fold(full)[:1] == fold(short)[:1] and all(c in letters for c in fold(short))
