"""Imported once by the server from which workers are forked: they share what is loaded here."""

from quellenlage.clean.language import load_identifier
from quellenlage.models.card import NONE
from quellenlage.world import load_worlds

# Weights are loaded by the worker that reads with them.
load_worlds(NONE)
load_identifier()
