"""The wheel holds all that the program needs, and the program asks for nothing that it does not say."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "schafimpfstoff"
HUB_CLIENTS = ("huggingface_hub", "transformers", "torch", "tensorflow", "sentence_transformers")
IMPORT_ALL = """
import importlib, pkgutil, sys
import quellenlage
for module in pkgutil.walk_packages(quellenlage.__path__, "quellenlage."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print(" ".join(sorted({name.partition(".")[0] for name in sys.modules})))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no wheel can be built, is a package index reachable? {done.stderr[-300:]}")
    return next(folder.glob("*.whl"))


def test_it_holds_code_and_data_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = set(opened.namelist())
    source = ROOT / "src"
    wanted = {
        path.relative_to(source).as_posix()
        for path in (source / "quellenlage").rglob("*")
        if path.is_file() and not {"__pycache__", "de-research"} & set(path.parts)
    }
    assert wanted <= names
    assert {name.partition("/")[0] for name in names - wanted} == {
        next(iter({n.partition("/")[0] for n in names if n.endswith(".dist-info/METADATA")}))
    }


def test_it_runs_from_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "env"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    done = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", wheel], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"its needs cannot be installed, is a package index reachable? {done.stderr[-300:]}")
    program = home / "bin" / "quellenlage"
    built = subprocess.run(
        [program, "build", EXAMPLE, "-o", tmp_path / "d.db"], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert built.returncode == 0, built.stderr
    assert "8 articles" in built.stderr
    imported = subprocess.run([python, "-c", IMPORT_ALL], capture_output=True, text=True, check=False)
    assert imported.returncode == 0, imported.stderr
    assert not set(HUB_CLIENTS) & set(imported.stdout.split())
