"""What the user taught a dossier, put into the worlds that read and link it."""

from __future__ import annotations

from quellenlage.kb.own import OwnRow
from quellenlage.store.sqlite import Dossier
from quellenlage.world import World, teach


def taught(worlds: tuple[World, ...], rows: tuple[OwnRow, ...]) -> tuple[World, ...]:
    """The worlds with the rows of the user; as they are without any."""
    return tuple(teach(world, rows) for world in worlds) if rows else worlds


def worlds_of(dossier: Dossier, worlds: tuple[World, ...]) -> tuple[World, ...]:
    """The worlds by which a dossier is read and linked."""
    return taught(worlds, dossier.own_rows())
