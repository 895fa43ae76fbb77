"""One event told by several sentences and articles is one row; each told detail keeps its article."""

from quellenlage.link.event.find import link_events

__all__ = ["link_events"]
