"""What a model is: its card, and proof that its files are the ones that the card describes."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quellenlage.errors import ModelError

FOLDER = Path(__file__).parent
NONE = "none"
# Folders of models that do something else than read articles.
_OTHERS = frozenset({"lines"})
CARD, WEIGHTS, TOKENIZER = "card.toml", "model.onnx", "tokenizer.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What the numbers that the weights give stand for; the names of the inventories are those of the card."""

    upos: tuple[str, ...]
    relations: tuple[str, ...]
    features: tuple[tuple[str, tuple[str, ...]], ...]
    names: tuple[str, ...]
    roles: tuple[str, ...]
    types: tuple[str, ...]
    media: tuple[str, ...]
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The card of a model.

    Attributes:
        name: Of the model, as ``--model`` takes it.
        languages: ISO 639-1 codes of the texts that it reads.
        licence: Of the weights, as SPDX expression.
        width: Of a sentence vector.
        thresholds: Where a score becomes a decision, by name.
        sha256: Of every file beside the card.
        folder: Where the files lie.
    """

    name: str
    version: str
    languages: tuple[str, ...]
    licence: str
    width: int
    labels: Labels
    thresholds: dict[str, float]
    sha256: dict[str, str]
    folder: Path

    @property
    def hash(self) -> str:
        """SHA-256 over all that decides what the model says: part of the key of every analysis."""
        parts = (sorted(self.sha256.items()), sorted(self.thresholds.items()), self.labels)
        return hashlib.sha256(repr(parts).encode()).hexdigest()


def available(folder: Path = FOLDER) -> tuple[str, ...]:
    """Names of the models that lie in ``folder`` and read articles, in order."""
    return tuple(sorted({path.parent.name for path in folder.glob(f"*/{CARD}")} - _OTHERS))


def load_card(name: str, folder: Path = FOLDER) -> Card:
    """Read the card of a model and check the files that it names.

    Raises:
        ModelError: There is no such model, its card is broken, or a file is missing, damaged or another one.
    """
    home = folder / name
    if name not in available(folder):
        there = ", ".join((*available(folder), NONE))
        raise ModelError(name, f"there is no such model; there are: {there}")
    try:
        rows = tomllib.loads((home / CARD).read_text(encoding="utf-8"))
        card = _read(rows, home)
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(
            name, f"its {CARD} cannot be read ({type(error).__name__}: {error}); install it again"
        ) from error
    for file in (WEIGHTS, TOKENIZER):
        _check(card, file)
    return card


def _read(rows: dict[str, Any], home: Path) -> Card:
    labels = rows["labels"]
    return Card(
        name=rows["name"],
        version=rows["version"],
        languages=tuple(rows["languages"]),
        licence=rows["licence"],
        width=int(rows["width"]),
        labels=Labels(
            features=tuple((name, tuple(values)) for name, values in labels["features"].items()),
            **{
                name: tuple(labels[name]) for name in ("upos", "relations", "names", "roles", "types", "media", "links")
            },
        ),
        thresholds={"join": float(rows["thresholds"]["join"])},
        sha256=dict(rows["sha256"]),
        folder=home,
    )


def _check(card: Card, file: str) -> None:
    """Raises ``ModelError`` unless the file is the one that the card describes."""
    try:
        with (card.folder / file).open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(card.name, f"{file} is missing; install it again, or choose --model {NONE}") from error
    if digest != card.sha256.get(file):
        raise ModelError(card.name, f"{file} is damaged or not the one of its card; install it again")
