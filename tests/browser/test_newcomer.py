"""What a newcomer does, each in at most three clicks from the first page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

_MARKED = "el => getComputedStyle(el).backgroundColor !== 'rgba(0, 0, 0, 0)'"


@pytest.fixture
def page(watched: Any, home: str) -> Any:
    """The first page."""
    watched.page.goto(home)
    return watched.page


def test_who_denied_it_and_the_sentence_that_says_so(page: Any) -> None:
    denial = page.locator(".sides .one", has=page.locator(".act.denies")).first
    assert denial.is_visible()
    denial.locator("sup a").first.click()
    sentence = page.locator(":target")
    sentence.wait_for()
    assert "/articles/" in page.url
    assert sentence.is_visible()
    assert sentence.evaluate(_MARKED)
    assert sentence.bounding_box()["y"] < 900


def test_versions_of_one_quotation_side_by_side(page: Any) -> None:
    page.get_by_role("link", name="Zitate", exact=True).click()
    versions = page.locator(".witnesses").first.locator("figure")
    left, right = versions.nth(0).bounding_box(), versions.nth(1).bounding_box()
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]
    assert page.locator(".witnesses mark").count() > 0


def test_from_how_many_origins_and_why(page: Any) -> None:
    page.get_by_role("link", name="Aussagen", exact=True).click()
    bound = page.locator(".claim h3 a[href*='at=origins-']").first
    assert re.search(r"\d+ (bis \d+ )?unabhängige", bound.inner_text())
    bound.click()
    tree = page.locator(":target .tree").first
    assert tree.locator("svg .root").count() > 0
    tree.locator("summary").click()
    assert tree.locator("tbody tr").first.is_visible()


def test_which_original_is_missing(page: Any) -> None:
    page.get_by_role("link", name="Lücken", exact=True).click()
    assert page.locator(".leads .missing").count() > 0


def test_a_word_with_umlauts_typed_without_them(page: Any) -> None:
    page.get_by_role("link", name="Suche", exact=True).click()
    page.get_by_label("Wörter").fill("veterinaerbehoerde")
    page.get_by_role("button", name="Suchen").click()
    hit = page.locator(".hits li").first
    assert "ä" in hit.locator("mark").first.inner_text()
    hit.locator("a").click()
    page.locator(":target").wait_for()


def test_leaving_with_a_table(page: Any, tmp_path: Path) -> None:
    page.get_by_role("link", name="Aussagen", exact=True).click()
    with page.expect_download() as waited:
        page.get_by_role("link", name="CSV").click()
    waited.value.save_as(tmp_path / "claims.csv")
    assert (tmp_path / "claims.csv").read_text(encoding="utf-8-sig").startswith("status,")


def test_copying_a_citation(page: Any) -> None:
    page.locator(".card sup a").first.click()
    sentence = page.locator(":target").inner_text()
    page.get_by_role("button", name="Beleg kopieren").first.click()
    page.get_by_role("button", name="Kopiert").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert " ".join(sentence.split()) in copied
    assert re.search(r"SHA-256 [0-9a-f]{64}", copied)
    assert page.url in copied


def test_layers_are_switched_and_furniture_is_opened_by_keyboard(page: Any, home: str) -> None:
    page.goto(f"{home}/de/articles/1")
    box = page.locator(".layer.name")
    box.focus()
    page.keyboard.press("Space")
    assert box.is_checked()
    name = page.locator(".lines .a").first
    assert name.evaluate("el => getComputedStyle(el).fontVariantCaps") == "small-caps"
    furniture = page.locator("details.furniture").first
    furniture.locator("summary").focus()
    page.keyboard.press("Enter")
    assert furniture.locator(".line").first.is_visible()


def test_the_first_tab_skips_to_the_content(page: Any) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
