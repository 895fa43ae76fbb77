"""The dossier for Word: a package in order, real footnotes, and the words of articles as words."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests.unit.present.dossier_rows import make_small_book
from tests.unit.present.test_html import HOSTILE

from quellenlage.present.catalogue import LANGUAGES, load_catalogue
from quellenlage.present.report.block import Heading, Table
from quellenlage.present.report.chapters import make_report
from quellenlage.present.report.markdown import write_markdown
from quellenlage.present.report.word import PARTS, write_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/%s}"
# The order that the schema asks for (ISO/IEC 29500-1, annex A), as far as we write it.
ORDERS = {
    "pPr": ["pStyle", "keepNext", "keepLines", "numPr", "tabs", "spacing", "ind", "outlineLvl"],
    "rPr": ["rStyle", "rFonts", "b", "sz", "szCs", "vertAlign", "lang"],
    "tblPr": ["tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"],
    "sectPr": ["footerReference", "pgSz", "pgMar"],
    "tc": ["tcPr", "p"],
    "tbl": ["tblPr", "tblGrid", "tr"],
    "lvl": ["start", "numFmt", "pStyle", "lvlText", "lvlJc", "pPr"],
    "style": ["name", "basedOn", "next", "uiPriority", "semiHidden", "qFormat", "pPr", "rPr", "tblPr"],
}

Open = Callable[..., zipfile.ZipFile]


@pytest.fixture
def written(tmp_path: Path) -> Open:
    """``written(words, language)``: the document of a dossier in which ``words`` stand everywhere."""

    def make(words: str = "Der Hafen sei leer", language: str = "de") -> zipfile.ZipFile:
        write_word(make_report(make_small_book(words), load_catalogue(language)), tmp_path / "dossier.docx")
        return zipfile.ZipFile(tmp_path / "dossier.docx")

    return make


def part(file: zipfile.ZipFile, name: str) -> ET.Element:
    return ET.fromstring(file.read(name))


def words_of(element: ET.Element) -> str:
    return "".join(found.text or "" for found in element.iter(f"{W}t"))


def test_the_package_names_all_its_parts(written: Open) -> None:
    file = written()
    assert tuple(file.namelist()) == PARTS
    types = part(file, "[Content_Types].xml")
    named = {str(found.get("PartName"))[1:] for found in types.iter(PACKAGE % "content-types" + "Override")}
    assert named == {name for name in PARTS if not name.endswith(".rels") and not name.startswith("[")}
    for rels, folder in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word")):
        for found in part(file, rels):
            assert str(PurePosixPath(folder, str(found.get("Target")))) in PARTS
    asked = {value for found in part(file, "word/document.xml").iter() for key, value in found.items() if R in key}
    assert asked <= {found.get("Id") for found in part(file, "word/_rels/document.xml.rels")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_footnote_is_there_once_and_referred_to_once(written: Open, language: str) -> None:
    file = written(language=language)
    document, footnotes = part(file, "word/document.xml"), part(file, "word/footnotes.xml")
    there = [str(found.get(f"{W}id")) for found in footnotes if found.get(f"{W}type") is None]
    asked = [str(found.get(f"{W}id")) for found in document.iter(f"{W}footnoteReference")]
    assert there == asked == [str(number) for number in range(1, len(there) + 1)]
    report = make_report(make_small_book(), load_catalogue(language))
    assert len(report.notes) == len(there)
    assert "Der Hafen sei leer, sagte Lena Sandt am Freitag." in words_of(footnotes)


def test_later_citations_are_references_to_the_first(written: Open) -> None:
    document = part(written(), "word/document.xml")
    bookmarks = [str(found.get(f"{W}name")) for found in document.iter(f"{W}bookmarkStart")]
    assert len(bookmarks) == len(set(bookmarks))
    asked = [re.findall(r"NOTEREF (\S+)", found.text or "") for found in document.iter(f"{W}instrText")]
    assert asked
    assert {name for names in asked for name in names} <= set(bookmarks)
    kinds = [found.get(f"{W}fldCharType") for found in document.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"] * len(asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_and_tables_are_those_of_the_report(written: Open, language: str) -> None:
    report = make_report(make_small_book(), load_catalogue(language))
    document = part(written(language=language), "word/document.xml")
    styled = {style: [] for style in ("Title", "Heading1")}
    for paragraph in document.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") in styled:
            styled[str(style.get(f"{W}val"))].append(words_of(paragraph))
    headings = [block for block in report.blocks if isinstance(block, Heading)]
    assert styled["Title"] == [block.text for block in headings if block.rank == 1]
    assert styled["Heading1"] == [block.text for block in headings if block.rank == 2]
    assert [line[3:] for line in write_markdown(report).splitlines() if line.startswith("## ")] == styled["Heading1"]
    tables = [block for block in report.blocks if isinstance(block, Table)]
    drawn = list(document.iter(f"{W}tbl"))
    assert len(drawn) == len(tables)
    for table, found in zip(tables, drawn, strict=True):
        assert len(found.findall(f"{W}tr")) == len(table.rows) + 1
        assert {len(row.findall(f"{W}tc")) for row in found.findall(f"{W}tr")} == {len(table.columns)}


def test_styles_that_are_used_are_defined(written: Open) -> None:
    file = written()
    defined = {found.get(f"{W}styleId") for found in part(file, "word/styles.xml").iter(f"{W}style")}
    used = {
        found.get(f"{W}val")
        for name in PARTS
        if name.startswith("word/") and name.endswith(".xml")
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
        for found in part(file, name).iter(W + tag)
    }
    assert used <= defined


def test_elements_stand_in_the_order_of_the_schema(written: Open) -> None:
    file = written(language="en")
    for name in PARTS:
        for element in part(file, name).iter():
            order = ORDERS.get(element.tag.removeprefix(W))
            if order:
                places = [order.index(child.tag.removeprefix(W)) for child in element]
                assert places == sorted(places), (name, element.tag)


def test_words_of_articles_bear_their_language(written: Open) -> None:
    document = part(written(language="en"), "word/document.xml")
    assert {found.get(f"{W}val") for found in document.iter(f"{W}lang")} == {"de-DE"}
    assert not list(part(written(language="de"), "word/document.xml").iter(f"{W}lang"))


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_words_of_an_article_stay_words(written: Open, words: str) -> None:
    def shape(file: zipfile.ZipFile) -> list[tuple[str, list[str]]]:
        return [(e.tag, sorted(e.keys())) for name in PARTS for e in part(file, name).iter()]

    calm = shape(written())
    assert shape(written(words)) == calm


def test_the_same_record_gives_the_same_bytes(written: Open, tmp_path: Path) -> None:
    written()
    first = (tmp_path / "dossier.docx").read_bytes()
    written()
    assert (tmp_path / "dossier.docx").read_bytes() == first


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_reader_finds_the_same(written: Open, tmp_path: Path, language: str) -> None:
    mammoth: Any = pytest.importorskip("mammoth", reason="it is in the dependency group dev")
    written(language=language)
    report = make_report(make_small_book(), load_catalogue(language))
    with (tmp_path / "dossier.docx").open("rb") as file:
        found = mammoth.convert_to_html(
            file, style_map="p[style-name='Title'] => h1:fresh\np[style-name='Table Text'] => p"
        )
    assert [message.message for message in found.messages] == []
    headings = re.findall(r"<h1>(.*?)</h1>", found.value)
    assert [re.sub(r"<.*?>", "", text) for text in headings] == [
        b.text for b in report.blocks if isinstance(b, Heading)
    ]
    assert found.value.count("<table>") == 3
    assert found.value.count("<th>") == sum(len(b.columns) for b in report.blocks if isinstance(b, Table))
    notes = re.findall(r'<li id="footnote-(\d+)">', found.value)
    assert notes == [str(number) for number in range(1, len(report.notes) + 1)]
    assert set(re.findall(r'href="#footnote-(\d+)"', found.value)) == set(notes)
