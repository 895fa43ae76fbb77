"""The marked cases point at the words that their markers saw."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench"))

from passages import faults, read_cases, texts  # noqa: E402  bench is no package

SHARED = ROOT.parent / "shared"
FILES = sorted(
    path.relative_to(ROOT / "bench" / "corpora").as_posix()
    for folder in (
        "across",
        "claims",
        "date_piles",
        "events",
        "identity",
        "known_names",
        "piles",
        "speech_acts",
        "speech_acts_fresh",
    )
    for path in (ROOT / "bench" / "corpora" / folder).glob("*.jsonl")
)


@pytest.mark.shared
@pytest.mark.parametrize("name", FILES)
def test_every_stretch_is_the_text_that_was_marked(name: str):
    if not texts(SHARED):
        pytest.skip(f"{SHARED} is not there")
    rows = read_cases(name)
    assert rows
    assert [fault for row in rows for fault in faults(row, SHARED)] == []
