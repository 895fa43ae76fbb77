"""Which names of persons over the pile are one person.

Full names that sound alike are one if their articles share something; other spellings and short forms if they also are
the only ones that fit. Gender, generation and a state of their office keep people apart. What nothing decides stays
apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from quellenlage.link.entity.alike import are_names_alike, do_roles_fit, skeleton
from quellenlage.link.entity.bearers import Bearer
from quellenlage.records.layers import EntityType
from quellenlage.records.union import Union
from quellenlage.world import World

Place = tuple[str, str]
# More full names with surnames of one skeleton than this are not compared each with each.
_MANY = 60


@dataclass(slots=True, eq=False)
class Person:
    """Names over the pile that are one person; the first place stands for it."""

    key: str
    places: list[Place] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class People:
    """Persons of the pile.

    Attributes:
        of: Article and name to the person.
        by_word: First and last words of full names, and the words of a double surname, to persons.
        named: Full names to their places.
        settings: Articles to what they are about.
    """

    of: Mapping[Place, Person]
    by_word: Mapping[str, tuple[Person, ...]]
    named: Mapping[str, tuple[Place, ...]]
    settings: Mapping[str, frozenset[str]]

    def is_near(self, person: Person, article: str) -> bool:
        """Whether an article that names the person in full shares something with this one."""
        own = self.settings.get(article, frozenset())
        return any(not own.isdisjoint(self.settings[a]) for a, _ in person.places[:_MANY])


def find_people(
    bearers: Mapping[str, Mapping[str, Bearer]], settings: Mapping[str, frozenset[str]], world: World
) -> People:
    """Group the full names of all articles.

    Args:
        bearers: By article, in order of source, and name.
        settings: Of the same articles.
        world: The kb, and words of the language.
    """
    full = [b for names in bearers.values() for b in names.values() if b.full]
    union: Union[Place] = Union()
    told = {(b.article, b.name): b for b in full}
    known = {place: _in_kb(b, world) for place, b in told.items()}
    traits = _Traits(told, known)
    for place in told:
        first = traits.first_known.get(known[place])
        if first is not None and first != place:
            _join(first, place, union, traits)
    for group in _by(told, lambda b: b.name).values():
        _join_same(group, union, traits, settings, world)
    _join_variants(told, union, traits, settings, world)
    return _people(told, known, union, settings)


class _Traits:
    """What is told of each group while it grows, by its first place."""

    def __init__(self, told: Mapping[Place, Bearer], known: Mapping[Place, str]) -> None:
        self.genders = {p: set(b.genders) if len(b.genders) == 1 else set() for p, b in told.items()}
        self.roles = {p: set(b.roles) for p, b in told.items()}
        self.articles = {p: {p[0]} for p in told}
        self.known = dict(known)
        self.generation = {p: p[1].partition("/")[2] for p in told}
        self.first_known: dict[str, Place] = {}
        for place, id_ in known.items():
            if id_:
                self.first_known.setdefault(id_, place)

    def conflict(self, one: Place, other: Place) -> bool:
        """Whether they cannot be one person: two genders, two generations, two individuals of the kb."""
        return any(
            a and b and a != b
            for a, b in (
                (self.known[one], self.known[other]),
                (self.generation[one], self.generation[other]),
                (self.genders[one], self.genders[other]),
            )
        )

    def merge(self, one: Place, other: Place) -> None:
        """Let the first stand for both."""
        self.genders[one] = self.genders[one] or self.genders[other]
        self.roles[one] |= self.roles[other]
        self.articles[one] |= self.articles[other]
        self.known[one] = self.known[one] or self.known[other]
        self.generation[one] = self.generation[one] or self.generation[other]


def _join(one: Place, other: Place, union: Union[Place], traits: _Traits) -> None:
    one, other = union.root(one), union.root(other)
    if one != other and not traits.conflict(one, other) and union.join(one, other):
        traits.merge(one, other)


def _join_same(
    group: Sequence[Place],
    union: Union[Place],
    traits: _Traits,
    settings: Mapping[str, frozenset[str]],
    world: World,
) -> None:
    """One name in several articles: joined where the articles share something, or the roles fit."""
    first: dict[str, list[Place]] = {}
    heads: list[Place] = []
    for place in group:
        tokens = sorted(settings.get(place[0], ()))
        near = dict.fromkeys(p for token in tokens for p in first.get(token, ()))
        for other in (*near, *(h for h in heads if _fit(h, place, union, traits, world))):
            _join(other, place, union, traits)
        if union.root(place) == place:
            heads.append(place)
        for token in tokens:
            roots = {union.root(p) for p in first.get(token, ())}
            if union.root(place) not in roots:
                first.setdefault(token, []).append(place)


def _fit(one: Place, other: Place, union: Union[Place], traits: _Traits, world: World) -> bool:
    words = world.language
    return do_roles_fit(traits.roles[union.root(one)], traits.roles[other], words.coreference, words.identity)


def _join_variants(
    told: Mapping[Place, Bearer],
    union: Union[Place],
    traits: _Traits,
    settings: Mapping[str, frozenset[str]],
    world: World,
) -> None:
    """Other spellings of a name: joined where all that fit one fit the other too, and the articles share something."""
    heads = [p for p in told if union.root(p) == p]
    for group in _by({p: told[p] for p in heads}, lambda b: skeleton(b.words[-1]) or b.words[-1]).values():
        if len(group) > _MANY:
            continue
        pairs = [
            (a, b)
            for a, b in combinations(group, 2)
            if not traits.conflict(a, b)
            and are_names_alike(told[a].words, told[b].words, world.language.identity)
            and _is_near(a, b, traits, settings)
        ]
        fits: dict[Place, set[Place]] = {place: {place} for pair in pairs for place in pair}
        for a, b in pairs:
            fits[a].add(b)
            fits[b].add(a)
        for a, b in pairs:
            if fits[a] == fits[b]:
                _join(a, b, union, traits)


def _is_near(one: Place, other: Place, traits: _Traits, settings: Mapping[str, frozenset[str]]) -> bool:
    """Whether articles of both share something; one article tells two names apart by itself."""
    if traits.articles[one] & traits.articles[other]:
        words = [place[1].partition("/")[0].split() for place in (one, other)]
        return words[0][-1] == words[1][-1] and min(map(len, (*words[0], *words[1]))) > 1
    mine = [settings.get(a, frozenset()) for a in sorted(traits.articles[one])]
    theirs = [settings.get(a, frozenset()) for a in sorted(traits.articles[other])]
    return any(not a.isdisjoint(b) for a in mine[:_MANY] for b in theirs[:_MANY])


def single_keys(
    bearers: Mapping[str, Mapping[str, Bearer]], settings: Mapping[str, frozenset[str]], world: World
) -> dict[Place, str]:
    """Keys of single names that nobody's full name holds: one over articles only with a role that fits, in one setting.

    A double surname is rare enough without a role.
    """
    told = {(b.article, b.name): b for names in bearers.values() for b in names.values() if not b.full}
    traits, union = _Traits(told, dict.fromkeys(told, "")), Union[Place]()
    keys: dict[Place, str] = {}
    for name, group in _by(told, lambda b: b.name).items():
        heads: list[Place] = []
        for place in group:
            for head in heads[:_MANY]:
                fits = " " in name or _fit(head, place, union, traits, world)
                is_one = fits and not _is_abroad(told[head], told[place])
                if is_one and _is_near(head, place, traits, settings):
                    _join(head, place, union, traits)
                    break
            if union.root(place) == place:
                heads.append(place)
        counts = Counter(union.root(place) for place in group)
        for place in group:
            root = union.root(place)
            keys[place] = f"{EntityType.PER}:{name}{'/' if counts[root] > 1 else '@'}{root[0]}"
    return keys


def _is_abroad(one: Bearer, other: Bearer) -> bool:
    """Whether the titles of both tell a state, and not the same."""
    return bool(one.countries and other.countries and not one.countries & other.countries)


def _in_kb(bearer: Bearer, world: World) -> str:
    """The individual of the kb with this name, or the only one with more words who held an office of a state named."""
    return bearer.known or world.kb.person(" ".join(bearer.words))


def _by(told: Mapping[Place, Bearer], key: Callable[[Bearer], str]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place, bearer in told.items():
        found.setdefault(key(bearer), []).append(place)
    return found


def _people(
    told: Mapping[Place, Bearer],
    known: Mapping[Place, str],
    union: Union[Place],
    settings: Mapping[str, frozenset[str]],
) -> People:
    groups: dict[Place, list[Place]] = {}
    for place in told:
        groups.setdefault(union.root(place), []).append(place)
    persons = [_person(places, told, known) for places in groups.values()]
    names: dict[str, int] = {}
    for person in persons:
        names[person.key] = names.get(person.key, 0) + 1
    of: dict[Place, Person] = {}
    by_word: dict[str, dict[int, Person]] = {}
    for number, person in enumerate(persons):
        if names[person.key] > 1 and person.key.startswith(f"{EntityType.PER}:"):
            person.key += f"@{person.places[0][0]}"
        for place in person.places:
            of[place] = person
            for word in _calling(told[place]):
                by_word.setdefault(word, {})[number] = person
    named = {name: tuple(group) for name, group in _by(told, lambda b: b.name).items()}
    return People(of, {word: tuple(found.values()) for word, found in by_word.items()}, named, settings)


def _calling(bearer: Bearer) -> Iterable[str]:
    """By which words somebody is called alone."""
    return dict.fromkeys((bearer.words[0], bearer.words[-1], bearer.surname, " ".join(bearer.words)))


def _person(places: list[Place], told: Mapping[Place, Bearer], known: Mapping[Place, str]) -> Person:
    ids = {known[p] for p in places} - {""}
    name = min((told[p].name for p in places), key=lambda n: (-len(n.split()), n))
    person = Person(min(ids) if ids else f"{EntityType.PER}:{name}", places)
    for place in places:
        person.roles |= told[place].roles
        person.genders |= told[place].genders
        person.countries |= told[place].countries
    return person
