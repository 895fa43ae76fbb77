"""Long sections in pages of about equal length, and on which page a row stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from quellenlage.present.html.quotes import SpeakerView

# The lists of a section in the order of its page; of the others ``rows`` alone is long.
_LISTS: Mapping[str, tuple[str, ...]] = {
    "situation": (),
    "quotes": ("collations", "rows"),
    "origins": ("rows", "copies"),
    "gaps": ("leads", "caveats", "inputs"),
}
# The quotations of a speaker with no more than these stay on one page (set by hand; below the size of a page).
_WHOLE = 20


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a section.

    Attributes:
        views: The view of each page: that of the section with a part of its lists.
        places: From the id of a row to the number of its page, from 1.
    """

    views: tuple[Any, ...]
    places: Mapping[str, int]


def make_pages(section: str, view: Any, size: int) -> Pages:  # noqa: ANN401  every section has its own view
    """Cut a section into pages.

    Args:
        section: Its key.
        view: The whole of it.
        size: Rows on a page; a speaker with more quotations than that goes on on the next page.
    """
    lists = _LISTS.get(section, ("rows",))
    pages: list[dict[str, list[Any]]] = [{name: [] for name in lists}]
    places: dict[str, int] = {}
    room = size
    for name in lists:
        for row in getattr(view, name):
            rest = row
            while rest is not None:
                part, rest = _cut(rest, room)
                if part is None:
                    pages.append({name: [] for name in lists})
                    room = size
                    continue
                pages[-1][name].append(part)
                room -= _weight(part)
                places |= {id_: len(pages) for id_ in _ids(part)}
    if len(pages) == 1:
        return Pages((view,), places)
    return Pages(tuple(replace(view, **{name: tuple(rows) for name, rows in page.items()}) for page in pages), places)


def _cut(row: Any, room: int) -> tuple[Any, Any]:  # noqa: ANN401  a row of any list
    """What of a row stands on the page, and what on the next; None for nothing."""
    if _weight(row) <= room:
        return row, None
    if isinstance(row, SpeakerView) and len(row.rows) > _WHOLE and room > 0:
        return replace(row, rows=row.rows[:room]), replace(row, rows=row.rows[room:])
    return None, row


def _weight(row: Any) -> int:  # noqa: ANN401  a row of any list
    return len(row.rows) if isinstance(row, SpeakerView) else 1


def _ids(row: Any) -> Iterator[str]:  # noqa: ANN401  a row of any list
    if isinstance(row, SpeakerView):
        yield from (quote.id for quote in row.rows)
    elif hasattr(row, "id"):
        yield row.id
