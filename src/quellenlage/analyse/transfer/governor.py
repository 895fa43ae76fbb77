"""The word whose content a transfer is: „versprach, … zu liefern“, „bat X, … zu liefern“, „stoppte die Lieferung“."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quellenlage.analyse.transfer.party import Scene
from quellenlage.lang.transfers import Governor, TransferWords

# Relations by which a clause hangs on the word whose content it is.
_CONTENT = frozenset({"xcomp", "ccomp", "acl", "csubj", "parataxis", "advcl"})
_OBJECTS = frozenset({"obj", "obl", "nsubj:pass", "nmod", "nsubj"})
_VERBS = frozenset({"VERB", "AUX"})


def find_governor(
    trigger: int, scene: Scene, scenes: Sequence[Scene], by_word: Mapping[int, int], words: TransferWords
) -> tuple[Governor, int, Scene] | None:
    """The governing word of a verb or noun of giving, with the scene that it stands in.

    The tree says which one; of an infinitive whose tree says nothing known it is the last such word of the clause
    before.
    """
    parse = scene.reading.parse
    word = parse.words[trigger]
    relations = _CONTENT if word.upos in _VERBS else _OBJECTS
    is_verb = word.upos in _VERBS
    is_content = is_verb and not scene.clause.is_relative and _is_content(trigger, scene)
    noun = _word_before(scene) if is_content else -1
    if (
        noun in by_word
        and parse.words[noun].upos == "NOUN"
        and (own := words.governor_of(parse.words[noun].lemma, False))
    ):
        return own, noun, scenes[by_word[noun]]
    inside = _noun_inside(trigger, scene, words) if is_content else None
    if inside is not None:
        return words.governors[parse.words[inside].lemma], inside, scene
    head = word.head if word.relation in relations and not _is_adverbial(trigger, scene) else -1
    if head >= 0 and head in by_word and (governor := words.governor_of(parse.words[head].lemma, not is_verb)):
        return governor, head, scenes[by_word[head]]
    if scene.clause.before is None or not is_content:
        return None
    before = scenes[scene.clause.before]
    known = [(g, i) for i in before.clause.words if (g := words.governor_of(parse.words[i].lemma, False))]
    return (*known[-1], before) if known else None


def _noun_inside(trigger: int, scene: Scene, words: TransferWords) -> int | None:
    """A noun in front of an infinitive that was cut into one clause with it: „Versuche, Waffen zu kaufen“."""
    parse = scene.reading.parse
    return next(
        (
            i
            for i in scene.clause.words
            if i < trigger and parse.words[i].upos == "NOUN" and parse.words[i].lemma in words.governors
        ),
        None,
    )


def _is_adverbial(verb: int, scene: Scene) -> bool:
    """„nachdem X … zugesagt hatte, bat …“: when or why something is said is not what is said."""
    parse, opener = scene.reading.parse, scene.clause.opener
    opened = parse.words[scene.clause.words[0]].upos == "SCONJ"
    return parse.words[verb].relation == "advcl" and opened and opener not in scene.reading.language.content_openers


def _word_before(scene: Scene) -> int:
    """The last word in front of a clause that is no sign; -1 if there is none."""
    at = scene.clause.words[0] - 1
    while at >= 0 and scene.reading.parse.words[at].upos == "PUNCT":
        at -= 1
    return at


def _is_content(verb: int, scene: Scene) -> bool:
    """An infinitive with its particle, or a clause that opens with a word for contents."""
    parse = scene.reading.parse
    if scene.clause.opener in scene.reading.language.content_openers:
        return True
    verbs = [parse.words[i] for i in scene.clause.words if parse.words[i].upos in _VERBS]
    marked = any(parse.words[i].upos == "PART" and parse.words[i].head == verb for i in scene.clause.words)
    return not any(w.has("VerbForm", "Fin") for w in verbs) and (marked or parse.words[verb].has("VerbForm", "Inf"))
