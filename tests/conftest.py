"""What all tests may use: where the project lies, and the sample articles that are not part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared_stories() -> Path:
    """The folder ``../shared/stories``; mark tests that use it with ``shared``."""
    folder = ROOT.parent / "shared" / "stories"
    if not folder.is_dir():
        pytest.skip("../shared/stories is not there: the sample articles are other people's and not shipped")
    return folder
