"""The dossier: one SQLite file that holds sources, analyses and the linked record."""

from quellenlage.store.sqlite import Dossier

__all__ = ["Dossier"]
