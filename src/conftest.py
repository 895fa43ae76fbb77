"""What the examples in docstrings may use: ``path`` and ``dossier``, the dossier of the example story."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

# It is no module with examples itself.
collect_ignore = ["conftest.py"]
EXAMPLE = Path(__file__).parents[1] / "examples" / "schafimpfstoff"


@pytest.fixture(scope="session")
def example_dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the dossier, built once."""
    import quellenlage

    path = tmp_path_factory.mktemp("example") / "dossier.db"
    quellenlage.build(EXAMPLE, path).close()
    return path


@pytest.fixture(autouse=True)
def example(request: pytest.FixtureRequest, doctest_namespace: dict[str, Any]) -> Iterator[None]:
    """Opens the dossier for the examples of the public names."""
    if (
        not request.node.name.startswith(("quellenlage.api", "quellenlage.__init__"))
        and request.node.name != "quellenlage"
    ):
        yield
        return
    import quellenlage

    path = request.getfixturevalue("example_dossier")
    with quellenlage.open(path) as dossier:
        doctest_namespace |= {"path": path, "dossier": dossier}
        yield
