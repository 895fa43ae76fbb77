"""Records that a person has added by selecting words."""

from __future__ import annotations

from bisect import bisect_right

from quellenlage.analyse.review.place import actor_at, clean_span
from quellenlage.records.correction import Correction, days_of
from quellenlage.records.document import Document
from quellenlage.records.layers import (
    Act,
    EntityType,
    Event,
    Factuality,
    Layers,
    Medium,
    Mention,
    MentionForm,
    Participant,
    Phase,
    Quotation,
    QuotationType,
)
from quellenlage.records.provenance import By
from quellenlage.world import World

RULE = "added in review"
# What is said of an event beside its roles.
_FIELDS = frozenset({"type", "phase", "from", "to"})
NOT_ANALYSED = "its words are furniture or stand nowhere in the article"


def mention_of(correction: Correction, document: Document) -> Mention | str:
    """A name; or why there is none."""
    span = clean_span(correction.target, document)
    if span is None:
        return NOT_ANALYSED
    return Mention(
        span=span,
        type=EntityType(correction.after["type"]),
        form=MentionForm.NAME,
        name=" ".join(span.of(document.text).split()),
        by=By(RULE),
    )


def quotation_of(correction: Correction, document: Document, found: Layers) -> Quotation | str:
    """What somebody says; or why there is none."""
    span, after = clean_span(correction.target, document), correction.after
    if span is None:
        return NOT_ANALYSED
    speaker = actor_at(after["speaker"], document, found) if after.get("speaker") else None
    if after.get("speaker") and speaker is None:
        return f"no actor stands at {after['speaker']}"
    return Quotation(
        quotes=(span,),
        type=QuotationType(after["type"]),
        medium=Medium.SPEECH,
        act=Act(after["act"]),
        by=By(RULE),
        voice=speaker,
        speakers=(speaker,) if speaker else (),
    )


def event_of(correction: Correction, document: Document, found: Layers, world: World) -> Event | str:
    """What happened; or why there is none."""
    span, after = clean_span(correction.target, document), correction.after
    kind = world.ontology.events.get(after["type"])
    if span is None:
        return NOT_ANALYSED
    if kind is None:
        return f"there is no type of event {after['type']}"
    unknown = sorted(after.keys() - _FIELDS - {role.name for role in kind.roles})
    if unknown:
        return f"an event of type {kind.type} has no role {unknown[0]}"
    participants = []
    for role in kind.roles:
        if role.name in after:
            actor = actor_at(after[role.name], document, found)
            if actor is None:
                return f"no actor stands at {after[role.name]}"
            participants.append(Participant(role=role.name, span=actor))
    days = days_of(after, "from", "to")
    return Event(
        span=span,
        type=kind.type,
        participants=tuple(participants),
        phase=Phase(after.get("phase", Phase.OCCURRED)),
        factuality=Factuality.CT_PLUS,
        sentence=max(0, bisect_right([s.span.start for s in found.sentences], span.start) - 1),
        by=By(RULE),
        days=None if days.is_open else days,
        is_given=True,
    )
