"""The notebook runs, and shows what its cells give."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[2] / "docs"
# Runs a notebook in a kernel of Jupyter and prints what the code cells give, without the numbers of processes.
JUPYTER = """
import json, sys
import nbclient, nbformat
found = nbformat.read(sys.argv[1], as_version=4)
nbformat.validate(found)
nbclient.NotebookClient(found, timeout=300, resources={"metadata": {"path": sys.argv[2]}}).execute()
print(json.dumps([cell["outputs"] for cell in found.cells if cell.cell_type == "code"]))
"""


@pytest.fixture(scope="module")
def runner() -> Any:
    """The module ``docs/run_notebook.py``."""
    sys.path.insert(0, str(DOCS))
    try:
        return importlib.import_module("run_notebook")
    finally:
        sys.path.remove(str(DOCS))


@pytest.fixture(scope="module")
def ran(runner: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    found: dict[str, Any] = runner.run(runner.read(), tmp_path_factory.mktemp("notebook"))
    return found


def test_the_notebook_shows_what_its_cells_give(runner: Any, ran: dict[str, Any]) -> None:
    assert runner.written(ran) == runner.NOTEBOOK.read_text("utf-8"), "run: python docs/run_notebook.py"
    assert runner.page(ran) == runner.PAGE.read_text("utf-8"), "run: python docs/run_notebook.py"


def test_every_cell_answers_and_ten_questions_are_asked(ran: dict[str, Any]) -> None:
    code = [cell for cell in ran["cells"] if cell["cell_type"] == "code"]
    assert [cell["source"] for cell in code if not cell["outputs"]] == []
    text = "\n".join("".join(cell["source"]) for cell in ran["cells"])
    assert re.findall(r"^## (\d+)\. ", text, re.MULTILINE) == [str(n) for n in range(1, 11)]
    shown = [kind for cell in code for output in cell["outputs"] for kind in output.get("data", {})]
    assert shown.count("text/html") >= 4


def test_the_page_has_the_style_of_the_rows_once(runner: Any, ran: dict[str, Any]) -> None:
    assert runner.page(ran).count("<style>") == 1


@pytest.mark.filterwarnings("ignore")
def test_jupyter_gives_the_same(runner: Any, ran: dict[str, Any], tmp_path: Path) -> None:
    for package in ("nbclient", "ipykernel"):
        pytest.importorskip(package)
    import json
    import os
    import shutil

    shutil.copytree(DOCS.parent / runner.EXAMPLE, tmp_path / runner.EXAMPLE)
    (tmp_path / "docs").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", JUPYTER, runner.NOTEBOOK, tmp_path / "docs"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONWARNINGS": "ignore"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for cell, outputs in zip(
        (cell for cell in ran["cells"] if cell["cell_type"] == "code"), json.loads(done.stdout), strict=True
    ):
        assert [_said(output) for output in outputs] == [_said(output) for output in cell["outputs"]]


def _said(output: dict[str, Any]) -> str:
    """Printed words or HTML; Jupyter lays out the plain text of objects in its own way."""
    data = output.get("data", {})
    text = data.get("text/html") or output.get("text") or data["text/plain"]
    return text if isinstance(text, str) else "".join(text)
