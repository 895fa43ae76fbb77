"""What the words beside and above an event say of it: adjectives and articles, nouns, verbs and words of saying."""

from __future__ import annotations

from quellenlage.analyse.event.scene import NOUNS, Scene
from quellenlage.analyse.event.signs import (
    MODAL,
    Signs,
    add_clause,
    add_modal,
    asks_beside,
    is_negated,
    is_past,
    is_present,
    looks_ahead,
)
from quellenlage.records.layers import Factuality, Phase

# Words above this many others are not looked at.
_CLIMB = 4
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj", "acl", "advcl", "parataxis"})
# What a word may say of the event that is its subject, and of one behind a preposition; of its object it may say all.
_OF_SUBJECT = frozenset(
    {"cancelled", "failed", "announced", "planned", "expected", "ongoing", "fearing", "likely", "possible", "unlikely"}
    | {"open"}
)  # fmt: skip
_OF_OBLIQUE = frozenset(
    {"hoping", "invited", "attempted", "failed", "expected", "fearing", "planned", "enabling", "needing", "forgoing"}
)
PHASES = {
    "cancelled": Phase.CANCELLED, "failed": Phase.FAILED, "attempted": Phase.ATTEMPTED, "invited": Phase.INVITED,
    "announced": Phase.ANNOUNCED,
    "hoping": Phase.ANNOUNCED, "planned": Phase.ANNOUNCED, "expected": Phase.ANNOUNCED, "ongoing": Phase.ONGOING,
    "forgoing": Phase.CANCELLED, "fearing": Phase.CONDITIONAL, "enabling": Phase.CONDITIONAL, "needing": Phase.INVITED,
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
# What a word of saying may make of the event that is said, and of this what is not so of the past.
_SAID = frozenset({"announced", "attempted", "expected", "fearing", "hoping", "invited", "needing", "planned"})
_AHEAD = frozenset({"announced", "expected", "planned"})
# What a verb may say of an event behind „nach“; else the clause happens after it.
_WANTING = frozenset({"hoping", "invited", "attempted"})
# What a noun may say of the event that hangs on it.
_OF_NOUN = frozenset({*PHASES, "possible", "open", "hearsay", "denying", "believing", "course"})
# Words that say of an event only that it is not yet.
_WISHES = frozenset({"invited", "attempted", "planned", "fearing"})


def apply_classes(classes: frozenset[str], signs: Signs) -> None:
    """What the lists of a governing word make of the event."""
    for name in sorted(classes):
        if name in PHASES:
            signs.phases.add(PHASES[name])
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


def read_beside_noun(at: int, signs: Signs, scene: Scene) -> None:
    """Adjectives, articles and adverbs of a noun („kein“, „geplant“, „mutmaßlich“)."""
    near = scene.tree.children(at, ("amod", "det", "advmod", "case", "compound"))
    for word in near:
        classes = scene.classes(word)
        apply_classes(classes - {"fearing", "believing", "support", "happen"}, signs)
        if "possible" in classes and scene.words[word].relation == "amod":
            signs.phases.add(Phase.CONDITIONAL)
        if "negation" in classes:
            signs.negated = not signs.negated
            signs.denied.add(at)
    if scene.tells_future(scene.tree.children(at, ("nmod", "obl", "obl:tmod", "amod"))):
        signs.phases.add(Phase.ANNOUNCED)


def read_above_noun(at: int, signs: Signs, scene: Scene) -> None:
    """Nouns that a noun hangs on („Versuch eines Anschlags“), then the word above, where it says what becomes of it."""
    below = _first(at, scene)
    for verb in scene.tree.children(below, ("acl",)):
        if scene.words[verb].has("VerbForm", "Inf") and not scene.tree.children(verb, ("obj",)):
            apply_classes(scene.classes(verb) & {"planned", "cancelled", "failed"}, signs)
    for _ in range(_CLIMB):
        above, relation = _over(below, scene)
        if above < 0 or not signs.holds(above, scene):
            break
        classes = scene.classes(above)
        if scene.words[above].upos not in NOUNS or relation not in ("nmod", "appos", "nmod:poss"):
            break
        if scene.case(below) in scene.certainty.since:
            return
        if not classes & _OF_NOUN:
            return
        if classes & {"hearsay", "open"} and is_indefinite(at, scene):
            signs.phases.add(Phase.CONDITIONAL)
        if "cancelled" in classes and _is_wished(above, scene):
            signs.phases.add(Phase.ONGOING)
            return
        apply_classes(classes - {"ongoing"}, signs)
        if "denying" in classes:
            signs.negated = not signs.negated
        read_beside_noun(above, signs, scene)
        below = _first(above, scene)
    if scene.tree.children(below, ("cop",)):
        if scene.case(below) and not is_past(below, scene):
            signs.phases.add(Phase.ONGOING)
        if scene.case(below) or is_indefinite(below, scene):
            add_clause(below, signs, scene)
        return
    above, relation = scene.head(below), scene.words[below].relation
    if above >= 0 and not signs.holds(above, scene):
        _by_cue(below, above, signs, scene)
    elif above >= 0:
        meant = (scene.certainty.aside | scene.certainty.around) - scene.certainty.after
        if scene.case(below) in meant and scene.words[above].upos == "VERB" and looks_ahead(above, scene):
            signs.phases.add(Phase.ANNOUNCED)
        _governing(below, above, relation, signs, scene)


def _first(at: int, scene: Scene) -> int:
    """The first of nouns that are joined: what is said of it is said of all."""
    for _ in range(_CLIMB):
        above = scene.head(at)
        if scene.words[at].relation != "conj" or scene.words[above].upos not in NOUNS:
            break
        at = above
    return at


def _by_cue(below: int, above: int, signs: Signs, scene: Scene) -> None:
    """What the word of saying makes of what is said („warnt vor einem Streik“); what it denies is told by its act."""
    cues = signs.teller.cues if signs.teller else ()
    if above < 0:
        return
    near = [above, *scene.tree.children(above, ("compound:prt",))]
    near += [scene.head(above)] if scene.words[above].upos in NOUNS and scene.head(above) >= 0 else []
    if not any(cue.overlaps(scene.words[word].span) for cue in cues for word in near):
        return
    if _is_possible(above, below, signs, scene):
        return
    said = _classes_of(above, scene) & _SAID
    is_over, is_ahead = is_past(below, scene), Phase.ANNOUNCED in signs.phases
    apply_classes(said - _AHEAD if is_over else said, signs)
    if is_over or (is_ahead and "fearing" in said):
        signs.phases.discard(Phase.CONDITIONAL)


def _is_possible(above: int, below: int, signs: Signs, scene: Scene) -> bool:
    """„ist nicht ausgeschlossen“: what is not held impossible is held possible."""
    if "excluding" not in scene.classes(above) or not is_negated(above, scene):
        return False
    signs.lower("PS")
    if not is_past(below, scene):
        signs.phases.add(Phase.CONDITIONAL)
    return True


def _is_wished(at: int, scene: Scene) -> bool:
    """Whether something is only asked for, tried or threatened („die Aufhebung fordern“)."""
    above = scene.head(at)
    return above >= 0 and bool(scene.classes(above) & _WISHES)


def _governing(below: int, above: int, relation: str, signs: Signs, scene: Scene) -> None:
    """What the word above a noun says of it, as its subject, object or behind a preposition."""
    classes, case = scene.classes(above), scene.case(below)
    direct = relation in ("obj", "nsubj:pass", "ccomp", "xcomp", "conj")
    # The tree takes a dative for „eine Woche lang“ at times.
    direct = direct or (relation in ("obl", "obl:arg", "iobj") and not case and scene.words[below].has("Case", "Dat"))
    if relation == "nsubj":
        classes &= frozenset() if _has_content(above, scene) else _OF_SUBJECT
        if "possible" in classes and not is_past(above, scene):
            signs.phases.add(Phase.CONDITIONAL)
    elif relation in ("obl", "obl:arg", "nmod", "advcl"):
        if "being" in classes and case in scene.certainty.inside and is_present(above, scene):
            signs.phases.add(Phase.ONGOING)
        if "being" in classes and case in scene.certainty.around - scene.certainty.after:
            signs.phases.add(Phase.ANNOUNCED)
        if "debating" in classes and not _is_aside(below, scene) and is_indefinite(below, scene):
            signs.phases.add(Phase.ATTEMPTED)
        classes &= _OF_OBLIQUE
        if _is_aside(below, scene) or case in scene.certainty.since:
            classes = frozenset()
        elif case in scene.certainty.after:
            classes &= _WANTING
    elif not direct:
        return
    if direct and "debating" in classes and is_indefinite(below, scene):
        signs.phases.add(Phase.ATTEMPTED)
    said = classes & (PHASES.keys() | _DEGREES.keys() | {"unlikely", "hearsay", "denying"})
    if said and _is_possible(above, below, signs, scene):
        return
    if said:
        _hold(said, above, signs, scene)
        apply_classes(said, signs)
        if "denying" in said:
            signs.negated = not signs.negated
        climb(above, signs, scene, plain=False)
    elif (direct or relation == "nsubj" or "causing" in scene.classes(above)) and is_indefinite(below, scene):
        add_clause(above, signs, scene, is_own=relation != "obj")


def _has_content(at: int, scene: Scene) -> bool:
    """Whether a verb says something of an object or a clause, not of its subject („der Streik verhindert das Fest“)."""
    objects = [o for o in scene.tree.children(at, ("obj",)) if not scene.any_in((o,), "reflexive")]
    return scene.words[at].upos == "VERB" and bool(objects or scene.tree.children(at, ("ccomp", "xcomp")))


def _over(at: int, scene: Scene) -> tuple[int, str]:
    """The word above a noun and how it hangs there.

    „schürt die Furcht vor einem Angriff“: a preposition right behind an object that says something belongs to it.
    """
    above, relation = scene.head(at), scene.words[at].relation
    before = min(scene.tree.subtree(at)) - 1 if relation == "obl" else -1
    is_object = before >= 0 and scene.head(before) == above and scene.words[before].relation == "obj"
    return (before, "nmod") if is_object and scene.classes(before) & _OF_NOUN else (above, relation)


def _is_aside(at: int, scene: Scene) -> bool:
    """Whether the clause happens in the course of an event: „auf dem Gipfel“, and not „auf einen Gipfel dringen“."""
    return scene.case(at) in scene.certainty.aside and not scene.words[at].has("Case", "Acc")


def is_indefinite(at: int, scene: Scene) -> bool:
    """„ein Streik“, „Sanktionen“: whether there is one is told by the clause, and not taken for granted."""
    articles = scene.tree.children(at, ("det", "det:poss", "nmod:poss"))
    if not articles and at and scene.words[at - 1].upos == "DET":  # the tree hangs it elsewhere
        articles = (at - 1,)
    return all(scene.forms[a].lower() in scene.language.indefinite for a in articles)


def climb(at: int, signs: Signs, scene: Scene, *, plain: bool) -> None:
    """A predicate, and the clauses above it as far as its teller speaks."""
    add_clause(at, signs, scene, plain=plain)
    below = at
    for _ in range(_CLIMB):
        above, relation = scene.head(below), scene.words[below].relation
        if above < 0 or not signs.holds(above, scene):
            _by_cue(below, above, signs, scene)
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
    is_infinitive = word.has("VerbForm", "Inf") or any(scene.words[c].upos == "PART" for c in openers)
    classes = _classes_of(above, scene) if is_infinitive else scene.classes(above)
    if relation == "advcl" and not is_infinitive:
        if scene.any_in(openers, "purpose"):
            signs.phases.add(Phase.ANNOUNCED)
            signs.planned = True
        return False
    if relation == "acl" and not (is_content or is_infinitive):
        return False
    said = classes & (PHASES.keys() | _DEGREES.keys() | {"unlikely", "hearsay"}) - {"ongoing"}
    if _is_possible(above, below, signs, scene):
        return False
    if "succeed" in classes:
        if is_negated(above, scene):
            signs.phases.add(Phase.FAILED)
        said -= {"planned"}
    elif is_negated(above, scene) and said & {"attempted", "announced", "planned", "expected", "believing"}:
        signs.negated = True
    if is_past(below, scene):
        said -= {"planned", "announced"}
    if asks_beside(below, scene):
        said -= {"open"}
    _hold(said | classes & {"denying"}, above, signs, scene)
    apply_classes(said, signs)
    if is_past(below, scene) and "fearing" in said:
        signs.phases.discard(Phase.CONDITIONAL)
    if "denying" in classes and not is_negated(above, scene):
        signs.negated = not signs.negated
    if classes & MODAL and is_infinitive:
        add_modal(above, signs, scene, perfect=False, negated=is_negated(above, scene))
    if (relation == "advcl" or scene.any_in(openers, "purpose")) and not said:
        signs.phases.add(Phase.ANNOUNCED)
        signs.planned = True
        return False
    if is_infinitive or classes & {"happen", "possible", "likely", "unlikely", "open"}:
        add_clause(above, signs, scene, is_shared=True)
    return True


def _classes_of(at: int, scene: Scene) -> frozenset[str]:
    """The lists of a word above an infinitive, and those of its object („die Absicht haben, …“)."""
    objects = scene.tree.children(at, ("obj",)) if scene.words[at].upos == "VERB" else ()
    told = frozenset[str]().union(*(scene.classes(o) & _SAID for o in objects if scene.words[o].upos == "NOUN"))
    return scene.classes(at) | told
