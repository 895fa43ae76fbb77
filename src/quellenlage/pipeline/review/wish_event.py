"""What can be wished of an event: how far it has come, when it was, who takes part.

It holds for the row in which the telling is, whatever else is told of it, and joins or parts no tellings.
"""

from __future__ import annotations

from quellenlage.errors import ConfigError
from quellenlage.ontology.loader import load_ontology
from quellenlage.pipeline.review.desk import Desk, Said
from quellenlage.pipeline.review.wish import made, refuse_statements
from quellenlage.records.contract import EntityRow, EventRow, MentionRow, own_passage
from quellenlage.records.correction import Action, Correction

UNKNOWN, NO_ROLE = "unknown", "none"


def phase(desk: Desk, row: EventRow, value: str, said: Said) -> Correction:
    """It has come so far."""
    refuse_statements(row)
    target, _ = desk.again(Action.PHASE, row.id) or desk.target(row)
    before, after = {"phase": row.phase}, {"phase": value}
    return made(desk, said, Correction(action=Action.PHASE, target=target, before=before, after=after))


def days(desk: Desk, row: EventRow, value: str, said: Said) -> Correction:
    """It was on a day or within days, as of articles; ``unknown``, or nothing, if nobody knows when."""
    refuse_statements(row)
    first, dots, last = (part.strip() for part in value.partition(".."))
    after = {"earliest": first, "latest": last if dots else first}
    if value.strip() in ("", UNKNOWN):
        after = {"earliest": "", "latest": ""}
    target, _ = desk.again(Action.DAYS, row.id) or desk.target(row)
    before = {"earliest": row.from_ or "", "latest": row.to or ""}
    return made(desk, said, Correction(action=Action.DAYS, target=target, before=before, after=after))


def role(desk: Desk, row: EventRow, actor: EntityRow | MentionRow, value: str, said: Said) -> Correction:
    """An actor takes part in it as what the type of the event calls so, or, ``none``, takes no part."""
    refuse_statements(row)
    roles = [role.name for role in load_ontology().events[row.type].roles]
    if value not in (*roles, NO_ROLE):
        raise ConfigError(f"{row.type} has the roles {', '.join(roles)}; or say {NO_ROLE}, not {value!r}")
    entity = actor.id if isinstance(actor, EntityRow) else actor.entity
    known = desk.again(Action.ROLE, row.id, entity)
    named = desk.target(actor)[0] if isinstance(actor, EntityRow) else desk.at("entity", own_passage(actor)[0])
    target, other = known or (desk.target(row)[0], named)
    held = next((p.role for p in row.participants if p.entity == entity), "")
    before, after = {"role": held}, {"role": "" if value == NO_ROLE else value}
    return made(desk, said, Correction(action=Action.ROLE, target=target, other=other, before=before, after=after))
