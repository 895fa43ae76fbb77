"""Who stands in which slot of a word of giving or taking: subject, object, or behind a preposition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quellenlage.analyse.transfer.party import (
    Scene,
    counts,
    hangs_on_other,
    is_excepted,
    is_goal,
    is_party,
    may_act,
    party_span,
    place_behind,
)
from quellenlage.analyse.transfer.phrases import Phrase, is_pronoun
from quellenlage.lang.transfers import INTO, OBJECT, POSSESSOR, SUBJECT
from quellenlage.records.layers import EntityType
from quellenlage.records.parse import Word
from quellenlage.text.span import Span

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
_PASSIVE = "aux:pass"
_ATTRIBUTE = "amod"
# A row of joined nouns is followed back over so many (set by hand).
_BACK = 12
# „ins“ is longer than „in“: it holds an article.
_BARE = 2
# A preposition stands between a noun and what is right behind it.
_ADJACENT = 2
_HANGING = frozenset({"conj", "appos"})
# Words that show the case of the noun behind them.
_SHOWING = frozenset({"DET", "ADJ"})
# An infinitive clause opens with one of these, or with none.
_SUBORDINATE = "SCONJ"


@dataclass(frozen=True, slots=True)
class Slots:
    """Parties of a clause by their slot.

    Attributes:
        is_shown: The object has an article in the nominative or accusative: nothing is given to it.
    """

    subject: tuple[Span, ...]
    object: tuple[Span, ...]
    by_preposition: tuple[tuple[str, tuple[Span, ...]], ...]
    is_shown: bool = False

    def fill(self, slots: Sequence[str], *, given: bool = False) -> tuple[Span, ...]:
        """The parties in the first of the slots that holds any.

        Args:
            slots: In order.
            given: Goods are the object: who gets them is no nominative or accusative.
        """
        for slot in slots:
            if slot == SUBJECT and self.subject:
                return self.subject
            if slot == OBJECT and self.object and not (given and self.is_shown):
                return self.object
            found = next((spans for case, spans in self.by_preposition if case == slot), ())
            if found:
                return found
        return ()


def is_passive(verb: int, scene: Scene) -> bool:
    """Whether a verb of the clause is a participle with the auxiliary of the passive."""
    parse = scene.reading.parse
    if parse.words[verb].has("VerbForm", "Inf") or is_future(verb, scene):
        return False
    return any(parse.words[i].relation == _PASSIVE and parse.words[i].head == verb for i in scene.clause.words)


def is_future(verb: int, scene: Scene) -> bool:
    """„wird Geld erhalten“: a participle that looks like the infinitive, with an object, is no passive."""
    words = scene.reading.parse.words
    same = scene.reading.form(verb) == words[verb].lemma and words[verb].has("VerbForm", "Part")
    helped = any(words[i].relation == _PASSIVE and words[i].head == verb for i in scene.clause.words)
    return same and helped and any(words[i].relation == "obj" and words[i].head == verb for i in scene.clause.words)


def is_only_verb(i: int, scene: Scene) -> bool:
    """A finite verb in a clause that has no other: the tree took it for an adjective („Peru lieferte Pumpen“)."""
    words = scene.reading.parse.words
    finite = [k for k in scene.clause.words if words[k].has("VerbForm", "Fin")]
    return finite == [i]


def case_of(n: int, scene: Scene) -> str:
    """The case of a phrase; joined to another one it has that one's, and so has money right behind a number.

    „aus Wien und Prag“, „für 15 Millionen Euro“: German says the preposition once.
    """
    words, phrase = scene.reading.parse.words, scene.phrases[n]
    for step in range(n - 1, max(n - 1 - _BACK, -1), -1):
        word, before = words[phrase.head], scene.phrases[step]
        if phrase.case:
            break
        joined = word.relation in _HANGING and before.head == word.head
        paid = _is_currency(phrase.head, scene) and before.head == phrase.first - 1 and counts(before.head, scene)
        if joined or paid:
            phrase = before
    return phrase.case


def _is_currency(i: int, scene: Scene) -> bool:
    words = scene.reading.language.transfers
    return words is not None and scene.reading.parse.words[i].lemma.lower() in words.currency


def find_slots(verb: int, scene: Scene) -> Slots:
    """Parties of the clause of a verb.

    German orders freely and its cases are seldom seen on names: the subject is what the tree says, or the first
    bare party if it says none; bare parties that are left are objects. In the passive the one who acts stands
    behind a preposition and a bare party is the one to whom it is done.
    """
    bare = [n for n in range(len(scene.phrases)) if not case_of(n, scene) and is_party(n, scene)]
    bare = [n for n in bare if not (_shows(n, "Gen", scene) and _head(n, scene).has("Case", "Gen"))]
    if scene.reading.parse.words[verb].upos == "NOUN":
        return Slots(_holders(verb, scene) or _spans(bare[:1], scene), (), _behind(verb, scene))
    if is_passive(verb, scene):
        return Slots((), _spans([*_datives(scene), *bare][:1], scene), _behind(verb, scene))
    thing = _other_subject(verb, scene) if _may_have_subject(verb, scene) else None
    subject = _subject(bare, verb, thing, scene)
    if subject is None and thing is not None:
        own = _spans([thing], scene) if may_act(thing, scene) else ()
        given = [n for n in _datives(scene) if n != thing]
        return Slots(own, _spans([*given, *bare][:1], scene), _behind(verb, scene))
    rest = [n for n in bare if n != subject and not _continues(n, subject, scene) and not _is_added(n, scene)]
    rest = [n for n in rest if subject is None or _words(n, scene) != _words(subject, scene)]
    given = [n for n in _datives(scene) if n != subject and not _continues(n, subject, scene)]
    found = [*given[:1], *rest][:1]
    return Slots(
        _spans([subject] if subject is not None else [], scene),
        _spans(found, scene),
        _behind(verb, scene),
        any(_is_undative(n, scene) for n in found),
    )


def find_object(verb: int, scene: Scene) -> tuple[Span, ...]:
    """The object by the tree, whatever it is: „die Theater mit Geld unterstützen“."""
    words = scene.reading.parse.words
    for n, phrase in enumerate(scene.phrases):
        word = words[phrase.head]
        fits = word.relation == "obj" and _verb_of(word.head, scene) == verb and word.upos in {"NOUN", "PROPN"}
        if fits and not phrase.case and n not in scene.goods and may_act(n, scene):
            return _spans([n], scene)
    return ()


def _datives(scene: Scene) -> list[int]:
    """Bare nouns in the dative, which get something whoever they are: „den Städten“, „dem Theater“.

    A word in front of the noun must show the case: names and bare plurals have one form for all.
    """
    parse, found = scene.reading.parse, []
    for n, phrase in enumerate(scene.phrases):
        word = parse.words[phrase.head]
        # „den Clubs“: an article that is no genitive shows more than the noun.
        genitive = (
            word.has("Case", "Gen") and scene.reading.form(phrase.first) in scene.reading.language.genitive_articles
        )
        shown = not genitive and _shows(n, "Dat", scene)
        if is_pronoun(phrase, scene.reading) and word.has("Case", "Dat") and not phrase.case and is_party(n, scene):
            # „Peru, dem Kanada Pumpen lieferte“: pronouns show their case themselves.
            found.append(n)
            continue
        outside = n not in scene.goods and not any(time.overlaps(word.span) for time in scene.times)
        outside = outside and not counts(phrase.head, scene)
        if shown and outside and not case_of(n, scene) and word.upos in {"NOUN", "PROPN"} and may_act(n, scene):
            found.append(n)
    return found


def _shows(n: int, case: str, scene: Scene) -> bool:
    """Whether an article or adjective in front of a noun has a case."""
    words, phrase = scene.reading.parse.words, scene.phrases[n]
    inside = (words[i] for i in range(phrase.first, phrase.head))
    return any(word.upos in _SHOWING and word.has("Case", case) for word in inside)


def _is_undative(n: int, scene: Scene) -> bool:
    """„das Land“, „die Bauern“: an article or adjective in a form that no dative has."""
    words, phrase = scene.reading.language.transfers, scene.phrases[n]
    return words is not None and any(scene.reading.form(i) in words.undative for i in range(phrase.first, phrase.head))


def _head(n: int, scene: Scene) -> Word:
    """The head of a phrase."""
    return scene.reading.parse.words[scene.phrases[n].head]


def _words(n: int, scene: Scene) -> str:
    return scene.reading.span(scene.phrases[n]).of(scene.reading.text)


def _holders(noun: int, scene: Scene) -> tuple[Span, ...]:
    """Whose a noun is: an adjective of a name in its phrase, or a genitive beside it."""
    at = next((n for n, p in enumerate(scene.phrases) if p.head == noun), None)
    if at is None:
        return ()
    own = tuple(m.span for m in scene.phrases[at].adjectives)
    beside = [scene.phrases[n] for n in (at - 1, at + 1) if 0 <= n < len(scene.phrases)]
    words = scene.reading.language.transfers
    behind = at + 1 if at + 1 < len(scene.phrases) and scene.phrases[at + 1].first == noun + _ADJACENT else -1
    if words is not None and behind > 0 and scene.phrases[behind].case in words.origin | words.agent:
        # „das Angebot aus X, … zu liefern“.
        return own or (_spans([behind], scene) if is_party(behind, scene) else ())
    return own or tuple(scene.reading.span(p) for p in beside if p.case == POSSESSOR and p.mention is not None)[:1]


def _subject(bare: Sequence[int], verb: int, thing: int | None, scene: Scene) -> int | None:
    parse = scene.reading.parse
    if not _may_have_subject(verb, scene):
        return None
    words = scene.reading.language.transfers
    given = _datives(scene)
    bare = [n for n in bare if words is None or scene.reading.form(scene.phrases[n].head) not in words.oblique]
    bare = [n for n in bare if n not in given]
    if thing is not None and _shows(thing, "Nom", scene) and may_act(thing, scene):
        # „will der Händler Kenia Masken schicken“: of two bare nouns the one whose article says so.
        bare = [n for n in bare if _shows(n, "Nom", scene)]
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
    """Not in an infinitive with its particle and without a finite verb: its actor stands in another clause.

    Plurals at the end of a clause look like infinitives („dass die Länder Geld bekommen“): its conjunction tells.
    """
    parse, words = scene.reading.parse, scene.reading.language.transfers
    opened = words is not None and scene.clause.opener not in words.purpose | words.without
    if opened and parse.words[scene.clause.words[0]].upos == _SUBORDINATE:
        return True
    verbs = [parse.words[i] for i in scene.clause.words if parse.words[i].upos in {"VERB", "AUX"}]
    finite = any(w.has("VerbForm", "Fin") for w in verbs)
    return finite or not any(w.has("VerbForm", "Inf") for w in verbs)


def _continues(n: int, subject: int | None, scene: Scene) -> bool:
    """Whether a phrase is joined to the subject: „Bonn und Wien“."""
    if subject is None:
        return False
    word = scene.reading.parse.words[scene.phrases[n].head]
    name, own = scene.phrases[n].mention, scene.phrases[subject].mention
    if word.relation != "conj" and name is not None and name.type is EntityType.GPE and own is not None:
        # „bot die Weltbank Kenia …“: a state right behind a name is no apposition.
        return False
    return word.relation in _HANGING and word.head == scene.phrases[subject].head


def _is_added(n: int, scene: Scene) -> bool:
    """A name in apposition to another phrase, or inside it, is no party of its own."""
    word, mention = scene.reading.parse.words[scene.phrases[n].head], scene.phrases[n].mention
    if _is_quoted_name(n, scene) or _is_between_commas(n, scene):
        return True
    if mention is not None and mention.type in (EntityType.PER, EntityType.GPE):
        return False
    other = next((m for m, p in enumerate(scene.phrases) if m != n and p.first <= word.head <= p.head), None)
    return other is not None and word.relation in {"appos", "flat", "flat:name", "compound"}


def _is_quoted_name(n: int, scene: Scene) -> bool:
    """„der Händler "Solvex"“: a name in quotation marks right behind a noun belongs to it."""
    words, first = scene.reading.parse.words, scene.phrases[n].first
    quoted = first > 1 and words[first - 1].upos == "PUNCT" and scene.reading.form(first - 1) not in {",", ":", "("}
    return quoted and words[first - 2].upos in {"NOUN", "PROPN"}


def _is_between_commas(n: int, scene: Scene) -> bool:
    """„der Chef, Paul Renard, schickt …“: a name between commas names what stands before it."""
    phrase, last = scene.phrases[n], len(scene.reading.parse.words) - 1
    if not n or phrase.mention is None or not phrase.first > 0 or phrase.head >= last:
        return False
    return scene.reading.form(phrase.first - 1) == "," == scene.reading.form(phrase.head + 1)


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
            and p.case in ("", scene.phrases[n].case)
            and is_party(m, scene)
        ]
        found += [party_span(scene.phrases[m], scene) for m in (n, *joined)]
    return tuple(dict.fromkeys(found))


def _behind(verb: int, scene: Scene) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    """Parties behind prepositions that do not hang on a noun which is no goods and no transfer."""
    found: dict[str, tuple[Span, ...]] = {}
    words = scene.reading.language.transfers
    for n, phrase in enumerate(scene.phrases):
        if not phrase.case or phrase.case in found or is_excepted(phrase.first - 2, scene) or _is_inside(phrase, scene):
            continue
        if words is not None and phrase.first > 1 and scene.reading.form(phrase.first - 2) in words.comparing:
            # „mehr an X als an Y“.
            continue
        if (is_party(n, scene) or is_goal(n, scene)) and not hangs_on_other(n, scene):
            found[phrase.case] = _spans([n], scene)
            if words is not None and phrase.case in words.whither and _is_whither(n, scene):
                found.setdefault(INTO, found[phrase.case])
        elif (place := place_behind(n, scene)) is not None:
            found[phrase.case] = _spans([place], scene)
    return tuple(found.items())


def _is_inside(phrase: Phrase, scene: Scene) -> bool:
    """„die vom Land bestellten Masken“: what belongs to a participle in front of a noun."""
    words = scene.reading.parse.words
    head = words[phrase.head].head
    return head > phrase.head and words[head].relation == _ATTRIBUTE


def _is_whither(n: int, scene: Scene) -> bool:
    """„in die Ukraine“, „ins Ausland“: the accusative; a name without an article has none to show."""
    phrase, words = scene.phrases[n], scene.reading.parse.words
    whither = words[phrase.head].has("Case", "Acc") or _shows(n, "Acc", scene)
    return whither and (phrase.first < phrase.head or len(phrase.case) > _BARE)
