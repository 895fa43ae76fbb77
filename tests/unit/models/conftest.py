"""A model whose card and tokeniser are the shipped ones and whose weights are none."""

import hashlib
import re
import shutil
from pathlib import Path

import pytest

from quellenlage.models.card import CARD, FOLDER, TOKENIZER, WEIGHTS

NAME = "de-open"
NO_WEIGHTS = b"These bytes are no weights."


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A folder of models; the card of ``de-open`` in it describes the fake weights rightly."""
    home = tmp_path / NAME
    home.mkdir()
    shutil.copy(FOLDER / NAME / TOKENIZER, home)
    (home / WEIGHTS).write_bytes(NO_WEIGHTS)
    card = (FOLDER / NAME / CARD).read_text(encoding="utf-8")
    digest = hashlib.sha256(NO_WEIGHTS).hexdigest()
    changed, count = re.subn(rf'(?m)^"{re.escape(WEIGHTS)}" = "\w+"$', f'"{WEIGHTS}" = "{digest}"', card)
    assert count == 1
    (home / CARD).write_text(changed, encoding="utf-8")
    return tmp_path
