"""The one place that reads a clock: when a person says something. The hash of the record leaves it out."""

from __future__ import annotations

from datetime import UTC, datetime


def moment() -> str:
    """This moment as ISO 8601 with microseconds, UTC: texts of it stand in the order of time."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
