"""What an article tells of the day of its publication."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.dates.interval import DayInterval
from quellenlage.records.provenance import By
from quellenlage.text.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """What some words tell about the day of publication.

    Attributes:
        days: The days that it allows.
        weight: None for a hard clue, else how much it counts.
        span: The words that are the evidence; None if it stands outside the text.
        reason: One line for the reader.
        recurs: The days return with the calendar („am 18. Juni“ in every year): they narrow what other clues bound,
            and bound nothing themselves.
        weekdays: Of those days only these (1 Monday to 7 Sunday); empty for all.
        is_given: Whether a person has laid it down: it outweighs all that is read.
    """

    span: Span | None
    days: tuple[DayInterval, ...]
    reason: str
    by: By
    weight: int | None = None
    recurs: bool = False
    weekdays: tuple[int, ...] = ()
    is_given: bool = False
