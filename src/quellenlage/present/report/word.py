"""The report as a Word document (DOCX, ISO/IEC 29500) with real footnotes, headings and tables.

A document is a zip file of XML parts. Each part is a template beside those of the page, so that looks can be changed in
``styles.xml`` without a line of code. A sentence that is cited again is a cross-reference to its footnote, as Word
itself makes them: a second footnote of the same number does not exist in this format.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from quellenlage.errors import StoreError
from quellenlage.present.html.environment import environment
from quellenlage.present.report.block import Heading, Item, Line, Paragraph, Report, Table, Words

# The parts in the order in which readers look for them.
PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/footnotes.xml",
    "word/footer.xml",
)
# Zip files bear a time; ours is the first that they know, so that the same record gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)
# Word checks spelling by language and country.
_COUNTRIES = {"de": "de-DE", "en": "en-GB"}
# A4 less margins of 2.2 cm, in twentieths of a point.
_WIDTH = 9412


def write_word(report: Report, path: Path) -> None:
    """Write the report as one DOCX file.

    Raises:
        StoreError: The file cannot be written.
    """
    try:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, text in word_parts(report):
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                file.writestr(entry, text.encode("utf-8"))
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror})") from error


def word_parts(report: Report) -> Iterator[tuple[str, str]]:
    """Every part of the document: its name in the zip file and its XML."""
    for name in PARTS:
        template = environment().get_template(f"docx/{name.replace('[', '').replace(']', '').replace('/.', '/')}")
        yield (
            name,
            template.render(
                report=report,
                language=_tag(report.language),
                source_language=_tag(report.source_language),
                width=_WIDTH,
                shares=_shares,
                kind=_kind,
            ),
        )


def _tag(code: str) -> str:
    return _COUNTRIES.get(code, code)


def _kind(thing: Heading | Paragraph | Item | Table | Words | object) -> str:
    return type(thing).__name__


def _shares(table: Table) -> tuple[int, ...]:
    """Widths of the columns in twentieths of a point: by what stands in them, none below half of its equal share."""
    longest = [max([len(name), *(_length(row[at]) for row in table.rows)]) for at, name in enumerate(table.columns)]
    # The root, since a cell that is longer than its column is wide goes on in the next line.
    roots = [length**0.5 for length in longest]
    least = _WIDTH / len(roots) / 2
    rest = _WIDTH - least * len(roots)
    return tuple(int(least + rest * root / sum(roots)) for root in roots)


def _length(line: Line) -> int:
    return sum(len(part.text) for part in line if isinstance(part, Words))
