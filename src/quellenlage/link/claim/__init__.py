"""Who takes which side on what: stances of all articles gathered by proposition."""

from quellenlage.link.claim.gather import link_claims

__all__ = ["link_claims"]
