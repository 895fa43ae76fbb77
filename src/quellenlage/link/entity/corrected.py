"""What a person has said about who is who: must-link and cannot-link on places, applied to keys.

Source: Wagstaff et al., Constrained k-means clustering with background knowledge (ICML 2001), for the two kinds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quellenlage.records.correction import Place, Verdicts
from quellenlage.records.layers import EntityType
from quellenlage.records.union import Union


def corrected(keys: Mapping[Place, str], names: Mapping[Place, str], verdicts: Verdicts) -> dict[Place, str]:
    """The keys of all mentions as the verdicts want them; a place without a mention is passed over.

    Args:
        keys: Every mention's key, as linking found it.
        names: Every mention's name: in the article of a split, all mentions of that name go with it, unless
            both places stand there under one name.
        verdicts: What is to hold.

    Returns:
        Without the mentions of entities that are none.
    """
    found = dict(keys)
    different = _known(verdicts.different, found)
    for one, other in different:
        if found[one] == found[other]:
            _split(one, other, found, names)
    union = Union((found[one], found[other]) for one, other in different)
    for one, other in _known(verdicts.same, found):
        union.join(*sorted((found[one], found[other]), key=_weight))
    found = {place: union.root(key) for place, key in found.items()}
    nobody = {found[place] for place in verdicts.nobody if place in found}
    return {place: key for place, key in found.items() if key not in nobody}


def _known(pairs: Iterable[tuple[Place, Place]], keys: Mapping[Place, str]) -> list[tuple[Place, Place]]:
    """Pairs whose places are mentions, in an order that does not depend on that of the verdicts."""
    return sorted({(min(p), max(p)) for p in pairs if p[0] in keys and p[1] in keys})


def _split(one: Place, other: Place, keys: dict[Place, str], names: Mapping[Place, str]) -> None:
    """Give the second place a key of its own, with the mentions of its article that go with it."""
    key = keys[other]
    alone = one[0] == other[0] and names.get(one) == names.get(other)
    fresh = f"{key.partition('@')[0] if _is_own(key) else _typed(key)}/{other[1].start}@{other[0]}"
    for place in [p for p, k in keys.items() if k == key and p[0] == other[0]]:
        if place == other or (not alone and names.get(place) == names.get(other)):
            keys[place] = fresh


def _is_own(key: str) -> bool:
    return key.startswith(tuple(f"{type_}:" for type_ in EntityType))


def _typed(key: str) -> str:
    """A key beside that of an individual of the kb."""
    return f"{EntityType.MISC}:{key.replace(':', ' ')}"


def _weight(key: str) -> tuple[bool, bool, str]:
    """Which of two keys stands for both: the individual of the kb, then who is known over the pile."""
    return _is_own(key), "@" in key, key
