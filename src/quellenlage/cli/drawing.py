"""Draws tables on the terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from quellenlage.cli.terminal import visible, visible_json, write_utf8
from quellenlage.present.tables import Table

# Longer titles are cut, as on the page: some articles have a paragraph for a title.
_TITLE = 100
# An id that is longer goes over two lines, else nothing is left for the words; its beginning is enough to ask for it.
_ID = 24
# Columns that give way last when the terminal is narrow.
_NARROW = frozenset({"N", "day", "articles", "article", "type", "act", "id", "named", "speaks", "use", "how many"})


class _Console(Console):
    """Leaves it to the command what to do when the reader of a pipe goes away."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def draw(tables: Iterable[Table], *, as_json: bool) -> None:
    """Print tables on standard output, or one JSON object a row."""
    if as_json:
        write_utf8()
        for table in tables:
            for row in table.rows:
                cells = {"table": table.title, **dict(zip(table.columns, row, strict=True))}
                print(visible_json(json.dumps(cells, ensure_ascii=False)))
        return
    console = _Console(file=sys.stdout, highlight=False, soft_wrap=False, width=None if sys.stdout.isatty() else 140)
    for table in tables:
        _draw(table, console)


def _draw(table: Table, console: Console) -> None:
    drawn = RichTable(
        title=Text(visible(f"{table.title} ({len(table.rows)})" if any(table.columns) else table.title)),
        title_justify="left",
        title_style="bold",
        show_header=any(table.columns),
        box=None,
        pad_edge=False,
        header_style="dim",
    )
    for name in table.columns:
        drawn.add_column(name, no_wrap=name in _NARROW, overflow="fold")
        if name == "id" and any(len(row[-1]) > _ID for row in table.rows):
            drawn.columns[-1].no_wrap, drawn.columns[-1].max_width = False, _ID
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        drawn.add_row(*(Text(_short(visible(cell)) if name == "title" else visible(cell)) for name, cell in cells))
    console.print(drawn)
    if table.note:
        console.print(Text(visible(table.note), style="dim"))
    console.print()


def _short(title: str) -> str:
    """A title that fits into a list, cut behind a word."""
    return title if len(title) <= _TITLE else f"{title[:_TITLE].rpartition(' ')[0] or title[:_TITLE]} …"
