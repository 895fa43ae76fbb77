"""The pictures of the README and the tutorial, taken from the pages that are tested.

``make pictures`` writes them to ``docs/pictures``; otherwise they are taken to see that what they show is there.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from tests.browser.pictures import PICTURES

SHOWN = Path(__file__).parents[2] / "docs" / "pictures"
# All of them together, so that the repository stays small.
_MOST_BYTES = 1_000_000
WIDTH, HEIGHT = 1120, 760
# Name: page, and what is clicked and must be in sight.
TAKEN = {
    f"{name}.{language}": (f"{language}/situation", clicked, seen)
    for language in ("en", "de")
    for name, clicked, seen in (
        ("overview", None, ".card .act.denies"),
        ("sentence", ".sides .one:has(.act.denies) sup a", ".s:target"),
    )
}


@pytest.mark.parametrize("watched", [{"viewport": {"width": WIDTH, "height": HEIGHT}}], indirect=True)
@pytest.mark.parametrize("name", TAKEN)
def test_a_picture_shows_what_it_is_for(watched: Any, home: str, name: str) -> None:
    page, (address, clicked, seen) = watched.page, TAKEN[name]
    page.goto(f"{home}/{address}")
    if clicked:
        page.locator(clicked).first.click()
    found = page.locator(seen).first
    found.wait_for()
    found.scroll_into_view_if_needed()
    assert 0 <= found.bounding_box()["y"] < HEIGHT
    folder = SHOWN if os.environ.get("QUELLENLAGE_PICTURES") == "write" else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")


def test_the_pictures_are_there_and_small() -> None:
    sizes = {path.name.removesuffix(".png"): path.stat().st_size for path in SHOWN.glob("*.png")}
    assert set(sizes) == set(TAKEN)
    assert sum(sizes.values()) < _MOST_BYTES
