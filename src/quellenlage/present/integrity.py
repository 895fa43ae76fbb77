"""Whether a record keeps its promises: every span is its slice, every reference leads somewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quellenlage.records.contract import KINDS, Record, Row, own_passage, passages
from quellenlage.records.layers import Analysis


@dataclass(frozen=True, slots=True)
class Integrity:
    """What was checked and what was found wrong."""

    counts: dict[str, int]
    spans: int
    faults: tuple[str, ...]


def check_record(record: Record, analyses: Iterable[Analysis]) -> Integrity:
    """Compare every span with its source and follow every reference.

    Args:
        record: As stored.
        analyses: For the sources in which offsets count.
    """
    texts = {a.document.id: a.document.source.text for a in analyses}
    faults: list[str] = []
    spans = 0
    for row in record.rows():
        for passage in (*passages(row), *own_passage(row)):
            spans += 1
            if texts.get(passage.article, "")[passage.start : passage.end] != passage.text:
                faults.append(
                    f"{row.kind} {row.id}: [{passage.start}, {passage.end}) is not its slice of {passage.article}"
                )
    faults += _dangling(record)
    faults += _double(record)
    return Integrity({kind.kind: len(getattr(record, kind.kind)) for kind in KINDS}, spans, tuple(faults))


def _dangling(record: Record) -> list[str]:
    entities = {e.id for e in record.entity}
    articles = {a.id for a in record.article}
    quotations = {q.id for q in record.quotation}
    wanted: list[tuple[Row, str, set[str]]] = []
    wanted += [(m, m.entity, entities) for m in record.mention]
    wanted += [(q, e, entities) for q in record.quotation for e in q.speaker.entities]
    wanted += [(q, q.article, articles) for q in record.quotation]
    wanted += [(q, q.parent, quotations) for q in record.quotation if q.parent]
    wanted += [(e, p.entity, entities) for e in record.event for p in e.participants]
    wanted += [(e, e.place, entities) for e in record.event if e.place]
    wanted += [(e, a, articles) for e in record.event for a in e.articles]
    wanted += [(c, c.article, articles) for c in record.caveat]
    wanted += [(c, a, articles | entities | quotations) for c in record.caveat for a in c.about]
    wanted += [(lead, lead.holder, entities) for lead in record.lead if lead.holder]
    wanted += [(lead, lead.in_pile, articles) for lead in record.lead if lead.in_pile]
    wanted += [(c, a, articles) for c in record.copy for a in c.articles]
    everything = {row.id for row in record.rows()} if record.correction else set()
    wanted += [(c, id_, everything) for c in record.correction for id_ in c.records]
    return [
        f"{row.kind} {row.id}: refers to {id_}, which does not exist" for row, id_, known in wanted if id_ not in known
    ]


def _double(record: Record) -> list[str]:
    faults = []
    for kind in KINDS:
        ids = [row.id for row in getattr(record, kind.kind)]
        faults += (
            [f"{kind.kind} {id_}: stands twice" for id_ in {i for i in ids if ids.count(i) > 1}]
            if len(set(ids)) < len(ids)
            else []
        )
    return faults
