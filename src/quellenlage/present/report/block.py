"""What a report is made of, before it is Markdown or a Word document: headings, lines and tables with citations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words.

    Attributes:
        bold: What the eye looks for in a line.
        source: Words of an article: in its language, and never commands of the form that is written.
    """

    text: str
    bold: bool = False
    source: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to a footnote; ``first`` for the first one to it in the report."""

    note: int
    first: bool


Line = tuple[Words | Citation, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of rank 1 (the report) or 2 (a section)."""

    rank: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph by itself."""

    line: Line


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list; of depth 1 below one of depth 0."""

    line: Line
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as there are columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


Block = Heading | Paragraph | Item | Table


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    Attributes:
        notes: The footnotes, the first of number 1, in the order of their first citation.
        language: Of what the program says.
        source_language: Of what the articles say, mostly.
        foot: What stands at the foot of every page.
    """

    title: str
    blocks: tuple[Block, ...]
    notes: tuple[Line, ...]
    language: str
    source_language: str
    foot: str
