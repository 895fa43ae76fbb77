"""Who and what stands to a trigger in which relation, read off the tree: of verbs, and of nouns with their verbs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quellenlage.analyse.event.scene import ACTORS, NOUNS, Scene
from quellenlage.records.layers import EntityType, Mention

_SUBJECTS = ("nsubj", "nsubj:pass")
_OBJECTS = ("obj",)
_DATIVES = ("iobj", "obl:arg")
_PREPOSITIONAL = ("obl", "obl:arg", "obl:agent", "nmod", "obl:tmod", "dep")
_CLAUSES = ("xcomp", "advcl", "ccomp", "acl", "csubj")
# Relations of a participle to the noun that it describes.
ATTRIBUTIVE = ("amod", "acl")
_AIMED = ("to", "goal", "into", "on", "against", "with")
_WHITHER = ("to", "goal", "for")
_RELATIVE = ("acl", "acl:relcl")
# A name of so few letters in a compound is an abbreviation that says who acts („EU-Gipfel“), not where.
_ABBREVIATION = 3
_COMMA = ","
_AGENT = {"from": "by"}
# Relations of a noun that its own words leave open and its verb may fill.
_ACTING = frozenset({"genitive", "possessive", "between"})
_SHARED = ("subject", "object", "with", "between", "against", "to", "dative", "goal", "by", "for", "at")


@dataclass(frozen=True, slots=True)
class Argument:
    """A noun phrase by its head word, and one of ``ontology.loader.RELATIONS``.

    Attributes:
        inside: The mention, where only a part of the word or its adjective is meant.
    """

    relation: str
    word: int
    inside: Mention | None = None


def find_arguments(at: int, scene: Scene) -> tuple[Argument, ...]:
    """The arguments of a trigger; relative pronouns are replaced by the noun that they stand for."""
    if scene.words[at].upos in NOUNS:
        found = [*_of_noun(at, scene)]
    elif scene.words[at].upos == "ADJ" and scene.words[at].relation in ATTRIBUTIVE:
        found = [*_of_participle(at, scene)]
    else:
        found = [*_of_verb(at, scene)]
    return tuple(dict.fromkeys(_resolved(argument, at, scene) for argument in found))


def predicate_of(at: int, scene: Scene, *, loosely: bool = False) -> int:
    """The verb that says no more than that the event takes place („ein Treffen abhalten“), else the trigger itself.

    Args:
        at: The trigger.
        scene: Its sentence.
        loosely: Whether a noun without a preposition is an object, whatever the tree calls it: enough to tell who takes
            part and when, but not how sure it is.
    """
    if scene.words[at].upos not in NOUNS:
        return at
    top = at
    while scene.words[top].relation == "conj" and scene.head(top) >= 0 and scene.words[scene.head(top)].upos in NOUNS:
        top = scene.head(top)
    while scene.words[top].relation == "nmod" and not scene.case(top) and "amount" in scene.classes(scene.head(top)):
        top = scene.head(top)
    head, relation = scene.head(top), scene.words[top].relation
    if head < 0 or scene.words[head].upos != "VERB":
        return at
    # The tree takes an object for „eine Woche lang“ at times.
    is_object = relation in ("obj", "nsubj:pass") or (loosely and relation == "obl" and not scene.case(at))
    if is_object and "support" in scene.classes(head):
        return head
    is_subject = relation == "nsubj" or (
        relation == "obl" and not scene.case(top) and scene.words[top].has("Case", "Nom")
    )
    if is_subject and "happen" in scene.classes(head):
        return head
    prepositional = relation in _PREPOSITIONAL and scene.case(top) not in scene.certainty.aside
    if prepositional and scene.lemma(head) in scene.certainty.enter:
        return head
    return at


def _of_verb(at: int, scene: Scene) -> Iterator[Argument]:
    inverted = _inverted(at, scene)
    above = _of_verb_above(at, scene)
    yield from _subjects(at, scene) if inverted is None else _row("subject", inverted, scene)
    for child in scene.tree.children(at):
        if child in (inverted, above):
            continue
        relation, case = scene.words[child].relation, scene.case(child)
        if relation in _OBJECTS and not case:
            if not is_reflexive(child, scene):
                yield from _row("object", child, scene)
                yield from _behind_object(child, scene)
        elif relation in _DATIVES and not case:
            yield from _row("dative", child, scene)
        elif relation in _PREPOSITIONAL and case:
            yield from _prepositional(child, case, scene, passive=scene.is_passive(at))
        elif relation == "obl" and scene.mention_at(child) is not None and child not in scene.times:
            yield from _row("dative" if scene.words[child].has("Case", "Dat") else "object", child, scene)


def _behind_object(at: int, scene: Scene) -> Iterator[Argument]:
    """„lieferte Panzer an Polen“: whither something goes belongs to the verb, wherever the tree hangs it."""
    mention = scene.mention_at(at)
    if mention is None or mention.type not in ACTORS:
        for child in scene.tree.children(at, ("nmod",)):
            relation = scene.language.relations.get(scene.case(child), "")
            if relation in _WHITHER and child not in scene.times:
                yield from _row(relation, child, scene)


def _of_verb_above(at: int, scene: Scene) -> int | None:
    """„verbot es der Firma, Waffen zu liefern“: what a comma parts from the infinitive is an object of the word above.

    The tree hangs it on the infinitive at times.
    """
    head = scene.head(at)
    if head < 0 or head > at or scene.words[at].relation not in _CLAUSES:
        return None
    if scene.lemma(head) not in scene.certainty.object_control:
        return None
    near = [c for c in scene.tree.children(at, (*_OBJECTS, *_DATIVES)) if head < c < at and not scene.case(c)]
    behind = near[0] + 1 if near else at
    return near[0] if behind < at and scene.forms[behind] == _COMMA else None


def _inverted(at: int, scene: Scene) -> int | None:
    """„Im Mai lud A den B ein“: right behind a finite verb without a subject stands its subject."""
    word = scene.words[at]
    if not word.has("VerbForm", "Fin") or word.relation not in ("root", "ccomp", "parataxis"):
        return None
    if at == 0 or at + 1 >= len(scene.words) or scene.tree.children(at, (*_SUBJECTS, "expl", "csubj", "conj")):
        return None
    behind = [c for c in scene.tree.children(at, (*_OBJECTS, *_DATIVES)) if c > at and not scene.case(c)]
    if behind and behind[0] == at + 1 and scene.words[behind[0]].upos == "PROPN":
        return behind[0]
    return None


def _subjects(at: int, scene: Scene) -> Iterator[Argument]:
    """The own subject of a verb, else that of the verb with which it shares it."""
    own = scene.tree.children(at, _SUBJECTS)
    relation, head = scene.words[at].relation, scene.head(at)
    if own:
        for child in own[:1]:
            yield from _row("object" if scene.is_passive(at) else "subject", child, scene)
        for child in own[1:]:
            has_object = bool(scene.tree.children(at, _OBJECTS))
            yield from _row("dative" if has_object else "object", child, scene)
    elif relation == "conj" and head >= 0:
        shared = scene.tree.subject(at)
        if shared is not None:
            passive = scene.is_passive(at) or (not scene.helpers(at) and scene.is_passive(head))
            yield from _row("object" if passive else "subject", shared, scene)
    elif relation in _RELATIVE and head >= 0 and scene.words[at].has("VerbForm", "Part") and not scene.helpers(at):
        yield Argument("object", head)
    elif relation in _CLAUSES and head >= 0:
        yield from _controlled(at, head, scene)


def _controlled(at: int, head: int, scene: Scene) -> Iterator[Argument]:
    """„lud ihn ein, sie zu besuchen“: the subject of an infinitive is an argument of the word above."""
    if any(scene.words[c].relation == "mark" and scene.words[c].upos == "SCONJ" for c in scene.tree.children(at)):
        infinitive = scene.words[at].has("VerbForm", "Inf")
        if not infinitive:
            return
    if scene.words[head].upos in NOUNS:
        yield from (
            Argument("subject", a.word) for a in _of_noun(head, scene) if a.relation in ("genitive", "possessive")
        )
        return
    if scene.lemma(head) in scene.certainty.object_control:
        if above := _of_verb_above(at, scene):
            yield from _row("subject", above, scene)
            return
        datives, objects = scene.tree.children(head, _DATIVES), scene.tree.children(head, (*_OBJECTS, "nsubj:pass"))
        asked = [c for c in (*datives, *objects) if c != at and not scene.case(c) and not is_reflexive(c, scene)]
        for child in asked[:1]:
            yield from _row("subject", child, scene)
        return
    subject = scene.tree.subject(head)
    if subject is not None:
        passive = scene.is_passive(at)
        yield from _row("object" if passive else "subject", subject, scene)


def _of_participle(at: int, scene: Scene) -> Iterator[Argument]:
    """„der festgenommene Fahrer“: the noun is what it is done to."""
    if scene.head(at) >= 0:
        yield Argument("object", scene.head(at))
    for child in scene.tree.children(at, _PREPOSITIONAL):
        if case := scene.case(child):
            yield from _prepositional(child, case, scene, passive=True)


def _of_noun(at: int, scene: Scene) -> Iterator[Argument]:
    own = [*_own_of_noun(at, scene)]
    yield from own
    predicate = predicate_of(at, scene, loosely=True)
    taken = {argument.relation for argument in own}
    if predicate != at:
        for argument in _of_verb(predicate, scene):
            other = argument.word != at and at not in scene.row(argument.word)
            taken_by = taken & _ACTING if argument.relation == "subject" else frozenset()
            if argument.relation in _SHARED and other and not taken_by:
                yield argument
    elif not taken & _ACTING:
        yield from _clause_subject(at, scene, told="with" in taken)


def _is_known(at: int, scene: Scene) -> bool:
    return scene.mention_at(at) is not None or scene.meant_at(at) is not None


def _own_of_noun(at: int, scene: Scene) -> Iterator[Argument]:
    for mention in scene.parts.get(at, ()):
        is_region = mention.type not in (EntityType.PER, EntityType.ORG) and len(mention.span) > _ABBREVIATION
        yield Argument("region" if is_region else "part", at, mention)
    for child in scene.tree.children(at):
        relation, case = scene.words[child].relation, scene.case(child)
        if relation == "nmod:poss" or (relation == "nmod" and not case and child < at):
            yield from _row("possessive", child, scene)
        elif relation == "det:poss":
            yield from _possessor(at, child, scene)
        elif relation == "nmod" and not case:
            yield from _row("genitive", child, scene)
            yield from _behind(child, scene)
        elif relation in _PREPOSITIONAL and case:
            yield from _prepositional(child, case, scene, passive=False)
        elif relation == "amod" and scene.derived_at(child):
            yield Argument("origin", child, scene.derived_at(child))


def _behind(at: int, scene: Scene) -> Iterator[Argument]:
    """„der Einmarsch der A in B“: what the tree hangs on the genitive belongs to the event."""
    for child in scene.tree.children(at, ("nmod",)):
        relation = scene.language.relations.get(scene.case(child), "")
        if relation in _AIMED and child not in scene.times:
            yield from _row(relation, child, scene)


def _possessor(at: int, child: int, scene: Scene) -> Iterator[Argument]:
    """„seine Reise“: the subject of the clause, unless the trip is the subject; else the pronoun itself."""
    if scene.lemma(child) not in scene.language.possessives:
        return
    above = scene.head(at)
    while above >= 0 and scene.words[above].upos not in ("VERB", "AUX") and not scene.tree.children(above, ("nsubj",)):
        above = scene.head(above)
    subject = scene.tree.subject(above) if above >= 0 else None
    known = subject is not None and (scene.mention_at(subject) or scene.meant_at(subject))
    if subject is None or at in scene.row(subject) or not known or scene.meant_at(child):
        yield Argument("possessive", child)
    else:
        yield from _row("possessive", subject, scene)


def _clause_subject(at: int, scene: Scene, *, told: bool) -> Iterator[Argument]:
    """„bei einem Treffen sagte B“: who does something in its course; with „mit A“ also before and after it."""
    head, case = scene.head(at), scene.case(at)
    meant = scene.certainty.aside | (scene.certainty.around if told else frozenset())
    if head >= 0 and scene.words[head].upos == "VERB" and case in meant:
        subject = scene.tree.subject(head)
        if subject is not None and scene.words[subject].relation == "nsubj" and _is_known(subject, scene):
            yield from _row("clause", subject, scene)


def _prepositional(child: int, case: str, scene: Scene, *, passive: bool) -> Iterator[Argument]:
    relation = scene.language.relations.get(case, "")
    if passive:
        relation = _AGENT.get(relation, relation)
    if relation and not any(at in scene.times for at in (child,)):
        yield from _row(relation, child, scene)


def _row(relation: str, at: int, scene: Scene) -> Iterator[Argument]:
    for word in scene.row(at):
        yield Argument(relation, word)


def is_reflexive(at: int, scene: Scene) -> bool:
    """Whether a pronoun means the subject of its verb."""
    return scene.forms[at].lower() in scene.certainty.reflexive


def _resolved(argument: Argument, at: int, scene: Scene) -> Argument:
    """With the noun that a relative pronoun stands for: the one that its clause hangs on."""
    word = scene.words[argument.word]
    if word.upos != "PRON" or scene.forms[argument.word].lower() not in scene.language.relative_pronouns:
        return argument
    clause = argument.word
    for above in scene.tree.ancestors(argument.word)[:6]:
        clause = above
        if scene.words[above].relation in _RELATIVE:
            break
    head = scene.head(clause)
    if scene.words[clause].relation in _RELATIVE and head >= 0 and head != at:
        return Argument(argument.relation, head)
    return argument
