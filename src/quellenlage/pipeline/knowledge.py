"""What the user taught a dossier, put into the worlds that read and link it."""

from __future__ import annotations

from quellenlage.kb.taught import Taught
from quellenlage.store.sqlite import Dossier
from quellenlage.world import World, read_rows, teach


def taught_to(dossier: Dossier, worlds: tuple[World, ...]) -> Taught:
    """The rows that the user brought to a dossier."""
    return read_rows(dossier.own_rows(), worlds)


def taught(worlds: tuple[World, ...], rows: Taught) -> tuple[World, ...]:
    """The worlds with the rows of the user; as they are without any."""
    return teach(worlds, rows) if rows else worlds


def worlds_of(dossier: Dossier, worlds: tuple[World, ...]) -> tuple[World, ...]:
    """The worlds by which a dossier is read and linked."""
    return taught(worlds, taught_to(dossier, worlds))
