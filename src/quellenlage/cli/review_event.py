"""``quellenlage review phase``, ``days`` and ``role``: what is said of an event."""

from __future__ import annotations

import click

from quellenlage.cli.failure import fails_in_one_line
from quellenlage.cli.review_said import Saying, said_by, say
from quellenlage.pipeline.review import wish_event
from quellenlage.records.contract import EntityRow, EventRow, MentionRow
from quellenlage.records.layers import Phase

_DOSSIER = click.argument("dossier")
_EVENT = click.argument("event", metavar="EVENT")


@click.command(name="phase")
@_DOSSIER
@_EVENT
@click.argument("phase", type=click.Choice([str(p) for p in Phase]))
@said_by
@fails_in_one_line
def phase(dossier: str, event: str, phase: str, *, saying: Saying) -> None:
    """Say how far an event has come."""
    say(dossier, saying, lambda desk, said: wish_event.phase(desk, desk.one(event, EventRow), phase, said))


@click.command(name="days")
@_DOSSIER
@_EVENT
@click.argument("days", metavar="DAYS")
@said_by
@fails_in_one_line
def days(dossier: str, event: str, days: str, *, saying: Saying) -> None:
    """Say when an event was: 2024-06-18, 2024-06-17..2024-06-19, ..2024-06-19, or 'unknown'."""
    say(dossier, saying, lambda desk, said: wish_event.days(desk, desk.one(event, EventRow), days, said))


@click.command(name="role")
@_DOSSIER
@_EVENT
@click.argument("actor", metavar="ACTOR")
@click.argument("role", metavar="ROLE")
@said_by
@fails_in_one_line
def role(dossier: str, event: str, actor: str, role: str, *, saying: Saying) -> None:
    """Say as what an actor takes part in an event, or 'none'; 'docs/reference/event-types.md' lists the roles.

    ACTOR is the id of an actor, or of a mention, wherever it stands.
    """
    say(
        dossier,
        saying,
        lambda desk, said: wish_event.role(
            desk, desk.one(event, EventRow), desk.either(actor, EntityRow, MentionRow), role, said
        ),
    )
