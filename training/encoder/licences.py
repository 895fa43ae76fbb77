"""Which data a model may learn from: the licence of every file is looked up before it is opened.

Licences stand in the table of ``shared/data/README.md``; nothing is assumed about a file that it does not name.
"""

from __future__ import annotations

import fnmatch
import re
from dataclasses import dataclass, field
from pathlib import Path

OPEN = ("CC BY 4.0", "CC BY-SA", "CC BY-SA 3.0", "CC BY-SA 4.0", "MIT")
# What a model may be trained on, by its name.
ALLOWED = {"de-open": OPEN, "de-research": (*OPEN, "CC BY-NC-SA 4.0")}


class LicenceError(Exception):
    """A file whose licence the model may not learn from."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The data folder as one model may see it.

    Attributes:
        root: ``shared/data``.
        model: A key of ``ALLOWED``.
        opened: Files handed out so far with their licences, for the card.
    """

    root: Path
    model: str
    opened: dict[str, str] = field(default_factory=dict)

    def path(self, name: str) -> Path:
        """The path of a file below ``root``.

        Raises:
            LicenceError: The table does not name the file, or names a licence that the model may not learn from.
        """
        licence = licence_of(name, (self.root / "README.md").read_text(encoding="utf-8"))
        allowed = ALLOWED[self.model]
        if licence not in allowed:
            raise LicenceError(f"{name}: licence {licence!r}; {self.model} may learn from {', '.join(allowed)} only")
        self.opened[name] = licence
        return self.root / name


def licence_of(name: str, table: str) -> str:
    """The licence that the table of ``data/README.md`` gives a file; empty if it does not name it."""
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) < 3 or not any(fnmatch.fnmatch(name, pattern) for pattern in _patterns(cells[0])):
            continue
        return cells[2]
    return ""


def _patterns(cell: str) -> list[str]:
    """``a/b-{x,y}.gz, c`` -> ``a/b-x.gz*``, ``a/b-y.gz*``, ``a/c*``; a later name shares the folder of the first."""
    names: list[str] = []
    for part in re.split(r",\s*(?![^{]*\})", cell):
        choice = re.search(r"\{([^}]*)\}", part)
        forms = [part.replace(choice[0], word) for word in choice[1].split(",")] if choice else [part]
        folder = names[0].rpartition("/")[0] if names else ""
        names += [form if "/" in form or not folder else f"{folder}/{form}" for form in forms]
    return [f"{name}*" for name in names if name]
