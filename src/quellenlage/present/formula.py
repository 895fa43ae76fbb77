"""Cells that a spreadsheet would run instead of show."""

from __future__ import annotations

# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV Injection); the last four are full width.
_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would take the words of a cell for a formula."""
    return cell.startswith(_STARTS)


def inert(cell: str) -> str:
    """The cell as words: an apostrophe in front says so to a spreadsheet; NUL, which it refuses, is replaced.

    Examples:
        >>> inert("=1+1"), inert("Werft")
        ("'=1+1", 'Werft')
    """
    words = cell.replace("\0", "\ufffd")
    return f"'{words}" if is_formula(words) else words
