"""Who is who over the pile: spellings of one name, surnames, names of the kb; actors without a name stay apart."""

from quellenlage.link.entity.find import link_entities

__all__ = ["link_entities"]
