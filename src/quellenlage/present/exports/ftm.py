"""The record as FollowTheMoney entities, a line of JSON each: for OpenAleph and its relatives.

FollowTheMoney has no claim, quotation or finding: these are ``Note``. Every value is a statement too, whose ``origin``
is the id of our record. Written against FollowTheMoney 4.11; tests read it with that library.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from unicodedata import category

from quellenlage.records.contract import ArticleRow, EntityRow, EventRow, Record
from quellenlage.records.document import Passage
from quellenlage.records.layers import EntityType

DATASET = "quellenlage"
# Places and things are no parties of FollowTheMoney; places stand as words in the events.
_SCHEMATA = {EntityType.PER: "Person", EntityType.ORG: "Organization", EntityType.GPE: "PublicBody"}
# Codes that FollowTheMoney wants, of the languages that are read (ISO 639-1 to 639-3).
_LANGUAGES = {"de": "deu", "en": "eng"}
_WEB = ("http://", "https://")
_NAMES = frozenset({"name", "title", "alias"})


@dataclass(frozen=True, slots=True)
class _Thing:
    """One entity of FollowTheMoney.

    Attributes:
        values: Property and value, each with the record that says so.
    """

    id: str
    schema: str
    values: tuple[tuple[str, str, str], ...]


def write_ftm(record: Record) -> Iterator[str]:
    """Lines with their line end: articles, parties, what documents them, events, notes."""
    sources = {row.id: row.source for row in record.article}
    names = {row.id: row.name for row in record.entity}
    parties = {row.id for row in record.entity if row.type in _SCHEMATA}
    for thing in (
        *(_article(row) for row in record.article),
        *(_party(row) for row in record.entity if row.id in parties),
        *_documentations(record, parties),
        *(_event(row, parties, names, sources) for row in record.event),
        *_notes(record, parties, names, sources),
    ):
        yield json.dumps(_plain(thing), ensure_ascii=False, separators=(",", ":")) + "\n"


def _plain(thing: _Thing) -> dict[str, object]:
    values = list(dict.fromkeys((p, _clean(p, value), origin) for p, value, origin in thing.values if value.strip()))
    properties: dict[str, list[str]] = {}
    for prop, value, _ in values:
        if value not in properties.setdefault(prop, []):
            properties[prop].append(value)
    statements = [
        {
            "entity_id": thing.id,
            "canonical_id": thing.id,
            "schema": thing.schema,
            "prop": prop,
            "value": value,
            "dataset": DATASET,
            "origin": origin,
        }
        for prop, value, origin in values
    ]
    return {
        "id": thing.id,
        "schema": thing.schema,
        "properties": properties,
        "datasets": [DATASET],
        "statements": statements,
    }


def _clean(prop: str, value: str) -> str:
    """Without what FollowTheMoney takes out; JSONL has the exact words.

    Names stand in one line and have no invisible characters; no text has soft hyphens, NUL and halves of characters.
    """
    if prop in _NAMES:
        value = "".join(c for c in " ".join(value.split()) if category(c) != "Cf")
    return value.replace("\xad", "").replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _id(record: str) -> str:
    """An id that FollowTheMoney takes, from one of ours, which may hold blanks and umlauts."""
    return f"ql-{hashlib.sha256(record.encode()).hexdigest()[:32]}"


def _article(row: ArticleRow) -> _Thing:
    is_web = row.source.startswith(_WEB)
    values = [
        ("title", row.title),
        ("name", row.title or row.source),
        ("sourceUrl" if is_web else "fileName", row.source),
        ("language", _LANGUAGES.get(row.language or "", row.language or "")),
        ("publishedAt", _day(row.published.earliest, row.published.latest)),
        ("notes", row.published.reason),
        *(("author", c.name) for c in row.credits if c.role == "author"),
        *(("publisher", c.name) for c in row.credits if c.role == "publisher"),
    ]
    return _Thing(_id(row.id), "Article", tuple((prop, value, row.id) for prop, value in values))


def _day(first: str | None, last: str | None) -> str:
    """A date as exact as it is known: a day, a month or a year, which FollowTheMoney reads; else nothing."""
    if not first or not last:
        return ""
    for length in (10, 7, 4):
        if first[:length] == last[:length]:
            return first[:length]
    return ""


def _party(row: EntityRow) -> _Thing:
    values = [
        ("name", row.name),
        *(("alias", alias) for alias in row.aliases),
        ("wikidataId", row.wikidata or ""),
        *((("position" if row.type == EntityType.PER else "notes"), office.title) for office in row.offices),
    ]
    return _Thing(_id(row.id), _SCHEMATA[EntityType(row.type)], tuple((prop, value, row.id) for prop, value in values))


def _documentations(record: Record, parties: set[str]) -> Iterator[_Thing]:
    first: dict[tuple[str, str], str] = {}
    for mention in record.mention:
        if mention.entity in parties:
            first.setdefault((mention.article, mention.entity), mention.id)
    for (article, entity), origin in first.items():
        values = (("document", _id(article)), ("entity", _id(entity)), ("role", "named in the article"))
        yield _Thing(_id(f"{article}-{entity}"), "Documentation", tuple((p, v, origin) for p, v in values))


def _event(row: EventRow, parties: set[str], names: Mapping[str, str], sources: Mapping[str, str]) -> _Thing:
    values = [
        ("name", row.label),
        ("startDate", row.from_ or ""),
        ("endDate", row.to or ""),
        *(("involved", _id(p.entity)) for p in row.participants if p.entity in parties),
        ("location", names.get(row.place or "", "")),
        ("keywords", row.type),
        ("keywords", row.phase),
        *(("summary", _told(span, sources)) for span in row.mentions),
        *(("proof", _id(article)) for article in row.articles),
    ]
    return _Thing(_id(row.id), "Event", tuple((prop, value, row.id) for prop, value in values))


def _notes(record: Record, parties: set[str], names: Mapping[str, str], sources: Mapping[str, str]) -> Iterator[_Thing]:
    for quotation in record.quotation:
        who = tuple(entity for entity in quotation.speaker.entities if entity in parties)
        spans = quotation.quote or quotation.cue
        yield _note(quotation.id, f"{_names(who, names) or '?'}: {quotation.act}", who, spans, sources)
    for claim in record.claim:
        holders = tuple(dict.fromkeys(s.holder for s in claim.stances if s.holder in parties and s.holder))
        spans = (claim.span, *(stance.span for stance in claim.stances))
        yield _note(claim.id, f"{claim.status}: {claim.label}", holders, spans, sources)
    for finding in record.finding:
        spans = tuple(span for span in (finding.a, finding.b, *finding.more) if span)
        yield _note(finding.id, f"{finding.type}: {finding.note}", (), spans, sources)


def _note(
    record: str, name: str, about: tuple[str, ...], spans: tuple[Passage, ...], sources: Mapping[str, str]
) -> _Thing:
    values = [
        ("name", name),
        *(("description", _told(span, sources)) for span in spans),
        *(("entity", _id(entity)) for entity in about),
        *(("proof", _id(article)) for article in dict.fromkeys(span.article for span in spans)),
    ]
    return _Thing(_id(record), "Note", tuple((prop, value, record) for prop, value in values))


def _names(ids: tuple[str, ...], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(one, one) for one in ids)


def _told(span: Passage, sources: Mapping[str, str]) -> str:
    return f"„{span.text}“ ({sources.get(span.article, span.article)}, {span.start}–{span.end})"
