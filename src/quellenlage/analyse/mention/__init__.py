"""Who and what is named: persons, known names, organisations with an abbreviation, actors without a name."""

from quellenlage.analyse.mention.find import find_mentions

__all__ = ["find_mentions"]
