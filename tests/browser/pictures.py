"""Where the pictures of the pages go."""

from pathlib import Path

PICTURES = Path(__file__).parents[2] / "build" / "pictures"
