"""How far an event has come, and how sure its teller is: from mood, modal verbs, hedges, negation and words above.

Covers of German: the future („wird reisen“), modal verbs by mood and by the infinitive beside them („soll reisen“ a
plan, „soll gereist sein“ hearsay, „könnte reisen“ a possibility), clauses of condition, what never was („wäre sie
gereist“), indirect and direct questions, negation by adverb, article and conjunction, hedging adverbs and adjectives,
nouns and verbs that govern the event („der Versuch“, „sagte das Treffen ab“), clauses of purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quellenlage.analyse.event.arguments import ATTRIBUTIVE, predicate_of
from quellenlage.analyse.event.governing import (
    PHASES,
    apply_classes,
    climb,
    is_indefinite,
    read_above_noun,
    read_beside_noun,
)
from quellenlage.analyse.event.scene import NOUNS, Scene
from quellenlage.analyse.event.signs import (
    Reading,
    Signs,
    decide,
    is_negated,
    is_past,
)
from quellenlage.ontology.loader import EventType
from quellenlage.records.layers import Phase, Quotation
from quellenlage.text.span import Span


def read_certainty(at: int, scene: Scene, kind: EventType | None = None, teller: Quotation | None = None) -> Reading:
    """Phase and factuality of the event that a word names.

    Args:
        at: Index of the word.
        scene: Its sentence.
        kind: Type of the event, if it is known.
        teller: The quotation that tells it, if not the narrator does: what stands above its words is said about them.
    """
    signs = Signs(teller=teller, kind=kind)
    predicate = predicate_of(at, scene)
    if scene.words[at].upos in NOUNS:
        read_beside_noun(at, signs, scene)
    if scene.words[at].upos == "ADJ" and scene.words[at].relation in ATTRIBUTIVE:
        signs.negated = is_negated(at, scene)
        signs.hedge(scene.tree.children(at, ("advmod",)), scene)
    elif predicate != at:
        signs.denied.update(scene.tree.children(predicate, ("obj",)))
        said = scene.classes(predicate) & PHASES.keys()
        is_done = kind is not None and kind.decided and is_past(predicate, scene)
        apply_classes(said - {"announced"} if is_done else said, signs)
        climb(predicate, signs, scene, plain=True)
    elif scene.words[at].upos in NOUNS:
        read_above_noun(at, signs, scene)
    else:
        climb(at, signs, scene, plain=True)
    if _is_question(at, scene, teller):
        signs.lower("U")
        if not is_past(predicate, scene):
            signs.phases.add(Phase.CONDITIONAL)
    told = replace(decide(signs), holder=signs.holder, held=signs.held)
    return replace(told, settled=is_past(predicate, scene) or (predicate == at and _is_granted(at, signs, scene)))


def _is_granted(at: int, signs: Signs, scene: Scene) -> bool:
    """Whether a definite noun is only mentioned in what its teller says: „die Demonstration aufzulösen“."""
    above = scene.head(at)
    noun = scene.words[at].upos in NOUNS and not is_indefinite(at, scene)
    return noun and above >= 0 and scene.words[above].upos not in NOUNS and signs.holds(above, scene)


def spoken_around(at: int, scene: Scene) -> Iterator[tuple[Span, int]]:
    """The quotes that hold a word, the innermost first, each with the index of its quotation in the scene."""
    word = scene.words[at].span
    found = [
        (len(quote), quote, number)
        for number, quotation in enumerate(scene.quotations)
        for quote in quotation.quotes
        if quote.contains(word)
    ]
    for _, quote, number in sorted(found):
        yield quote, number


def _is_question(at: int, scene: Scene, teller: Quotation | None) -> bool:
    """Whether the sentence asks, or the stretch of a quotation that ends in it."""
    word, end = scene.words[at].span, scene.words[-1].span.end
    for quote in teller.quotes if teller else ():
        if quote.contains(word) and quote.end < end:
            return scene.text[quote.end : quote.end + 1] == "?" or quote.of(scene.text).endswith("?")
    return "?" in scene.forms[-2:]
