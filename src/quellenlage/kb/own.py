"""Individuals that the user brought, as they are kept in the dossier."""

from __future__ import annotations

import re
from dataclasses import dataclass

import msgspec

from quellenlage.records.layers import EntityType

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnName:
    """A form under which an individual of the user is known; ``lang`` is ``mul`` where the file does not say."""

    form: str
    lang: str = "mul"
    kind: str = "alias"
    ambiguous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """One individual of the user.

    Attributes:
        id: An id of our knowledge base if it is merged with one of ours.
        source: The file that it came from.
        part_of: Ids of ours or of the user; what is not known is left out when rows are merged.
    """

    id: str
    type: EntityType
    name: str
    names: tuple[OwnName, ...]
    source: str
    part_of: tuple[str, ...] = ()
    wikidata: str = ""
    population: int = 0

    def data(self) -> str:
        """As JSON in one line, to be kept."""
        return msgspec.json.encode(self).decode()


_DECODER = msgspec.json.Decoder(OwnRow)


def read_own(data: str | bytes) -> OwnRow:
    """What :meth:`OwnRow.data` wrote."""
    return _DECODER.decode(data)


def one_line(text: str) -> str:
    """A name without control characters and doubled blanks."""
    if not text.isprintable():
        text = "".join(c for c in text if c.isprintable() or c.isspace())
    return _SPACES.sub(" ", text).strip()
