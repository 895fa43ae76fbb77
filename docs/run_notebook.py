"""Runs the notebook of the documentation and writes its outputs, and the page of the site that shows it.

``python docs/run_notebook.py`` runs every cell of ``notebook.ipynb`` in order, in a folder of its own beside the
example story, and writes what the cells give. Nothing in an output is typed. The cells need no more than the package:
what Jupyter adds to Python is only that the last expression of a cell is shown. ``make test-notebook`` runs them in
Jupyter.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

DOCS = Path(__file__).parent
ROOT = DOCS.parent
NOTEBOOK, PAGE = DOCS / "notebook.ipynb", DOCS / "notebook.md"
EXAMPLE = Path("examples", "schafimpfstoff")

Cell = dict[str, Any]
_NOTE = "<!-- Written by docs/run_notebook.py from notebook.ipynb. Do not edit by hand. -->"
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


def run(notebook: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The notebook with the outputs of all its cells.

    Args:
        notebook: As read from the file.
        folder: Where it runs; the example story lies there as in the repository.
    """
    shutil.copytree(ROOT / EXAMPLE, folder / EXAMPLE)
    (folder / "docs").mkdir()
    names: dict[str, Any] = {"__name__": "__main__"}
    cells, count = [], 0
    with contextlib.chdir(folder / "docs"):
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                count += 1
                outputs = _outputs("".join(cell["source"]), names, count)
                cells.append({**cell, "execution_count": count, "outputs": outputs})
            else:
                cells.append(cell)
        if "dossier" in names:
            names["dossier"].close()
    return {**notebook, "cells": cells}


def _outputs(source: str, names: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """What a cell prints, and what its last expression is."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed, shown = io.StringIO(), None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, f"cell {count}", "exec"), names)  # noqa: S102  the cells of our own notebook
        if isinstance(last, ast.Expr):
            shown = eval(compile(ast.Expression(last.value), f"cell {count}", "eval"), names)  # noqa: S307
    found: list[dict[str, Any]] = []
    if printed.getvalue():
        found.append({"name": "stdout", "output_type": "stream", "text": _lines(printed.getvalue())})
    if shown is not None:
        data = {"text/plain": _lines(repr(shown))}
        if hasattr(shown, "_repr_html_"):
            data = {"text/html": _lines(shown._repr_html_()), **data}
        found.append({"data": data, "execution_count": count, "metadata": {}, "output_type": "execute_result"})
    return found


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def page(notebook: dict[str, Any]) -> str:
    """The notebook as a page of the site: the style of the rows stands in it once."""
    parts = [_NOTE]
    has_style = False
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            parts.append("".join(cell["source"]))
            continue
        parts.append(f"```python\n{''.join(cell['source'])}\n```")
        for kind, text in _shown(cell):
            if kind == "html":
                body = _STYLE.sub("", text) if has_style else text
                has_style = True
                # A line without words would end nothing here, but it says nothing either.
                kept = "\n".join(line for line in body.splitlines() if line.strip())
                parts.append(f"````{{raw}} html\n{kept}\n````")
            else:
                parts.append(f"```text\n{text.rstrip()}\n```")
    return "\n\n".join(parts) + "\n"


def _shown(cell: Cell) -> Iterator[tuple[str, str]]:
    for output in cell["outputs"]:
        data = output.get("data", {})
        if "text/html" in data:
            yield "html", "".join(data["text/html"])
        else:
            yield "text", "".join(data.get("text/plain") or output["text"])


def read() -> dict[str, Any]:
    """The notebook as it stands."""
    found: dict[str, Any] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return found


def written(notebook: dict[str, Any]) -> str:
    """The text of the file, as Jupyter writes it."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> int:
    """Run the notebook and write both files."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with tempfile.TemporaryDirectory() as folder:
        ran = run(read(), Path(folder))
    for path, text in ((NOTEBOOK, written(ran)), (PAGE, page(ran))):
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            click.echo(f"written: {path.relative_to(ROOT).as_posix()}; read the diff")
    return 0


if __name__ == "__main__":
    sys.exit(main())
