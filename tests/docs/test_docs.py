"""The documentation says what the program does today, and leads where it says it leads."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from quellenlage.cli import COMMANDS, main
from quellenlage.pipeline.build import build
from quellenlage.present.jsonl import write_jsonl
from quellenlage.store import Dossier
from quellenlage.world import load_worlds

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(
    {
        *ROOT.glob("*.md"),
        *DOCS.rglob("*.md"),
        *(ROOT / "examples").rglob("*.md"),
        *(ROOT / "bench").rglob("*.md"),
        *(ROOT / "training").rglob("*.md"),
        *(ROOT / "src").rglob("*.md"),
    }
)
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
HEADINGS = ["Context", "Decision", "Consequences", "Rejected because"]
# About one printed page.
MAX_WORDS = 500

_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def command_of(name: str) -> click.Command:
    command = importlib.import_module(f"quellenlage.cli.{name}").command
    assert isinstance(command, click.Command)
    return command


def anchors(path: Path) -> set[str]:
    """The anchors of the headings of a page, as they are made on the web."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", text_of(path)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def broken_links(path: Path) -> list[str]:
    broken = []
    for target in _LINK.findall(_FENCE.sub("", text_of(path))):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        aim = (path.parent / file).resolve() if file else path
        if not aim.exists() or (anchor and anchor not in anchors(aim)):
            broken.append(target)
    return broken


def test_generated_pages_are_up_to_date():
    done = subprocess.run(
        [sys.executable, DOCS / "generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_relative_links_lead_somewhere(path: Path):
    assert broken_links(path) == []


def test_a_broken_link_would_be_found(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text("# One two\n\n[a](#one-two) [b](#three) [c](gone.md) [d](https://example.org)\n", encoding="utf-8")
    assert broken_links(page) == ["#three", "gone.md"]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_in_the_reference(name: str):
    page = text_of(DOCS / "reference" / "commands.md")
    part = re.search(rf"^## quellenlage {name}$(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
    assert part, f"no part on {name}"
    for option in (p for p in command_of(name).params if isinstance(p, click.Option)):
        for spelling in option.opts:
            assert re.search(rf"`{spelling}[ `]", part[1]), spelling


def test_every_option_of_the_program_itself_is_in_the_reference():
    head = text_of(DOCS / "reference" / "commands.md").split("\n## ")[0]
    for option in (p for p in main.params if isinstance(p, click.Option)):
        assert all(re.search(rf"`{spelling}[ `]", head) for spelling in option.opts)


@pytest.mark.parametrize("path", DECISIONS, ids=name_of)
def test_a_decision_has_its_four_parts_on_one_page(path: Path):
    text = text_of(path)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == HEADINGS
    assert re.match(rf"# {path.name[:4]}: \S", text)
    parts = re.split(r"^## .+$", text, flags=re.MULTILINE)[1:]
    assert all(part.strip() for part in parts), "a part is empty"
    assert len(text.split()) <= MAX_WORDS


def test_decisions_are_numbered_without_gaps():
    assert [path.name[:4] for path in DECISIONS] == [f"{n:04}" for n in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_commands_that_are_shown_exist(path: Path):
    for block in _CONSOLE.findall(text_of(path)):
        for words in re.findall(r"^\$ quellenlage (.+)$", block, re.MULTILINE):
            name, *rest = words.partition("#")[0].split()
            if name.startswith("-"):
                assert name in {"--help", *(o for p in main.params for o in p.opts)}
                continue
            assert name in COMMANDS, words
            command = command_of(name)
            while isinstance(command, click.Group):
                assert rest[0] in command.commands, words
                command = command.commands[rest.pop(0)]
            known = {"--help", *(o for p in command.params for o in p.opts)}
            assert {word for word in rest if re.match(r"--?[a-z]", word)} <= known, words


def test_make_targets_that_are_shown_exist():
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    for path in (ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")):
        shown = re.findall(r"(?:`|^\$ )make ((?:[a-z]+ ?)+)(?:`|  |$)", text_of(path), re.MULTILINE)
        assert {word for words in shown for word in words.split()} <= targets, name_of(path)


def test_the_readme_names_every_command():
    text = text_of(ROOT / "README.md")
    assert [name for name in COMMANDS if f"quellenlage {name}" not in text] == []


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The record of the example story, as it is exported."""
    with Dossier(tmp_path_factory.mktemp("docs") / "dossier.db", create=True) as dossier:
        build((str(ROOT / "examples" / "schafimpfstoff"),), dossier, load_worlds())
        return [json.loads(line) for line in write_jsonl(dossier.record())]


@pytest.fixture(scope="module")
def reference(exported: list[dict[str, Any]]) -> Any:
    """The module ``docs/generate.py``."""
    sys.path.insert(0, str(DOCS))
    try:
        return importlib.import_module("generate")
    finally:
        sys.path.remove(str(DOCS))


def fields_of(value: dict[str, Any], name: str) -> list[tuple[str, Any]]:
    """Fields as the reference names them: those of a row, and those of its parts."""
    part_names = {"credits": "credit", "offices": "office", "speaker": "voice", "participants": "participant"}
    found = []
    for key, inner in value.items():
        found.append((f"{name}.{key}", inner))
        for item in inner if isinstance(inner, list) else [inner]:
            if isinstance(item, dict) and name != "run":
                found += fields_of(item, part_names.get(key, key))
    return found


def test_fields_that_are_called_not_filled_are_empty(exported: list[dict[str, Any]], reference: Any):
    filled = {
        name for row in exported for name, value in fields_of(row, row["kind"]) if value not in (None, [], {}, "")
    }
    assert reference.NOT_FILLED & filled == set()
    assert not any(row["confidence"] for row in exported)


def test_values_are_those_of_the_reference(exported: list[dict[str, Any]], reference: Any):
    for row in exported:
        for name, value in fields_of(row, row["kind"]):
            if name in reference.VALUES:
                assert value in set(reference.VALUES[name]), name
