"""From how many independent origins a claim or an event comes, and which."""

from quellenlage.weigh.origins.find import origins_of, weigh_origins

__all__ = ["origins_of", "weigh_origins"]
