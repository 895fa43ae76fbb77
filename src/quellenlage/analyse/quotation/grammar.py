"""Speakers off the dependency tree that the model gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.analyse.quotation.cues import Found, Hints
from quellenlage.analyse.quotation.inquit import find_inquits, is_inquit
from quellenlage.analyse.quotation.speakers import Scene, Voice, find_voice, named_behind, with_coordinated
from quellenlage.records.layers import OBJECTIONS, EntityType, Mention, MentionForm, Sentence
from quellenlage.records.parse import Parse
from quellenlage.text.span import Span, cover
from quellenlage.text.tree import Tree

_SUBJECT = "nsubj"
ARTICLES = ("det", "det:poss", "amod")
NOUNS = frozenset({"NOUN", "PROPN"})
_OBJECTS = (("obj", "nsubj:pass"), ("obl:arg",))
_ATTRIBUTE = "amod"
_PARTICLE = "compound:prt"
_ADVERB = "advmod"
_PASSIVE = "aux:pass"
APPOSITIONS = ("appos", "flat", "flat:name")


@dataclass(frozen=True, slots=True)
class Grammar:
    """The tree of one sentence, with the way from its words to tokens and back.

    Attributes:
        token_of: For each word the index of its first token.
        word_of: For the start of each token the index of its word.
        nouns: For each word whether it is a noun.
        finite: Starts of the finite verbs.
    """

    tree: Tree
    token_of: tuple[int, ...]
    word_of: dict[int, int]
    nouns: tuple[bool, ...]
    finite: frozenset[int]


def read_grammar(parse: Parse, sentence: Sentence) -> Grammar:
    """Lay words and tokens of a sentence side by side; every token lies in exactly one word."""
    starts = [word.span.start for word in parse.words]
    first: list[int] = []
    word_of: dict[int, int] = {}
    for index, token in enumerate(sentence.tokens):
        if len(first) < len(starts) and token.start >= starts[len(first)]:
            first.append(index)
        word_of[token.start] = len(first) - 1
    nouns = tuple(word.upos in NOUNS for word in parse.words)
    return Grammar(parse.tree(), tuple(first), word_of, nouns, finite_verbs(parse))


def finite_verbs(parse: Parse) -> frozenset[int]:
    """Starts of the finite verbs of a sentence."""
    return frozenset(word.span.start for word in parse.words if word.has("VerbForm", "Fin"))


def hints_of(parse: Parse, text: str, negation: frozenset[str]) -> Hints:
    """Which prefix belongs to which verb, and which verbs are negated."""
    hanging = [(parse.words[word.head].span.start, word) for word in parse.words if word.head >= 0]
    return Hints(
        particles={verb: word.span.start for verb, word in hanging if word.relation == _PARTICLE},
        negated=frozenset(
            verb for verb, word in hanging if word.relation == _ADVERB and word.span.of(text).lower() in negation
        ),
        attributes=frozenset(word.span.start for word in parse.words if word.relation == _ATTRIBUTE),
    )


def objects_of(parse: Parse, sentence: Sentence) -> dict[int, tuple[int, int]]:
    """For the start of each verb the first and the last token of what it is about, without a preposition."""
    tree = parse.tree()
    ends = {token.end: index for index, token in enumerate(sentence.tokens)}
    starts = {token.start: index for index, token in enumerate(sentence.tokens)}
    found: dict[int, tuple[int, int]] = {}
    for relations in _OBJECTS:
        for child, relation in enumerate(tree.relations):
            if relation not in relations or tree.heads[child] < 0:
                continue
            words = [i for i in tree.subtree(child) if parse.words[i].upos != "PUNCT"]
            words = [i for i in words if not (tree.relations[i] == "case" and tree.heads[i] == child)]
            if not words:
                continue
            first, last = starts.get(parse.words[words[0]].span.start), ends.get(parse.words[words[-1]].span.end)
            if first is not None and last is not None:
                found.setdefault(parse.words[tree.heads[child]].span.start, (first, last))
    return found


def passives_of(parse: Parse) -> frozenset[int]:
    """Starts of the verbs in the passive: nobody need be named who does what they tell."""
    return frozenset(
        parse.words[word.head].span.start for word in parse.words if word.relation == _PASSIVE and word.head >= 0
    )


def subject_voice(cues: Sequence[Span], voice: Span, parse: Parse) -> Span:
    """The words for a speaker, or those for the subject of a word of saying, where he is the subject of none."""
    tree, spans = parse.tree(), []
    for index in parse.inside(sorted(set(cues))):
        if parse.words[index].upos != "VERB":
            continue
        subjects = tree.children(index, (_SUBJECT,))
        if len(subjects) == 1 and parse.words[subjects[0]].upos in NOUNS:
            own = tree.children(subjects[0], (*ARTICLES, *APPOSITIONS, "nmod", "conj"))
            inside = {subjects[0], *(j for i in own for j in tree.subtree(i))}
            spans.append(cover([parse.words[i].span for i in inside]))
    return voice if not spans or any(span.overlaps(voice) for span in spans) else spans[0]


def find_voices(cues: Sequence[Found], scene: Scene, parse: Parse | None) -> list[tuple[Found, Voice | None]]:
    """Every word of saying of a sentence with its speaker: by the tree if there is one, else by the rules."""
    grammar = read_grammar(parse, scene.sentence) if parse and (cues or not all(scene.outside)) else None
    if parse is None or grammar is None:
        return [(cue, find_voice(cue, scene)) for cue in cues]
    taken = {span.start for cue in cues for span in cue.spans}
    cues = sorted((*cues, *find_inquits(scene, parse, grammar.tree, taken)), key=lambda cue: cue.first)
    return [
        (
            cue,
            voice_by_tree(cue, scene, grammar)
            or _beside_marks(cue, scene, grammar)
            or find_voice(cue, scene)
            or _objector(cue, scene, grammar),
        )
        for cue in cues
    ]


def voice_by_tree(found: Found, scene: Scene, grammar: Grammar) -> Voice | None:
    """The subject of a verb of saying, if it is an actor or a pronoun; else the rules may look for one."""
    if found.cue.kind != "verb":
        return None
    subject = grammar.tree.subject(grammar.word_of[found.spans[0].start])
    if subject is None or grammar.tree.relations[subject] != _SUBJECT:
        return None
    return voice_at(subject, found, scene, grammar)


def voice_at(subject: int, found: Found, scene: Scene, grammar: Grammar) -> Voice | None:
    """The actor or pronoun that a word belongs to which is the subject of a word of saying."""
    token = grammar.token_of[subject]
    if not scene.outside[token]:
        return None
    form = scene.forms[token].lower()
    if form in scene.language.pronouns:
        return Voice(scene.sentence.tokens[token], (), scene.language.pronouns[form])
    actor = scene.actor_at(token)
    if actor is None:
        return None
    other = _behind_bare_noun(actor, found, grammar, scene)
    if other is not None:
        return with_coordinated(other, scene, step=1)
    return with_coordinated(_named(actor, subject, grammar, scene), scene, step=1)


def _behind_bare_noun(
    actor: tuple[int, int, Mention], found: Found, grammar: Grammar, scene: Scene
) -> tuple[int, int, Mention] | None:
    """„Urlauber wies das Amt darauf hin“: a noun for people without an article is told something by who has one."""
    first, last, mention = actor
    bare = mention.form is MentionForm.NOMINAL and first == last and not mention.office
    if not bare or first > found.first:
        return None
    for child in grammar.tree.children(grammar.word_of[found.spans[0].start], ("obj",)):
        other = scene.actor_at(grammar.token_of[child])
        if other and other[0] > found.first and scene.forms[other[0]].lower() in scene.language.determiners:
            return other
    return None


def _beside_marks(found: Found, scene: Scene, grammar: Grammar) -> Voice | None:
    """The words for who speaks beside words in marks and is no mention: „…“, sagte ihr Nachbar."""
    if found.spans[0].start not in grammar.finite or not is_inquit(found, scene):
        return None
    return _unknown(found, scene, grammar)


def _objector(found: Found, scene: Scene, grammar: Grammar) -> Voice | None:
    """The words for who objects and is no mention: „ihr Mandant“; other acts need an actor."""
    return _unknown(found, scene, grammar) if found.act in OBJECTIONS and found.cue.kind == "verb" else None


def _unknown(found: Found, scene: Scene, grammar: Grammar) -> Voice | None:
    subject = grammar.tree.subject(grammar.word_of[found.spans[0].start])
    if subject is None or grammar.tree.relations[subject] != _SUBJECT:
        return None
    named = (scene.actor_at(grammar.token_of[i]) for i in grammar.tree.children(subject, APPOSITIONS))
    if any(named):
        return None  # a title in front of a name
    token = grammar.token_of[subject]
    # „der 33-Jährige“: an adjective with a capital or a number behind an article stands for a person.
    stands_for = token > 0 and not scene.forms[token][0].islower() and scene.forms[token - 1][0].islower()
    is_noun = grammar.nouns[subject] or stands_for
    return words_at(subject, scene, grammar) if is_noun and scene.outside[token] else None


def words_at(subject: int, scene: Scene, grammar: Grammar) -> Voice:
    """The noun that is a subject with its article and adjectives, where it is no mention."""
    words = [i for i in grammar.tree.subtree(subject) if i == subject or grammar.tree.heads[i] == subject]
    words = [i for i in words if grammar.tree.relations[i] in ARTICLES or i == subject]
    ends = (*grammar.token_of[1:], len(scene.sentence.tokens))
    tokens = [scene.sentence.tokens[i] for word in words for i in range(grammar.token_of[word], ends[word])]
    return Voice(cover(tokens), ())


def _named(actor: tuple[int, int, Mention], subject: int, grammar: Grammar, scene: Scene) -> tuple[int, int, Mention]:
    """„der Präsident der Züchter, Eva Roth“: the name in apposition to an office is the speaker."""
    if actor[2].form is MentionForm.NAME:
        return actor
    for other in grammar.tree.children(subject, APPOSITIONS):
        named = scene.actor_at(grammar.token_of[other])
        if named and named[2].form is MentionForm.NAME and named[2].type is EntityType.PER:
            return named
    return named_behind(actor, scene)
