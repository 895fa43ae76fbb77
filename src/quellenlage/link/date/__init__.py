"""One solution for all days: of articles first, then of every time expression in them."""

from quellenlage.link.date.find import link_dates, link_own_dates
from quellenlage.link.date.publication import publication_of

__all__ = ["link_dates", "link_own_dates", "publication_of"]
