"""The stage: every mention of the pile gets a key, those with one key are one entity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quellenlage.link.entity.bearers import Bearer, bearers_of, setting_of
from quellenlage.link.entity.bodies import body_keys, with_bodies
from quellenlage.link.entity.called import persons_called
from quellenlage.link.entity.cluster import Cluster
from quellenlage.link.entity.corrected import corrected
from quellenlage.link.entity.first_person import first_persons
from quellenlage.link.entity.people import Persons, holder, nominal_keys, persons_of
from quellenlage.link.entity.rows import entity_row, ids_of, mention_row, name_of, reference_rows
from quellenlage.link.entity.things import abbreviations, houses, thing_key
from quellenlage.link.entity.who import People, Person, find_people, single_keys
from quellenlage.records.contract import MentionRow
from quellenlage.records.correction import Verdicts
from quellenlage.records.layers import Analysis, EntityType, Mention, MentionForm, Reference
from quellenlage.records.linked import Entities, Linked
from quellenlage.text.fold import fold, fold_sounds
from quellenlage.text.span import Span
from quellenlage.world import World

_TYPES = frozenset(EntityType)


def link_entities(
    pile: tuple[Analysis, ...], linked: Linked, world: World, verdicts: Verdicts | None = None
) -> Entities:
    """Group the mentions of all articles.

    A name of the kb is its individual; of several the most populous. Full names of persons meet if they
    sound alike and their articles share something (``who``), and are an individual of the kb if only one there has a
    name that sounds so. A single name means one of those who bear it by role, gender and paragraph (``called``).
    A name of one word that was read for a person's is a house where the pile has it for one more often. A nominal
    actor and a pronoun mean whom the article lets them stand for. An office („der russische Präsident“) means the one
    person who bears the title. An institution of which a state or a town has one is one in the pile where its text ties
    it to that (``bodies``). Any other nominal actor is one entity an article and never more.

    Args:
        pile: In order of source.
        linked: Nothing is needed; ``rulings`` are what a person has said about who is who: they win over everything.
        world: ``kb``.
        verdicts: Instead of those of ``linked``.
    """
    read = _read_pile(pile, world)
    keys = {(analysis.document.id, span): key for analysis in pile for span, key in _keys(analysis, read).items()}
    verdicts = linked.rulings.entities if verdicts is None else verdicts
    if verdicts != Verdicts():
        called = {(a.document.id, m.span): fold(m.name) for a in pile for m in a.found.mentions}
        keys = corrected(keys, called, verdicts)
    clusters: dict[str, Cluster] = {}
    for analysis in pile:
        for mention in analysis.found.mentions:
            key = keys.get((analysis.document.id, mention.span))
            if key is None:
                continue
            clusters.setdefault(key, Cluster(key, _type_of(key, mention))).members.append((analysis, mention))
    names = {key: name_of(cluster, world) for key, cluster in clusters.items()}
    ids = ids_of(clusters, names)
    meant = {place: ids[key] for place, key in keys.items()}
    references = {a.document.id: (*a.found.references, *first_persons(a, world)) for a in pile}
    groups = _groups(references, meant)
    return Entities(
        rows=tuple(sorted((entity_row(ids[k], names[k], c, world) for k, c in clusters.items()), key=lambda r: r.id)),
        mentions=tuple(
            row for analysis in pile for row in _mentions(analysis, references[analysis.document.id], meant, groups)
        ),
        meant=meant | {place: entities[0] for place, entities in groups.items() if len(entities) == 1},
        groups={place: entities for place, entities in groups.items() if len(entities) > 1},
    )


def _type_of(key: str, mention: Mention) -> EntityType:
    """What the key says, or the mention: of a house one name may be read for a person's."""
    prefix = key.partition(":")[0]
    return EntityType(prefix) if prefix in _TYPES else mention.type


@dataclass(frozen=True, slots=True)
class _Pile:
    """What tells whom names mean over the pile.

    Attributes:
        whole: Who bears which title; ``short`` keys of abbreviations to those of full names.
        bearers: Names of persons by article.
        single: Keys of single names that nobody's full name holds.
        houses: Keys of organisations by names that could be a person's.
    """

    whole: Persons
    short: Mapping[str, str]
    bearers: Mapping[str, Mapping[str, Bearer]]
    people: People
    single: Mapping[tuple[str, str], str]
    houses: Mapping[str, str]
    world: World


def _read_pile(pile: tuple[Analysis, ...], world: World) -> _Pile:
    bearers = {a.document.id: bearers_of(a, world) for a in pile}
    settings = {a.document.id: setting_of(a, world) for a in pile}
    people, single = find_people(bearers, settings, world), single_keys(bearers, settings, world)
    return _Pile(
        persons_of(pile), abbreviations(pile, world), bearers, people, single, houses=houses(pile, world), world=world
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """What tells whom the names of one article mean.

    Attributes:
        local: Persons of the article.
        called: Spans of names to persons.
        nominal: Of actors without a name, those who are called in fewer words the second time.
        states: Ids of the states that the article names.
    """

    analysis: Analysis
    pile: _Pile
    local: Persons
    called: Mapping[Span, Person]
    nominal: Mapping[str, str]
    states: frozenset[str]


def _keys(analysis: Analysis, pile: _Pile) -> dict[Span, str]:
    """The key of every mention of an article: names first, then what stands for them."""
    names = _Names(
        analysis=analysis,
        pile=pile,
        local=persons_of((analysis,)),
        called=persons_called(analysis, pile.bearers[analysis.document.id], pile.people, pile.world),
        nominal=nominal_keys(analysis),
        states=frozenset(m.candidates[0] for m in analysis.found.mentions if m.candidates and m.type is EntityType.GPE),
    )
    keys = {mention.span: _key(mention, names) for mention in analysis.found.mentions}
    keys = with_bodies(keys, body_keys(analysis, pile.world))
    for reference in analysis.found.references:
        if reference.span in keys and len(reference.antecedents) == 1:
            keys[reference.span] = keys.get(reference.antecedents[0], keys[reference.span])
    return keys


def _groups(
    references: Mapping[str, tuple[Reference, ...]], meant: Mapping[tuple[str, Span], str]
) -> dict[tuple[str, Span], tuple[str, ...]]:
    """Whom the pronouns and nouns mean that are no mentions of their own, by article."""
    found = {}
    for article, own in references.items():
        for reference in own:
            entities = dict.fromkeys(meant[article, s] for s in reference.antecedents if (article, s) in meant)
            if entities and (article, reference.span) not in meant:
                found[article, reference.span] = tuple(entities)
    return found


def _mentions(
    analysis: Analysis,
    references: tuple[Reference, ...],
    meant: Mapping[tuple[str, Span], str],
    groups: Mapping[tuple[str, Span], tuple[str, ...]],
) -> tuple[MentionRow, ...]:
    article = analysis.document.id
    named = (m for m in analysis.found.mentions if (article, m.span) in meant)
    rows = [mention_row(analysis, m, meant[article, m.span]) for m in named]
    for reference in references:
        rows += reference_rows(analysis, reference, groups.get((article, reference.span), ()))
    return tuple(sorted(rows, key=lambda r: (r.start, r.end, r.id)))


def _key(mention: Mention, names: _Names) -> str:
    if mention.candidates:
        return mention.candidates[0]
    if mention.form is not MentionForm.NAME:
        is_person = mention.type is EntityType.PER and not mention.anonymous and mention.person != "pl"
        holds = holder(mention, names.analysis, names.local, names.pile.whole) if is_person else ""
        name = fold(mention.name)
        shorter = name if mention.person == "pl" else names.nominal.get(name, name)
        nameless = f"{mention.type}:{shorter}@{names.analysis.document.id}"
        return _holder_key(holds, names) or nameless
    if mention.type is not EntityType.PER:
        return thing_key(mention, names.pile.short, names.pile.world)
    person = names.called.get(mention.span)
    return person.key if person else _single_key(mention, names)


def _holder_key(sounds: str, names: _Names) -> str:
    """The person of the article, else the one of the pile, with this full name."""
    people, article = names.pile.people, names.analysis.document.id
    if (article, sounds) in people.of:
        return people.of[article, sounds].key
    found = {people.of[place].key for place in people.named.get(sounds, ())}
    return min(found) if len(found) == 1 else ""


def _single_key(mention: Mention, names: _Names) -> str:
    """The one leader of a state named here with this surname; a house of that name; else one person in its article."""
    sounds, kb = fold_sounds(mention.name), names.pile.world.kb
    known = kb.person(sounds) or kb.leader(sounds, names.states)
    article = names.analysis.document.id
    house = "" if mention.title else names.pile.houses.get(fold(mention.name), "")
    return known or house or names.pile.single.get((article, sounds)) or f"{EntityType.PER}:{sounds}@{article}"
