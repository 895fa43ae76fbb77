"""What happens: words that name an event of a type, with those who take part, place and time.

Baseline without a tree: who stands nearest to the trigger takes part.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from quellenlage.dates.timex3 import TimexType
from quellenlage.lang.language import Language, Triggers
from quellenlage.ontology.loader import EventType
from quellenlage.records.document import Document
from quellenlage.records.layers import (
    EntityType,
    Event,
    Factuality,
    Layers,
    Mention,
    MentionForm,
    Participant,
    Phase,
    Sentence,
    Timex,
)
from quellenlage.records.provenance import By
from quellenlage.text.span import Span
from quellenlage.world import World

_PLACES = frozenset({EntityType.GPE, EntityType.LOC, EntityType.FAC})
# Farther from the trigger than this many tokens nobody takes part.
_REACH = 14
_BREAK = frozenset(";:–")


@dataclass(frozen=True, slots=True)
class _Scene:
    sentence: Sentence
    forms: tuple[str, ...]
    mentions: tuple[Mention, ...]
    timexes: tuple[Timex, ...]
    language: Language

    def token_of(self, offset: int) -> int:
        starts = [token.start for token in self.sentence.tokens]
        return bisect_right(starts, offset) - 1


def find_events(document: Document, found: Layers, world: World) -> tuple[Event, ...]:
    """Find events by their triggers.

    Args:
        document: Cleaned.
        found: Needs ``sentences``, ``mentions``, ``timexes``, ``quotations``.
        world: Triggers of the language, types of the ontology.

    Returns:
        Sorted by span; at most one event a type and sentence, and only with the roles that its
        type requires.
    """
    events = []
    for index, sentence in enumerate(found.sentences):
        scene = _Scene(
            sentence,
            tuple(token.of(document.text) for token in sentence.tokens),
            tuple(m for m in found.mentions if sentence.span.contains(m.span)),
            tuple(t for t in found.timexes if sentence.span.contains(t.span)),
            world.language,
        )
        seen: set[str] = set()
        for at, kind in _triggers(scene):
            event_type = world.ontology.events.get(kind)
            if event_type is None or kind in seen or kind == "statement":
                continue
            event = _event(at, event_type, index, scene, found)
            if event is not None:
                seen.add(kind)
                events.append(event)
    return tuple(sorted(events, key=lambda e: (e.span, e.type)))


def _triggers(scene: _Scene) -> list[tuple[int, str]]:
    """Token index and type of every trigger, in order."""
    lower = tuple(form.lower() for form in scene.forms)
    triggers = scene.language.triggers
    hits = []
    for at, form in enumerate(scene.forms):
        kinds = dict.fromkeys(triggers.words.get(form, ()))
        if form[:1].isupper():
            kinds |= dict.fromkeys(_by_ending(lower[at][1:], triggers))
        kinds |= dict.fromkeys(_with_prefix(at, scene))
        kinds |= dict.fromkeys(
            kind
            for words, kind in triggers.phrases.get(lower[at], ())
            if lower[at : at + len(words)] == words
        )
        excluded = triggers.excluded.get(form, ())
        hits += [(at, kind) for kind in kinds if kind not in excluded]
    return hits


def _by_ending(lower: str, triggers: Triggers) -> tuple[str, ...]:
    """Types of the longest ending that makes a compound."""
    return next(
        (triggers.compounds[lower[i:]] for i in range(len(lower)) if lower[i:] in triggers.compounds), ()
    )


def _with_prefix(at: int, scene: _Scene) -> tuple[str, ...]:
    """Types of a separable verb whose prefix closes the clause."""
    pairs = scene.language.triggers.separable.get(scene.forms[at], ())
    kinds = []
    for prefix, kind in pairs:
        for end in range(at + 1, len(scene.forms)):
            following = scene.forms[end + 1 : end + 2]
            closes = not following or not following[0].isalpha() or following[0] in scene.language.joiners
            if scene.forms[end] == prefix and closes:
                kinds.append(kind)
                break
    return tuple(kinds)


def _event(at: int, kind: EventType, index: int, scene: _Scene, found: Layers) -> Event | None:
    trigger = scene.sentence.tokens[at]
    place = _place(at, scene) if kind.place else None
    participants = _participants(at, kind, place, scene)
    if any(role.required and role.name not in {p.role for p in participants} for role in kind.roles):
        return None
    said = [q for q in found.quotations if any(span.contains(trigger) for span in q.quotes)]
    phase, factuality = _certainty(at, scene)
    return Event(
        span=trigger,
        type=kind.type,
        participants=participants,
        phase=phase,
        factuality=factuality,
        sentence=index,
        sources=said[-1].speakers if said else (),
        place=place.span if place else None,
        time=_time(at, scene),
        by=By("trigger"),
    )


def _participants(at: int, kind: EventType, place: Mention | None, scene: _Scene) -> tuple[Participant, ...]:
    """Nearest actors on either side fill the roles in their order; two joined by „und“ share one."""
    actors = [
        m
        for m in scene.mentions
        if not m.derived and (m.form is MentionForm.NAME or not m.anonymous) and m is not place
    ]
    left = [m for m in actors if scene.token_of(m.span.start) < at and _is_near(m, at, scene)]
    right = [m for m in actors if scene.token_of(m.span.start) >= at and _is_near(m, at, scene)]
    ordered = [*reversed(left[-2:]), *right[:2]] if left else right[:2]
    filled: list[Participant] = []
    used: set[Span] = set()
    for role in kind.roles:
        for mention in ordered:
            if mention.span not in used and mention.type in role.takes:
                group = [mention, *(m for m in actors if _are_joined(mention, m, scene))]
                filled += [Participant(role=role.name, span=m.span) for m in group if m.span not in used]
                used |= {m.span for m in group}
                break
    return tuple(filled)


def _is_near(mention: Mention, at: int, scene: _Scene) -> bool:
    first = scene.token_of(mention.span.start)
    between = scene.forms[min(first, at) : max(first, at)]
    return abs(first - at) <= _REACH and not _BREAK & set(between)


def _are_joined(left: Mention, right: Mention, scene: _Scene) -> bool:
    if left is right or left.type is not right.type:
        return False
    first, second = sorted((left, right), key=lambda m: m.span)
    between = scene.forms[scene.token_of(first.span.end - 1) + 1 : scene.token_of(second.span.start)]
    return (
        0 < len(between) <= 4
        and any(f.lower() in scene.language.joiners for f in between)
        and all(
            f.lower() in scene.language.joiners or f.lower() in scene.language.determiners or f == ","
            for f in between
        )
    )


def _place(at: int, scene: _Scene) -> Mention | None:
    """The nearest place behind a preposition of place."""
    places = []
    for mention in scene.mentions:
        first = scene.token_of(mention.span.start)
        before = [form.lower() for form in scene.forms[max(0, first - 3) : first]]
        led = bool(set(before[-1:]) & scene.language.place_prepositions) or bool(
            set(before) & scene.language.fused_place_prepositions
        )
        if mention.type in _PLACES and not mention.derived and led and _is_near(mention, at, scene):
            places.append((abs(first - at), mention))
    return min(places, key=lambda p: (p[0], p[1].span), default=(0, None))[1]


def _time(at: int, scene: _Scene) -> Span | None:
    days = [t for t in scene.timexes if t.symbolic.type in (TimexType.DATE, TimexType.TIME)]
    near = [(abs(scene.token_of(t.span.start) - at), t.span) for t in days]
    return min(near, default=(0, None))[1]


def _certainty(at: int, scene: _Scene) -> tuple[Phase, Factuality]:
    """Phase and factuality from the words around the trigger, as the nearest source presents it."""
    words = {form.lower() for form in scene.forms}
    near = {form.lower() for form in scene.forms[max(0, at - 5) : at + 6]}
    if words & scene.language.conditions:
        return Phase.CONDITIONAL, Factuality.UU
    if near & scene.language.negation:
        return Phase.OCCURRED, Factuality.CT_MINUS
    if words & scene.language.hedges:
        return Phase.OCCURRED, Factuality.PS_PLUS
    if words & scene.language.future and not near & scene.language.past:
        return Phase.ANNOUNCED, Factuality.PR_PLUS
    return Phase.OCCURRED, Factuality.CT_PLUS
