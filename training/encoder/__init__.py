"""Trains the encoder; run its files as scripts."""
