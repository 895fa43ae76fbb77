"""Who stands in which slot of a word of giving or taking: subject, object, or behind a preposition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.analyse.transfer.clause import Clause
from quellenlage.analyse.transfer.phrases import Phrase, Reading, is_actor_noun
from quellenlage.lang.transfers import OBJECT, POSSESSOR, SUBJECT
from quellenlage.records.layers import EntityType
from quellenlage.text.span import Span

_ACTORS = frozenset({EntityType.PER, EntityType.ORG, EntityType.GPE, EntityType.LOC, EntityType.FAC})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
_PASSIVE = "aux:pass"
_HANGING = frozenset({"conj", "appos"})


@dataclass(frozen=True, slots=True)
class Scene:
    """A clause with its phrases.

    Attributes:
        goods: Indices in ``phrases`` of those that name what passes; they are no parties.
        antecedent: What the relative pronoun of the clause stands for, if it is one.
        of_goods: Whether that is goods.
        times: Spans of time expressions; a phrase in one is no party.
    """

    clause: Clause
    phrases: tuple[Phrase, ...]
    goods: frozenset[int]
    antecedent: Phrase | None
    of_goods: bool
    times: tuple[Span, ...]
    reading: Reading


@dataclass(frozen=True, slots=True)
class Slots:
    """Parties of a clause by their slot."""

    subject: tuple[Span, ...]
    object: tuple[Span, ...]
    by_preposition: tuple[tuple[str, tuple[Span, ...]], ...]

    def fill(self, slots: Sequence[str]) -> tuple[Span, ...]:
        """The parties in the first of the slots that holds any."""
        for slot in slots:
            if slot == SUBJECT and self.subject:
                return self.subject
            if slot == OBJECT and self.object:
                return self.object
            found = next((spans for case, spans in self.by_preposition if case == slot), ())
            if found:
                return found
        return ()


def is_passive(verb: int, scene: Scene) -> bool:
    """Whether a verb of the clause is a participle with the auxiliary of the passive."""
    parse = scene.reading.parse
    return any(parse.words[i].relation == _PASSIVE and parse.words[i].head == verb for i in scene.clause.words)


def find_slots(verb: int, scene: Scene) -> Slots:
    """Parties of the clause of a verb.

    German orders freely and its cases are seldom seen on names: the subject is what the tree says, or the first
    bare party if it says none; bare parties that are left are objects. In the passive the one who acts stands
    behind a preposition and a bare party is the one to whom it is done.
    """
    bare = [n for n, p in enumerate(scene.phrases) if not p.case and is_party(n, scene)]
    if scene.reading.parse.words[verb].upos == "NOUN":
        return Slots(_holders(verb, scene) or _spans(bare[:1], scene), (), _behind(verb, scene))
    if is_passive(verb, scene):
        return Slots((), _spans(bare[:1], scene), _behind(verb, scene))
    thing = _other_subject(verb, scene) if _may_have_subject(verb, scene) else None
    subject = _subject(bare, verb, thing, scene)
    if subject is None and thing is not None:
        return Slots(_spans([thing], scene), _spans(bare[:1], scene), _behind(verb, scene))
    rest = [n for n in bare if n != subject and not _continues(n, subject, scene) and not _is_added(n, scene)]
    return Slots(_spans([subject] if subject is not None else [], scene), _spans(rest[:1], scene), _behind(verb, scene))


def _holders(noun: int, scene: Scene) -> tuple[Span, ...]:
    """Whose a noun is: an adjective of a name in its phrase, or a genitive beside it."""
    at = next((n for n, p in enumerate(scene.phrases) if p.head == noun), None)
    if at is None:
        return ()
    own = tuple(m.span for m in scene.phrases[at].adjectives)
    beside = [scene.phrases[n] for n in (at - 1, at + 1) if 0 <= n < len(scene.phrases)]
    return own or tuple(scene.reading.span(p) for p in beside if p.case == POSSESSOR and p.mention is not None)[:1]


def _subject(bare: Sequence[int], verb: int, thing: int | None, scene: Scene) -> int | None:
    parse = scene.reading.parse
    if not _may_have_subject(verb, scene):
        return None
    words = scene.reading.language.transfers
    bare = [n for n in bare if words is None or scene.reading.form(scene.phrases[n].head) not in words.oblique]
    own = [n for n in bare if parse.words[scene.phrases[n].head].relation in _SUBJECTS]
    hanging = [n for n in own if _verb_of(parse.words[scene.phrases[n].head].head, scene) == verb]
    if not hanging and thing is not None:
        return None
    return next(iter([*hanging, *own, *bare]), None)


def _other_subject(verb: int, scene: Scene) -> int | None:
    """A bare noun that the tree makes the subject of the verb, though no list knows it as an actor."""
    parse = scene.reading.parse
    for n, phrase in enumerate(scene.phrases):
        word = parse.words[phrase.head]
        bare = not phrase.case and n not in scene.goods and not is_party(n, scene) and word.upos in {"NOUN", "PROPN"}
        outside = not any(time.overlaps(word.span) for time in scene.times)
        if bare and outside and word.relation in _SUBJECTS and _verb_of(word.head, scene) == verb:
            return n
    return None


def _verb_of(at: int, scene: Scene) -> int:
    """A verb, or the one whose auxiliary it is."""
    word = scene.reading.parse.words[at]
    return word.head if word.relation in {"aux", _PASSIVE, "cop"} else at


def _may_have_subject(verb: int, scene: Scene) -> bool:
    """Not in an infinitive with its particle and without a finite verb: its actor stands in another clause."""
    parse = scene.reading.parse
    verbs = [parse.words[i] for i in scene.clause.words if parse.words[i].upos in {"VERB", "AUX"}]
    finite = any(w.has("VerbForm", "Fin") for w in verbs)
    return finite or not any(w.has("VerbForm", "Inf") for w in verbs)


def _continues(n: int, subject: int | None, scene: Scene) -> bool:
    """Whether a phrase is joined to the subject: „Bonn und Wien“."""
    if subject is None:
        return False
    word = scene.reading.parse.words[scene.phrases[n].head]
    return word.relation in _HANGING and word.head == scene.phrases[subject].head


def _is_added(n: int, scene: Scene) -> bool:
    """A name in apposition to another phrase, or inside it, is no party of its own."""
    word, mention = scene.reading.parse.words[scene.phrases[n].head], scene.phrases[n].mention
    if mention is not None and mention.type in (EntityType.PER, EntityType.GPE):
        return False
    other = next((m for m, p in enumerate(scene.phrases) if m != n and p.first <= word.head <= p.head), None)
    return other is not None and word.relation in {"appos", "flat", "flat:name", "compound"}


def _spans(numbers: Sequence[int], scene: Scene) -> tuple[Span, ...]:
    """The spans of parties with those joined to them."""
    parse = scene.reading.parse
    found: list[Span] = []
    for n in numbers:
        head = scene.phrases[n].head
        joined = [
            m
            for m, p in enumerate(scene.phrases)
            if m != n
            and parse.words[p.head].relation == "conj"
            and parse.words[p.head].head == head
            and is_party(m, scene)
        ]
        found += [party_span(scene.phrases[m], scene) for m in (n, *joined)]
    return tuple(dict.fromkeys(found))


def party_span(phrase: Phrase, scene: Scene) -> Span:
    """The words of a party; of a relative pronoun those that it stands for."""
    if scene.clause.is_relative and scene.antecedent is not None and _is_relative(phrase, scene):
        return scene.reading.span(scene.antecedent)
    return scene.reading.span(phrase)


def _is_relative(phrase: Phrase, scene: Scene) -> bool:
    word = scene.reading.parse.words[phrase.head]
    return word.upos == "PRON" and scene.reading.form(phrase.head) in scene.reading.language.relative_pronouns


def is_party(n: int, scene: Scene) -> bool:
    """Whether a phrase may be somebody who gives or gets: an actor, a pronoun, a noun that is no thing or time."""
    phrase, reading = scene.phrases[n], scene.reading
    if n in scene.goods:
        return False
    word = reading.parse.words[phrase.head]
    if word.upos == "PRON":
        if _is_relative(phrase, scene):
            return scene.clause.is_relative and scene.antecedent is not None and not scene.of_goods
        words = reading.language.transfers
        return words is not None and reading.form(phrase.head) in words.personal | words.oblique
    span = word.span
    if any(time.overlaps(span) for time in scene.times):
        return False
    if phrase.mention is not None:
        return phrase.mention.type in _ACTORS
    return is_actor_noun(phrase.head, reading)


def _behind(verb: int, scene: Scene) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    """Parties behind prepositions that do not hang on a noun which is no goods and no transfer."""
    found: dict[str, tuple[Span, ...]] = {}
    for n, phrase in enumerate(scene.phrases):
        if not phrase.case or phrase.case in found:
            continue
        if (is_party(n, scene) or _is_goal(n, scene)) and not _hangs_on_other(n, scene):
            found[phrase.case] = _spans([n], scene)
    return tuple(found.items())


def _is_goal(n: int, scene: Scene) -> bool:
    """„an die Gäste“: behind a preposition of giving any noun that is no goods and no time gets something."""
    words, phrase = scene.reading.language.transfers, scene.phrases[n]
    if words is None or phrase.case not in words.goal or n in scene.goods:
        return False
    word = scene.reading.parse.words[phrase.head]
    return word.upos in {"NOUN", "PROPN"} and not any(time.overlaps(word.span) for time in scene.times)


def _hangs_on_other(n: int, scene: Scene) -> bool:
    """„für seinen Krieg in X“: what hangs on another noun takes no part, unless that noun is goods or their measure."""
    parse = scene.reading.parse
    head = parse.words[scene.phrases[n].head]
    if head.relation not in {"nmod", "appos"} or head.head < 0:
        return False
    other = next((m for m, p in enumerate(scene.phrases) if p.first <= head.head <= p.head), None)
    if other is None or other == n or other in scene.goods:
        return False
    words = scene.reading.language.transfers
    goal = words is not None and scene.phrases[n].case in words.goal
    return not goal or bool(scene.phrases[other].case) or is_party(other, scene)
