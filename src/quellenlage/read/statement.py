"""What is said of an article outside its text, as statements: days read, implausible ones refused with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from quellenlage.records.document import Statement, StatementKind
from quellenlage.text.span import Span

_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):\d\d\S*)?")
_GERMAN = re.compile(r"\s*(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
# Values of one kind that are kept, and characters of a value.
_MANY, _LONGEST = 20, 300
_DAYS = (StatementKind.PUBLISHED, StatementKind.MODIFIED, StatementKind.CAPTURED)
# Web pages began in this year; what claims to be older has no date but a default.
_FIRST_YEAR = 1991
# Days after the last change that make a day of publication unlikely.
_FAR = 366


def state(kind: StatementKind, value: str, basis: str, place: Span | None = None, refused: str = "") -> Statement:
    """A statement with single blanks, and its day where it names one.

    Args:
        kind: What it is about.
        value: As it stands.
        basis: Where it stands.
        place: Stretch of the markup.
        refused: Why its day is not to be believed, where that is known already.

    Examples:
        >>> state(StatementKind.PUBLISHED, "3.4.2021, 12:00", "meta date").day
        datetime.date(2021, 4, 3)
    """
    value = " ".join(value.split())[:_LONGEST]
    is_day = kind in _DAYS
    return Statement(
        kind=kind, value=value, basis=basis, place=place, day=_day(value) if is_day else None, refused=refused
    )


def weigh_statements(found: Sequence[Statement]) -> tuple[Statement, ...]:
    """Each statement once, by kind, the first of each kind; implausible days say why they are refused.

    Args:
        found: The most trustworthy first.
    """
    unique = {(s.kind, s.value, s.basis): s for s in reversed(found)}
    kept = [s for s in found if unique[s.kind, s.value, s.basis] is s]
    changed = [s.day for s in kept if s.day and s.kind is StatementKind.MODIFIED]
    by_kind = [[s for s in kept if s.kind is kind][:_MANY] for kind in StatementKind]
    return tuple(replace(s, refused=_fault(s, changed)) for some in by_kind for s in some)


def _day(value: str) -> date | None:
    """The day as it is stated, in the time zone in which it is."""
    iso, german = _ISO.match(value), _GERMAN.match(value)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if german:
            return date(int(german[3]), int(german[2]), int(german[1]))
        return _spelled(value)
    except ValueError:
        return None


def _spelled(value: str) -> date | None:
    """„Fri Apr 28 19:20:36 CEST 2023“ and the like."""
    from dateutil.parser import parse  # type: ignore[import-untyped]

    if not re.search(r"\b\d{4}\b", value) or not re.search(r"\b\d{1,2}\b", value):
        return None
    try:
        found: date = parse(value, ignoretz=True, dayfirst=True).date()
    except (ValueError, OverflowError, TypeError):
        return None
    return found


def _fault(statement: Statement, changed: list[date]) -> str:
    """Why the day of publication or of capture cannot be, if there is a reason."""
    if statement.kind is StatementKind.CAPTURED and statement.day and statement.day.year < _FIRST_YEAR:
        return f"before {_FIRST_YEAR}, as a default is"
    if statement.refused or statement.kind is not StatementKind.PUBLISHED:
        return statement.refused
    day = statement.day
    if day is None:
        return "a template" if re.search(r"[{}%]", statement.value) else "no date"
    if day.year < _FIRST_YEAR:
        return f"before {_FIRST_YEAR}, as a default is"
    if changed and (day - max(changed)).days > _FAR:
        return "long after the last change that is stated"
    return ""
