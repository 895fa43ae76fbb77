"""What the tutorial shows is what its commands print."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

from quellenlage.cli import COMMANDS

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def output() -> Any:
    """The module ``docs/tutorial_output.py``."""
    sys.path.insert(0, str(DOCS))
    try:
        return importlib.import_module("tutorial_output")
    finally:
        sys.path.remove(str(DOCS))


def test_the_tutorial_shows_what_its_commands_print(tmp_path: Path, output: Any):
    text = output.TUTORIAL.read_text(encoding="utf-8")
    replay = output.Replay(tmp_path)
    page = replay.page(text)
    assert replay.faults == [], "run: python docs/tutorial_output.py"
    assert page == text


def test_the_readme_shows_what_make_demo_prints(tmp_path: Path, output: Any):
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    told, *shown = readme.partition("```text\n")[2].partition("```")[0].splitlines()
    replay = output.Replay(tmp_path)
    commands = ("$ quellenlage build examples/schafimpfstoff -o demo.db", "$ quellenlage show demo.db")
    replay.page("\n".join(["```console", commands[0], told.replace("build/", ""), commands[1], *shown, "```\n"]))
    assert replay.faults == []


def test_what_is_printed_no_longer_is_found_and_written_anew(tmp_path: Path, output: Any):
    page = """# A page

```console
$ quellenlage --version    # a comment
quellenlage, version {}
…
$ quellenlage gone
$ quellenlage --help
remove   Take an article out, without a {}.
{}
```
"""
    replay = output.Replay(tmp_path)
    written = replay.page(page.format("…", "tracce", "Nothing like that."))
    assert written == page.format("…", "trace", "Nothing like that.").replace("remove ", "  remove ")
    assert [fault.partition(":")[0] for fault in replay.faults] == ["quellenlage gone", "not printed", "not printed"]
    assert replay.unlike == ["Nothing like that."]


def test_id_is_that_of_the_line_above(tmp_path: Path, output: Any):
    replay = output.Replay(tmp_path)
    printed = ["1  a  0123456789abcdef", "2  b  fedcba9876543210"]
    assert replay._compared("2 b …", printed) == "2 b …"
    assert replay._last_id == "fedcba9876543210"
    assert replay._compared("2 b", printed) == "2 b"
    assert replay._compared("3  b  …", printed) == "2  b  …"
    assert replay._last_id == "fedcba9876543210"


def test_the_tutorial_uses_the_commands_of_a_reader(output: Any):
    text = output.TUTORIAL.read_text(encoding="utf-8")
    used = {name for name in COMMANDS if f"$ quellenlage {name} " in text}
    assert {"build", "show", "explain", "export", "check", "remove"} <= used
