"""Who is in the reader's mind when a pronoun comes: recency, part of the clause, the verb of saying above.

Source:
    Lappin and Leass, An algorithm for pronominal anaphora resolution (1994), for factors and halving; weights
    of our own, set on texts outside of the measuring sets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quellenlage.analyse.coreference.individuals import Individual
from quellenlage.analyse.coreference.scene import Noun, Scene, within
from quellenlage.records.layers import EntityType

# What a place in the clause counts.
_PLACES = {
    "subject": 100.0, "object": 70.0, "oblique": 55.0, "apposition": 50.0, "attribute": 45.0,
    "other": 60.0, "part": 20.0,
}  # fmt: skip
# What a sentence further back is worth.
_DECAY = 0.5
# What further mentions add to the strongest.
_MORE = 0.15
# A pronoun looks back over so many sentences and so many nouns at most.
BACK = 3
NOUNS = 80
# The subject of the same clause owns, the one who speaks is meant by what he says.
_OWNER = 90.0
_SPEAKER = 80.0
_PARALLEL = 25.0
# Who spoke before goes on speaking.
_SPOKE = 60.0
# A subject is looked for so many steps up the tree.
_STEPS = 12
# How often a pronoun that agrees means such a thing.
_THING = {"m": 0.3, "f": 0.35, "n": 0.45, "pl": 0.45}
# A thing is hardly ever the subject of a word of saying.
_SPEAKING_THING = 0.1
_NAMELESS = 0.8
_ORGANISATION = 0.7
_PLACE = 0.4
# What stands in somebody's own words counts less outside of them.
_QUOTED = 0.5
_GENDER_OPEN = 0.8


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A pronoun or noun that wants an antecedent.

    Attributes:
        kind: personal, possessive, relative, office, person, thing or pair.
        agrees: m, f, n, pl.
    """

    noun: Noun
    kind: str
    agrees: frozenset[str]


@dataclass(frozen=True, slots=True)
class Seen:
    """A noun that was read, and whom it means; a common noun has a key of its own."""

    noun: Noun
    key: str


def rank(
    anaphor: Anaphor, seen: Sequence[Seen], individuals: Mapping[str, Individual], scene: Scene
) -> list[tuple[str, float]]:
    """All that a pronoun may mean, with what speaks for each, the strongest first.

    Args:
        anaphor: A personal pronoun or a possessive.
        seen: What was read before, the nearest last; and what stands behind it as the subject of saying.
        individuals: By key.
        scene: The article.
    """
    strengths: dict[str, list[float]] = {}
    barred: set[str] = set()
    owner, speaker = owner_of(anaphor, scene), _speaker(anaphor, scene)
    before = _speaker_before(anaphor, seen, scene)
    for item in seen:
        if _is_barred(anaphor, item.noun, scene):
            barred.add(item.key)
        value = _value(anaphor, item, individuals, scene)
        if value:
            place = (item.noun.sentence, item.noun.word)
            value += _OWNER * (place == owner) + _SPEAKER * (place == speaker) + _SPOKE * (place == before)
            strengths.setdefault(item.key, []).append(value)
    ranked = [
        (key, round(max(values) + _MORE * (sum(values) - max(values)), 3))
        for key, values in strengths.items()
        if key not in barred
    ]
    return sorted(ranked, key=lambda r: (-r[1], r[0]))


def _value(anaphor: Anaphor, item: Seen, individuals: Mapping[str, Individual], scene: Scene) -> float:
    noun, back = item.noun, anaphor.noun.sentence - item.noun.sentence
    individual = individuals.get(item.key)
    agrees = individual.agrees if individual and individual.agrees else noun.agrees
    if back > BACK or not agrees & anaphor.agrees:
        return 0.0
    prior = _prior(individual, agrees, anaphor, scene)
    value = _PLACES[noun.role] * _DECAY ** max(0, back) * prior
    if anaphor.kind == "personal" and anaphor.noun.role == noun.role == "subject" and back <= 1:
        value += _PARALLEL * prior
    if scene.is_quoted(noun.span) and not scene.is_quoted(anaphor.noun.span):
        value *= _QUOTED
    return value


def is_speaking(noun: Noun, scene: Scene) -> bool:
    """Whether it is the subject of a word of saying."""
    head = scene.word(noun.sentence, noun.word).head
    return (
        noun.role == "subject"
        and head >= 0
        and scene.word(noun.sentence, head).lemma in scene.world.language.cue_lemmas
    )


def _is_acting(noun: Noun, scene: Scene) -> bool:
    """Whether it is the subject of a verb that only somebody can do: „er traf“, „sie besuchte“."""
    head = scene.word(noun.sentence, noun.word).head
    return noun.role == "subject" and head >= 0 and scene.word(noun.sentence, head).lemma in scene.acting


def _speaker_before(anaphor: Anaphor, seen: Sequence[Seen], scene: Scene) -> tuple[int, int] | None:
    """The place of who spoke last, for a pronoun that speaks."""
    if anaphor.kind != "personal" or not is_speaking(anaphor.noun, scene):
        return None
    spoke = (
        s.noun for s in reversed(seen) if s.noun.sentence >= anaphor.noun.sentence - BACK and is_speaking(s.noun, scene)
    )
    last = next(spoke, None)
    return (last.sentence, last.word) if last else None


def _prior(individual: Individual | None, agrees: frozenset[str], anaphor: Anaphor, scene: Scene) -> float:
    if individual is None:
        if anaphor.kind == "personal" and (is_speaking(anaphor.noun, scene) or _is_acting(anaphor.noun, scene)):
            return _SPEAKING_THING
        return max((_THING[agreed] for agreed in agrees & anaphor.agrees), default=0.0)
    if individual.type is EntityType.PER:
        return (1.0 if individual.named else _NAMELESS) * (1.0 if len(agrees) == 1 else _GENDER_OPEN)
    return _ORGANISATION if individual.type in (EntityType.ORG, EntityType.GPE) else _PLACE


def _is_barred(anaphor: Anaphor, noun: Noun, scene: Scene) -> bool:
    """Whether grammar forbids it: the other noun of the same verb, or what is owned itself."""
    sentence, word = anaphor.noun.sentence, anaphor.noun.word
    if noun.sentence != sentence:
        return False
    words = scene.parses[sentence].words
    if anaphor.kind == "possessive":
        return within(words, noun.word, words[word].head)
    return noun.word != word and words[noun.word].head == words[word].head and noun.role != "apposition"


def owner_of(anaphor: Anaphor, scene: Scene) -> tuple[int, int] | None:
    """The subject of the clause of a possessive."""
    if anaphor.kind != "possessive":
        return None
    return _subject_above(anaphor, scene)


def _speaker(anaphor: Anaphor, scene: Scene) -> tuple[int, int] | None:
    """The subject of the word of saying above an indirect report."""
    if scene.is_quoted(anaphor.noun.span):
        return None
    return _subject_above(anaphor, scene, saying=True)


def _subject_above(anaphor: Anaphor, scene: Scene, *, saying: bool = False) -> tuple[int, int] | None:
    """The nearest subject of a word above; of a word of saying above the own clause, where that is asked for."""
    sentence = anaphor.noun.sentence
    tree, words = scene.tree(sentence), scene.parses[sentence].words
    lemmas = scene.world.language.cue_lemmas
    at = words[anaphor.noun.word].head
    for step in range(_STEPS):
        if at < 0:
            return None
        if not saying or (step > 0 and words[at].lemma in lemmas):
            subject = tree.subject(at)
            if subject is not None and subject != anaphor.noun.word:
                return sentence, subject
        at = words[at].head
    return None
