"""The rules of the house are kept by what is in the repository now."""

from __future__ import annotations

import importlib
import inspect
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from house_rules import DOCUMENTATION, RULES, Rule, commands, event_types, stages

from quellenlage import cli, errors
from quellenlage.ontology.loader import load_ontology
from quellenlage.pipeline.table import ARTICLE_STAGES, PILE_STAGES

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("rule", [*RULES, *DOCUMENTATION], ids=lambda rule: rule.__name__)
def test_the_rule_is_kept(rule: Rule) -> None:
    assert rule(ROOT) == []


def test_the_import_contracts_are_kept() -> None:
    script = Path(sys.executable).parent / "lint-imports"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [script, "--no-cache"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_tables_are_read_as_they_are_run() -> None:
    """What the rules read from the syntax tree is what the program holds."""
    assert commands(ROOT) == tuple(cli.COMMANDS)
    assert set(stages(ROOT)) == {stage.name for stage in (*ARTICLE_STAGES, *PILE_STAGES)}
    assert set(event_types(ROOT)) == set(load_ontology().events)


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_a_command_says_what_it_does(name: str) -> None:
    command = importlib.import_module(f"quellenlage.cli.{name}").command
    assert isinstance(command, click.Command)
    assert command.name == name
    assert command.get_short_help_str()
    undescribed = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
    assert undescribed == []


def test_a_stage_fills_what_nothing_before_it_fills() -> None:
    for table in (ARTICLE_STAGES, PILE_STAGES):
        filled = [stage.fills for stage in table]
        assert len(filled) == len(set(filled))
        for at, stage in enumerate(table):
            assert set(stage.needs) <= set(filled[:at]), stage.name


ERRORS = [e for _, e in inspect.getmembers(errors, inspect.isclass) if issubclass(e, Exception)]


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_an_error_is_one_line_and_survives_a_process_pool(kind: type[Exception]) -> None:
    own = "__init__" in vars(kind) or issubclass(kind, errors.InputError)
    fields = ["what", "where", "why"][: len(inspect.signature(kind).parameters)] if own else ["what"]
    error = kind(*fields)
    error.add_note("in stage quotation of article a.txt")
    assert len(str(error).splitlines()) == 1
    assert all(field in str(error) for field in fields)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert (str(again), again.args, again.__notes__) == (str(error), error.args, error.__notes__)
    assert vars(again) == vars(error)
    assert isinstance(hash(error), int)
    assert issubclass(kind, errors.QuellenlageError)


def test_make_check_runs_these_rules() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipes = [re.search(rf"^{name}:.*\n((?:\t.*\n)+)", text, re.MULTILINE) for name in ("check", "lint")]
    assert all(recipes), "the Makefile has no target check or lint"
    assert re.search(r"^check:.*\blint\b", text, re.MULTILINE), "make check does not lint"
    lines = [line.strip().replace("$(BIN)/", "") for recipe in recipes if recipe for line in recipe[1].splitlines()]
    assert not [line for line in lines if line.startswith("-") or "|| true" in line], "a gate may fail unseen"
    tests = next(line for line in lines if "pytest" in line).split()
    folder = Path(__file__).parent.relative_to(ROOT).as_posix()
    assert folder in tests
    assert "src" in tests, "doctests"
    for gate in ("ruff format --check", "ruff check", "mypy", "lint-imports"):
        assert any(line.startswith(gate) for line in lines), gate
    for line in lines:
        if line.startswith("ruff"):
            assert {"src", "tests"} <= set(line.split())
    gates = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "make lint" in gates
    assert "make test" in gates
