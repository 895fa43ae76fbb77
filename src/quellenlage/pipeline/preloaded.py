"""Imported once by the server from which workers are forked: they share what is loaded here."""

from contextlib import suppress

from quellenlage.clean.language import load_identifier
from quellenlage.models.card import NONE
from quellenlage.world import load_worlds

# For want of memory or of room on the disk each worker tries anew, and ends where that fails too.
with suppress(MemoryError, OSError):
    # Weights are loaded by the worker that reads with them.
    load_worlds(NONE)
    load_identifier()
