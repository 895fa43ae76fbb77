"""Names: GermEval 2014, MobIE, and the names of the treebank PUD."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpora.sample import NAME_OPEN, NAME_TAGS, UNKNOWN, Passage, one_sentence

_TAG = {tag: number for number, tag in enumerate(NAME_TAGS)}
# What MobIE calls the types; a type that is not named here is neither a name nor surely none.
_MOBIE = {
    "person": "PER",
    "organization": "ORG",
    "organization-company": "ORG",
    "location": "LOC",
    "location-city": "LOC",
}
_MOBIE_NO_NAME = {"date", "time", "duration", "distance", "number", "set", "money", "percent", "trigger"}


def read_germeval(path: Path) -> Iterator[Passage]:
    """Outer names with derivatives and parts; the key is file and number of the sentence."""
    # A comment line starts with "#" and a tab.
    for number, rows in enumerate(blocks(path.read_text(encoding="utf-8").splitlines(), comment="#\t")):
        words = [row[1] for row in rows]
        tags = [_TAG[row[2].replace("OTH", "MISC")] for row in rows]
        yield one_sentence("germeval", f"{path.stem}:{number}", words, {"names": tags})


def read_pud_names(path: Path) -> dict[str, list[int]]:
    """PER, ORG and LOC on the syntactic words of a sentence, by its words in small letters, without blanks.

    The order of sentences differs from the treebank's. Words outside may still be what this set does not mark.
    """
    rows_of = blocks(path.read_text(encoding="utf-8").splitlines(), comment="#")
    return {
        "".join(row[1] for row in rows).lower(): [
            NAME_OPEN if row[2] == "O" else _TAG.get(row[2], UNKNOWN) for row in rows
        ]
        for rows in rows_of
    }


def read_mobie(path: Path) -> Iterator[Passage]:
    """Names of news, traffic reports and posts; streets, stops and lines are left open."""
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            lines = io.TextIOWrapper(archive.open(name), encoding="utf-8").read().splitlines()
            for number, rows in enumerate(blocks(lines, comment="-DOCSTART-")):
                words = [row[0] for row in rows]
                yield one_sentence("mobie", f"{name}:{number}", words, {"names": [_mobie(row[-1]) for row in rows]})


def _mobie(tag: str) -> int:
    if tag == "O":
        return NAME_OPEN
    prefix, _, kind = tag.partition("-")
    if kind in _MOBIE:
        return _TAG[f"{prefix}-{_MOBIE[kind]}"]
    return NAME_OPEN if kind in _MOBIE_NO_NAME else UNKNOWN


def blocks(lines: Iterable[str], comment: str) -> Iterator[list[list[str]]]:
    """Rows of columns, sentence by sentence: a blank line ends one; lines that begin with ``comment`` are left out."""
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.strip() and not line.startswith(comment):
            rows.append(line.split("\t"))
        elif rows:
            yield rows
            rows = []
