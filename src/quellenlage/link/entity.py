"""Who is who over the pile: spellings of one name, surnames, names of the kb; actors without a name stay apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quellenlage.kb.entities import RECALLED
from quellenlage.records.contract import EntityRow, MentionRow
from quellenlage.records.layers import Analysis, EntityType, Mention, MentionForm
from quellenlage.records.linked import Entities, Linked
from quellenlage.records.parts import Office
from quellenlage.records.provenance import By, make_id
from quellenlage.text.fold import fold, fold_sounds
from quellenlage.text.span import Span
from quellenlage.world import World


@dataclass(slots=True)
class _Cluster:
    """Mentions that mean one entity, while it is put together."""

    key: str
    type: EntityType
    members: list[tuple[Analysis, Mention]] = field(default_factory=list)


def link_entities(pile: tuple[Analysis, ...], linked: Linked, world: World) -> Entities:
    """Group the mentions of all articles.

    A name of the kb is its individual; of several the most populous. Full names of persons meet if they
    sound alike, word for word, and are an individual of the kb if only one there has a name that sounds so. A single
    name means the person introduced by the full name that holds it.
    An office („der russische Präsident“) means the one person who bears the title. Any other nominal
    actor is one entity an article and never more.

    Args:
        pile: In order of source.
        linked: Nothing is needed.
        world: ``kb``.
    """
    whole = _persons(pile)
    clusters: dict[str, _Cluster] = {}
    meant: dict[tuple[str, Span], str] = {}
    for analysis in pile:
        local = _persons((analysis,))
        nominal = _nominal_keys(analysis)
        for mention in analysis.found.mentions:
            key = _known(_key(mention, analysis, local, whole, nominal), world)
            cluster = clusters.setdefault(key, _Cluster(key, mention.type))
            cluster.members.append((analysis, mention))
            meant[analysis.document.id, mention.span] = key
    names = {key: _name(cluster, world) for key, cluster in clusters.items()}
    ids = _ids(clusters, names)
    rows = tuple(_entity(ids[key], names[key], cluster, world) for key, cluster in clusters.items())
    return Entities(
        rows=tuple(sorted(rows, key=lambda r: r.id)),
        mentions=tuple(_mention(a, m, ids[meant[a.document.id, m.span]]) for a in pile for m in a.found.mentions),
        meant={place: ids[key] for place, key in meant.items()},
    )


def _known(key: str, world: World) -> str:
    """The individual of the kb whose full name sounds like that of a person, else the key as it is."""
    return world.kb.persons_by_sound.get(key.removeprefix("PER:"), key) if key.startswith("PER:") else key


def _is_person_name(mention: Mention) -> bool:
    return mention.type is EntityType.PER and mention.form is MentionForm.NAME


@dataclass(slots=True)
class _Persons:
    """Full names of persons, as far as they can be told apart by words.

    Attributes:
        by_word: First and last word of a full name to the full names, in the order of their first place.
        by_office: Title and country to the full names that bear it; the country may be empty.
    """

    by_word: dict[str, dict[str, int]] = field(default_factory=dict)
    by_office: dict[tuple[str, str], set[str]] = field(default_factory=dict)


def _persons(pile: Iterable[Analysis]) -> _Persons:
    """Collect full names, and who bears which title."""
    found = _Persons()
    for analysis in pile:
        for mention in analysis.found.mentions:
            words = fold_sounds(mention.name).split()
            if not _is_person_name(mention) or len(words) < 2:
                continue
            name = " ".join(words)
            for word in (words[0], words[-1]):
                found.by_word.setdefault(word, {}).setdefault(name, mention.span.start)
            if mention.office:
                found.by_office.setdefault((mention.office, _country(mention, analysis)), set()).add(name)
    return found


def _country(mention: Mention, analysis: Analysis) -> str:
    """The country whose adjective or genitive stands in or right before the title, or nothing."""
    title = mention.title or mention.span
    for other in analysis.found.mentions:
        close = other.span.end <= title.end and title.start - other.span.end <= 2
        if other.type is EntityType.GPE and close and other.candidates:
            return other.candidates[0]
    return ""


def _key(mention: Mention, analysis: Analysis, local: _Persons, whole: _Persons, nominal: Mapping[str, str]) -> str:
    article = analysis.document.id
    if mention.candidates:
        return mention.candidates[0]
    if mention.form is not MentionForm.NAME:
        holder = (
            "" if mention.anonymous or mention.type is not EntityType.PER else _holder(mention, analysis, local, whole)
        )
        name = fold(mention.name)
        return f"PER:{holder}" if holder else f"{mention.type}:{nominal.get(name, name)}@{article}"
    sounds = fold_sounds(mention.name)
    if mention.type is not EntityType.PER:
        return f"{mention.type}:{fold(mention.name)}"
    return f"PER:{sounds if ' ' in sounds else _full_name(sounds, mention.span.start, local, whole) or sounds}"


def _full_name(word: str, start: int, local: _Persons, whole: _Persons) -> str:
    """The full name that a single name means.

    News gives the full name first: of several persons of one article it is the first who was introduced
    before. Without any in the article it is the only one of the pile, or nobody.
    """
    here = local.by_word.get(word, {})
    before = [name for name, at in here.items() if at <= start]
    if before or len(here) == 1:
        return before[0] if before else next(iter(here))
    everywhere = whole.by_word.get(word, {})
    return next(iter(everywhere)) if not here and len(everywhere) == 1 else ""


def _holder(mention: Mention, analysis: Analysis, local: _Persons, whole: _Persons) -> str:
    """Who holds the office that a nominal actor names, if the article, else the pile, names only one."""
    title, country = mention.office, _country(mention, analysis)
    if not country and not mention.bare:
        return ""
    for persons, needs_country in ((local, False), (whole, True)):
        holders = set(persons.by_office.get((title, country), ()))
        if not country and not needs_country:
            holders = {h for (t, _), names in persons.by_office.items() if t == title for h in names}
        if len(holders) == 1 and (country or not needs_country):
            return next(iter(holders))
        if len(holders) > 1:
            return ""
    return ""


def _nominal_keys(analysis: Analysis) -> dict[str, str]:
    """„der Beamte“ behind „ein US-Beamter“: the head alone means the one longer actor that ends in it."""
    keys: dict[str, str] = {}
    seen: dict[str, None] = {}
    for mention in analysis.found.mentions:
        if mention.form is MentionForm.NAME:
            continue
        name = fold(mention.name)
        stem = _stem(name)
        longer = [s for s in seen if s != name and _stem(s).endswith(stem)]
        if " " not in name and len(longer) == 1:
            keys[name] = longer[0]
        seen.setdefault(keys.get(name, name))
    return keys


def _stem(name: str) -> str:
    """Without the endings of adjectives that are nouns („Beamter“, „Beamten“)."""
    return name.rstrip("rnsme")


def _name(cluster: _Cluster, world: World) -> str:
    """The kb's name, else the most frequent of the longest kind, ties by alphabet."""
    if cluster.key in world.kb.entities:
        return world.kb.entities[cluster.key].name
    counts = Counter(mention.name for _, mention in cluster.members)
    return min(counts, key=lambda n: (-len(n.split()), -counts[n], n))


def _ids(clusters: Mapping[str, _Cluster], names: Mapping[str, str]) -> dict[str, str]:
    """Kb id, or type and folded name; of an actor without a name the article too."""
    ids: dict[str, str] = {}
    for key, cluster in clusters.items():
        if ":" in key and not key.startswith(tuple(f"{t}:" for t in EntityType)):
            ids[key] = key
        elif "@" in key:
            ids[key] = f"{cluster.type}:{fold(names[key])}@{key.rpartition('@')[2]}"
        else:
            ids[key] = f"{cluster.type}:{fold(names[key])}"
    taken = Counter(ids.values())
    return {key: name if taken[name] == 1 else f"{name}#{make_id(key)[:4]}" for key, name in ids.items()}


def _entity(id_: str, name: str, cluster: _Cluster, world: World) -> EntityRow:
    kb = world.kb.entities.get(cluster.key)
    aliases = {m.name for _, m in cluster.members} | {
        m.span.of(a.document.text) for a, m in cluster.members if m.form is MentionForm.NAME and not m.derived
    }
    rules = sorted({m.by.rule for _, m in cluster.members})
    recalled = ", recalled" if kb and kb.source.endswith(RECALLED) else ""
    first = cluster.members[0][1].by
    return EntityRow(
        id=id_,
        by=By(f"names that are one ({', '.join(rules)}{recalled})", first.stage, first.version),
        type=kb.type if kb else cluster.type,
        name=name,
        aliases=tuple(sorted(aliases - {name})),
        wikidata=kb.wikidata or None if kb else None,
        anonymous=any(m.anonymous for _, m in cluster.members),
        part_of=kb.part_of if kb else (),
        speaks_for=kb.speaks_for if kb else (),
        offices=_offices(cluster),
    )


def _offices(cluster: _Cluster) -> tuple[Office, ...]:
    """Titles in front of the name, each with the first place where it stands."""
    found: dict[str, Office] = {}
    for analysis, mention in cluster.members:
        if mention.title is None:
            continue
        words = mention.title.of(analysis.document.text)
        if len(words) > 4:
            found.setdefault(
                words,
                Office(
                    title=words,
                    of=None,
                    from_=None,
                    to=None,
                    evidence=analysis.document.passage(mention.title),
                ),
            )
    return tuple(found[words] for words in sorted(found))


def _mention(analysis: Analysis, mention: Mention, entity: str) -> MentionRow:
    passage = analysis.document.passage(mention.span)
    return MentionRow(
        id=make_id(analysis.document.id, "mention", passage.start, passage.end, mention.type),
        by=mention.by,
        entity=entity,
        form=mention.form,
        article=analysis.document.id,
        start=passage.start,
        end=passage.end,
        text=passage.text,
    )
