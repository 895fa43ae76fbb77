"""Which mentions of one article name the same individual, and what the article and the kb tell of it.

The same rules as in linking, within one article only: a kb individual by its id, a single name by the full
name that holds it, an organisation by its abbreviation too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from quellenlage.analyse.coreference.scene import Noun, Scene
from quellenlage.records.layers import EntityType, Mention, MentionForm
from quellenlage.text.fold import fold, fold_sounds

# How far behind the name of an organisation its abbreviation stands in brackets.
_BRACKET = 2


@dataclass(slots=True)
class Individual:
    """Somebody or something named.

    Attributes:
        agrees: With which of m, f, n, pl it may agree, all its mentions taken together.
        kind: As in ``Kb.kind``; ``?`` where the kb does not know it.
        offices: Keys of its titles, small and for a man.
        countries: Ids of the states by which its titles are told.
        words: Last parts of the words of its names, small.
        introduced: Nouns by which it is introduced („der Hersteller X“, „X, ein Hersteller“), small.
        named: Whether one of its mentions is a name.
        members: Keys of those who form it, of a group.
        is_beside: Whether it is the noun beside a name: pronouns that may mean either stay open, nouns mean the name.
    """

    key: str
    type: EntityType
    kind: str
    agrees: frozenset[str] = frozenset()
    nouns: list[Noun] = field(default_factory=list)
    offices: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    introduced: set[str] = field(default_factory=set)
    named: bool = False
    members: tuple[str, ...] = ()
    is_beside: bool = False


def local_keys(mentions: Iterable[Mention], scene: Scene) -> dict[Mention, str]:
    """Which individual each name means, as a key that holds within the article."""
    names = [m for m in mentions if m.form is MentionForm.NAME]
    full: dict[str, str] = {}
    for mention in names:
        words = fold_sounds(mention.name).split()
        if mention.type is EntityType.PER and len(words) > 1:
            for word in (words[-1], words[0]):
                full.setdefault(word, " ".join(words))
    short = _abbreviations(names, scene)
    states = {m.candidates[0] for m in names if m.candidates and m.type is EntityType.GPE}
    return {m: _key(m, full, short, states, scene) for m in names}


def _key(mention: Mention, full: dict[str, str], short: dict[str, str], states: set[str], scene: Scene) -> str:
    if mention.candidates:
        return mention.candidates[0]
    if mention.type is EntityType.PER:
        sounds = fold_sounds(mention.name)
        name = sounds if " " in sounds else full.get(sounds, sounds)
        kb = scene.world.kb
        return kb.person(name) or kb.leader(name, states) or f"PER:{name}"
    name = fold(mention.name)
    return short.get(name, f"{mention.type}:{name}")


def _abbreviations(names: list[Mention], scene: Scene) -> dict[str, str]:
    """„Full Name (FN)“: the folded abbreviation to the key of the name before the bracket."""
    found: dict[str, str] = {}
    for before, mention in pairwise(names):
        gap = scene.text[before.span.end : mention.span.start]
        if gap.strip() == "(" and len(gap) <= _BRACKET and not mention.candidates:
            found[fold(mention.name)] = (
                before.candidates[0] if before.candidates else f"{before.type}:{fold(before.name)}"
            )
    return found


def describe(noun: Noun, key: str, individuals: dict[str, Individual], scene: Scene) -> Individual:
    """Add a mention to its individual; a new one is made where there is none."""
    mention = noun.mention
    assert mention is not None
    kb = scene.world.kb
    if key not in individuals:
        type_ = kb.entities[key].type if key in kb.entities else mention.type
        kind = kb.kind(key) if key in kb.entities else "?"
        individuals[key] = Individual(key=key, type=type_, kind=kind)
        _from_kb(individuals[key], scene)
    individual = individuals[key]
    individual.nouns.append(noun)
    individual.named |= mention.form is MentionForm.NAME
    if not mention.derived:
        told = noun.agrees & individual.agrees
        individual.agrees = told or individual.agrees or noun.agrees
        individual.words |= {word.lower() for word in mention.name.replace("-", " ").split() if len(word) > 2}
        individual.introduced |= scene.introduce(noun)
    if mention.title:
        individual.offices |= {scene.words_of.title(word) for word in mention.title.of(scene.text).split()}
        individual.countries |= scene.states_of(noun.sentence, noun.word)
    return individual


def join(keys: tuple[str, ...], individuals: dict[str, Individual]) -> str:
    """The key of the group of several; made where there is none."""
    key = " + ".join(keys)
    first = individuals[keys[0]]
    if key not in individuals:
        individuals[key] = Individual(
            key=key, type=first.type, kind=first.kind, agrees=frozenset({"pl"}), named=True, members=keys
        )
    return key


def _from_kb(individual: Individual, scene: Scene) -> None:
    """Gender, state and offices of a person whom the kb knows, whenever they held them."""
    kb = scene.world.kb
    entity = kb.entities.get(individual.key)
    if entity is None or entity.type is not EntityType.PER:
        return
    if entity.gender:
        individual.agrees = frozenset({entity.gender})
    for term in kb.terms_of.get(individual.key, ()):
        office = kb.offices[term.office]
        individual.offices |= {scene.words_of.title(title) for title in office.titles[:1]}
        individual.countries |= {office.of} if office.of else set()
