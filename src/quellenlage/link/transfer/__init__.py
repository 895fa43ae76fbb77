"""The register of transfers: who is said to have passed what to whom, over all articles."""

from quellenlage.link.transfer.gather import link_transfers

__all__ = ["link_transfers"]
