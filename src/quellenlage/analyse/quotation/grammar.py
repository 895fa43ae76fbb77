"""Speakers off the dependency tree that the model gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quellenlage.analyse.quotation.contents import is_own
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
_CASE = "case"
_BELOW = ("nmod", "nmod:poss", "obl", "appos")
_SUBJECTS = (_SUBJECT, "expl", "expl:pv")
_BESIDE = ("obl", "obl:arg", "nmod")
# Classes of words of time: they are no bodies that speak.
NO_BODIES = ("weekday", "month", "season", "unit")
_GOVERNING = ("preposition", "postposition")
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
    spans = [span for cue in sorted(set(cues)) if (span := subject_of(cue, parse))]
    return voice if not spans or any(span.overlaps(voice) for span in spans) else spans[0]


def subject_of(cue: Span, parse: Parse) -> Span | None:
    """The noun that is the subject of a word of saying, with what belongs to it; also one that looks like an object."""
    tree = parse.tree()
    for index in parse.inside((cue,)):
        if parse.words[index].upos != "VERB":
            continue
        nominative = [i for i in tree.children(index, ("obj",)) if parse.words[i].has("Case", "Nom")]
        subjects = tree.children(index, (_SUBJECT,)) or nominative
        if len(subjects) == 1 and parse.words[subjects[0]].upos in NOUNS:
            own = tree.children(subjects[0], (*ARTICLES, *APPOSITIONS, "nmod", "conj"))
            inside = {subjects[0], *(j for i in own for j in tree.subtree(i))}
            return cover([parse.words[i].span for i in inside])
    return None


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
            _source(cue, scene, grammar)
            or voice_by_tree(cue, scene, grammar)
            or _beside_marks(cue, scene, grammar)
            or find_voice(cue, scene)
            or _objector(cue, scene, grammar)
            or _in_body(cue, scene, grammar),
        )
        for cue in cues
    ]


def _source(found: Found, scene: Scene, grammar: Grammar) -> Voice | None:
    """What „laut“, „nach Angaben“ and „zufolge“ govern, be it a mention or not; the front of „Polizeiangaben“.

    None where that holds the nearest actor: then the rules find him.
    """
    if found.cue.kind not in _GOVERNING:
        return None
    if is_own(found, scene):
        return _subject_around(found, scene, grammar)
    last = scene.sentence.tokens[found.last]
    word, tree = grammar.word_of[last.start], grammar.tree
    if grammar.nouns[word]:
        below = [i for i in tree.children(word, _BELOW) if i > word]
        if not below and _is_telling_compound(scene.forms[found.last], scene):
            return Voice(last, ())
    else:
        below = [tree.heads[word]] if tree.relations[word] == _CASE else []
    source = next((i for i in below if i >= 0 and grammar.nouns[i] and scene.outside[grammar.token_of[i]]), None)
    if source is None:
        return None
    near = find_voice(found, scene)
    if near and _hangs(grammar.word_of[near.mentions[0].span.start] if near.mentions else -1, source, scene, grammar):
        return near
    actor = scene.actor_at(grammar.token_of[source])
    return with_coordinated(actor, scene, step=1) if actor else words_at(source, scene, grammar)


def _subject_around(found: Found, scene: Scene, grammar: Grammar) -> Voice | None:
    """The subject of the clause in which „nach eigenen Angaben“ stands."""
    verb = grammar.tree.heads[grammar.word_of[scene.sentence.tokens[found.last].start]]
    subject = grammar.tree.subject(verb) if verb >= 0 else None
    if subject is None or not scene.outside[grammar.token_of[subject]]:
        return None
    actor = scene.actor_at(grammar.token_of[subject])
    if actor:
        return with_coordinated(_named(actor, subject, grammar, scene), scene, step=1)
    return words_at(subject, scene, grammar) if grammar.nouns[subject] else None


def _hangs(word: int, source: int, scene: Scene, grammar: Grammar) -> bool:
    """Whether a word belongs to a source: it, its name or genitive; behind a preposition only of an account."""
    tree, accounts = grammar.tree, scene.language.speech.accounts
    while word >= 0 and word != source:
        head = tree.heads[word]
        form = scene.forms[grammar.token_of[head]].lower() if head >= 0 else ""
        if tree.children(word, (_CASE,)) and not (accounts and form.endswith(accounts)):
            return False
        word = head
    return word == source


def _is_telling_compound(form: str, scene: Scene) -> bool:
    ends = scene.language.speech.telling
    return bool(ends) and form.lower().endswith(ends) and not form.lower().startswith(ends)


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
    verb = grammar.word_of[found.spans[0].start]
    starts = [scene.sentence.tokens[grammar.token_of[i]].start for i in (verb, *grammar.tree.children(verb, ("aux",)))]
    finite = next((start for start in starts if start in grammar.finite), None)
    if finite is None:
        return None
    at = scene.token_from(finite)  # „…“, soll der Wirt gesagt haben
    place = found if finite == starts[0] else replace(found, first=at, last=max(at, found.last))
    return _unknown(found, scene, grammar) if is_inquit(place, scene) else None


def _objector(found: Found, scene: Scene, grammar: Grammar) -> Voice | None:
    """The words for who objects and is no mention: „ihr Mandant“; other acts need an actor."""
    return _unknown(found, scene, grammar) if found.act in OBJECTIONS and found.cue.kind == "verb" else None


def _in_body(found: Found, scene: Scene, grammar: Grammar) -> Voice | None:
    """„…, hieß es von der Genossenschaft“: the body beside a word of saying whose subject names nobody."""
    words, tree = scene.language.speech, grammar.tree
    verb = grammar.word_of[found.spans[0].start]
    subjects = [scene.forms[grammar.token_of[i]].lower() for i in tree.children(verb, _SUBJECTS)]
    has_it = any(scene.forms[i].lower() in words.impersonal for i in range(found.first, found.last + 1))
    is_sourced = not subjects and found.cue.lemma in words.sourced
    is_impersonal = bool(subjects) and words.impersonal.issuperset(subjects)
    if not is_sourced and not (is_impersonal and (has_it or found.act in OBJECTIONS)):
        return None
    for body in tree.children(verb, _BESIDE):
        cases = [scene.forms[grammar.token_of[i]].lower() for i in tree.children(body, (_CASE,))]
        token = grammar.token_of[body]
        days = (scene.language.timex.classes.get(name, {}) for name in NO_BODIES)
        is_day = any(scene.forms[token] in names for names in days)
        if grammar.nouns[body] and words.bodies_by.issuperset(cases) and cases and scene.outside[token] and not is_day:
            actor = scene.actor_at(token)
            return with_coordinated(actor, scene, step=1) if actor else words_at(body, scene, grammar)
    return None


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
