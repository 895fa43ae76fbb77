"""What happens: words that name an event, who takes part, place and time, how far it came, how sure it is."""

from quellenlage.analyse.event.find import find_events

__all__ = ["find_events"]
