"""Quotations that report one utterance, collated as in critical editing."""

from quellenlage.link.collation.collate import link_alike, link_collations

__all__ = ["link_alike", "link_collations"]
