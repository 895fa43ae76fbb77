"""Whom a noun with its article means: the holder of an office, a person, a thing of the kind, a pair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from quellenlage.analyse.coreference.individuals import Individual
from quellenlage.analyse.coreference.salience import Anaphor, Seen
from quellenlage.analyse.coreference.scene import NOUN_LENGTH, Scene, ends_of
from quellenlage.lang.coreference import UNKNOWN, Kind
from quellenlage.records.layers import EntityType
from quellenlage.text.fold import fold

# How far an office, a person and a thing look back (sentences); an office that only one bears looks over the article.
_PERSON_BACK = 2
_THING_BACK = 6
_PAIR_BACK = 3
_DECAY = 0.75
# Two in mind: what being joined counts, what a sentence back is worth, how strong a third may be beside the second.
_JOINED, _PAIR_DECAY, _THIRD = 2.0, 0.6, 0.75
# What the kind of the kb, the end of a word of the name, and neither count.
_KNOWN, _HEAD, _OPEN = 1.0, 1.0, 0.45
# What another noun of the kind at the end of a name counts beside the noun itself.
_OTHER_NOUN = 0.8
# What the noun by which something was introduced counts however far back it stands.
_FAR = 0.25


def rank_office(
    anaphor: Anaphor, seen: Sequence[Seen], individuals: Mapping[str, Individual], scene: Scene
) -> list[tuple[str, float]]:
    """The persons whose titles fit, by how well and how near."""
    title = scene.words_of.title(_head(anaphor, scene))
    countries = scene.states_of(anaphor.noun.sentence, anaphor.noun.word)
    near = _nearness(anaphor, seen, _DECAY)
    found = []
    for key, individual in individuals.items():
        if individual.type is not EntityType.PER or not individual.named or not _agrees(anaphor, individual):
            continue
        if countries and individual.countries and not countries & individual.countries:
            continue
        fit = max((scene.words_of.likeness(title, own) for own in sorted(individual.offices)), default=0.0)
        if fit:
            found.append((key, round(fit * (0.5 + near.get(key, 0.0)), 3)))
    return sorted(found, key=lambda r: (-r[1], r[0]))


def _head(anaphor: Anaphor, scene: Scene) -> str:
    return scene.form(anaphor.noun.sentence, anaphor.noun.word)


def _agrees(anaphor: Anaphor, individual: Individual) -> bool:
    return not individual.agrees or bool(anaphor.agrees & individual.agrees)


def _nearness(anaphor: Anaphor, seen: Sequence[Seen], decay: float) -> dict[str, float]:
    """How near each individual was named last: 1 in the same sentence, less with every one between."""
    near: dict[str, float] = {}
    for item in seen:
        value = decay ** max(0, anaphor.noun.sentence - item.noun.sentence)
        near[item.key] = max(near.get(item.key, 0.0), value)
    return near


def rank_person(
    anaphor: Anaphor, seen: Sequence[Seen], individuals: Mapping[str, Individual], scene: Scene
) -> list[tuple[str, float]]:
    """The named persons of that gender close by; subjects come first."""
    scores: dict[str, float] = {}
    for item in seen:
        individual, back = individuals.get(item.key), anaphor.noun.sentence - item.noun.sentence
        if individual is None or individual.type is not EntityType.PER or back > _PERSON_BACK:
            continue
        if not individual.agrees or not anaphor.agrees & individual.agrees or _is_beside(anaphor, item, scene):
            continue
        value = (1.0 if item.noun.role == "subject" else 0.6) * 0.6**back * (1.0 if individual.named else 0.8)
        scores[item.key] = max(scores.get(item.key, 0.0), value)
    return sorted(((k, round(v, 3)) for k, v in scores.items()), key=lambda r: (-r[1], r[0]))


def _is_beside(anaphor: Anaphor, item: Seen, scene: Scene) -> bool:
    """Whether both hang on the same verb: then they are two."""
    sentence = anaphor.noun.sentence
    if item.noun.sentence != sentence:
        return False
    words = scene.parses[sentence].words
    return words[item.noun.word].head == words[anaphor.noun.word].head


def rank_thing(
    anaphor: Anaphor, seen: Sequence[Seen], individuals: Mapping[str, Individual], scene: Scene
) -> list[tuple[str, float]]:
    """Things of the kind of the noun that were named before, by how well they fit and how near they are."""
    noun = scene.words_of.noun(_head(anaphor, scene).rpartition("-")[2])
    kinds = [kind for kind, agreed in kinds_of(_head(anaphor, scene), scene) if agreed != "pl"]
    scores: dict[str, float] = {}
    for item in seen:
        individual, back = individuals.get(item.key), anaphor.noun.sentence - item.noun.sentence
        if individual is None or individual.is_beside or _is_beside(anaphor, item, scene):
            continue
        told = _is_called(noun, individual)
        fit = _HEAD if told else max((_fit(kind, individual, noun, scene) for kind in kinds), default=0.0)
        place = {"subject": 1.0, "part": 0.5}.get(item.noun.role, 0.8)
        near = max(_DECAY**back, _FAR) if told else _DECAY**back if back <= _THING_BACK else 0.0
        scores[item.key] = max(scores.get(item.key, 0.0), fit * place * near)
    return sorted(((k, round(v, 3)) for k, v in scores.items() if v), key=lambda r: (-r[1], r[0]))


def _is_called(noun: str, individual: Individual) -> bool:
    """Whether it was introduced by that noun, or by one that ends in it."""
    return len(noun) >= NOUN_LENGTH and any(word.endswith(noun.lower()) for word in individual.introduced)


def kinds_of(form: str, scene: Scene) -> tuple[tuple[Kind, str], ...]:
    """What kinds a noun names; of a compound with a hyphen its last part."""
    words = scene.words_of
    return words.nouns.get(words.noun(form)) or words.nouns.get(words.noun(form.rpartition("-")[2])) or ()


def _fit(kind: Kind, individual: Individual, noun: str, scene: Scene) -> float:
    if individual.type not in kind.types:
        return 0.0
    small, bodies = noun.lower(), scene.world.language.identity.bodies
    ends = {word for word in individual.words if word.endswith(small)}
    # „Die Polizei“ is not short for „die Bundespolizei“.
    if small in ends or (ends and (individual.named or fold(small) not in bodies)):
        return _HEAD if individual.named or individual.type is EntityType.ORG else 0.0
    if not individual.named and (individual.type is not EntityType.ORG or noun not in kind.general):
        return 0.0
    if kind.name in _named_kinds(individual, scene):
        return _HEAD * _OTHER_NOUN
    if not individual.named:
        return 0.0
    if individual.kind in kind.kb and individual.kind != UNKNOWN:
        return _KNOWN
    if individual.kind != UNKNOWN or UNKNOWN not in kind.kb or kind.heads:
        return 0.0
    return _OPEN


def _named_kinds(individual: Individual, scene: Scene) -> set[str]:
    """The kinds whose nouns end a word of the name: „Bundesagentur“ is an authority."""
    if individual.kind != UNKNOWN:
        return set()
    words = individual.words | individual.introduced
    ends = (end.capitalize() for word in words for end in ends_of(word) if len(end) >= NOUN_LENGTH)
    return {kind.name for end in ends for kind, agreed in scene.words_of.nouns.get(end, ()) if agreed != "pl"}


def find_pair(
    anaphor: Anaphor, seen: Sequence[Seen], individuals: Mapping[str, Individual], scene: Scene
) -> tuple[str, ...]:
    """The two of the kind who are in mind, if no third is nearly as much.

    A pair that „and“ joined last counts first. Where the noun leaves the kind open, both are of one type.
    """
    wanted = [kind for kind, agreed in kinds_of(_head(anaphor, scene), scene) if agreed == "pl"]
    is_open = _head(anaphor, scene).lower() in scene.words_of.pair
    is_person = is_open or not wanted
    strength: dict[str, float] = {}
    for item in seen:
        back = anaphor.noun.sentence - item.noun.sentence
        individual = individuals.get(item.key)
        if individual is None or back > _PAIR_BACK or _is_beside(anaphor, item, scene):
            continue
        if len(individual.members) == 2 and back <= 1 and _fits(individuals[individual.members[0]], wanted, is_person):
            for member in individual.members:
                strength[member] = strength.get(member, 0.0) + _JOINED * _DECAY**back
        elif individual.named and not individual.members and _fits(individual, wanted, is_person):
            strength[item.key] = strength.get(item.key, 0.0) + _PAIR_DECAY**back
    ranked = sorted(strength, key=lambda key: (-strength[key], key))
    if len(ranked) < 2 or not _are_alike(individuals[ranked[0]].type, individuals[ranked[1]].type):
        return ()
    third = strength[ranked[2]] if len(ranked) > 2 else 0.0
    return tuple(ranked[:2]) if third <= _THIRD * strength[ranked[1]] else ()


def _are_alike(one: EntityType, other: EntityType) -> bool:
    """States and organisations are sides of one quarrel; persons are with persons only."""
    return (one is EntityType.PER) is (other is EntityType.PER)


def _fits(individual: Individual, kinds: Iterable[Kind], is_person: bool) -> bool:
    return individual.type is EntityType.PER if is_person else _fits_any(kinds, individual)


def _fits_any(kinds: Iterable[Kind], individual: Individual) -> bool:
    return any(
        individual.type in kind.types
        and (individual.kind in kind.kb or individual.kind == UNKNOWN or individual.type is EntityType.PER)
        for kind in kinds
    )
