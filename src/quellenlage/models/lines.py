"""The classifier of lines at work: small networks of convolutions over the lines of a page, in numpy.

Its weights are numbers about shape; no word of any page is in them.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quellenlage.errors import ModelError

FOLDER = Path(__file__).parent / "lines"
CARD, WEIGHTS = "card.toml", "weights.json"
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LineModel:
    """Weights and what they were trained for.

    Attributes:
        features: Names of the numbers that come in, in order.
        types: Names of the types that go out, in order.
        dilations: Of the convolutions, in order.
        networks: Weights by name, of several networks that were trained alike from other first values.
        hash: SHA-256 of the file of weights.
    """

    features: tuple[str, ...]
    types: tuple[str, ...]
    dilations: tuple[int, ...]
    networks: tuple[dict[str, Scores], ...]
    hash: str

    def read(self, features: Scores) -> Scores:
        """Probabilities of all types.

        Args:
            features: Lines, features; one page.

        Returns:
            Lines, types; rows add up to 1.
        """
        found: Scores = np.mean([self._read(features, arrays) for arrays in self.networks], axis=0)
        return found

    def _read(self, features: Scores, arrays: dict[str, Scores]) -> Scores:
        own = np.maximum(features @ arrays["in"] + arrays["in_bias"], 0)
        hidden = own
        for number, dilation in enumerate(self.dilations):
            mixed = _neighbours(hidden, dilation) @ arrays[f"mix{number}"] + arrays[f"mix{number}_bias"]
            hidden = hidden + np.maximum(mixed, 0)
        scores = np.concatenate([own, hidden], axis=1) @ arrays["out"] + arrays["out_bias"]
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        found: Scores = scores / scores.sum(axis=1, keepdims=True)
        return found


def _neighbours(hidden: Scores, dilation: int) -> Scores:
    """Each line with two before and two behind it, ``dilation`` apart, side by side."""
    padded = np.pad(hidden, ((2 * dilation, 2 * dilation), (0, 0)))
    n = len(hidden)
    return np.concatenate([padded[i * dilation : i * dilation + n] for i in range(5)], axis=1)


@lru_cache(maxsize=1)
def load_lines(folder: Path = FOLDER) -> LineModel:
    """Read the weights and check them against their card.

    Raises:
        ModelError: A file is missing, damaged or another one.
    """
    try:
        card = tomllib.loads((folder / CARD).read_text(encoding="utf-8"))
        data = (folder / WEIGHTS).read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if digest != card["sha256"][WEIGHTS]:
            raise ModelError("lines", f"{WEIGHTS} is damaged or not the one of its card; install the package again")
        rows = json.loads(data)
        return LineModel(
            features=tuple(rows["features"]),
            types=tuple(rows["types"]),
            dilations=tuple(rows["dilations"]),
            networks=tuple(
                {name: np.array(values, np.float32) for name, values in arrays.items()} for arrays in rows["networks"]
            ),
            hash=digest,
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ModelError(
            "lines", f"its files cannot be read ({type(error).__name__}); install the package again"
        ) from error
