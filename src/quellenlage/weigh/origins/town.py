"""A town that speaks: „die Stadt Musterau“, „das Rathaus“, „die Stadtsprecherin“ and „Musterau“ are one body."""

from __future__ import annotations

from collections import Counter

from quellenlage.records.document import Passage
from quellenlage.records.layers import EntityType
from quellenlage.text.fold import fold
from quellenlage.weigh.origins.bound import Root, RootKind
from quellenlage.weigh.origins.known import Known
from quellenlage.weigh.origins.wording import forms_of, head_of, is_genitive

PLACES = frozenset({EntityType.GPE, EntityType.LOC})
_NAME = "name"


def town_of(words: str, at: Passage, known: Known) -> Root | None:
    """The town that some words mean, by its name or by its article; None if they mean none.

    Args:
        words: A noun for a town with or without its name, in any case.
        at: Where they stand.
        known: Of the pile.
    """
    passing = known.world.language.passing_on
    lead, run = head_of(words)
    if passing is None or not run:
        return None
    nouns = forms_of(run[:1], is_cut=is_genitive(lead, known.world.language), language=known.world.language)
    if passing.towns.isdisjoint(nouns):
        return None
    if len(run) > 1:
        return _root(" ".join(run[1:]), known)
    name = _town_here(at, known)
    return _root(name, known) if name else None


def town_called(stem: str, at: Passage, known: Known) -> Root | None:
    """The town of the front of a compound („Stadtsprecherin“)."""
    passing = known.world.language.passing_on
    name = _town_here(at, known) if passing and stem in passing.towns else ""
    return _root(name, known) if name else None


def _root(name: str, known: Known) -> Root:
    id_ = known.places.get(fold(name), f"{EntityType.LOC}:{fold(name)}")
    return Root(id=id_, name=name, kind=RootKind.NAMED)


def _town_here(at: Passage, known: Known) -> str:
    """The name of the only place that an article names before some words, else of the one that it names most."""
    places = [m for m in known.mentions.get(at.article, ()) if m.form == _NAME and _is_place(m.entity, known)]
    before = {m.entity for m in places if m.start < at.start}
    ranked = Counter(m.entity for m in places).most_common(2)
    if len(before) == 1:
        return known.entities[before.pop()].name
    is_first = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] > ranked[1][1])
    return known.entities[ranked[0][0]].name if is_first else ""


def _is_place(id_: str, known: Known) -> bool:
    row = known.entities.get(id_)
    return row is not None and row.type in PLACES and not id_.startswith("country:")
