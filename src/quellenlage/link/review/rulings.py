"""Who is who, which events are one and what is so of them, as a person has ruled: places as places of this pile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quellenlage.ontology.loader import Ontology
from quellenlage.records.correction import (
    Action,
    Correction,
    Laid,
    Outcome,
    Place,
    Rulings,
    Target,
    Verdicts,
    days_of,
)
from quellenlage.records.layers import Analysis
from quellenlage.text.span import Span

_Pairs = list[tuple[Place, Place]]
_PAIRED = (Action.MERGE, Action.SPLIT, Action.SAME, Action.DIFFERENT)


def rulings_of(
    pile: Sequence[Analysis], corrections: Sequence[Correction], ontology: Ontology
) -> tuple[Rulings, tuple[Outcome, ...]]:
    """What corrections ask of linking, and which of them find no place.

    Args:
        pile: All analyses.
        corrections: That stand, in any order.
        ontology: The roles of each type of event.
    """
    desk = _Desk(_Places(pile), ontology)
    outcomes = []
    for correction in sorted(corrections, key=lambda c: c.id):
        hand = _HANDS.get(correction.action)
        reason = hand(desk, correction) if hand else None
        if reason is not None:
            outcomes.append(Outcome(correction=correction.id, reason=reason))
    entities = Verdicts(
        same=tuple(desk.pairs[Action.MERGE]), different=tuple(desk.pairs[Action.SPLIT]), nobody=tuple(desk.nobody)
    )
    events = Verdicts(same=tuple(desk.pairs[Action.SAME]), different=tuple(desk.pairs[Action.DIFFERENT]))
    return Rulings(entities=entities, events=events, laid=tuple(desk.laid), means=tuple(desk.means)), tuple(outcomes)


@dataclass(slots=True)
class _Desk:
    """What was ruled so far."""

    places: _Places
    ontology: Ontology
    pairs: Mapping[Action, _Pairs] = field(default_factory=lambda: {action: [] for action in _PAIRED})
    nobody: list[Place] = field(default_factory=list)
    laid: list[Laid] = field(default_factory=list)
    means: list[tuple[Place, Place | None]] = field(default_factory=list)


def _nobody(desk: _Desk, correction: Correction) -> str | None:
    """A rejected actor; rows of other kinds are taken out behind their stage."""
    if correction.target.kind != "entity":
        return None
    found = desk.places.find(correction.target, _names)
    if isinstance(found, str):
        return found
    desk.nobody += found
    return ""


def _pair(desk: _Desk, correction: Correction) -> str | None:
    """Two places that are one, or two."""
    if correction.other is None:
        return None
    layer = _names if correction.target.kind == "entity" else _triggers
    one, two = (desk.places.find(target, layer) for target in (correction.target, correction.other))
    if isinstance(one, str) or isinstance(two, str):
        return one if isinstance(one, str) else str(two)
    desk.pairs[correction.action].extend((left, right) for left in one for right in two)
    return ""


def _event(desk: _Desk, correction: Correction) -> str | None:
    """How far an event has come, and when it was."""
    found, after = desk.places.find(correction.target, _triggers), correction.after
    if isinstance(found, str):
        return found
    if correction.action is Action.PHASE:
        desk.laid += (Laid(place=place, phase=after["phase"]) for place in found)
    else:
        days = days_of(after, "earliest", "latest")
        desk.laid += (Laid(place=place, days=days) for place in found)
    return ""


def _role(desk: _Desk, correction: Correction) -> str | None:
    """Who takes part in an event as what, or does not."""
    if correction.other is None:
        return None
    found, actors = desk.places.find(correction.target, _triggers), desk.places.find(correction.other, _names)
    if isinstance(found, str) or isinstance(actors, str):
        return found if isinstance(found, str) else str(actors)
    role, types = correction.after["role"], desk.places.types(found)
    if role and not any(role in {r.name for r in desk.ontology.events[kind].roles} for kind in types):
        return f"an event of type {' or '.join(types)} has no role {role}"
    desk.laid += (Laid(place=place, actor=actor, role=role) for place in found for actor in actors)
    return ""


def _means(desk: _Desk, correction: Correction) -> str | None:
    """What a side of a claim means; nothing that is known if no second place is named."""
    found = desk.places.find(correction.target, _sides)
    meant = desk.places.find(correction.other, _told) if correction.other else None
    if isinstance(found, str) or isinstance(meant, str):
        return found if isinstance(found, str) else str(meant)
    desk.means += ((place, meant[0] if meant else None) for place in dict.fromkeys(found))
    return ""


_HANDS: dict[Action, Callable[[_Desk, Correction], str | None]] = {
    **dict.fromkeys(_PAIRED, _pair),
    Action.REJECT: _nobody,
    Action.PHASE: _event,
    Action.DAYS: _event,
    Action.ROLE: _role,
    Action.MEANS: _means,
}


def _names(analysis: Analysis) -> Iterator[Span]:
    return (mention.span for mention in analysis.found.mentions)


def _triggers(analysis: Analysis) -> Iterator[Span]:
    return (event.span for event in analysis.found.events)


def _sides(analysis: Analysis) -> Iterator[Span]:
    return (span for p in analysis.found.propositions for span in p.spans(analysis.found.transfers))


def _told(analysis: Analysis) -> Iterator[Span]:
    """What can be meant: a side, and a quotation that tells one."""
    yield from _sides(analysis)
    for number in sorted({p.quotation for p in analysis.found.propositions if p.quotation is not None}):
        quotation = analysis.found.quotations[number]
        yield quotation.span
        if quotation.report:
            yield quotation.report


class _Places:
    """Finds the places of targets; articles with the same bytes are all meant."""

    def __init__(self, pile: Sequence[Analysis]) -> None:
        self._all = pile
        self._by_hash: dict[str, list[Analysis]] = {}
        for analysis in pile:
            self._by_hash.setdefault(analysis.document.source.sha256, []).append(analysis)

    def find(self, target: Target, layer: Callable[[Analysis], Iterator[Span]]) -> list[Place] | str:
        """The places that are meant, or why there are none."""
        analyses = self._by_hash.get(target.sha256, [])
        if not analyses:
            return ABSENT
        if target.text and any(_words(a, target) != target.text for a in analyses):
            return "its words do not stand at their place any more"
        found = [
            (a.document.id, span)
            for a in analyses
            for span in layer(a)
            if (place := a.document.alignment.to_source(span)).start == target.start and place.end == target.end
        ]
        return found or f"no {'mention' if target.kind == 'entity' else target.kind} stands there any more"

    def types(self, places: Sequence[Place]) -> list[str]:
        """The types of the events that are told at some places, by name."""
        told = (e.type for a in self._all for e in a.found.events if (a.document.id, e.span) in places)
        return sorted(set(told))


ABSENT = "its article is not in the dossier"


def _words(analysis: Analysis, target: Target) -> str:
    return analysis.document.source.text[target.start : target.end]
