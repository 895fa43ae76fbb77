"""Who is who, what they said and did, and with whom."""

from __future__ import annotations

from collections import Counter, defaultdict

from quellenlage.present.tables.table import Table, names_of
from quellenlage.records.contract import EntityRow, EventRow, Record

# So many names of others are shown in a cell.
_SHOWN = 4
# Types of events at which those who take part are together.
_TOGETHER = frozenset({"meeting", "visit", "communication", "agreement"})


def actors(record: Record) -> Table:
    """Persons, organisations and states with names, offices, how often they speak, what they do and whom they meet."""
    mentions = Counter(mention.entity for mention in record.mention)
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for quotation in record.quotation:
        for entity in quotation.speaker.entities:
            said[entity][quotation.act] += 1
    did, met = _deeds(record)
    names = names_of(record)
    chosen = [e for e in record.entity if e.type in ("PER", "ORG", "GPE")]
    chosen.sort(key=lambda e: (-said[e.id].total(), -mentions[e.id], e.id))
    rows = tuple(
        (
            entity.name + _remark(entity),
            entity.type,
            ", ".join(a for a in entity.aliases if a != entity.name),
            ", ".join(office.title for office in entity.offices),
            str(mentions[entity.id]),
            str(said[entity.id].total()),
            _counted(said[entity.id]),
            _counted(did[entity.id]),
            _counted(Counter({names.get(other, other): n for other, n in met[entity.id].items()})),
            entity.id,
        )
        for entity in chosen
    )
    return Table("Actors", ("name", "type", "also", "titles", "named", "speaks", "acts", "events", "met", "id"), rows)


def _deeds(record: Record) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """For every entity the types of its events, and those with whom it was together there."""
    did: dict[str, Counter[str]] = defaultdict(Counter)
    met: dict[str, Counter[str]] = defaultdict(Counter)
    for event in record.event:
        together = _participants(event)
        for entity in together:
            did[entity][event.type] += 1
            if event.type in _TOGETHER:
                met[entity].update(other for other in together if other != entity)
    return did, met


def _participants(event: EventRow) -> tuple[str, ...]:
    return tuple(dict.fromkeys(participant.entity for participant in event.participants))


def _counted(counts: Counter[str]) -> str:
    """The most frequent first, with their number where it is more than one."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = [f"{name} {n}" if n > 1 else name for name, n in ordered[:_SHOWN]]
    return ", ".join(shown) + (" …" if len(ordered) > _SHOWN else "")


def _remark(entity: EntityRow) -> str:
    """What a reader must know of an actor: no name, a medium of a state, a row of the kb that is from memory."""
    if entity.anonymous:
        return " (not named)"
    told = entity.by.rule.rstrip(")").split(", ")
    marks = [mark for mark in ("state media", "recalled") if mark in told]
    return f" ({', '.join(marks)})" if marks else ""
