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
from quellenlage.analyse.event.scene import NOUNS, Scene
from quellenlage.analyse.event.signs import (
    MODAL,
    Reading,
    Signs,
    add_clause,
    add_modal,
    decide,
    is_negated,
    is_past,
    looks_ahead,
)
from quellenlage.ontology.loader import EventType
from quellenlage.records.layers import Factuality, Phase
from quellenlage.text.span import Span

# Words above this many others are not looked at.
_CLIMB = 4
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj", "acl", "advcl", "parataxis"})
# What a word may say of the event that is its subject, and of one behind a preposition; of its object it may say all.
_OF_SUBJECT = frozenset(
    {"cancelled", "failed", "announced", "planned", "expected", "ongoing", "fearing", "likely", "possible", "unlikely"}
    | {"open"}
)  # fmt: skip
_OF_OBLIQUE = frozenset(
    {"hoping", "invited", "attempted", "failed", "expected", "fearing", "planned", "enabling", "needing"}
)
_PHASES = {
    "cancelled": Phase.CANCELLED, "failed": Phase.FAILED, "attempted": Phase.ATTEMPTED, "invited": Phase.INVITED,
    "announced": Phase.ANNOUNCED,
    "hoping": Phase.ANNOUNCED, "planned": Phase.ANNOUNCED, "expected": Phase.ANNOUNCED, "ongoing": Phase.ONGOING,
    "fearing": Phase.CONDITIONAL, "enabling": Phase.CONDITIONAL, "needing": Phase.INVITED,
}  # fmt: skip
_DEGREES = {
    "expected": "PR",
    "fearing": "PS",
    "believing": "PR",
    "likely": "PR",
    "possible": "PS",
    "open": "U",
}
# What somebody holds of an event who does this; the first that fits.
_HELD = (
    ("denying", Factuality.CT_MINUS), ("fearing", Factuality.PS_PLUS), ("expected", Factuality.PR_PLUS),
    ("believing", Factuality.PR_PLUS), ("hoping", Factuality.UU), ("invited", Factuality.UU),
    ("needing", Factuality.UU),
)  # fmt: skip
# Words that say of an event only that it is not yet.
_WISHES = frozenset({"invited", "attempted", "planned", "fearing"})


def read_certainty(at: int, scene: Scene, kind: EventType | None = None, within: Span | None = None) -> Reading:
    """Phase and factuality of the event that a word names.

    Args:
        at: Index of the word.
        scene: Its sentence.
        kind: Type of the event, if it is known.
        within: The words of its teller, if he is not the narrator: what stands above them is said about them.
    """
    signs = Signs(within=within, kind=kind)
    predicate = predicate_of(at, scene)
    if scene.words[at].upos in NOUNS:
        _beside_noun(at, signs, scene)
    if scene.words[at].upos == "ADJ" and scene.words[at].relation in ATTRIBUTIVE:
        signs.negated = is_negated(at, scene)
        signs.hedge(scene.tree.children(at, ("advmod",)), scene)
    elif predicate != at:
        _apply(scene.classes(predicate) & _PHASES.keys(), signs)
        _climb(predicate, signs, scene, plain=True)
    elif scene.words[at].upos in NOUNS:
        _above_noun(at, signs, scene)
    else:
        _climb(at, signs, scene, plain=True)
    if _is_question(scene, within):
        signs.lower("U")
        if not is_past(predicate, scene):
            signs.phases.add(Phase.CONDITIONAL)
    return replace(decide(signs), holder=signs.holder, held=signs.held)


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


def _apply(classes: frozenset[str], signs: Signs) -> None:
    """What the lists of a governing word make of the event."""
    for name in sorted(classes):
        if name in _PHASES:
            signs.phases.add(_PHASES[name])
        if name in _DEGREES:
            signs.lower(_DEGREES[name])
    if classes & {"planned", "hoping"}:
        signs.planned = True
    if "unlikely" in classes:
        signs.lower("PR")
        signs.negated = True
    if "hearsay" in classes:
        signs.lower("U")


def _hold(classes: frozenset[str], at: int, signs: Signs, scene: Scene) -> None:
    """„A fordert Neuwahlen“: the subject of such a verb is a source of its own."""
    held = next((value for name, value in _HELD if name in classes), None)
    if held is None or scene.words[at].upos != "VERB" or scene.is_passive(at) or signs.holder is not None:
        return
    subject = scene.tree.subject(at)
    if subject is not None and scene.words[subject].relation == "nsubj":
        signs.holder, signs.held = subject, held


def _beside_noun(at: int, signs: Signs, scene: Scene) -> None:
    """Adjectives, articles and adverbs of a noun („kein“, „geplant“, „mutmaßlich“)."""
    near = scene.tree.children(at, ("amod", "det", "advmod", "case", "compound"))
    for word in near:
        classes = scene.classes(word)
        _apply(classes - {"fearing", "believing", "support", "happen"}, signs)
        if "possible" in classes and scene.words[word].relation == "amod":
            signs.phases.add(Phase.CONDITIONAL)
        if "negation" in classes:
            signs.negated = not signs.negated
    if scene.tells_future(scene.tree.children(at, ("nmod", "obl", "obl:tmod", "amod"))):
        signs.phases.add(Phase.ANNOUNCED)


def _above_noun(at: int, signs: Signs, scene: Scene) -> None:
    """Nouns that a noun hangs on („Versuch eines Anschlags“), then the word above, where it says what becomes of it."""
    below = at
    for _ in range(_CLIMB):
        above, relation = scene.head(below), scene.words[below].relation
        if above < 0 or not signs.holds(above, scene):
            break
        classes = scene.classes(above)
        if scene.words[above].upos not in NOUNS or relation not in ("nmod", "appos", "nmod:poss"):
            break
        if not classes & (_PHASES.keys() | {"possible", "open", "hearsay", "denying"}):
            return
        if "cancelled" in classes and _is_wished(above, scene):
            signs.phases.add(Phase.ONGOING)
            return
        _apply(classes - {"ongoing"}, signs)
        if "denying" in classes:
            signs.negated = not signs.negated
        _beside_noun(above, signs, scene)
        below = above
    if scene.tree.children(below, ("cop",)):
        if scene.case(below) and not is_past(below, scene):
            signs.phases.add(Phase.ONGOING)
        if scene.case(below) or _is_indefinite(below, scene):
            add_clause(below, signs, scene)
        return
    above, relation = scene.head(below), scene.words[below].relation
    if above >= 0 and signs.holds(above, scene):
        meant = scene.certainty.aside | scene.certainty.around
        if scene.case(below) in meant and scene.words[above].upos == "VERB" and looks_ahead(above, scene):
            signs.phases.add(Phase.ANNOUNCED)
        _governing(below, above, relation, signs, scene)


def _is_wished(at: int, scene: Scene) -> bool:
    """Whether something is only asked for, tried or threatened („die Aufhebung fordern“)."""
    above = scene.head(at)
    return above >= 0 and bool(scene.classes(above) & _WISHES)


def _governing(below: int, above: int, relation: str, signs: Signs, scene: Scene) -> None:
    classes = scene.classes(above)
    direct = relation in ("obj", "nsubj:pass", "ccomp", "xcomp", "conj")
    if relation == "nsubj":
        classes &= _OF_SUBJECT
    elif relation in ("obl", "obl:arg", "nmod", "advcl"):
        classes = classes & _OF_OBLIQUE if scene.case(below) not in scene.certainty.aside else frozenset()
    elif not direct:
        return
    said = classes & (_PHASES.keys() | _DEGREES.keys() | {"unlikely", "hearsay", "denying"})
    if said:
        _hold(said, above, signs, scene)
        _apply(said, signs)
        if "denying" in said:
            signs.negated = not signs.negated
        _climb(above, signs, scene, plain=False)
    elif relation in ("nsubj", "obj", "nsubj:pass") and _is_indefinite(below, scene):
        add_clause(above, signs, scene, is_own=relation != "obj")


def _is_indefinite(at: int, scene: Scene) -> bool:
    """„ein Streik“, „Sanktionen“: whether there is one is told by the clause, and not taken for granted."""
    articles = scene.tree.children(at, ("det", "det:poss", "nmod:poss"))
    return all(scene.forms[a].lower() in scene.language.indefinite for a in articles)


def _climb(at: int, signs: Signs, scene: Scene, *, plain: bool) -> None:
    """A predicate, and the clauses above it as far as its teller speaks."""
    add_clause(at, signs, scene, plain=plain)
    below = at
    for _ in range(_CLIMB):
        above, relation = scene.head(below), scene.words[below].relation
        if above < 0 or not signs.holds(above, scene):
            return
        if relation == "conj" and scene.words[above].upos not in NOUNS:
            add_clause(above, signs, scene, is_shared=True)
        elif relation in ("nsubj", "nsubj:pass", "obj") and scene.words[below].upos in NOUNS:
            _governing(below, above, relation, signs, scene)
            return
        elif relation not in _COMPLEMENTS or not _governed(below, above, signs, scene):
            return
        below = above


def _governed(below: int, above: int, signs: Signs, scene: Scene) -> bool:
    """What a word says of the clause below it; whether the way goes on up."""
    relation, word = scene.words[below].relation, scene.words[below]
    openers = scene.tree.children(below, ("mark",))
    marks = [scene.forms[c].lower() for c in openers]
    is_content = any(mark in scene.language.content_openers for mark in marks)
    is_infinitive = word.has("VerbForm", "Inf")
    classes = scene.classes(above)
    if relation == "advcl" and not is_infinitive:
        return False
    if relation == "acl" and not (is_content or is_infinitive):
        return False
    said = classes & (_PHASES.keys() | _DEGREES.keys() | {"unlikely", "hearsay"}) - {"ongoing"}
    if "succeed" in classes:
        if is_negated(above, scene):
            signs.phases.add(Phase.FAILED)
        said -= {"planned"}
    elif is_negated(above, scene) and said & {"attempted", "announced", "planned", "expected", "believing"}:
        signs.negated = True
    if is_past(below, scene):
        said -= {"planned", "announced"}
    _hold(said | classes & {"denying"}, above, signs, scene)
    _apply(said, signs)
    if is_past(below, scene) and "fearing" in said:
        signs.phases.discard(Phase.CONDITIONAL)
    if "denying" in classes:
        signs.negated = not signs.negated
    if classes & MODAL and is_infinitive:
        add_modal(above, signs, scene, perfect=False, negated=is_negated(above, scene))
    if (relation == "advcl" or scene.any_in(openers, "purpose")) and not said:
        signs.phases.add(Phase.ANNOUNCED)
        signs.planned = True
        return False
    add_clause(above, signs, scene, is_shared=True)
    return True


def _is_question(scene: Scene, within: Span | None) -> bool:
    if within is not None:
        return scene.text[within.end : within.end + 1] == "?" or within.of(scene.text).endswith("?")
    return "?" in scene.forms[-2:]
