"""Quellenlage reads a pile of news articles and writes down what the pile is worth as a source."""

__version__ = "0.1.0"
