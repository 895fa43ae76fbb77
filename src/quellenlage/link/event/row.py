"""The row of an event from its tellings: label, actors, the most precise place, common days, the phase reached."""

from __future__ import annotations

from quellenlage.dates.interval import edtf
from quellenlage.kb.loader import Kb
from quellenlage.link.event.told import Group, Told
from quellenlage.records.contract import EventRow
from quellenlage.records.layers import Factuality, Phase
from quellenlage.records.linked import Linked
from quellenlage.records.parts import FactualityField, ParticipantField
from quellenlage.records.provenance import By, make_id
from quellenlage.text.span import Span
from quellenlage.world import World

_NARRATOR = "narrator"
# Which of several tellings counts as the phase of the whole: what has happened before what was planned.
_PHASES = (
    Phase.OCCURRED, Phase.ONGOING, Phase.CANCELLED, Phase.FAILED, Phase.ANNOUNCED, Phase.INVITED, Phase.ATTEMPTED,
    Phase.CONDITIONAL,
)  # fmt: skip
# More names make no label shorter than the row.
_LABELLED = 4


def make_row(group: Group, linked: Linked, world: World) -> EventRow:
    """The row of one event; its id is that of its first telling."""
    first, kind = group.told[0], group.kind
    participants = _participants(group, linked)
    place = _place(group, world.kb)
    start, end = group.dated.iso()
    passage = first.analysis.document.passage(first.event.span)
    return EventRow(
        id=make_id(first.article, "event", passage.start, passage.end, kind.type),
        by=By(_rule(group), first.event.by.stage, first.event.by.version),
        type=kind.type,
        plover=kind.plover,
        cameo=kind.cameo,
        label=_label(group, participants, place, linked, world),
        participants=participants,
        place=place,
        from_=start,
        to=end,
        edtf=edtf(group.dated),
        phase=_phase(group),
        factuality=tuple(dict.fromkeys(f for told in _telling(group) for f in _factuality(told, linked))),
        mentions=tuple(told.analysis.document.passage(told.event.span) for told in group.told),
        articles=tuple(dict.fromkeys(told.article for told in group.told)),
    )


def _rule(group: Group) -> str:
    """The rule that read the first telling, and what a person has corrected since."""
    said = (("phase", any(one.phase for one in group.laid)), ("days", any(one.days is not None for one in group.laid)),
            ("role", any(one.actor for one in group.laid)))  # fmt: skip
    corrected = (f"{name} corrected in review" for name, is_said in said if is_said)
    return "; ".join((group.told[0].event.by.rule, *corrected))


def _participants(group: Group, linked: Linked) -> tuple[ParticipantField, ...]:
    """Every entity once, in the role that a person or else most tellings give it, roles in the order of the type."""
    order = [role.name for role in group.kind.roles]
    spare = next((role.name for role in group.kind.roles if role.required), order[0])
    counts: dict[str, dict[str, int]] = {}
    for told in group.told:
        for participant in told.participants:
            roles = counts.setdefault(participant.entity, {})
            role = participant.role if participant.role in order else spare
            roles[role] = roles.get(role, 0) + 1
    fields = [
        ParticipantField(role=min(roles, key=lambda r: (-roles[r], order.index(r))), entity=entity)
        for entity, roles in counts.items()
    ]
    for one in group.laid:
        meant = linked.entities.all_of(*one.actor) if one.actor else ()
        fields = [field for field in fields if field.entity not in meant]
        if one.role:
            role = one.role if one.role in order else spare
            fields += (ParticipantField(role=role, entity=entity) for entity in meant)
    return tuple(sorted(fields, key=lambda p: order.index(p.role)))


def _place(group: Group, kb: Kb) -> str | None:
    """The first place that is no whole around another one."""
    facts = [told.place for told in group.told if told.place and told.is_fact]
    named = facts or [told.place for told in group.told if told.place]
    wholes = {whole for place in named if place in kb.entities for whole in kb.entities[place].part_of}
    return next((place for place in named if place not in wholes), next(iter(named), None))


def _telling(group: Group) -> list[Told]:
    """The tellings that say how far it has come.

    One that takes it for granted counts where its article has no other.
    """
    explicit = {told.article for told in group.told if not told.event.presupposed}
    return [told for told in group.told if not told.event.presupposed or told.article not in explicit]


def _phase(group: Group) -> Phase:
    """What a person has laid down, else the furthest phase that somebody affirms, else the furthest that is told."""
    given = [one.phase for one in group.laid if one.phase]
    if given:
        return Phase(given[-1])
    told = [t.event for t in _telling(group)]
    denied = (Factuality.CT_MINUS, Factuality.PR_MINUS, Factuality.PS_MINUS)
    over = (Phase.CANCELLED, Phase.FAILED)
    affirmed = [e for e in told if e.factuality not in denied or e.phase in over]
    return min((e.phase for e in affirmed or told), key=_PHASES.index)


def _factuality(told: Told, linked: Linked) -> tuple[FactualityField, ...]:
    """What the narrator and every speaker who is known hold of it."""
    span = told.analysis.document.passage(told.event.span)
    event = told.event
    if event.attitudes:
        values = [
            (_NARRATOR, a.value) if a.source is None else (_entity(a.source, told, linked), a.value)
            for a in event.attitudes
        ]
    else:
        said_by = [entity for span in event.sources if (entity := _entity(span, told, linked))]
        values = [(source, event.factuality) for source in said_by or [_NARRATOR]]
    return tuple(
        FactualityField(source=source, article=told.article, value=value, span=span)
        for source, value in values
        if source
    )


def _entity(span: Span, told: Told, linked: Linked) -> str | None:
    return linked.entities.of(told.article, span)


def _label(
    group: Group, participants: tuple[ParticipantField, ...], place: str | None, linked: Linked, world: World
) -> str:
    """„Treffen: A, B (Ort)“; things are named last."""
    names = {row.id: row.name for row in linked.entities.rows}
    who = list(dict.fromkeys(names[p.entity] for p in participants if p.entity != place or len(participants) > 1))
    shown = ", ".join(who[:_LABELLED]) + (" …" if len(who) > _LABELLED else "")
    labels = group.kind.label
    title = labels.get(world.language.code, next(iter(labels.values())))
    where = f" ({names[place]})" if place else ""
    return f"{title}: {shown}{where}" if who else f"{title}{where}"
