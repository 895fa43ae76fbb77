"""The form in which every finder of traces says what it found."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.records.document import TraceKind
from quellenlage.text.edit import Edit
from quellenlage.text.span import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """A trace, in the offsets of the text that was given.

    Attributes:
        rule: What it was told by, in words.
        evidence: Whether it speaks for a translation; else for careless copying alone.
        edits: What repairs it; nothing where that is not safe.
    """

    kind: TraceKind
    span: Span
    rule: str
    evidence: bool = False
    edits: tuple[Edit, ...] = ()


def blank(at: int, reason: str) -> Edit:
    """A blank that was lost."""
    return Edit(Span(at, at), " ", reason)
