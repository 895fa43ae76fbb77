"""The forms of ``quellenlage export`` that other programs read: how each is written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quellenlage.cli.terminal import write_utf8
from quellenlage.cli.whole_file import whole, whole_folder
from quellenlage.errors import ConfigError
from quellenlage.present.catalogue import Catalogue, load_catalogue
from quellenlage.present.datasette import metadata_text
from quellenlage.present.exports.cas import write_cas
from quellenlage.present.exports.csv_folder import write_csv
from quellenlage.present.exports.ftm import write_ftm
from quellenlage.present.exports.graph import write_graph
from quellenlage.present.exports.jsonld import write_jsonld
from quellenlage.present.exports.sheet import make_sheets
from quellenlage.present.exports.timeline import write_timeline
from quellenlage.present.exports.workbook import write_workbook
from quellenlage.present.jsonl import write_jsonl
from quellenlage.store import Dossier

if TYPE_CHECKING:
    from quellenlage.present.html.book import Book


@dataclass(frozen=True, slots=True)
class Target:
    """Where an export goes, and how it is to be written.

    Attributes:
        name: A file or folder; ``-`` is standard output.
        stem: Name of the dossier without its ending.
        excel: CSV as Excel opens it in German.
        with_text: The page with the full texts of the articles.
        language: Of the page, of the reports and of the timeline.
    """

    name: str
    stem: str
    excel: bool = False
    with_text: bool = False
    language: str = "de"

    def path(self, form: str, what: str) -> Path:
        """Where to, for a form that cannot be printed."""
        if self.name == "-":
            raise ConfigError(f"{form} cannot be printed: name {what} with -o")
        return Path(self.name)


@dataclass(frozen=True, slots=True)
class Form:
    """One form: what it is for, and how it is written."""

    about: str
    write: Callable[[Dossier, Target], None]


def _lines(make: Callable[[Dossier], Iterable[str]]) -> Callable[[Dossier, Target], None]:
    return lambda dossier, target: write_lines(make(dossier), target.name)


def _csv(dossier: Dossier, target: Target) -> None:
    with whole_folder(target.path("csv", "a folder")) as folder:
        write_csv(make_sheets(dossier.record()), folder, excel=target.excel)


def _workbook(dossier: Dossier, target: Target) -> None:
    with whole(target.path("xlsx", "a file")) as path:
        write_workbook(make_sheets(dossier.record()), path)


def _graph(dossier: Dossier, target: Target) -> None:
    write_lines((write_graph(dossier.record()).decode("utf-8"),), target.name)


def _timeline(dossier: Dossier, target: Target) -> None:
    write_lines((write_timeline(dossier.record(), load_catalogue(target.language)),), target.name)


def _cas(dossier: Dossier, target: Target) -> None:
    texts = {analysis.document.id: analysis.document.source.text for analysis in dossier.analyses()}
    with whole_folder(target.path("xmi", "a folder")) as folder:
        write_cas(dossier.record(), texts, folder)


def _copy(dossier: Dossier, target: Target) -> None:
    dossier.copy_to(target.path("sqlite", "a file for the copy"))


def _datasette(dossier: Dossier, target: Target) -> None:
    # Datasette calls a database as its file, without the ending.
    write_lines((metadata_text(target.stem),), target.name)


def _page(dossier: Dossier, target: Target) -> None:
    from quellenlage.present.html.document import write_html

    book, catalogue = _book(dossier, target.language)
    write_lines((write_html(book, catalogue, with_text=target.with_text),), target.name)


def _markdown(dossier: Dossier, target: Target) -> None:
    from quellenlage.present.report.chapters import make_report
    from quellenlage.present.report.markdown import write_markdown

    write_lines((write_markdown(make_report(*_book(dossier, target.language))),), target.name)


def _word(dossier: Dossier, target: Target) -> None:
    from quellenlage.present.report.chapters import make_report
    from quellenlage.present.report.word import write_word

    with whole(target.path("docx", "a file")) as path:
        write_word(make_report(*_book(dossier, target.language)), path)


def _book(dossier: Dossier, language: str) -> tuple[Book, Catalogue]:
    # Templates are loaded only where a page is written, so that the other forms start quickly.
    from quellenlage.present.html.book import make_book

    return make_book(dossier.record(), dossier.sentences()), load_catalogue(language)


FORMS = {
    "jsonl": Form("one record a line", _lines(lambda dossier: write_jsonl(dossier.record()))),
    "html": Form("the dossier as one page that needs no network and no script", _page),
    "md": Form("the same as Markdown with footnotes", _markdown),
    "docx": Form("the same for Word, with real footnotes", _word),
    "csv": Form("a folder with a table a kind, safe for spreadsheets", _csv),
    "xlsx": Form("one workbook with a sheet a kind", _workbook),
    "ftm": Form("FollowTheMoney entities, for OpenAleph", _lines(lambda dossier: write_ftm(dossier.record()))),
    "jsonld": Form("schema.org, Web Annotation and PROV-O", _lines(lambda dossier: (write_jsonld(dossier.record()),))),
    "timeline": Form("JSON for TimelineJS", _timeline),
    "graphml": Form("who has to do with whom, for Gephi", _graph),
    "xmi": Form("a folder with a UIMA CAS an article, for INCEpTION", _cas),
    "sqlite": Form("a compact copy of the dossier to hand out", _copy),
    "datasette": Form("what Datasette shows around the tables, for its option -m", _datasette),
}


def write_lines(lines: Iterable[str], output: str) -> None:
    """Write text to a file, or to standard output.

    Raises:
        StoreError: The file cannot be written.
    """
    if output == "-":
        write_utf8("surrogatepass")
        sys.stdout.writelines(lines)
        return
    with whole(output) as path, path.open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as file:
        file.writelines(lines)
