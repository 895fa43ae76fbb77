"""The record as JSON-LD: schema.org for what is told, Web Annotation for passages, PROV-O for how it was made.

The context stands in the file: nobody has to fetch one. Passages are annotations whose selectors say where the words
stand and what they are; offsets count code points of the source, as the Web Annotation model asks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from quellenlage.records.contract import ArticleRow, ClaimRow, EntityRow, EventRow, QuotationRow, Record
from quellenlage.records.document import Passage
from quellenlage.records.layers import EntityType
from quellenlage.records.provenance import By

BASE = "urn:quellenlage:"
CONTEXT = {
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "ql": "https://quellenlage.invalid/terms#",
}
_TYPES = {
    EntityType.PER: "schema:Person",
    EntityType.ORG: "schema:Organization",
    EntityType.GPE: "schema:AdministrativeArea",
    EntityType.LOC: "schema:Place",
    EntityType.FAC: "schema:Place",
    EntityType.EVT: "schema:Event",
    EntityType.LAW: "schema:Legislation",
    EntityType.MAT: "schema:Product",
}
_WIKIDATA = "http://www.wikidata.org/entity/"


def write_jsonld(record: Record) -> str:
    """One document with a graph: articles, entities, quotations, events, claims, and an annotation for each passage."""
    graph: list[dict[str, Any]] = []
    for article in record.article:
        graph.append(_article(article))
    for entity in record.entity:
        graph.append(_entity(entity))
    for quotation in record.quotation:
        graph += _quotation(quotation)
    for event in record.event:
        graph += _event(event)
    for claim in record.claim:
        graph += _claim(claim)
    whole = {"@context": CONTEXT, "@graph": graph}
    return json.dumps(_clean(whole), ensure_ascii=False, indent=1) + "\n"


def _node(record: str, kind: str, by: By, **values: Any) -> dict[str, Any]:  # noqa: ANN401  any JSON
    made = {"@type": "prov:Activity", "dcterms:title": f"{by.stage} {by.version}: {by.rule}"}
    kept = {key: value for key, value in values.items() if value not in (None, "", [], {})}
    return {**_reference(record), "@type": kind, **kept, "prov:wasGeneratedBy": made}


def _article(row: ArticleRow) -> dict[str, Any]:
    published = row.published
    exact = published.earliest if published.earliest == published.latest else None
    return _node(
        row.id,
        "schema:NewsArticle",
        row.by,
        **{
            "schema:headline": row.title,
            "schema:inLanguage": row.language,
            "schema:identifier": f"sha256:{row.sha256}",
            "dcterms:source": row.source,
            "schema:datePublished": exact,
            "dcterms:date": {"@value": published.edtf, "@type": "edtf:EDTF"} if published.edtf else None,
            "schema:author": [
                {"@type": "schema:Person", "schema:name": c.name} for c in row.credits if c.role == "author"
            ],
        },
    )


def _entity(row: EntityRow) -> dict[str, Any]:
    return _node(
        row.id,
        _TYPES.get(EntityType(row.type), "schema:Thing"),
        row.by,
        **{
            "schema:name": row.name,
            "schema:alternateName": list(row.aliases),
            "schema:sameAs": {"@id": _WIKIDATA + row.wikidata} if row.wikidata else None,
            "schema:memberOf": [_reference(part) for part in row.part_of],
        },
    )


def _quotation(row: QuotationRow) -> Iterator[dict[str, Any]]:
    yield _node(
        row.id,
        "schema:Quotation",
        row.by,
        **{
            "schema:text": [span.text for span in row.quote],
            "schema:creator": [_reference(entity) for entity in row.speaker.entities],
            "schema:isPartOf": _reference(row.article),
            "schema:isBasedOn": _reference(row.parent) if row.parent else None,
            "ql:act": row.act,
            "ql:reportedAs": row.type,
            "schema:temporalCoverage": _coverage(row.from_, row.to),
        },
    )
    yield from _annotations(row.id, row.quote or row.cue)


def _event(row: EventRow) -> Iterator[dict[str, Any]]:
    yield _node(
        row.id,
        "schema:Event",
        row.by,
        **{
            "schema:name": row.label,
            "schema:additionalType": row.type,
            "ql:phase": row.phase,
            "schema:startDate": row.from_,
            "schema:endDate": row.to,
            "schema:location": _reference(row.place) if row.place else None,
            "schema:participant": [_reference(p.entity) for p in row.participants],
            "schema:subjectOf": [_reference(article) for article in row.articles],
        },
    )
    yield from _annotations(row.id, row.mentions)


def _claim(row: ClaimRow) -> Iterator[dict[str, Any]]:
    holders = dict.fromkeys(s.holder for s in row.stances if s.holder and s.holder != "narrator")
    articles = dict.fromkeys(stance.article for stance in row.stances)
    yield _node(
        row.id,
        "schema:Claim",
        row.by,
        **{
            "schema:name": row.label,
            "schema:text": row.span.text,
            "ql:status": row.status,
            "schema:claimInterpreter": [_reference(holder) for holder in holders],
            "schema:appearance": [_reference(article) for article in articles],
        },
    )
    spans = dict.fromkeys((row.span, *(stance.span for stance in row.stances)))
    yield from _annotations(row.id, tuple(spans))


def _annotations(record: str, spans: tuple[Passage, ...]) -> Iterator[dict[str, Any]]:
    for number, span in enumerate(spans):
        yield {
            "@id": f"{_reference(record)['@id']}#{number}",
            "@type": "oa:Annotation",
            "oa:hasBody": _reference(record),
            "oa:hasTarget": {
                "@type": "oa:SpecificResource",
                "oa:hasSource": _reference(span.article),
                "oa:hasSelector": [
                    {"@type": "oa:TextPositionSelector", "oa:start": span.start, "oa:end": span.end},
                    {"@type": "oa:TextQuoteSelector", "oa:exact": span.text},
                ],
            },
        }


def _coverage(first: str | None, last: str | None) -> str | None:
    """An interval of ISO 8601, „..“ for an open end."""
    if not first and not last:
        return None
    return first if first == last else f"{first or '..'}/{last or '..'}"


def _reference(record: str) -> dict[str, str]:
    """An IRI: ids may hold blanks and umlauts."""
    return {"@id": BASE + quote(record, safe=":@")}


def _clean(value: Any) -> Any:  # noqa: ANN401  any JSON
    """Without halves of characters, which are no Unicode text."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, list) else value
