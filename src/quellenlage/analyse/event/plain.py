"""Events of sentences without a tree: who stands nearest to the trigger takes part."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from quellenlage.analyse.event.scene import between
from quellenlage.dates.timex3 import TimexType
from quellenlage.lang.language import Language
from quellenlage.lang.triggers import Triggers
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
from quellenlage.text.phrase import GENITIVE, governor
from quellenlage.text.span import Span
from quellenlage.world import World

_PLACES = frozenset({EntityType.GPE, EntityType.LOC, EntityType.FAC})
# Farther from the trigger than this many tokens nobody takes part.
_REACH = 14
_BREAK = frozenset(";:–")
_COMMA = frozenset(",;:–")
_ACTORS = frozenset({EntityType.PER, EntityType.ORG, EntityType.GPE})
# Words between a noun and its genitive („Besuch des neuen russischen Ministers X“), and between joined actors.
_GENITIVE_REACH = 6
_JOINED_REACH = 4
# Letters of a trigger at the end of a compound; of a word of a hundred thousand letters only the end is looked at.
_LONGEST_ENDING = 40


@dataclass(frozen=True, slots=True)
class _Scene:
    sentence: Sentence
    forms: tuple[str, ...]
    mentions: tuple[Mention, ...]
    timexes: tuple[Timex, ...]
    world: World

    @property
    def language(self) -> Language:
        """The wording."""
        return self.world.language

    def is_town(self, mention: Mention) -> bool:
        """Whether the kb knows it as a part of something: a town or a region, no state."""
        return mention.type in _PLACES and bool(self.world.kb.entities[mention.candidates[0]].part_of)

    def token_of(self, offset: int) -> int:
        starts = [token.start for token in self.sentence.tokens]
        return bisect_right(starts, offset) - 1


def find_plain(document: Document, found: Layers, world: World) -> tuple[Event, ...]:
    """Find events by their triggers.

    Args:
        document: Cleaned.
        found: Needs ``sentences``, ``mentions``, ``timexes``, ``quotations``.
        world: Triggers of the language, types of the ontology.

    Returns:
        Sorted by span; at most one event a type and sentence. Those of which a sentence tells too
        little are for linking to join or to leave out.
    """
    events = []
    mention_starts = [mention.span.start for mention in found.mentions]
    timex_starts = [timex.span.start for timex in found.timexes]
    for index, sentence in enumerate(found.sentences):
        scene = _Scene(
            sentence,
            tuple(token.of(document.text) for token in sentence.tokens),
            between(found.mentions, mention_starts, sentence.span),
            between(found.timexes, timex_starts, sentence.span),
            world,
        )
        seen: set[str] = set()
        for at, kind in _triggers(scene):
            event_type = world.ontology.events.get(kind)
            if event_type is None or kind in seen or kind == "statement":
                continue
            seen.add(kind)
            events.append(_event(at, event_type, index, _within_quote(at, scene, found), found))
    return tuple(sorted(events, key=lambda e: (e.span, e.type)))


def _within_quote(at: int, scene: _Scene, found: Layers) -> _Scene:
    """The scene with the actors on the trigger's side of reported speech: who only says it takes no part."""
    trigger = scene.sentence.tokens[at]
    quotes = [span for q in found.quotations for span in q.quotes if span.overlaps(scene.sentence.span)]
    around = [span for span in quotes if span.contains(trigger)]
    if around:
        home = min(around, key=len)
        return replace(scene, mentions=tuple(m for m in scene.mentions if home.contains(m.span)))
    return replace(
        scene, mentions=tuple(m for m in scene.mentions if not any(span.contains(m.span) for span in quotes))
    )


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
            kind for words, kind in triggers.phrases.get(lower[at], ()) if lower[at : at + len(words)] == words
        )
        excluded = triggers.excluded.get(form, ())
        hits += [(at, kind) for kind in kinds if kind not in excluded]
    return hits


def _by_ending(lower: str, triggers: Triggers) -> tuple[str, ...]:
    """Types of the longest ending that makes a compound."""
    first = max(0, len(lower) - _LONGEST_ENDING)
    endings = (lower[i:] for i in range(first, len(lower)))
    return next((triggers.compounds[ending] for ending in endings if ending in triggers.compounds), ())


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


def _event(at: int, kind: EventType, index: int, scene: _Scene, found: Layers) -> Event:
    trigger = scene.sentence.tokens[at]
    place = _place(at, scene) if kind.place else None
    participants = _participants(at, kind, place, scene)
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
    """Actors whose relation to the trigger opens a role to them, nearest first; each fills one role."""
    actors = [m for m in scene.mentions if m.type in _ACTORS and not m.derived and not m.anonymous and m is not place]
    near = sorted((m for m in actors if _is_near(m, at, scene)), key=lambda m: abs(scene.token_of(m.span.start) - at))
    related = [(m, _relation(m, at, scene)) for m in near]
    filled: dict[Span, Participant] = {}
    for role in kind.roles:
        for relation in role.relations:
            fitting = [m for m, r in related if r == relation and m.type in role.takes and m.span not in filled]
            several = relation in ("between", "part")
            for mention in fitting if several else fitting[:1]:
                group = [mention, *(m for m in actors if _are_joined(mention, m, scene))]
                filled |= {m.span: Participant(role=role.name, span=m.span) for m in group if m.span not in filled}
            if fitting and kind.minimum < 2:
                break
    return tuple(sorted(filled.values(), key=lambda p: p.span))


def _relation(mention: Mention, at: int, scene: _Scene) -> str:
    """How an actor stands to the trigger, from the words in front of it and the side on which it stands."""
    lead = next((m for m in scene.mentions if m.span < mention.span and _are_joined(m, mention, scene)), None)
    if lead is not None and scene.token_of(lead.span.start) != at:
        return _relation(lead, at, scene)
    first, last = scene.token_of(mention.span.start), scene.token_of(mention.span.end - 1)
    language, forms = scene.language, scene.forms
    if first == at:
        return "part"
    noun = forms[at][:1].isupper()
    own = mention.form is MentionForm.NAME and forms[last].endswith(language.genitive)
    own = own and forms[last] != mention.name.split()[-1]
    if own and last < at and noun and forms[last + 1] not in language.prepositions and at - last <= _GENITIVE_REACH:
        return "genitive"
    governed = governor(first, forms, language)
    if governed == GENITIVE:
        behind = noun and first > at and first - at <= _GENITIVE_REACH
        return "genitive" if behind else ""
    if governed:
        return language.relations.get(governed, "")
    if own:
        return ""
    subject = first < at or _starts_clause(at, scene)
    passive = not noun and bool(_clause(at, scene) & language.passive)
    return "object" if passive or not subject else "subject"


def _starts_clause(at: int, scene: _Scene) -> bool:
    """Whether no actor that may be the subject stands before the verb in its clause."""
    for mention in scene.mentions:
        first = scene.token_of(mention.span.start)
        free = mention.type in _ACTORS and not mention.derived and not governor(first, scene.forms, scene.language)
        if free and first < at and _is_near(mention, at, scene):
            return False
    return True


def _clause(at: int, scene: _Scene) -> set[str]:
    """The words between the commas around a token, in small letters."""
    start = end = at
    while start > 0 and scene.forms[start - 1] not in _COMMA:
        start -= 1
    while end < len(scene.forms) and scene.forms[end] not in _COMMA:
        end += 1
    return {form.lower() for form in scene.forms[start:end]}


def _is_near(mention: Mention, at: int, scene: _Scene) -> bool:
    """Within reach, and no new clause begins between the actor and the trigger."""
    first = scene.token_of(mention.span.start)
    low, high = sorted((first, at))
    between = scene.forms[low:high]
    if high - low > _REACH or _BREAK & set(between):
        return False
    language = scene.language
    openers = language.content_openers | language.clause_openers | language.relative_pronouns
    return not any(
        scene.forms[i] == "," and scene.forms[i + 1].lower() in openers
        for i in range(low, high)
        if i + 1 < len(scene.forms)
    )


def _are_joined(left: Mention, right: Mention, scene: _Scene) -> bool:
    """Whether two actors of one kind stand side by side with „und“ or a comma between them."""
    if left is right or left.type is not right.type:
        return False
    first, second = sorted((left, right), key=lambda m: m.span)
    between = scene.forms[scene.token_of(first.span.end - 1) + 1 : scene.token_of(second.span.start)]
    words = [form.lower() for form in between]
    allowed = scene.language.joiners | scene.language.determiners | {","}
    joined = any(word in scene.language.joiners for word in words)
    return joined and len(words) <= _JOINED_REACH and all(word in allowed for word in words)


def _place(at: int, scene: _Scene) -> Mention | None:
    """The nearest place behind a preposition of place, or a town in a compound with the trigger."""
    places = []
    for mention in scene.mentions:
        first = scene.token_of(mention.span.start)
        if first == at and mention.candidates and scene.is_town(mention):
            return mention
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
