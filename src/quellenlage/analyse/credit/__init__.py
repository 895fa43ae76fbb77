"""Who made the article: publisher, author, translator, agency, and the medium that had it first."""

from quellenlage.analyse.credit.find import find_credits

__all__ = ["find_credits"]
