"""Puts what the user taught into the knowledge base."""

from __future__ import annotations

from dataclasses import replace

from quellenlage.kb.loader import Kb
from quellenlage.kb.taught import Individuals, Taught, entity_of


def merge(kb: Kb, taught: Taught) -> Kb:
    """Our knowledge base with the rows of the user.

    A row with the id of one of ours takes its place and keeps our names beside its own. A form that a row bears
    is no longer a form of ours: whoever bears it in the file is meant.
    """
    known = Individuals(kb.entities, taught)
    replaced = {id_: entity_of(row, ours, known) for id_, ours in kb.entities.items() if (row := taught.get(id_))}
    names = tuple(name for name in kb.names if not taught.bears(name.form))
    return replace(kb, entities=Individuals({**kb.entities, **replaced}, taught), names=names, taught=taught)
