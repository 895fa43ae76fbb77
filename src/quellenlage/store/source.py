"""What a dossier keeps of an article beside its analysis."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredSource:
    """An article as it was read, with the place on this machine where it lay."""

    article: str
    path: str
    sha256: str
    location: str
    media_type: str
    bytes: bytes


@dataclass(frozen=True, slots=True)
class Held:
    """What the dossier holds of an article: the key of its analysis (empty without one) and where its file lay."""

    key: str
    location: str
