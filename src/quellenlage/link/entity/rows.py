"""Rows of entities and mentions from the clusters of a pile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from quellenlage.kb.entities import RECALLED
from quellenlage.link.entity.bodies import body_name, body_owner
from quellenlage.link.entity.cluster import Cluster
from quellenlage.records.contract import EntityRow, MentionRow
from quellenlage.records.document import Passage
from quellenlage.records.layers import Analysis, EntityType, Mention, MentionForm, Reference
from quellenlage.records.parts import Office
from quellenlage.records.provenance import By, make_id
from quellenlage.text.fold import fold
from quellenlage.world import World


def name_of(cluster: Cluster, world: World) -> str:
    """The kb's name, else the most frequent of the longest kind, ties by alphabet."""
    if cluster.key in world.kb.entities:
        return world.kb.entities[cluster.key].name
    names = [mention.name for _, mention in cluster.members if mention.form is MentionForm.NAME]
    forms = [mention.name for _, mention in cluster.members]
    if not names and (body := body_name(cluster.key, forms, world)):
        return body
    counts = Counter(names or forms)
    return min(counts, key=lambda n: (-len(n.split()), -counts[n], n))


def ids_of(clusters: Mapping[str, Cluster], names: Mapping[str, str]) -> dict[str, str]:
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


def entity_row(id_: str, name: str, cluster: Cluster, world: World) -> EntityRow:
    """The row of an entity: names from the texts, the rest from the kb where it knows it."""
    kb = world.kb.entities.get(cluster.key)
    named = any(m.form is MentionForm.NAME for _, m in cluster.members)
    aliases = {m.name for _, m in cluster.members if m.form is MentionForm.NAME or not named} | {
        m.span.of(a.document.text) for a, m in cluster.members if m.form is MentionForm.NAME and not m.derived
    }
    rules = sorted({m.by.rule for _, m in cluster.members})
    outlet = world.kb.outlets.get(cluster.key)
    recalled = ", recalled" * bool(kb and kb.source.endswith(RECALLED))
    marks = recalled + ", state media" * bool(outlet and outlet.is_state)
    first = cluster.members[0][1].by
    owner = body_owner(cluster.key, world)
    return EntityRow(
        id=id_,
        by=By(f"names that are one ({', '.join(rules)}{marks})", first.stage, first.version),
        type=kb.type if kb else cluster.type,
        name=name,
        aliases=tuple(sorted(aliases - {name})),
        wikidata=kb.wikidata or None if kb else None,
        anonymous=not named and any(m.anonymous for _, m in cluster.members),
        part_of=kb.part_of if kb else (owner,) * bool(owner),
        speaks_for=kb.speaks_for if kb else (),
        offices=_offices(cluster),
    )


def _offices(cluster: Cluster) -> tuple[Office, ...]:
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


def mention_row(analysis: Analysis, mention: Mention, entity: str) -> MentionRow:
    """The row of a mention."""
    passage = analysis.document.passage(mention.span)
    id_ = make_id(analysis.document.id, "mention", passage.start, passage.end, mention.type)
    return _row(id_, passage, entity, mention.form, mention.by)


def reference_rows(analysis: Analysis, reference: Reference, entities: tuple[str, ...]) -> tuple[MentionRow, ...]:
    """The rows of a pronoun or noun: one for each whom it means."""
    passage = analysis.document.passage(reference.span)
    ids = (
        make_id(analysis.document.id, "mention", passage.start, passage.end, reference.form, number)
        for number in range(len(entities))
    )
    return tuple(
        _row(id_, passage, entity, reference.form, reference.by) for id_, entity in zip(ids, entities, strict=True)
    )


def _row(id_: str, passage: Passage, entity: str, form: MentionForm, by: By) -> MentionRow:
    return MentionRow(
        id=id_,
        by=by,
        entity=entity,
        form=form,
        article=passage.article,
        start=passage.start,
        end=passage.end,
        text=passage.text,
    )
