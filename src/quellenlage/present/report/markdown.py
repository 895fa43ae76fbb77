"""The report as Markdown, with footnotes and tables as GitHub, Pandoc and Obsidian read them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quellenlage.present.report.block import Block, Heading, Item, Line, Paragraph, Report, Table, Words

# What Markdown could take for a command, anywhere or at the beginning of a line.
_ACTIVE = re.compile(r"([\\`*_\[\]~|$^])")
_FIRST = re.compile(r"^(\d+)([.)])|^([-+#>=:])")


def write_markdown(report: Report) -> str:
    """The report as one Markdown document."""
    lines: list[str] = []
    before: Block | None = None
    for block in report.blocks:
        if before is not None and not (isinstance(block, Item) and isinstance(before, Item)):
            lines.append("")
        lines += _lines(block)
        before = block
    lines.append("")
    lines += [f"[^{number}]: {_line(note)}" for number, note in enumerate(report.notes, 1)]
    return "\n".join(lines) + "\n"


def inert(text: str) -> str:
    """Words of an article so that no Markdown program makes more of them than words."""
    line = _ACTIVE.sub(r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    line = line.replace("://", ":\u2060//")
    return _FIRST.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", line)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(rank, text):
            yield f"{'#' * rank} {text}"
        case Paragraph(line):
            yield _line(line)
        case Item(line, depth):
            yield f"{'    ' * depth}- {_line(line)}"
        case Table(columns, rows):
            yield f"| {' | '.join(columns)} |"
            yield f"|{' --- |' * len(columns)}"
            for row in rows:
                yield f"| {' | '.join(_line(cell) for cell in row)} |"


def _line(line: Line) -> str:
    return "".join(_words(part) if isinstance(part, Words) else f"[^{part.note}]" for part in line)


def _words(words: Words) -> str:
    text = inert(words.text) if words.source else words.text
    return f"**{text}**" if words.bold and text else text
