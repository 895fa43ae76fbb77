"""Every example in Python on a page of the documentation runs, and says what the page says."""

from __future__ import annotations

import doctest
import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# The reference is made from docstrings, which the tests of `src` run.
PAGES = [
    p
    for p in sorted((ROOT / "docs").rglob("*.md"))
    if "```pycon" in p.read_text("utf-8") and p.parent.name != "reference"
]
_BLOCK = re.compile(r"^```(pycon|python)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# Packages that an installation may lack.
_EXTRAS = {"to_pandas": "pandas", "to_polars": "polars"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_examples_of_a_page_say_what_it_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples" / "schafimpfstoff", tmp_path / "examples" / "schafimpfstoff")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    runner = doctest.DocTestRunner(verbose=False)
    for number, (language, text) in enumerate(_BLOCK.findall(page.read_text("utf-8"))):
        if language == "python":
            _run(text, names)
            continue
        test = doctest.DocTestParser().get_doctest(text, names, f"{page.name}[{number}]", str(page), 0)
        said: list[str] = []
        runner.run(test, out=said.append, clear_globs=False)
        names |= test.globs
        assert said == []
    assert runner.tries > 0


def _run(text: str, names: dict[str, object]) -> None:
    """A block without shown results: it runs where its packages are there."""
    for word, package in _EXTRAS.items():
        if word in text:
            try:
                __import__(package)
            except ModuleNotFoundError:
                return
    exec(compile(text, "page", "exec"), names)
