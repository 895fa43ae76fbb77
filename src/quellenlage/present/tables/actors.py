"""Who is who."""

from __future__ import annotations

from quellenlage.present.tables.table import Table
from quellenlage.records.contract import EntityRow, Record


def actors(record: Record) -> Table:
    """Persons, organisations and states with names, offices and how often they speak and act."""
    mentions: dict[str, int] = {}
    for mention in record.mention:
        mentions[mention.entity] = mentions.get(mention.entity, 0) + 1
    said: dict[str, int] = {}
    for quotation in record.quotation:
        for entity in quotation.speaker.entities:
            said[entity] = said.get(entity, 0) + 1
    chosen = [e for e in record.entity if e.type in ("PER", "ORG", "GPE")]
    chosen.sort(key=lambda e: (-said.get(e.id, 0), -mentions.get(e.id, 0), e.id))
    rows = tuple(
        (
            entity.name + _remark(entity),
            entity.type,
            ", ".join(a for a in entity.aliases if a != entity.name),
            ", ".join(office.title for office in entity.offices),
            str(mentions.get(entity.id, 0)),
            str(said.get(entity.id, 0)),
            entity.id,
        )
        for entity in chosen
    )
    return Table("Actors", ("name", "type", "also", "titles", "named", "speaks", "id"), rows)


def _remark(entity: EntityRow) -> str:
    """What a reader must know of an actor: no name, a medium of a state, a row of the kb that is from memory."""
    if entity.anonymous:
        return " (not named)"
    told = entity.by.rule.rstrip(")").split(", ")
    marks = [mark for mark in ("state media", "recalled") if mark in told]
    return f" ({', '.join(marks)})" if marks else ""
