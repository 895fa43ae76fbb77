"""The classifier of lines: its files are those of their card, and its answer is a probability for every line."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from quellenlage.clean.shape import NAMES
from quellenlage.errors import ModelError
from quellenlage.models.card import available
from quellenlage.models.lines import CARD, FOLDER, WEIGHTS, load_lines
from quellenlage.records.document import BlockType


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "lines"))


def test_it_was_trained_for_the_numbers_that_it_is_given() -> None:
    assert load_lines().features == NAMES
    assert load_lines().types == tuple(BlockType)


@pytest.mark.parametrize("lines", [0, 1, 2, 300])
def test_every_line_has_probabilities_that_add_up(lines: int) -> None:
    features = np.random.default_rng(1).random((lines, len(NAMES))).astype(np.float32)
    scores = load_lines().read(features)
    assert scores.shape == (lines, len(BlockType))
    assert np.allclose(scores.sum(axis=1), 1, atol=1e-4)
    assert (scores >= 0).all()


@pytest.mark.parametrize("file", [CARD, WEIGHTS])
def test_a_missing_file_is_told(folder: Path, file: str) -> None:
    (folder / file).unlink()
    with pytest.raises(ModelError, match="install the package again"):
        load_lines(folder)


def test_another_file_of_weights_is_told(folder: Path) -> None:
    (folder / WEIGHTS).write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="not the one of its card"):
        load_lines(folder)


@pytest.mark.parametrize("card", ["", "name =", "[sha256]\n"])
def test_a_broken_card_is_told(folder: Path, card: str) -> None:
    (folder / CARD).write_text(card, encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be read"):
        load_lines(folder)


def test_it_cannot_be_chosen_as_the_model_that_reads() -> None:
    assert "lines" not in available()
