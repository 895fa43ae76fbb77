"""Originals that the article cites: what to fetch next."""

from quellenlage.analyse.lead.find import find_leads

__all__ = ["find_leads"]
