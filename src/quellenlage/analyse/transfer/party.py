"""Who may take part in a transfer: actors, people, whoever stands behind a preposition of giving."""

from __future__ import annotations

from dataclasses import dataclass

from quellenlage.analyse.transfer.clause import Clause
from quellenlage.analyse.transfer.phrases import Phrase, Reading, is_actor_noun, is_pronoun
from quellenlage.records.layers import EntityType
from quellenlage.text.span import Span

_ACTORS = frozenset({EntityType.PER, EntityType.ORG, EntityType.GPE, EntityType.LOC, EntityType.FAC})
# A preposition stands between a place and the name of its town.
_VON = 2


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
    if is_pronoun(phrase, reading):
        if _is_relative(phrase, scene):
            return (
                not word.has("Case", "Gen")
                and scene.clause.is_relative
                and scene.antecedent is not None
                and not scene.of_goods
            )
        words = reading.language.transfers
        return words is not None and reading.form(phrase.head) in words.personal | words.oblique
    span = word.span
    if any(time.overlaps(span) for time in scene.times):
        return False
    if is_purse(phrase, reading):
        return True
    if _is_brand(phrase, reading) or _is_of_currency(phrase, reading):
        return False
    if phrase.mention is not None and phrase.mention.type in _ACTORS:
        return True
    return any(_is_people(i, reading) for i in range(phrase.first, phrase.head + 1))


def is_purse(phrase: Phrase, reading: Reading) -> bool:
    """„aus dem Nothilfefonds“: money that stands for those who administer it."""
    words = reading.language.transfers
    origin = words is not None and phrase.case in words.origin
    return words is not None and origin and words.is_purse(reading.parse.words[phrase.head].lemma.lower())


def _is_brand(phrase: Phrase, reading: Reading) -> bool:
    """„vom Typ Solvex 300“: the name of a make."""
    words = reading.language.transfers
    inside = range(max(phrase.first - 1, 0), phrase.head + 1)
    return words is not None and any(reading.parse.words[i].lemma.lower() in words.brands for i in inside)


def _is_of_currency(phrase: Phrase, reading: Reading) -> bool:
    """„40 Millionen US Dollar“: a name right before a currency says whose money it is."""
    words, after = reading.language.transfers, phrase.head + 1
    if words is None or after >= len(reading.parse.words):
        return False
    return reading.parse.words[after].lemma.lower() in words.currency and reading.parse.words[after].upos != "ADJ"


def _is_people(i: int, reading: Reading) -> bool:
    words, word = reading.language.transfers, reading.parse.words[i]
    people = words is not None and words.is_people(word.lemma.lower())
    return word.upos == "NOUN" and (people or is_actor_noun(i, reading))


def may_act(n: int, scene: Scene) -> bool:
    """An act or a quality gives nothing to anybody."""
    words, word = scene.reading.language.transfers, scene.reading.parse.words[scene.phrases[n].head]
    lemma = word.lemma.lower()
    return words is None or ((words.is_concrete(lemma) or words.is_people(lemma)) and not words.is_carrier(lemma))


def counts(i: int, scene: Scene) -> bool:
    """Whether a word is a number or a measure."""
    words = scene.reading.language.transfers
    lemma = scene.reading.parse.words[i].lemma.lower()
    return words is not None and (scene.reading.form(i) in words.numbers or lemma in words.measures)


def is_goal(n: int, scene: Scene) -> bool:
    """„an die Gäste“: behind a preposition of giving any noun that is no goods and no time gets something."""
    words, phrase = scene.reading.language.transfers, scene.phrases[n]
    named = words is not None and phrase.case in words.beneficiary and _is_proper(phrase, scene)
    if words is None or not (phrase.case in words.goal or named) or n in scene.goods:
        return False
    word = scene.reading.parse.words[phrase.head]
    if _is_brand(phrase, scene.reading):
        return False
    return (
        not counts(phrase.head, scene)
        and may_act(n, scene)
        and word.upos in {"NOUN", "PROPN"}
        and not any(time.overlaps(word.span) for time in scene.times)
    )


def _is_proper(phrase: Phrase, scene: Scene) -> bool:
    """„für Solvex“: a name that no list knows, without an article."""
    return scene.reading.parse.words[phrase.head].upos == "PROPN" and phrase.first == phrase.head


def is_excepted(negation: int, scene: Scene) -> bool:
    """„…, aber nicht von X“: a negation that takes only the phrase behind it: a word of contrast stands before."""
    words, reading = scene.reading.language.transfers, scene.reading
    if words is None or negation < 1 or negation + 1 >= len(reading.parse.words):
        return False
    negated = reading.form(negation) in reading.language.negation
    behind = reading.parse.words[negation + 1].upos == "ADP"
    return negated and behind and reading.form(negation - 1) in words.contrast


def hangs_on_other(n: int, scene: Scene) -> bool:
    """„für seinen Krieg in X“: what hangs on another noun takes no part, unless that noun is goods or their measure."""
    parse = scene.reading.parse
    head = parse.words[scene.phrases[n].head]
    if head.relation not in {"nmod", "appos"} or head.head < 0:
        return False
    other = next((m for m, p in enumerate(scene.phrases) if p.first <= head.head <= p.head), None)
    if other is None or other == n or other in scene.goods:
        return False
    words = scene.reading.language.transfers
    held = parse.words[scene.phrases[other].head].lemma.lower()
    if words is not None and (held in words.amounting or words.is_carrier(held)):
        # „im Wert von … an Y“, „ein Frachter aus X“: neither takes part itself.
        return False
    goal = words is not None and scene.phrases[n].case in words.goal
    return not goal or bool(scene.phrases[other].case) or is_party(other, scene)


def place_behind(n: int, scene: Scene) -> int | None:
    """„im Hafen von Genua“: the town that a place without a name belongs to."""
    phrase = scene.phrases[n]
    after = scene.phrases[n + 1] if n + 1 < len(scene.phrases) else None
    words = scene.reading.language.transfers
    if words is None or phrase.case not in words.locative or n in scene.goods:
        return None
    if after is None or after.mention is None or after.mention.type is not EntityType.GPE:
        return None
    word = scene.reading.parse.words[after.head]
    hangs = word.relation == "nmod" and word.head == phrase.head and after.first - phrase.head <= _VON
    return n + 1 if hangs and phrase.mention is None else None
