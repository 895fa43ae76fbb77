"""The dossier as Markdown: footnotes that exist, and no command of Markdown from an article."""

from __future__ import annotations

import re

import pytest
from tests.unit.present.dossier_rows import make_small_book
from tests.unit.present.test_html import HOSTILE

from quellenlage.present.catalogue import LANGUAGES, load_catalogue
from quellenlage.present.report.block import Report, Table
from quellenlage.present.report.chapters import make_report, told
from quellenlage.present.report.markdown import inert, write_markdown


def report(words: str = "Der Hafen sei leer", *, language: str = "de") -> Report:
    return make_report(make_small_book(words), load_catalogue(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_footnote_stands_there_once(language: str) -> None:
    text = write_markdown(report(language=language))
    defined = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    assert len(defined) == len(set(defined)) > 0
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(defined)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_words_of_an_article_stay_words(words: str) -> None:
    calm = write_markdown(report())
    text = write_markdown(report(words))
    assert "<" not in text
    assert "://" not in text
    assert len(text.splitlines()) == len(calm.splitlines())
    assert len(re.findall(r"^#+ ", text, re.MULTILINE)) == len(re.findall(r"^#+ ", calm, re.MULTILINE))
    text.encode("utf-8")


@pytest.mark.parametrize(
    "words", ["# Titel", "1. Punkt", "- Punkt", "+ Punkt", "> Zitat", "[a](b)", "*a* _b_ `c`", "a|b"]
)
def test_signs_of_markdown_are_escaped(words: str) -> None:
    told = inert(words)
    assert not re.search(r"(?<!\\)[*_`\[\]|]", told)
    assert not re.match(r"\d+[.)]|[-+#>]", told)


def test_tables_have_a_cell_for_every_column() -> None:
    tables = [block for block in report().blocks if isinstance(block, Table)]
    assert len(tables) == 3
    assert all(len(row) == len(table.columns) for table in tables for row in table.rows)
    text = write_markdown(report("a|b"))
    assert {line.replace("\\|", "").count("|") for line in text.splitlines() if line.startswith("| ")} == {5, 6}


@pytest.mark.parametrize(
    ("words", "ended"),
    [("a\u202eb", "\u202c"), ("a\u2067b\u202ac", "\u202c\u2069"), ("a\u2067b\u202ac\u2069d", ""), ("a\u2069", "")],
)
def test_what_turns_the_direction_ends_with_the_words(words: str, ended: str) -> None:
    assert told(words).text == words + ended
