"""Words of a sentence that name an event: verbs and nouns in the lexicon, and verbs beside certain nouns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from quellenlage.analyse.event.arguments import ATTRIBUTIVE
from quellenlage.analyse.event.scene import NOUNS, Scene
from quellenlage.lang.triggers import Triggers

# Those of a verb that tell what it means: „testen“ beside „Rakete“.
_BESIDE = (
    "obj", "nsubj", "nsubj:pass", "obl", "obl:arg", "obl:agent", "nmod", "compound", "xcomp", "advmod", "compound:prt",
)  # fmt: skip
# Who does it tells nothing of what it means.
_ACTING = ("nsubj", "obl:agent")
# Signs that stand before a noun in a compound („Ulm-Besuch“).
VERBAL = ("verb", "verb with noun")
_SEAMS = "-–"
# No ending of a compound is longer.
_LONGEST_ENDING = 30


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event.

    Attributes:
        word: Index.
        key: The dictionary form under which its frame stands.
        rule: For provenance: ``verb``, ``verb with noun``, ``noun``, ``phrase`` or ``participle``.
        needs_actors: Whether it counts only beside actors in all required roles.
    """

    word: int
    type: str
    key: str
    rule: str
    needs_actors: bool = False


def find_triggers(scene: Scene) -> tuple[Trigger, ...]:
    """All triggers in order, at most one of a type and word."""
    unique: dict[tuple[int, str], Trigger] = {}
    for at in range(len(scene.words)):
        for trigger in _at(at, scene):
            unique.setdefault((trigger.word, trigger.type), trigger)
    return tuple(unique.values())


def _at(at: int, scene: Scene) -> Iterator[Trigger]:
    lexicon = scene.language.triggers
    excluded = lexicon.excluded.get(scene.forms[at], ()) + _excluded_by_end(scene.forms[at].lower(), lexicon)
    for trigger in (*_own(at, scene, lexicon), *_phrases(at, scene, lexicon)):
        if trigger.type not in excluded and trigger.type in scene.world.ontology.events:
            yield trigger


def _excluded_by_end(lower: str, lexicon: Triggers) -> tuple[str, ...]:
    start = max(0, len(lower) - _LONGEST_ENDING)
    return tuple(kind for i in range(start, len(lower)) for kind in lexicon.excluded_ends.get(lower[i:], ()))


def _own(at: int, scene: Scene, lexicon: Triggers) -> Iterator[Trigger]:
    upos = scene.words[at].upos
    if upos == "VERB":
        yield from _verb(at, scene, lexicon)
    elif upos in NOUNS:
        yield from _noun(at, scene, lexicon)
    elif upos == "ADJ":
        yield from _participle(at, scene, lexicon)


def _verb(at: int, scene: Scene, lexicon: Triggers) -> Iterator[Trigger]:
    lemma = scene.lemma(at)
    if lemma not in lexicon.lemmas and lemma not in lexicon.actors and lemma not in lexicon.joined:
        unknown = lemma == scene.forms[at].lower() and not scene.words[at].has("VerbForm", "Inf")
        for kind in lexicon.words.get(lemma, ()) if unknown else ():
            yield Trigger(at, kind, lemma, "verb")
        return
    beside = _beside(at, scene)
    never = {
        kind for nouns, kind in lexicon.never.get(lemma, ()) if any(_is_meant(word, nouns, scene) for word in beside)
    }
    for kind in lexicon.lemmas.get(lemma, ()):
        if kind not in never:
            yield Trigger(at, kind, lemma, "verb")
    for nouns, kind in lexicon.joined.get(lemma, ()):
        meant = [word for word in beside if _is_meant(word, nouns, scene)] if kind not in never else []
        if meant and not any(_names(word, kind, lexicon, scene) for word in meant if _is_empty(at, scene)):
            yield Trigger(at, kind, lemma, "verb with noun")
    for kind in lexicon.actors.get(lemma, ()):
        if kind not in never:
            yield Trigger(at, kind, lemma, "verb", needs_actors=True)


def _names(word: int, kind: str, lexicon: Triggers, scene: Scene) -> bool:
    return any(trigger.type == kind for trigger in _noun(word, scene, lexicon))


def _is_empty(at: int, scene: Scene) -> bool:
    """„in den Streik treten“: the verb says no more than its noun."""
    words = scene.certainty
    return scene.lemma(at) in words.support | words.happen | words.enter


def _beside(at: int, scene: Scene) -> tuple[int, ...]:
    """Arguments and adverbials of a verb with those joined to them and below them, and the noun whose participle it is.

    „einen Teil der Truppen“: what hangs on an argument counts too, but no actor does who only reflects on himself.
    """
    below = scene.tree.children(at, _BESIDE)
    above = (scene.head(at),) if scene.words[at].relation in ("acl", "amod", "acl:relcl") else ()
    first = [word for child in (*below, *above) if child >= 0 for word in scene.row(child)]
    second = [word for child in first for word in scene.tree.children(child, ("nmod",)) if not scene.case(word)]
    return tuple(dict.fromkeys((*first, *second)))


def _is_meant(word: int, nouns: Sequence[str], scene: Scene) -> bool:
    lemma, form = scene.lemma(word), scene.forms[word].lower()
    for noun in nouns:
        if noun.startswith("@"):
            mention = scene.mention_at(word)
            if mention is not None and mention.type == noun[1:] and scene.words[word].relation not in _ACTING:
                return True
        elif scene.words[word].upos in NOUNS and (lemma.endswith(noun) or form.endswith(noun)):
            return True
    return False


def _participle(at: int, scene: Scene, lexicon: Triggers) -> Iterator[Trigger]:
    """„der festgenommene Fahrer“, and a participle that the model takes for an adjective („ist ertrunken“)."""
    form, lemma = scene.forms[at].lower(), scene.lemma(at)
    if scene.words[at].relation not in ATTRIBUTIVE:
        for kind in lexicon.words.get(form, ()):
            yield Trigger(at, kind, lemma, "verb")
        return
    stems = [form.removesuffix(end) for end in scene.language.adjective if end and form.endswith(end)]
    for stem in dict.fromkeys(stems):
        for kind in lexicon.words.get(stem, ()):
            known = lexicon.lemmas.get(lemma, ()) + tuple(k for _, k in lexicon.joined.get(lemma, ()))
            if kind in known or lemma == stem:
                yield Trigger(at, kind, lemma, "participle")


def _noun(at: int, scene: Scene, lexicon: Triggers) -> Iterator[Trigger]:
    form = scene.forms[at]
    if not form[:1].isupper():
        return
    never = _never_of_noun(at, scene, lexicon)
    for kind in lexicon.words.get(form, ()):
        if kind not in never:
            yield Trigger(at, kind, scene.lemma(at), "noun")
    lower = form.lower()
    start = max(1, len(lower) - _LONGEST_ENDING)
    ending = next((lower[i:] for i in range(start, len(lower)) if lower[i:] in lexicon.compounds), "")
    if ending and form not in lexicon.words:
        for kind in lexicon.compounds[ending]:
            yield Trigger(at, kind, scene.lemma(at), "noun")
    for nouns, kind in lexicon.joined.get(scene.words[at].lemma, ()):
        below = scene.tree.children(at, ("nmod", "compound", "appos", "nmod:poss"))
        if any(_is_meant(word, nouns, scene) for word in below):
            yield Trigger(at, kind, scene.lemma(at), "noun with noun")
    last = max(form.rfind(seam) for seam in _SEAMS)
    for kind in lexicon.words.get(form[last + 1 :], ()) if last > 0 and not ending else ():
        yield Trigger(at, kind, scene.lemma(at), "noun")


def _never_of_noun(at: int, scene: Scene, lexicon: Triggers) -> set[str]:
    """Types that a noun does not name under this verb or behind this preposition („unter Feuer“)."""
    head = scene.head(at)
    beside = {scene.case(at), scene.lemma(head) if head >= 0 else ""}
    return {kind for words, kind in lexicon.never.get(scene.words[at].lemma, ()) if beside & set(words)}


def _phrases(at: int, scene: Scene, lexicon: Triggers) -> Iterator[Trigger]:
    """Words in a row; the trigger is the first verb or noun among them that can bear it."""
    lower = scene.forms[at].lower()
    for words, kind in lexicon.phrases.get(lower, ()):
        end = at + len(words)
        if tuple(form.lower() for form in scene.forms[at:end]) == words:
            inside = range(at, min(end, len(scene.words)))
            verbs = [i for i in inside if scene.words[i].upos == "VERB"]
            nouns = [i for i in inside if scene.words[i].upos in NOUNS]
            known = any(kind == t.type for i in inside for t in _own(i, scene, lexicon))
            head = next(iter((*verbs, *nouns)), None)
            if head is not None and not known:
                yield Trigger(head, kind, scene.lemma(head), "phrase")


def completes(trigger: Trigger, verbs: Collection[tuple[int, str]], scene: Scene) -> bool:
    """„kamen zu einem Treffen zusammen“ is one event: the noun hangs on a verb of the same type."""
    if trigger.rule not in ("noun", "phrase"):
        return False
    head = scene.head(trigger.word)
    return (head, trigger.type) in verbs and scene.words[trigger.word].relation != "nsubj"
