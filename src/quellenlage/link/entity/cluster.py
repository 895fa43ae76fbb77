"""Mentions that mean one entity, while it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from quellenlage.records.layers import Analysis, EntityType, Mention


@dataclass(slots=True)
class Cluster:
    """Mentions of all articles under one key: an id of the kb, or type and folded name."""

    key: str
    type: EntityType
    members: list[tuple[Analysis, Mention]] = field(default_factory=list)
