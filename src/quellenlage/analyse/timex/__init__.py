"""Time expressions: patterns of the language matched, their values symbolic until the day of publication is known."""

from quellenlage.analyse.timex.capture import find_captures
from quellenlage.analyse.timex.find import find_timexes

__all__ = ["find_captures", "find_timexes"]
