"""The repository stays small for ever: what was committed once is cloned by everybody."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIMIT = 300_000_000
# Weights change as a whole: every version costs its full size.
MOST_VERSIONS_OF_WEIGHTS = 3


def _git(*arguments: str, text: str = "") -> list[str]:
    done = subprocess.run(["git", *arguments], cwd=ROOT, input=text, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def blobs() -> dict[str, tuple[int, str]]:
    """Every blob of the history: size and a path that it had."""
    if not (ROOT / ".git").exists():
        pytest.skip("no history: this is no clone")
    named = dict(line.partition(" ")[::2] for line in _git("rev-list", "--objects", "--all"))
    checked = _git("cat-file", "--batch-check", text="\n".join(named) + "\n")
    rows = (line.split() for line in checked)
    return {name: (int(size), named[name]) for name, kind, size in rows if kind == "blob"}


def test_all_blobs_of_the_history_together_stay_under_the_limit(blobs):
    assert sum(size for size, _ in blobs.values()) < LIMIT


def test_weights_were_committed_few_times(blobs):
    weights = [path for _, path in blobs.values() if path.endswith(".onnx")]
    assert all(weights.count(path) <= MOST_VERSIONS_OF_WEIGHTS for path in weights)
