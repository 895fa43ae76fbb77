"""What the sender of an article says about it: fields of a feed, header lines of a mail. Evidence, not truth."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate

from quellenlage.records.document import Statement, StatementKind

_ISO = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?!\d)")
_LONGEST = 300
# Feeds began in this year; what claims to be older has no date but a default.
_FIRST_YEAR = 1991


def state(kind: StatementKind, value: str, basis: str, refused: str = "") -> Statement:
    """A statement of the sender.

    Args:
        kind: What it is about.
        value: As it stands.
        basis: Where it stands.
        refused: Why its day is not to be believed, if it is not.
    """
    value = " ".join(value.split())[:_LONGEST]
    is_day = kind in (StatementKind.PUBLISHED, StatementKind.MODIFIED)
    day = _day(value) if is_day else None
    if is_day and not refused:
        refused = "no date" if day is None else f"before {_FIRST_YEAR}, as a default is" * (day.year < _FIRST_YEAR)
    return Statement(kind=kind, value=value, basis=basis, day=day, refused=refused)


def _day(value: str) -> date | None:
    """The day as it is stated (RFC 3339 or RFC 5322), in the time zone in which it is."""
    iso = _ISO.match(value)
    try:
        if iso:
            return date.fromisoformat(iso[1])
        parts = parsedate(value)
        return date(*parts[:3]) if parts else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
