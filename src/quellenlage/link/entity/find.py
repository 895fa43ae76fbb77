"""The stage: every mention of the pile gets a key, those with one key are one entity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quellenlage.link.entity.cluster import Cluster
from quellenlage.link.entity.people import (
    Persons,
    full_name,
    holder,
    nominal_keys,
    persons_of,
    titles_of,
    without_genitive,
)
from quellenlage.link.entity.rows import entity_row, ids_of, mention_row, name_of, reference_rows
from quellenlage.link.entity.things import abbreviations, thing_key
from quellenlage.records.contract import MentionRow
from quellenlage.records.layers import Analysis, EntityType, Mention, MentionForm
from quellenlage.records.linked import Entities, Linked
from quellenlage.text.fold import fold, fold_sounds
from quellenlage.text.span import Span
from quellenlage.world import World


def link_entities(pile: tuple[Analysis, ...], linked: Linked, world: World) -> Entities:
    """Group the mentions of all articles.

    A name of the kb is its individual; of several the most populous. Full names of persons meet if they
    sound alike, word for word, and are an individual of the kb if only one there has a name that sounds so. A single
    name means the person introduced by the full name that holds it.
    A nominal actor and a pronoun mean whom the article lets them stand for. An office („der russische Präsident“)
    means the one person who bears the title. Any other nominal
    actor is one entity an article and never more.

    Args:
        pile: In order of source.
        linked: Nothing is needed.
        world: ``kb``.
    """
    whole, short = persons_of(pile), abbreviations(pile, world)
    clusters: dict[str, Cluster] = {}
    keys: dict[tuple[str, Span], str] = {}
    for analysis in pile:
        local = _keys(analysis, whole, short, world)
        for mention in analysis.found.mentions:
            key = local[mention.span]
            clusters.setdefault(key, Cluster(key, mention.type)).members.append((analysis, mention))
        keys |= {(analysis.document.id, span): key for span, key in local.items()}
    names = {key: name_of(cluster, world) for key, cluster in clusters.items()}
    ids = ids_of(clusters, names)
    meant = {place: ids[key] for place, key in keys.items()}
    groups = _groups(pile, meant)
    return Entities(
        rows=tuple(sorted((entity_row(ids[k], names[k], c, world) for k, c in clusters.items()), key=lambda r: r.id)),
        mentions=tuple(row for analysis in pile for row in _mentions(analysis, meant, groups)),
        meant=meant | {place: entities[0] for place, entities in groups.items() if len(entities) == 1},
        groups={place: entities for place, entities in groups.items() if len(entities) > 1},
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """What tells whom the names of one article mean.

    Attributes:
        local: Persons of the article; ``whole`` those of the pile.
        nominal: Of actors without a name, those who are called in fewer words the second time.
        short: Keys of abbreviations to those of full names.
        states: Ids of the states that the article names.
        titles: Single names to the title that stands before them.
    """

    analysis: Analysis
    local: Persons
    whole: Persons
    nominal: Mapping[str, str]
    short: Mapping[str, str]
    states: frozenset[str]
    titles: Mapping[str, str]
    world: World


def _keys(analysis: Analysis, whole: Persons, short: Mapping[str, str], world: World) -> dict[Span, str]:
    """The key of every mention of an article: names first, then what stands for them."""
    states = frozenset(m.candidates[0] for m in analysis.found.mentions if m.candidates and m.type is EntityType.GPE)
    names = _Names(
        analysis=analysis,
        local=persons_of((analysis,)),
        whole=whole,
        nominal=nominal_keys(analysis),
        short=short,
        states=states,
        titles=titles_of(analysis),
        world=world,
    )
    keys = {mention.span: _key(mention, names) for mention in analysis.found.mentions}
    for reference in analysis.found.references:
        if reference.span in keys and len(reference.antecedents) == 1:
            keys[reference.span] = keys.get(reference.antecedents[0], keys[reference.span])
    return keys


def _groups(
    pile: tuple[Analysis, ...], meant: Mapping[tuple[str, Span], str]
) -> dict[tuple[str, Span], tuple[str, ...]]:
    """Whom the pronouns and nouns mean that are no mentions of their own."""
    found = {}
    for analysis in pile:
        article = analysis.document.id
        for reference in analysis.found.references:
            entities = dict.fromkeys(meant[article, s] for s in reference.antecedents if (article, s) in meant)
            if entities and (article, reference.span) not in meant:
                found[article, reference.span] = tuple(entities)
    return found


def _mentions(
    analysis: Analysis, meant: Mapping[tuple[str, Span], str], groups: Mapping[tuple[str, Span], tuple[str, ...]]
) -> tuple[MentionRow, ...]:
    article = analysis.document.id
    rows = [mention_row(analysis, m, meant[article, m.span]) for m in analysis.found.mentions]
    for reference in analysis.found.references:
        rows += reference_rows(analysis, reference, groups.get((article, reference.span), ()))
    return tuple(sorted(rows, key=lambda r: (r.start, r.end, r.id)))


def _key(mention: Mention, names: _Names) -> str:
    if mention.candidates:
        return mention.candidates[0]
    if mention.form is not MentionForm.NAME:
        is_person = mention.type is EntityType.PER and not mention.anonymous
        holds = holder(mention, names.analysis, names.local, names.whole) if is_person else ""
        name = fold(mention.name)
        nameless = f"{mention.type}:{names.nominal.get(name, name)}@{names.analysis.document.id}"
        return _person_key(holds, names) if holds else nameless
    if mention.type is not EntityType.PER:
        return thing_key(mention, names.short, names.world)
    sounds = fold_sounds(mention.name)
    if " " not in sounds:
        sounds = without_genitive(sounds, names.world.language.genitive, names.local, names.whole)
        sounds = full_name(sounds, mention.span.start, names.local, names.whole) or sounds
    return _person_key(sounds, names)


def _person_key(sounds: str, names: _Names) -> str:
    """The individual of the kb whose full name sounds so, or the one leader of a state named here with this surname.

    A surname that nobody's full name holds is one person in its article; over the pile only with the same title.
    """
    kb = names.world.kb
    known = kb.persons_by_sound.get(sounds) or kb.leader(sounds, names.states)
    if known or " " in sounds:
        return known or f"{EntityType.PER}:{sounds}"
    title = names.titles.get(sounds)
    return f"{EntityType.PER}:{sounds}/{title}" if title else f"{EntityType.PER}:{sounds}@{names.analysis.document.id}"
