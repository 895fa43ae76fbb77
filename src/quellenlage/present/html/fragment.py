"""Some rows as a piece of HTML that stands in somebody else's page: a cell of a notebook.

It is made from the templates of the page, with three differences. Its style is bound to its own box, so that it
changes nothing around it. Its anchors bear a prefix of its own, so that two pieces on one page keep apart. Links to
sections that are not there are no links.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from markupsafe import Markup

from quellenlage.present.catalogue import Catalogue
from quellenlage.present.exports.sheet import make_sheet
from quellenlage.present.html.book import Book
from quellenlage.present.html.document import STYLE
from quellenlage.present.html.environment import SECTIONS, Surroundings, render, render_section
from quellenlage.present.html.footnotes import Footnotes
from quellenlage.present.tables import VIEWS, Table
from quellenlage.records.contract import Record, Row

# So many rows are drawn; more is slow to draw and not read in a cell. The page of the dossier has them all.
MOST = 100
# Sections of the page that show rows of one kind and nothing else, and what must not be drawn with a choice of them.
_ALONE: Mapping[str, dict[str, Any]] = {
    "claims": {},
    "timeline": {},
    "quotes": {"finding": ()},
    "transfers": {},
    "actors": {},
    "findings": {},
    "articles": {"story": ()},
}
_BOX = "quellenlage"
# What the page sets on its body, and what only a page needs.
_OWN = (
    "& { background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; padding: .2rem 1rem 1rem;"
    " overflow-wrap: anywhere; } .head { display: none; }"
)
_ANCHOR = re.compile(r' (id|for|aria-labelledby)="([^"]*)"')
_LINK = re.compile(r' href="#([^"]*)"')


def write_rows(book: Book, catalogue: Catalogue, view: str, kind: type[Row], rows: Sequence[Row]) -> str:
    """Some rows of one kind as a fragment, with the sentences on which they rest.

    Args:
        book: The whole record: names, numbers and sentences come from it.
        catalogue: In whose language.
        view: How they are shown: a section of the page, a view of ``show``, or anything else for all fields.
        kind: Of all rows.
        rows: In their order; the first hundred are shown.
    """
    shown = tuple(rows[:MOST])
    around = _around(book, catalogue)
    of_kind: dict[str, Any] = {kind.kind: shown}
    chosen = replace(book.record, **of_kind)
    if view in _ALONE:
        narrow = replace(book, record=replace(chosen, **_ALONE[view]))
        content = render_section(view, SECTIONS[view](narrow), around)
    else:
        content = render("rows.html", around, table=_table(view, kind, chosen, shown))
    return _boxed(content, around, more=len(rows) - len(shown))


def write_situation(book: Book, catalogue: Catalogue) -> str:
    """What the pile is worth, as the first section of the page has it."""
    around = _around(book, catalogue)
    return _boxed(render_section("situation", SECTIONS["situation"](book), around), around, more=0)


def _around(book: Book, catalogue: Catalogue) -> Surroundings:
    return Surroundings(
        book=book,
        catalogue=catalogue,
        url=lambda _section, anchor: f"#{anchor}",
        notes=Footnotes(book, lambda number, _article, _anchor: f"#b{number}"),
        with_text=False,
        files=False,
    )


def _table(view: str, kind: type[Row], chosen: Record, rows: tuple[Row, ...]) -> Table:
    if view in VIEWS:
        return VIEWS[view](chosen)
    sheet = make_sheet(chosen, kind, rows)
    cells = tuple(tuple("" if cell is None else str(cell) for cell in row) for row in sheet.rows)
    return Table(sheet.name, sheet.columns, cells)


def _boxed(content: Markup, around: Surroundings, *, more: int) -> str:
    """A fragment with its sentences and its style, apart from all others."""
    inner = str(render("fragment.html", around, content=content, notes=around.notes.notes, more=more))
    prefix = hashlib.sha256(inner.encode()).hexdigest()[:8]
    anchors = {match[2] for match in _ANCHOR.finditer(inner)}
    inner = _LINK.sub(lambda m: f' href="#{prefix}-{m[1]}"' if m[1] in anchors else "", inner)
    inner = _ANCHOR.sub(lambda m: f' {m[1]}="{prefix}-{m[2]}"', inner)
    return f'<div class="{_BOX}"><style>{_style()}</style>\n{inner}</div>'


@cache
def _style() -> str:
    """The style of the page inside the box: rules nested below it, what is set on the root set on the box."""
    rules = re.sub(r"@page \{[^}]*\}", "", STYLE.read_text(encoding="utf-8"))
    return f".{_BOX} {{ {_OWN}\n{rules.replace(':root', '&')} }}"
