"""Reading our own data files so that all their faults are told at once, each with file, place and remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quellenlage.errors import DataFileError


@dataclass(slots=True)
class Faults:
    """Collects what is wrong with the files of one folder."""

    found: list[DataFileError] = field(default_factory=list)

    def add(self, path: Path, key: str, expected: str) -> None:
        """Note one fault."""
        self.found.append(DataFileError(str(path), key, expected))

    def raise_all(self, folder: Path) -> None:
        """Raise everything noted, if anything was.

        Raises:
            ExceptionGroup: Of ``DataFileError``.
        """
        if self.found:
            raise ExceptionGroup(f"{folder}: {len(self.found)} faults in data files", self.found)


def read_bytes(path: Path, faults: Faults) -> bytes | None:
    """The bytes of a data file, or None and a fault."""
    try:
        return path.read_bytes()
    except OSError:
        faults.add(path, "file", "a readable file")
        return None


def read_text(path: Path, faults: Faults) -> str:
    """The text of a data file; empty, with a fault, if it is missing or no UTF-8."""
    try:
        return (read_bytes(path, faults) or b"").decode("utf-8")
    except UnicodeDecodeError as error:
        faults.add(path, f"byte {error.start}", "UTF-8")
        return ""


def read_list(path: Path, faults: Faults) -> tuple[str, ...]:
    """A plain list: one item a line, ``#`` begins a comment line."""
    items: dict[str, int] = {}
    for number, line in enumerate(read_text(path, faults).splitlines(), 1):
        item = line.strip()
        if not item or item.startswith("#"):
            continue
        if item in items:
            faults.add(path, f"line {number}", f"no second {item!r} (first in line {items[item]})")
        items.setdefault(item, number)
    return tuple(items)


def read_rows(path: Path, columns: tuple[str, ...], faults: Faults) -> tuple[dict[str, str], ...]:
    """A table: tabs between cells, the header names at least ``columns``; every row has a source."""
    lines = read_text(path, faults).splitlines()
    header = tuple(lines[0].split("\t")) if lines else ()
    missing = [c for c in columns if c not in header]
    if missing:
        faults.add(path, "line 1", f"columns {', '.join(missing)}")
        return ()
    rows = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(header):
            faults.add(path, f"line {number}", f"{len(header)} cells, not {len(cells)}")
            continue
        row = dict(zip(header, cells, strict=True))
        if "source" in row and not row["source"].strip():
            faults.add(path, f"line {number}", "a source")
        rows.append(row)
    return tuple(rows)


def read_toml(path: Path, faults: Faults) -> dict[str, Any]:
    """A structured file; empty, with a fault, if it is no TOML."""
    try:
        return tomllib.loads(read_text(path, faults))
    except tomllib.TOMLDecodeError as error:
        faults.add(path, "file", f"TOML ({error})")
        return {}


def one_of(row: dict[str, str], key: str, allowed: Iterable[str], path: Path, faults: Faults) -> str:
    """The cell ``key``, with a fault if it is none of the values of the enumeration ``allowed``."""
    value = row.get(key, "")
    names = [str(item) for item in allowed]
    if value not in names:
        faults.add(path, f"{key} {value!r}", f"one of {', '.join(names)}")
    return value
