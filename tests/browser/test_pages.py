"""Every kind of page: accessible, quiet, whole at 360 px and at 200 % zoom, the same without scripts."""

from __future__ import annotations

from typing import Any

import pytest
from tests.browser.pictures import PICTURES

from quellenlage.present.html.environment import SECTIONS

PAGES = [*SECTIONS, "articles/1", "review", "search?q=Impfstoff", "nowhere"]
# Nothing sticks out: a page that must be moved sideways to be read is broken.
_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def violations(page: Any) -> list[str]:
    """What axe-core finds, with the first element each."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="make test-browser installs axe")
    found = axe.Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


def visit(watched: Any, address: str) -> Any:
    """The page; that a missing one is missing is no fault."""
    watched.page.goto(address)
    watched.faults[:] = [fault for fault in watched.faults if "404" not in fault]
    return watched.page


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_page_has_no_violations(watched: Any, home: str, language: str, name: str) -> None:
    page = visit(watched, f"{home}/{language}/{name}")
    assert violations(page) == []
    if language == "de":
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name.partition('?')[0].replace('/', '-')}.png")


@pytest.mark.parametrize("watched", [{"color_scheme": "dark"}], indirect=True)
@pytest.mark.parametrize("name", ["situation", "claims", "articles/1"])
def test_a_dark_page_has_no_violations(watched: Any, home: str, name: str) -> None:
    page = visit(watched, f"{home}/de/{name}")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != "rgb(253, 252, 249)"
    assert violations(page) == []


# 200 % zoom of 1280 px leaves 640 px.
@pytest.mark.parametrize("watched", [{"viewport": {"width": w, "height": 800}} for w in (360, 640)], indirect=True)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out_of_a_narrow_page(watched: Any, home: str, name: str) -> None:
    page = visit(watched, f"{home}/de/{name}")
    assert not page.evaluate(_WIDE)
    width = page.viewport_size["width"]
    if width == 360:
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name.partition('?')[0].replace('/', '-')}-360.png")


@pytest.mark.parametrize("watched", [{"java_script_enabled": False}], indirect=True)
def test_it_can_be_read_without_scripts(watched: Any, home: str) -> None:
    page = visit(watched, home)
    page.locator(".card sup a").first.click()
    page.locator(":target").wait_for()
    page.get_by_role("link", name="Herkunft", exact=True).click()
    assert page.locator(".tree").first.is_visible()


def test_the_static_file_is_whole_and_quiet(watched: Any, static_file: str) -> None:
    page = visit(watched, static_file)
    assert violations(page) == []
    page.locator(".card sup a").first.click()
    assert page.locator(":target blockquote").is_visible()
    assert page.evaluate("document.scripts.length") == 0


def test_the_static_file_prints(watched: Any, static_file: str) -> None:
    page = visit(watched, static_file)
    paper = page.pdf(format="A4")
    assert paper.startswith(b"%PDF")
    page.emulate_media(media="print")
    assert not page.locator("nav").first.is_visible()
