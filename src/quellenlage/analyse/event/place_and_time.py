"""Where and when: what hangs on the trigger, on the verb that only carries it, or on the clause during which it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quellenlage.analyse.event.arguments import predicate_of
from quellenlage.analyse.event.roles import phrase_of
from quellenlage.analyse.event.scene import NOUNS, PLACES, Scene
from quellenlage.analyse.event.signs import is_past
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
_WHITHER = ("to", "goal")
_AWAY = ("out_of", "from", "against", "between", "with", "by", "for")
# What a noun phrase is made of.
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "ADV", "NUM"})
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
    found = [at, *_happening(at, scene)]
    predicate = predicate_of(at, scene, loosely=True)
    if predicate != at:
        found.append(predicate)
    head = scene.head(at)
    aside = scene.words[at].upos in NOUNS and scene.case(at) in scene.certainty.aside
    if aside and head >= 0 and scene.words[head].relation == "xcomp" and not _is_predicate(head, scene):
        head = scene.head(head)
    if aside and head >= 0 and _is_predicate(head, scene) and head not in found:
        found.append(head)
    if scene.words[at].upos == "VERB" and scene.words[at].relation in ("conj", "xcomp", "advcl") and head >= 0:
        infinitive = scene.words[at].has("VerbForm", "Inf") or scene.words[at].relation == "conj"
        if infinitive and scene.words[head].upos == "VERB" and not scene.tree.children(at, ("nsubj", "nsubj:pass")):
            found.append(head)
    return tuple(found)


def _happening(at: int, scene: Scene) -> list[int]:
    """„der Gipfel, der am Montag in Ulm beginnt“: the verb of a relative clause that says that it takes place."""
    clauses = scene.tree.children(at, ("acl", "acl:relcl")) if scene.words[at].upos in NOUNS else ()
    relative = scene.language.relative_pronouns
    return [
        verb
        for verb in clauses
        if scene.any_in((verb,), "happen")
        and any(scene.forms[i].lower() in relative for i in scene.tree.children(verb, ("nsubj", "nsubj:pass")))
    ]


def _around(anchor: int, at: int, scene: Scene) -> Iterator[Mention]:
    """Places behind a preposition of place that hang on a word, or on one of its arguments; visited ones too."""
    for child in scene.tree.children(anchor):
        if _is_beyond_verb(child, anchor, scene):
            continue
        if scene.words[child].relation in ("obj", "nsubj:pass") and anchor == at:
            mention = scene.mention_at(child)
            is_verb = scene.words[at].upos == "VERB" and not scene.case(child)
            if is_verb and mention is not None and mention.type in PLACES:
                yield mention
        yield from _led(child, scene, _STEPS)
        if scene.words[child].relation == "nsubj" and scene.words[at].upos == "VERB":
            yield from _behind_subject(child, at, scene)


def _behind_subject(child: int, at: int, scene: Scene) -> Iterator[Mention]:
    """„dass eine Gruppe nach Ulm reiste“: the tree hangs the goal on the subject right in front of it at times."""
    for below in scene.tree.children(child, ("nmod",)):
        if child < below < at and scene.language.relations.get(scene.case(below), "") in _WHITHER:
            yield from _led(below, scene, 1)


def _is_beyond_verb(child: int, anchor: int, scene: Scene) -> bool:
    """What the tree hangs on a noun over a verb belongs to another clause."""
    between = scene.words[anchor + 1 : child]
    return scene.words[anchor].upos in NOUNS and any(word.upos == "VERB" for word in between)


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
    mention = scene.mention_at(child) or _known_place(child, scene)
    if mention and mention.type in PLACES and child not in scene.times:
        on_site = mention.type is EntityType.FAC and bool(case)
        if (is_led or on_site) and kind not in _AWAY:
            yield mention
    if relation in ("obl", "nmod", "appos") or case:
        for below in scene.tree.children(child, ("nmod", "conj", "obl"))[:8]:
            yield from _led(below, scene, steps - 1)


def _known_place(at: int, scene: Scene) -> Mention | None:
    """„in der Stadt“: the town that was named before, under these words."""
    meant = scene.meant_at(at)
    return replace(meant[0], span=meant[1]) if meant else None


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
    days = [t for t in scene.timexes if _is_day(t) and not _is_bound(t, at, scene)]
    if not days:
        return None
    above = scene.head(at)
    if (
        scene.words[at].relation in ("acl", "acl:relcl", "advcl")
        and above in scene.times
        and scene.times[above] in days
    ):
        return scene.times[above]
    if shared := _of_clause_above(at, days, scene):
        return shared
    heads = {timex.span: _way_of(timex, scene) for timex in days}
    for anchor in _anchors(at, scene):
        near = [(heads[t.span].index(anchor), t.span) for t in days if anchor in heads[t.span]]
        before = [(steps, span) for steps, span in near if anchor == at or _is_shared(span, anchor, at, scene)]
        if before:
            best = min(before)[1]
            return _first_of_row(next(i for i, t in enumerate(days) if t.span == best), days, scene)
    return None


def _is_day(timex: Timex) -> bool:
    """A day, an hour, or a length counted back from the day of printing („vor einer Woche“).

    „in drei Wochen“ may also tell how long something takes.
    """
    counted = timex.symbolic.unit is not None and timex.symbolic.offset < 0
    return timex.symbolic.type in _DAYS or (timex.symbolic.type is TimexType.DURATION and counted)


def _verb_above(at: int, scene: Scene) -> int:
    """The verb of the clause in which a word stands, itself if it is one or there is none."""
    for above in (at, *scene.tree.ancestors(at)[:_STEPS]):
        if scene.words[above].upos == "VERB":
            return above
    return at


def _of_clause_above(at: int, days: Sequence[Timex], scene: Scene) -> Timex | None:
    """„sie sahen sich 2019, als er kam“: the nearest time in front of the clause, if it has none of its own."""
    verb = _verb_above(at, scene)
    openers = [i for i in scene.tree.children(verb, ("mark",)) if scene.any_in((i,), "meanwhile")]
    if not openers or not is_past(verb, scene):
        return None
    opener, clause = openers[0], scene.words[verb]
    if any(t.span.start > scene.words[opener].span.start and t.span.end < clause.span.end for t in days):
        return None
    above = [t for t in scene.timexes if _is_day(t) and t.span.end <= scene.words[opener].span.start]
    if not above:
        return None
    start = max((i for i, w in enumerate(scene.words[:opener]) if w.upos == "PUNCT" and i < opener - 1), default=-1)
    return above[-1] if scene.words_of(above[-1].span).start > start else None


def _first_of_row(at: int, days: Sequence[Timex], scene: Scene) -> Timex:
    """„am 3. und 4. Mai“: what takes place on several days begins on the first."""
    while at > 0:
        between = range(scene.words_of(days[at - 1].span).stop, scene.words_of(days[at].span).start)
        if len(between) != 1 or scene.forms[between[0]].lower() not in scene.language.joiners:
            break
        at -= 1
    return days[at]


def _is_bound(timex: Timex, at: int, scene: Scene) -> bool:
    """„die erste Reise seit 2019“: of a noun it bounds what is counted, and is not the day of the event.

    „seit dem Unfall im Mai“: of a clause it is not the day either.
    """
    if timex.symbolic.bound is Bound.SINCE and scene.words[at].upos in NOUNS:
        return True
    return scene.words[at].upos == "VERB" and _is_since_noun(timex, scene)


def _is_since_noun(timex: Timex, scene: Scene) -> bool:
    """Whether nothing but nouns and what belongs to them stands between a preposition of a span and a time."""
    nouns = 0
    for i in range(scene.words_of(timex.span).start - 1, -1, -1):
        if scene.words[i].upos not in _NOMINAL:
            return False
        if scene.any_in((i,), "since") and scene.words[i].relation == "case":
            return nouns > 0 and scene.words[scene.head(i)].upos == "NOUN"
        nouns += scene.words[i].upos == "NOUN"
    return False


def _is_shared(span: Span, anchor: int, at: int, scene: Scene) -> bool:
    """A verb behind „und“ shares the day of the first verb only where that stands in front of both."""
    if scene.words[at].relation != "conj" or scene.words[at].upos != "VERB":
        return True
    return span.end <= scene.words[anchor].span.start or span.end <= scene.words[at].span.start


def _way_of(timex: Timex, scene: Scene) -> Sequence[int]:
    """What a time tells of; a length counted back is told of the word on which it hangs alone."""
    way = _way_up(timex.span, scene)
    return way if timex.symbolic.type in _DAYS else way[:1]


def _way_up(span: Span, scene: Scene) -> Sequence[int]:
    """From a time expression up to the first verb, noun by noun; further up it tells nothing."""
    inside = scene.words_of(span)
    heads = [scene.head(i) for i in inside if scene.head(i) not in inside]
    at = heads[0] if heads else -1
    way: list[int] = []
    while at >= 0 and len(way) < _STEPS:
        way.append(at)
        if _is_predicate(at, scene):
            break
        at = scene.head(at)
    return way


def _is_predicate(at: int, scene: Scene) -> bool:
    """Whether a word is the verb of a clause, or what stands in its place („wurde deutlich“)."""
    return scene.words[at].upos == "VERB" or bool(scene.tree.children(at, ("nsubj", "nsubj:pass", "cop")))
