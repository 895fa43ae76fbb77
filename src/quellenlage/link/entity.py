"""Who is who over the pile: spellings of one name, surnames, names of the kb; actors without a name stay apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quellenlage.kb.loader import RECALLED
from quellenlage.records.contract import EntityRow, MentionRow, Office
from quellenlage.records.layers import Analysis, EntityType, Mention, MentionForm
from quellenlage.records.linked import Entities, Linked
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
    sound alike, word for word. A single name means the one person of the article, else of the pile,
    whose full name holds it; if there are two, it stays by itself. A nominal actor is one entity an
    article and never more.

    Args:
        pile: In order of source.
        linked: Nothing is needed.
        world: ``kb``.
    """
    full = _full_names(pile)
    clusters: dict[str, _Cluster] = {}
    meant: dict[tuple[str, Span], str] = {}
    for analysis in pile:
        local = _full_names((analysis,))
        nominal = _nominal_keys(analysis)
        for mention in analysis.found.mentions:
            key = _key(mention, analysis, local, full, nominal)
            cluster = clusters.setdefault(key, _Cluster(key, mention.type))
            cluster.members.append((analysis, mention))
            meant[analysis.document.id, mention.span] = key
    names = {key: _name(cluster, world) for key, cluster in clusters.items()}
    ids = _ids(clusters, names)
    rows = tuple(_entity(ids[key], names[key], cluster, world) for key, cluster in clusters.items())
    return Entities(
        rows=tuple(sorted(rows, key=lambda r: r.id)),
        mentions=tuple(
            _mention(a, m, ids[meant[a.document.id, m.span]]) for a in pile for m in a.found.mentions
        ),
        meant={place: ids[key] for place, key in meant.items()},
    )


def _is_person_name(mention: Mention) -> bool:
    return mention.type is EntityType.PER and mention.form is MentionForm.NAME


def _full_names(pile: Iterable[Analysis]) -> dict[str, set[str]]:
    """Each word of a full name to the keys of the full names that hold it."""
    table: dict[str, set[str]] = {}
    for analysis in pile:
        for mention in analysis.found.mentions:
            words = fold_sounds(mention.name).split()
            if _is_person_name(mention) and len(words) > 1:
                for word in (words[0], words[-1]):
                    table.setdefault(word, set()).add(" ".join(words))
    return table


def _key(
    mention: Mention,
    analysis: Analysis,
    local: Mapping[str, set[str]],
    full: Mapping[str, set[str]],
    nominal: Mapping[str, str],
) -> str:
    article = analysis.document.id
    if mention.candidates:
        return mention.candidates[0]
    if mention.form is not MentionForm.NAME:
        name = fold(mention.name)
        return f"{mention.type}:{nominal.get(name, name)}@{article}"
    sounds = fold_sounds(mention.name)
    if mention.type is not EntityType.PER:
        return f"{mention.type}:{fold(mention.name)}"
    if " " in sounds:
        return f"PER:{sounds}"
    for names in (local.get(sounds, set()), full.get(sounds, set())):
        if len(names) == 1:
            return f"PER:{next(iter(names))}"
        if names:
            break
    return f"PER:{sounds}"


def _nominal_keys(analysis: Analysis) -> dict[str, str]:
    """„der Beamte“ behind „ein US-Beamter“: the head alone means the one longer actor that ends in it."""
    keys: dict[str, str] = {}
    seen: list[str] = []
    for mention in analysis.found.mentions:
        if mention.form is MentionForm.NAME:
            continue
        name = fold(mention.name)
        head = name.split()[-1] if name else name
        longer = {
            s
            for s in seen
            if s != name and s.endswith(head.rstrip("rns")) or s.rstrip("rn").endswith(head.rstrip("rn"))
        }
        if head == name and len(longer - {name}) == 1:
            keys[name] = next(iter(longer - {name}))
        seen.append(keys.get(name, name))
    return keys


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
    recalled = ", recalled" if kb and kb.source == RECALLED else ""
    first = cluster.members[0][1].by
    return EntityRow(
        id=id_,
        by=By(f"names that are one ({', '.join(rules)}{recalled})", first.stage, first.version),
        type=kb.type if kb else cluster.type,
        name=name,
        aliases=tuple(sorted(aliases - {name})),
        wikidata=None,
        anonymous=any(m.anonymous for _, m in cluster.members),
        part_of=(kb.part_of,) if kb and kb.part_of else (),
        speaks_for=(),
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
