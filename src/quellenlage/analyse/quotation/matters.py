"""Speech that is reported by a noun: „droht mit der Kündigung“, „erhob Vorwürfe“, „gab keine Antwort“."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from quellenlage.analyse.quotation.cues import Found
from quellenlage.analyse.quotation.grammar import Grammar, read_grammar, voice_at, words_at
from quellenlage.analyse.quotation.speakers import Scene, Voice
from quellenlage.lang.language import Cue, Language
from quellenlage.records.layers import Act, Medium
from quellenlage.records.parse import Parse
from quellenlage.text.span import Span, cover

_NOUNS = frozenset({"NOUN", "PROPN"})
_BEHIND = ("obl", "obl:arg", "nmod")
_OBJECTS = ("obj", "nsubj", "nsubj:pass", "obl:arg")
# So many verbs may share one subject.
_JOINED = 6
_SUBJECTS = ("nsubj", "expl")
_PARTICLE = "compound:prt"
_PASSIVE = "aux:pass"
# Clauses that hang on a noun say more than what is spoken of.
_CLAUSES = frozenset({"acl", "acl:relcl", "advcl", "ccomp", "parataxis", "appos", "conj"})


def find_matters(scene: Scene, parse: Parse, text: str) -> Iterator[tuple[Found, Span, Voice | None]]:
    """Words of saying with the noun that they speak of and with who speaks, in order of the verbs.

    Args:
        scene: The sentence.
        parse: Its tree.
        text: The analysed text.
    """
    tree = parse.tree()
    grammar = read_grammar(parse, scene.sentence)
    heads = {token.start: i for i, token in enumerate(scene.sentence.tokens)}
    for verb, word in enumerate(parse.words):
        at = heads.get(word.span.start)
        if word.upos != "VERB" or at is None or not scene.outside[at] or tree.children(verb, (_PASSIVE,)):
            continue
        told = _oblique(verb, parse, text, scene.language) or _supported(verb, parse, text, scene.language)
        if told:
            cue, noun = told
            particles = [parse.words[i].span for i in tree.children(verb, (_PARTICLE,))]
            found = Found(cue, cue.act, tuple(sorted([word.span, *particles])), at, at)
            voice = _speaker(verb, noun, found, scene, grammar=grammar)
            if voice or word.lemma not in scene.language.speech.holding:  # many may have doubts
                yield found, phrase_of(noun, parse), voice


def _speaker(verb: int, noun: int, found: Found, scene: Scene, *, grammar: Grammar) -> Voice | None:
    """The subject of the verb or of the one that it is joined to; where that names nobody, the body beside it."""
    tree, words, at = grammar.tree, scene.language.speech, verb
    subjects: list[int] = []
    for _ in range(_JOINED):
        subjects = [i for i in tree.children(at, _SUBJECTS) if i != noun]
        if subjects or tree.relations[at] != "conj":
            break
        at = tree.heads[at]
    named = [i for i in subjects if scene.forms[grammar.token_of[i]].lower() not in words.impersonal]
    if named:
        voice = voice_at(named[0], found, scene, grammar)
        is_actor = grammar.nouns[named[0]] and found.cue.medium is not Medium.THOUGHT
        return voice or (words_at(named[0], scene, grammar) if is_actor else None)
    for body in (*tree.children(verb, _BEHIND), *tree.children(noun, _BEHIND)) if subjects else ():
        cases = [scene.forms[grammar.token_of[i]].lower() for i in tree.children(body, ("case",))]
        actor = scene.actor_at(grammar.token_of[body])
        if actor and cases and cases[0] in words.bodies_by:
            return Voice(actor[2].span, (actor[2],))
    return None


def _oblique(verb: int, parse: Parse, text: str, language: Language) -> tuple[Cue, int] | None:
    """The noun behind the preposition that belongs to the verb."""
    tree, lemma = parse.tree(), parse.words[verb].lemma
    for child in tree.children(verb, _BEHIND):
        cases = [parse.words[i].span.of(text).lower() for i in tree.children(child, ("case",))]
        found = language.speech.obliques.get((lemma, cases[0])) if cases else None
        if found is None or parse.words[child].upos not in _NOUNS:
            continue
        accusation = parse.words[child].span.of(text).lower().startswith(tuple(language.accusations))
        if accusation or lemma not in language.speech.warding:
            return _cue(lemma, found.act, found.medium), child
    return None


def _supported(verb: int, parse: Parse, text: str, language: Language) -> tuple[Cue, int] | None:
    """The noun of saying that is the object of a verb which says nothing without it, or of one that denies it."""
    words, lemma = language.speech, parse.words[verb].lemma
    if lemma not in words.light | words.refusing | words.giving | words.holding:
        return None
    negated = _is_negated(verb, parse, text, language)
    for noun in parse.tree().children(verb, _OBJECTS):
        form = parse.words[noun].span.of(text)
        accusation = form.lower().startswith(tuple(language.accusations))
        if lemma in words.refusing and accusation and not negated:
            return _cue(lemma, Act.DENIES, Medium.SPEECH), noun
        denied = negated or _is_negated(noun, parse, text, language)
        if parse.words[noun].upos not in _NOUNS:
            continue
        answers = parse.words[noun].lemma in words.answers
        if denied or (lemma in words.refusing and answers):
            refuses = answers and lemma in (words.refusing if not denied else words.giving)
            return (_cue(lemma, Act.NO_COMMENT, Medium.SPEECH), noun) if refuses else None
        held = _nouns(language.cues).get(form) if lemma in words.holding else None
        if held and held.act is Act.DOUBTS:
            return _cue(lemma, held.act, held.medium), noun
        said = _nouns(language.cues).get(form) if lemma in words.light else None
        if said and (said.act is not Act.ASSERTS or accusation):
            return _cue(lemma, said.act, said.medium), noun
    return None


@lru_cache(maxsize=8)
def _nouns(cues: tuple[Cue, ...]) -> Mapping[str, Cue]:
    return {form: cue for cue in cues if cue.kind == "noun" for form in cue.forms}


def _is_negated(word: int, parse: Parse, text: str, language: Language) -> bool:
    hanging = parse.tree().children(word, ("advmod", "det"))
    return any(parse.words[i].span.of(text).lower() in language.negation for i in hanging)


def _cue(lemma: str, act: Act, medium: Medium) -> Cue:
    return Cue(lemma=lemma, kind="verb", act=act, negated=None, medium=medium, prefix="", forms=(lemma,))


def phrase_of(noun: int, parse: Parse) -> Span:
    """The noun with its attributes, without its preposition and clauses."""
    tree = parse.tree()
    words, todo = [noun], [i for i in tree.children(noun) if tree.relations[i] != "case"]
    while todo:
        at = todo.pop()
        if tree.relations[at] not in _CLAUSES and parse.words[at].upos != "PUNCT":
            words.append(at)
            todo += tree.children(at)
    return cover([parse.words[i].span for i in words])
