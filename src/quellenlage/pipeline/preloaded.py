"""Imported once by the server from which workers are forked: they share what is loaded here."""

from quellenlage.world import load_worlds

load_worlds()
