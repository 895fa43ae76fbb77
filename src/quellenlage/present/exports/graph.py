"""Who has to do with whom, as a directed multigraph in GraphML: for Gephi, Cytoscape and networkx."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import combinations

from quellenlage.records.contract import ClaimRow, EventRow, Record
from quellenlage.records.document import Passage
from quellenlage.records.parts import StanceField

# What XML 1.0 cannot hold.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Stances for a proposition, and against it.
_FOR, _AGAINST = frozenset({"asserts", "confirms"}), frozenset({"denies", "doubts"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One tie between two entities, with the record and the passages that it rests on."""

    source: str
    target: str
    kind: str
    label: str
    record: str
    passages: tuple[Passage, ...]
    first: str | None = None
    last: str | None = None


def write_graph(record: Record) -> bytes:
    """GraphML in UTF-8: nodes are entities that have a tie, with type and names; edges are those of ``find_edges``.

    Attributes of edges: ``kind``, ``label``, ``record`` (an id of the export), ``from`` and ``to`` (ISO days),
    ``articles`` and ``passages``, the latter with source and offsets, a line each.
    """
    # Loaded only where a graph is written.
    import networkx

    sources = {row.id: row.source for row in record.article}
    graph = networkx.MultiDiGraph()
    edges = list(find_edges(record))
    tied = {end for edge in edges for end in (edge.source, edge.target)}
    for row in record.entity:
        if row.id in tied:
            graph.add_node(
                _xml(row.id), label=_xml(row.name), type=str(row.type), aliases=_xml(" | ".join(row.aliases))
            )
    for number, edge in enumerate(edges):
        graph.add_edge(_xml(edge.source), _xml(edge.target), key=str(number), **_attributes(edge, sources))
    file = BytesIO()
    networkx.write_graphml(graph, file, named_key_ids=True)
    return file.getvalue()


def find_edges(record: Record) -> Iterator[Edge]:
    """All ties between two known entities, in the order of the record.

    Kinds: ``event`` (two participants of one event, in the order of their roles), ``transfer`` (supplier to
    recipient), ``speech`` (speaker to addressee), ``via`` (who passes words on to who said them), ``denial`` (who
    denies or doubts a claim to who asserts it), ``part_of``, ``speaks_for`` and ``office`` (of whom).
    """
    known = {row.id for row in record.entity}
    for edge in (
        *_of_entities(record),
        *_of_speech(record),
        *_of_events(record),
        *_of_claims(record),
        *_of_transfers(record),
    ):
        if edge.source in known and edge.target in known and edge.source != edge.target:
            yield edge


def _of_entities(record: Record) -> Iterator[Edge]:
    for row in record.entity:
        for kind in ("part_of", "speaks_for"):
            for target in getattr(row, kind):
                yield Edge(source=row.id, target=target, kind=kind, label=kind, record=row.id, passages=())
        for office in row.offices:
            yield Edge(
                source=row.id,
                target=office.of or "",
                kind="office",
                label=office.title,
                record=row.id,
                passages=(office.evidence,),
                first=office.from_,
                last=office.to,
            )


def _of_speech(record: Record) -> Iterator[Edge]:
    for row in record.quotation:
        for speaker in row.speaker.entities:
            for target in row.addressee.entities if row.addressee else ():
                yield Edge(
                    source=speaker,
                    target=target,
                    kind="speech",
                    label=row.act,
                    record=row.id,
                    passages=row.quote or row.cue,
                    first=row.from_,
                    last=row.to,
                )
            for link in row.via:
                yield Edge(
                    source=link.entity or "",
                    target=speaker,
                    kind="via",
                    label=link.kind,
                    record=row.id,
                    passages=(link.span,),
                )


def _of_events(record: Record) -> Iterator[Edge]:
    for row in record.event:
        yield from _pairs(row)


def _pairs(row: EventRow) -> Iterator[Edge]:
    ends = list(dict.fromkeys(participant.entity for participant in row.participants))
    for source, target in combinations(ends, 2):
        yield Edge(
            source=source,
            target=target,
            kind="event",
            label=f"{row.type}: {row.label}",
            record=row.id,
            passages=row.mentions,
            first=row.from_,
            last=row.to,
        )


def _of_claims(record: Record) -> Iterator[Edge]:
    for row in record.claim:
        yield from _denials(row)


def _denials(row: ClaimRow) -> Iterator[Edge]:
    against = _first_of_each([s for s in row.stances if s.stance in _AGAINST])
    asserted = _first_of_each([s for s in row.stances if s.stance in _FOR])
    for denier, stance in against.items():
        for holder, other in asserted.items():
            yield Edge(
                source=denier,
                target=holder,
                kind="denial",
                label=f"{stance.stance}: {row.label}",
                record=row.id,
                passages=(stance.span, other.span),
                first=stance.from_,
                last=stance.to,
            )


def _first_of_each(stances: list[StanceField]) -> dict[str, StanceField]:
    found: dict[str, StanceField] = {}
    for stance in stances:
        if stance.holder:
            found.setdefault(stance.holder, stance)
    return found


def _of_transfers(record: Record) -> Iterator[Edge]:
    for row in record.transfer:
        days = row.delivered if row.delivered.from_ or row.delivered.to else row.ordered
        yield Edge(
            source=row.supplier or "",
            target=row.recipient or "",
            kind="transfer",
            label=f"{row.stage}: {row.item}",
            record=row.id,
            passages=row.mentions,
            first=days.from_,
            last=days.to,
        )


def _attributes(edge: Edge, sources: Mapping[str, str]) -> dict[str, str]:
    lines = (f"„{p.text}“ ({sources.get(p.article, p.article)}, {p.start}–{p.end})" for p in edge.passages)
    articles = dict.fromkeys(sources.get(p.article, p.article) for p in edge.passages)
    return {
        "kind": edge.kind,
        "label": _xml(edge.label),
        "record": edge.record,
        "from": edge.first or "",
        "to": edge.last or "",
        "articles": _xml(" | ".join(articles)),
        "passages": _xml("\n".join(lines)),
    }


def _xml(words: str) -> str:
    return _NO_XML.sub("\ufffd", words)
