"""Fixtures for runs of the whole program."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from run_quellenlage import EXAMPLE, Run, run_program


@pytest.fixture(scope="session")
def run() -> Run:
    """``run(*arguments, cwd=…, env=…)``."""
    return run_program


@pytest.fixture(scope="session")
def example() -> Path:
    """The folder of the example story."""
    return EXAMPLE


@pytest.fixture(scope="session")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of the example story; nobody may change it."""
    path = tmp_path_factory.mktemp("example") / "dossier.db"
    done = run_program("build", EXAMPLE, "-o", path)
    assert done.code == 0, done.err
    return path


@pytest.fixture(scope="session")
def exported(dossier: Path) -> list[dict[str, Any]]:
    """Its record, as other programs read it."""
    return run_program("export", dossier, "-f", "jsonl").objects()


@pytest.fixture(scope="session")
def hash_of() -> Callable[[Path], str]:
    """The hash that ``check`` prints; the dossier must be faultless."""

    def find(path: Path) -> str:
        done = run_program("check", path, "--json")
        assert done.code == 0, done.out
        return str(json.loads(done.out)["hash"])

    return find
