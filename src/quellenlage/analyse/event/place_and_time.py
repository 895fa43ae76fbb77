"""Where and when: what hangs on the trigger, on the verb that only carries it, or on the clause during which it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quellenlage.analyse.event.arguments import predicate_of
from quellenlage.analyse.event.roles import phrase_of
from quellenlage.analyse.event.scene import NOUNS, PLACES, Scene
from quellenlage.dates.anchor import Bound
from quellenlage.dates.timex3 import TimexType
from quellenlage.ontology.loader import EventType
from quellenlage.records.layers import EntityType, Mention, Timex
from quellenlage.text.span import Span

# Steps from a place or a time up to the word that it tells of.
_STEPS = 5
# No word for a place is longer.
_LONGEST = 16
# Prepositions between a trigger and a place that it is not at are those of ``out_of``.
_AWAY = ("out_of", "from", "against", "between", "with", "by", "for")
_DAYS = (TimexType.DATE, TimexType.TIME)


def find_place(at: int, kind: EventType, scene: Scene) -> Span | None:
    """The most precise place that hangs on the trigger; words for a place where none is named."""
    if not kind.place:
        return None
    found: list[tuple[int, int, Mention]] = []
    for mention in scene.parts.get(at, ()):
        if mention.type in PLACES and (_is_town(mention, scene) or kind.type == "visit"):
            found.append((0, _size(mention, scene), mention))
    for level, anchor in enumerate(_anchors(at, scene), 1):
        found += [(level, _size(m, scene), m) for m in _around(anchor, at, scene)]
    if found:
        return min(found, key=lambda f: (f[0] > 2, f[1], f[0], f[2].span))[2].span
    return next((span for anchor in _anchors(at, scene) for span in _described(anchor, scene)), None)


def _described(anchor: int, scene: Scene) -> Iterator[Span]:
    """„in der Halle“: a noun for a place behind a preposition of place."""
    for child in scene.tree.children(anchor, ("obl", "nmod", "obl:arg")):
        case = scene.case(child)
        led = case in scene.language.place_prepositions or case in scene.language.fused_place_prepositions
        on_site = led or scene.language.relations.get(case) in ("on", "to", "at")
        lemma = scene.lemma(child)
        start = max(0, len(lemma) - _LONGEST)
        if on_site and any(lemma[i:] in scene.language.place_nouns for i in range(start, len(lemma))):
            yield phrase_of(child, scene)


def _anchors(at: int, scene: Scene) -> tuple[int, ...]:
    """The trigger, the verb that carries it, and the clause during which it is."""
    found = [at]
    predicate = predicate_of(at, scene, loosely=True)
    if predicate != at:
        found.append(predicate)
    head = scene.head(at)
    aside = scene.words[at].upos in NOUNS and scene.case(at) in scene.certainty.aside
    if aside and head >= 0 and scene.words[head].upos == "VERB" and head not in found:
        found.append(head)
    if scene.words[at].upos == "VERB" and scene.words[at].relation in ("conj", "xcomp", "advcl") and head >= 0:
        infinitive = scene.words[at].has("VerbForm", "Inf") or scene.words[at].relation == "conj"
        if infinitive and scene.words[head].upos == "VERB" and not scene.tree.children(at, ("nsubj", "nsubj:pass")):
            found.append(head)
    return tuple(found)


def _around(anchor: int, at: int, scene: Scene) -> Iterator[Mention]:
    """Places behind a preposition of place that hang on a word, or on one of its arguments; visited ones too."""
    for child in scene.tree.children(anchor):
        if scene.words[child].relation in ("obj", "nsubj:pass") and anchor == at:
            mention = scene.mention_at(child)
            is_verb = scene.words[at].upos == "VERB" and not scene.case(child)
            if is_verb and mention is not None and mention.type in PLACES:
                yield mention
        yield from _led(child, scene, _STEPS)


def _led(child: int, scene: Scene, steps: int) -> Iterator[Mention]:
    """A place in a prepositional phrase, or in one that hangs below a noun phrase („in der Halle am Hafen von Ulm“)."""
    if scene.words[child].upos not in NOUNS or steps == 0:
        return
    relation, case = scene.words[child].relation, scene.case(child)
    if relation not in (
        "obl",
        "nmod",
        "obl:arg",
        "appos",
        "conj",
        "obj",
        "nsubj",
        "nsubj:pass",
        "dep",
        "obl:tmod",
        "obl:agent",
    ):
        return
    is_led = case in scene.language.place_prepositions or case in scene.language.fused_place_prepositions
    kind = scene.language.relations.get(case, "")
    mention = scene.mention_at(child)
    if mention and mention.type in PLACES and child not in scene.times:
        on_site = mention.type is EntityType.FAC and bool(case)
        if (is_led or on_site) and kind not in _AWAY:
            yield mention
    if relation in ("obl", "nmod", "appos") or case:
        for below in scene.tree.children(child, ("nmod", "conj", "obl"))[:8]:
            yield from _led(below, scene, steps - 1)


def _is_town(mention: Mention, scene: Scene) -> bool:
    return bool(mention.candidates) and bool(_part_of(mention, scene))


def _part_of(mention: Mention, scene: Scene) -> tuple[str, ...]:
    entity = scene.world.kb.entities.get(mention.candidates[0]) if mention.candidates else None
    return entity.part_of if entity else ()


def _size(mention: Mention, scene: Scene) -> int:
    """0 for a building or a town, 1 for what is not known, 2 for a state."""
    if mention.type is EntityType.FAC or _is_town(mention, scene):
        return 0
    return 2 if mention.candidates and mention.type is EntityType.GPE else 1


def find_time(at: int, scene: Scene) -> Timex | None:
    """The day or hour that hangs on the trigger, on its verb, or on the clause during which it is."""
    days = [t for t in scene.timexes if t.symbolic.type in _DAYS and not _is_bound(t, at, scene)]
    if not days:
        return None
    above = scene.head(at)
    if (
        scene.words[at].relation in ("acl", "acl:relcl", "advcl")
        and above in scene.times
        and scene.times[above] in days
    ):
        return scene.times[above]
    heads = {timex.span: _way_up(timex.span, scene) for timex in days}
    for anchor in _anchors(at, scene):
        near = [(heads[t.span].index(anchor), t.span) for t in days if anchor in heads[t.span]]
        before = [(steps, span) for steps, span in near if anchor == at or _is_shared(span, anchor, at, scene)]
        if before:
            best = min(before)[1]
            return _first_of_row(next(i for i, t in enumerate(days) if t.span == best), days, scene)
    return None


def _first_of_row(at: int, days: Sequence[Timex], scene: Scene) -> Timex:
    """„am 3. und 4. Mai“: what takes place on several days begins on the first."""
    while at > 0:
        between = range(scene.words_of(days[at - 1].span).stop, scene.words_of(days[at].span).start)
        if len(between) != 1 or scene.forms[between[0]].lower() not in scene.language.joiners:
            break
        at -= 1
    return days[at]


def _is_bound(timex: Timex, at: int, scene: Scene) -> bool:
    """„die erste Reise seit 2019“: of a noun it bounds what is counted, and is not the day of the event."""
    return timex.symbolic.bound is Bound.SINCE and scene.words[at].upos in NOUNS


def _is_shared(span: Span, anchor: int, at: int, scene: Scene) -> bool:
    """A verb behind „und“ shares the day of the first verb only where that stands in front of both."""
    if scene.words[at].relation != "conj" or scene.words[at].upos != "VERB":
        return True
    return span.end <= scene.words[anchor].span.start or span.end <= scene.words[at].span.start


def _way_up(span: Span, scene: Scene) -> Sequence[int]:
    """From a time expression up to the first verb, noun by noun; further up it tells nothing."""
    inside = scene.words_of(span)
    heads = [scene.head(i) for i in inside if scene.head(i) not in inside]
    at = heads[0] if heads else -1
    way: list[int] = []
    while at >= 0 and len(way) < _STEPS:
        way.append(at)
        is_predicate = scene.words[at].upos == "VERB" or bool(scene.tree.children(at, ("nsubj", "nsubj:pass", "cop")))
        if is_predicate:
            break
        at = scene.head(at)
    return way
