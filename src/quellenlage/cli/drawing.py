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
    for row in table.rows:
        drawn.add_row(*(Text(visible(cell)) for cell in row))
    console.print(drawn)
    if table.note:
        console.print(Text(visible(table.note), style="dim"))
    console.print()
