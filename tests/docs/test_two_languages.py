"""Every page for readers is there in English and in German, and both say the same in the same order."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
sys.path.insert(0, str(DOCS))
try:
    translation: Any = importlib.import_module("translation")
finally:
    sys.path.remove(str(DOCS))

ALL = translation.pairs()
PAIRS = [pair for pair in ALL if pair[0].relative_to(DOCS.parent).as_posix() not in translation.ENGLISH_ONLY]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name_of(value: object) -> str:
    return value.relative_to(ROOT).as_posix() if isinstance(value, Path) else ""


both = pytest.mark.parametrize(("english", "german"), PAIRS, ids=name_of)


@both
def test_a_page_is_there_in_both_languages_and_each_leads_to_the_other(english: Path, german: Path):
    assert german.is_file(), f"write {name_of(german)}, or list the page in ENGLISH_ONLY of docs/translation.py"
    assert german.resolve() in links_at_the_top(english)
    assert english.resolve() in links_at_the_top(german)


def links_at_the_top(page: Path) -> set[Path]:
    """What the line below the title leads to."""
    line = text_of(page).split("\n\n")[1]
    return {(page.parent / target).resolve() for target in translation._LINK.findall(line)}


@both
def test_both_have_the_same_parts(english: Path, german: Path):
    assert translation.shape(text_of(german)) == translation.shape(text_of(english))


@both
def test_both_have_the_same_blocks_of_code(english: Path, german: Path):
    blocks = [[translation.without_comments(b) for b in translation.blocks(text_of(p))] for p in (german, english)]
    assert blocks[0] == blocks[1], "run: python docs/generate.py"


@both
def test_names_numbers_and_links_of_the_english_page_are_in_the_german_one(english: Path, german: Path):
    assert translation.names(text_of(english)) - translation.names(text_of(german)) == set()
    assert translation.numbers(text_of(english)) - translation.numbers(text_of(german)) == set()
    assert translation.aims(english) - translation.aims(german) == set()


@both
def test_both_show_the_same_pictures_each_in_its_language(english: Path, german: Path):
    shown = translation.pictures(english)
    assert [path for path in shown if not path.is_file()] == []
    assert translation.pictures(german) == [path.with_name(path.name.replace(".en.", ".de.")) for path in shown]


def test_no_german_page_stands_alone_or_is_called_missing():
    known = {german for _, german in PAIRS}
    assert sorted(set((DOCS / "de").rglob("*.md")) - known) == []
    names = {name_of(english) for english, german in ALL if not german.is_file()}
    assert names == translation.ENGLISH_ONLY


def test_blocks_are_copied_and_comments_stay():
    english = "# A\n\n```sh\nmake all   # all\nmake new   # new\n```\n"
    german = "# B\n\n```sh\nmake all   # alles\nmake old   # alt\n```\n"
    assert translation.with_blocks(german, english) == german.replace("make old   # alt", "make new   # new")


def test_a_part_that_is_left_out_would_be_found():
    page = "# A\n\nWords.\n\n- one\n- two\n  more\n\n| a |\n|---|\n| b |\n\n## C\n\n```sh\n# no heading\n```\n"
    assert translation.shape(page) == [
        "heading of level 1", "paragraph", "list of 2", "table of 3 rows", "heading of level 2",
    ]  # fmt: skip
    assert translation.numbers("12 of 1,500, `300`, 20.000 and 2026-11-22") == {"1500", "20000", "2026"}


def test_a_part_with_other_words_is_another_part_and_a_broken_line_is_none():
    old, new = "# A\n\nOne two\nthree.\n\n```sh\nmake\n```\n", "# A\n\nOne\ntwo three.\n\n```sh\nmake all\n```\n"
    assert translation.parts(old) == translation.parts(new)
    assert translation.parts(old).keys() - translation.parts(new.replace("two", "four")).keys()
