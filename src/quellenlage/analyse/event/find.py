"""Joins triggers, roles, place, time and certainty to events, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quellenlage.analyse.event.arguments import Argument, find_arguments, is_reflexive, predicate_of
from quellenlage.analyse.event.news import find_head, is_news
from quellenlage.analyse.event.place_and_time import find_place, find_time
from quellenlage.analyse.event.plain import find_plain
from quellenlage.analyse.event.roles import assign_roles
from quellenlage.analyse.event.scene import NOUNS, Scene, make_scenes
from quellenlage.analyse.event.signs import Reading, is_present
from quellenlage.analyse.event.sources import read_attitudes
from quellenlage.analyse.event.triggers import VERBAL, Trigger, completes, find_triggers
from quellenlage.ontology.loader import EventType
from quellenlage.records.document import Document
from quellenlage.records.layers import Event, Factuality, Layers, Participant, Phase
from quellenlage.records.provenance import By
from quellenlage.text.span import Span
from quellenlage.world import World

# A stretch of more words without an end is no sentence but a list or a table: nobody acts in it.
_LONGEST = 300
_PAIR = 2
# Acts of speech are quotations.
_ACT = "statement"


def find_events(document: Document, found: Layers, world: World) -> tuple[Event, ...]:
    """Find events by their triggers; roles, place and time by the tree, without one by the words beside them.

    Args:
        document: Cleaned.
        found: Needs ``sentences``, ``mentions``, ``timexes``, ``quotations``; reads ``parses`` if there are any.
        world: Triggers and words of certainty of the language, types of the ontology.

    Returns:
        Sorted by span. Those of which a sentence tells too little are for linking to join or to leave out. Acts of
        speech are quotations, no events.

    Source:
        Types: PLOVER 2021. Roles over a tree: PETRARCH2 (Norris et al. 2017). Factuality: FactBank (Sauri and
        Pustejovsky 2009).
    """
    if not found.parses:
        return find_plain(document, found, world)
    events: list[Event] = []
    head = find_head(document, found.sentences)
    for scene in make_scenes(document.text, found, world):
        if scene is not None and len(scene.words) <= _LONGEST:
            events += _of_sentence(scene, is_head=scene.index in head)
    return tuple(sorted(events, key=lambda e: (e.span, e.type)))


def _of_sentence(scene: Scene, *, is_head: bool) -> Iterator[Event]:
    """The events of a sentence; a noun that only completes a verb of the same type gives way to it."""
    triggers = [trigger for trigger in find_triggers(scene) if trigger.type != _ACT]
    kinds = scene.world.ontology.events
    words = {trigger.word for trigger in triggers if not kinds[trigger.type].aimed_at}
    found = []
    for trigger in triggers:
        kind = kinds[trigger.type]
        arguments = find_arguments(trigger.word, scene)
        participants, fillers = assign_roles(arguments, trigger, kind, scene, words)
        if not trigger.needs_actors or _has_actors(trigger, arguments, (*participants, *fillers), scene):
            found.append((trigger, kind, participants, fillers))
    verbs = {(trigger.word, trigger.type) for trigger, *_ in found if trigger.rule in VERBAL}
    for trigger, kind, participants, fillers in found:
        if not completes(trigger, verbs, scene):
            event = _event(trigger, kind, participants, fillers, scene)
            yield replace(event, fresh=event.fresh and is_head)


def _event(
    trigger: Trigger,
    kind: EventType,
    participants: tuple[Participant, ...],
    fillers: tuple[Participant, ...],
    scene: Scene,
) -> Event:
    place = find_place(trigger.word, kind, scene)
    participants, place = _placed(participants, place, kind)
    time = find_time(trigger.word, scene)
    reading, attitudes, sources = read_attitudes(trigger.word, scene, kind)
    return Event(
        span=scene.words[trigger.word].span,
        type=kind.type,
        participants=participants,
        fillers=fillers,
        phase=reading.phase,
        factuality=reading.factuality,
        attitudes=attitudes,
        sentence=scene.index,
        sources=sources,
        place=place,
        time=time.span if time else None,
        presupposed=_is_presupposed(trigger.word, reading, scene),
        word=scene.lemma(trigger.word),
        definite=_is_definite(trigger.word, scene),
        fresh=time is None and is_news(trigger.word, reading, scene),
        other=scene.any_in(scene.tree.children(trigger.word, ("amod",)), "other"),
        habitual=time is None and _is_habitual(trigger.word, scene),
        by=By(trigger.rule),
    )


def _placed(
    participants: tuple[Participant, ...], place: Span | None, kind: EventType
) -> tuple[tuple[Participant, ...], Span | None]:
    """A land is either where it happens or what it is done to: a target where a role stands for it, else the place."""
    aims = {role.name for role in kind.roles if "into" in role.relations or "on" in role.relations}
    if place is not None and any(p.span == place and p.role in aims for p in participants):
        return participants, None
    return tuple(p for p in participants if p.span != place or len(participants) == 1 < kind.minimum), place


def _is_presupposed(at: int, reading: Reading, scene: Scene) -> bool:
    """A noun that no verb tells as taking place, and of which nothing is said that a plain mention would not say."""
    noun = scene.words[at].upos in NOUNS and predicate_of(at, scene) == at
    return noun and reading == Reading(Phase.OCCURRED, Factuality.CT_PLUS)


def _is_habitual(at: int, scene: Scene) -> bool:
    """„reist selten“: an adverb beside a verb in the present tells what is usual."""
    verb = at if scene.words[at].upos == "VERB" else scene.head(at)
    if verb < 0 or not is_present(verb, scene):
        return False
    return scene.any_in(scene.tree.children(verb, ("advmod",)), "habitual")


def _is_definite(at: int, scene: Scene) -> bool:
    """„das Feuer“, „dieser Streik“, „sein Besuch“, „beim Treffen“: a noun that means one event already known."""
    if scene.words[at].upos not in NOUNS:
        return False
    language = scene.language
    marks = [scene.forms[child].lower() for child in scene.tree.children(at, ("det", "det:poss"))]
    known = any(form in language.determiners and form not in language.indefinite for form in marks)
    owned = bool(scene.tree.children(at, ("nmod:poss",)))
    return known or owned or scene.case(at) in language.fused_place_prepositions


def _has_actors(
    trigger: Trigger,
    arguments: tuple[Argument, ...],
    filled: tuple[Participant, ...],
    scene: Scene,
) -> bool:
    """Whether all required roles have somebody who acts, be it a pronoun, and there are as many as the type needs."""
    kind = scene.world.ontology.events[trigger.type]
    actors = [one for one in filled if _is_somebody(one, scene)]
    pronouns = [a for a in arguments if scene.words[a.word].upos == "PRON" and _is_person(a.word, scene)]
    relations = {pronoun.relation for pronoun in pronouns}
    for role in kind.roles:
        there = any(actor.role == role.name for actor in actors) or bool(relations & set(role.relations))
        if role.required and not there:
            return False
    if not actors and not pronouns:
        return False
    return kind.minimum < _PAIR or _has_partner(trigger, arguments, scene)


def _has_partner(trigger: Trigger, arguments: tuple[Argument, ...], scene: Scene) -> bool:
    """Whether somebody stands on the other side („traf ihn“), or the subjects do it with one another."""
    others = [a for a in arguments if a.relation in ("object", "dative", "with", "between")]
    if any(scene.mention_at(a.word) or scene.words[a.word].upos == "PRON" for a in others):
        return True
    subjects = [a for a in arguments if a.relation == "subject"]
    several = len(subjects) >= _PAIR or any(scene.words[a.word].has("Number", "Plur") for a in subjects)
    return several and any(is_reflexive(child, scene) for child in scene.tree.children(trigger.word))


def _is_person(at: int, scene: Scene) -> bool:
    word = scene.words[at]
    return any(word.has("Person", person) for person in "123") and word.has("Case", "Nom")


def _is_somebody(filler: Participant, scene: Scene) -> bool:
    """Whether words are an actor with or without a name („mehrere Beamte“), or stand for one."""
    if any(reference.span.overlaps(filler.span) for reference in scene.references):
        return True
    return any(m.span == filler.span or (m.span.overlaps(filler.span) and not m.derived) for m in scene.mentions)
