"""The model reads the article once."""

from quellenlage.analyse.parse.find import find_parses

__all__ = ["find_parses"]
