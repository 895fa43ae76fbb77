"""What the unit tests share: the real data files, loaded once."""

import pytest

from quellenlage.world import World, load_world


@pytest.fixture(scope="session")
def world() -> World:
    return load_world()
