"""Articles that are copies of one another. Nothing is dropped: copies are grouped."""

from quellenlage.link.copies.find import link_copies

__all__ = ["link_copies"]
