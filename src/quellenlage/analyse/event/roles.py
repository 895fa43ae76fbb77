"""From relations to roles: what the type of an event, or its word, makes of who stands where."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from quellenlage.analyse.event.arguments import Argument, predicate_of
from quellenlage.analyse.event.scene import NOUNS, Scene
from quellenlage.analyse.event.triggers import Trigger
from quellenlage.ontology.loader import EventType, Role
from quellenlage.records.layers import EntityType, Mention, MentionForm, Participant
from quellenlage.text.span import Span, cover

# What stands in front of a noun and belongs to its phrase.
_FRONT = ("det", "amod", "nummod", "det:poss", "compound", "nmod:poss", "advmod")
# Relations in which a phrase that is no known actor may still fill a role.
_OWN = ("subject", "object", "dative", "genitive", "possessive", "between", "from", "by", "on", "against")
# What a type that knows no such relation takes it for; the participle of a verb without an object tells its subject.
_ENDING = 12
_FALLBACK = {"possessive": "genitive", "object": "subject"}


def assign_roles(
    arguments: Sequence[Argument], trigger: Trigger, kind: EventType, scene: Scene, events: Collection[int] = ()
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Who fills which role.

    Args:
        arguments: Of the trigger.
        trigger: Of the event.
        kind: Its type.
        scene: Its sentence.
        events: Words that are events themselves and act in none.

    Returns:
        Those who are mentions with a name or an office, and phrases for all others, each by span.
    """
    frame = _frame(trigger, kind, scene)
    elsewhere = {m.span for a in arguments if (m := _mention(a, scene))}
    named: dict[Span, Participant] = {}
    others: dict[Span, Participant] = {}
    for argument in arguments:
        if argument.word == trigger.word and argument.inside is None:
            continue
        mention = _mention(argument, scene)
        span = mention.span if mention else None
        if mention is None or mention.form is not MentionForm.NAME:
            mention, span = scene.meant_at(argument.word) or _speaker(argument, trigger, scene) or (mention, span)
        role = _role(argument.relation, mention, kind, frame)
        if not role and mention is not None and argument.relation in ("subject", "object"):
            role, mention = _role(argument.relation, None, kind, frame), None
        if not role or (mention is None and argument.word in events):
            continue
        if mention is not None and span is not None and not mention.anonymous:
            named.setdefault(span, Participant(role=role, span=span))
            for other in () if argument.inside else scene.joined.get(mention.span, ()):
                if other.span not in elsewhere and not other.anonymous and _role(argument.relation, other, kind, frame):
                    named.setdefault(other.span, Participant(role=role, span=other.span))
            for state in _states(argument.word, scene) if mention.person == "pl" and not _is_thing(role, kind) else ():
                named.setdefault(state.span, Participant(role=role, span=state.span))
        elif mention is None and argument.relation not in _OWN and not _is_thing(role, kind):
            continue
        elif phrase := _phrase(argument.word, scene):
            others.setdefault(phrase, Participant(role=role, span=phrase))
            for state in () if _is_thing(role, kind) else _states(argument.word, scene):
                named.setdefault(state.span, Participant(role=role, span=state.span))
    return _sorted(_without_doubles(named, scene)), _sorted(others)


def _without_doubles(named: dict[Span, Participant], scene: Scene) -> dict[Span, Participant]:
    """„Die Reederei X“ takes part once, by its name, and nobody on both sides."""
    means = {r.span: r.antecedents[0] for r in scene.references if len(r.antecedents) == 1}
    return {span: told for span, told in named.items() if means.get(span, span) == span or means[span] not in named}


def _frame(trigger: Trigger, kind: EventType, scene: Scene) -> dict[str, str]:
    """What the trigger's word makes of its arguments; frames of an ending („-ung“) serve all words with it."""
    frames = scene.language.triggers.frames
    keys = [trigger.key, *(f"-{trigger.key[i:]}" for i in range(max(0, len(trigger.key) - _ENDING), len(trigger.key)))]
    return next((frames[kind.type, key] for key in keys if (kind.type, key) in frames), {})


def _is_thing(role: str, kind: EventType) -> bool:
    return any(r.thing for r in kind.roles if r.name == role)


def _sorted(found: dict[Span, Participant]) -> tuple[Participant, ...]:
    return tuple(sorted(found.values(), key=lambda p: p.span))


def _speaker(argument: Argument, trigger: Trigger, scene: Scene) -> tuple[Mention, Span] | None:
    """Who says „wir“ does what the own verb of the pronoun tells, not what he asks others to do."""
    own = (trigger.word, predicate_of(trigger.word, scene, loosely=True))
    return scene.speaker_at(argument.word) if scene.head(argument.word) in own else None


def _mention(argument: Argument, scene: Scene) -> Mention | None:
    return argument.inside or scene.mention_at(argument.word)


def _states(at: int, scene: Scene) -> Iterator[Mention]:
    """States behind people without a name: „ein Team japanischer Beamter“, „die Berater der USA und Japans“."""
    for child in scene.tree.children(at, ("nmod", "amod", "nmod:poss")):
        if scene.case(child):
            continue
        if derived := scene.derived_at(child):
            yield derived
            continue
        for word in scene.row(child):
            mention = scene.mention_at(word)
            if mention is not None and mention.type is EntityType.GPE:
                yield mention
            elif mention is not None and scene.words[child].relation == "nmod":
                yield from (d for c in scene.tree.children(word, ("amod",)) if (d := scene.derived_at(c)))


def _role(relation: str, mention: Mention | None, kind: EventType, frame: dict[str, str]) -> str:
    """The name of the role, empty if there is none."""
    relation = relation if relation in frame else _known(relation, kind)
    if relation in frame:
        role = next((r for r in kind.roles if r.name == frame[relation]), None)
        return role.name if role and _fits(role, mention) else ""
    open_roles = [role for role in kind.roles if relation in role.relations and _fits(role, mention)]
    if mention is None:
        open_roles.sort(key=lambda role: not role.thing)
    return open_roles[0].name if open_roles else ""


def _known(relation: str, kind: EventType) -> str:
    known = any(relation in role.relations for role in kind.roles)
    return relation if known else _FALLBACK.get(relation, relation)


def _fits(role: Role, mention: Mention | None) -> bool:
    return mention is None or mention.type in role.takes


def _phrase(at: int, scene: Scene) -> Span | None:
    """The noun with what stands in front of it and its genitive; None for pronouns, numbers and times."""
    if scene.words[at].upos not in NOUNS or at in scene.times:
        return None
    below = scene.tree.children(at, (*_FRONT, "flat", "flat:name", "nmod"))
    inside = [at, *(c for c in below if not scene.case(c) and c not in scene.times and not _is_other(c, at, scene))]
    inside = [i for i in inside if abs(i - at) <= len(inside) + 1]
    return cover([scene.words[i].span for i in inside])


def phrase_of(at: int, scene: Scene) -> Span:
    """A noun with what stands in front of it."""
    return _phrase(at, scene) or scene.words[at].span


def _is_other(child: int, at: int, scene: Scene) -> bool:
    """A name behind a noun is no part of its phrase unless it is its genitive or its own name."""
    mention = scene.mention_at(child)
    return child > at and mention is not None and scene.words[child].relation == "nmod" and not mention.derived
