"""The record as UIMA CAS (XMI), one file an article and a type system: what INCEpTION opens.

Offsets in a CAS count UTF-16 code units; dkpro-cassis turns code points into them. The text is the source, so that
every span is one of the record.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quellenlage.errors import ConfigError, StoreError
from quellenlage.records.contract import Record
from quellenlage.records.document import Passage

if TYPE_CHECKING:
    from cassis import Cas, TypeSystem

TYPE_SYSTEM = "TypeSystem.xml"
PREFIX = "quellenlage."
_STRING, _ANNOTATION = "uima.cas.String", "uima.tcas.Annotation"
# What a mark was when it left, so that what a person changes in it can be told; with its place, and of a quote that of
# the speaker.
EXPORTED, AT, VOICE = "exported", "at", "voice"
_CORRECTED = frozenset({"Quote", "Speaker", "Event", "Stance"})
# Features of each type, besides the id of the record; first and last are days. dkpro-cassis takes no feature that is
# called type or from.
TYPES: Mapping[str, tuple[str, ...]] = {
    "Block": ("category",),
    "Mention": ("entity", "name", "form"),
    "Timex": ("category", "value", "first", "last"),
    "Quote": ("act", "category", "speaker", "via"),
    "Cue": (),
    "Speaker": ("name",),
    "Event": ("category", "phase", "first", "last"),
    "Stance": ("claim", "holder", "stance"),
    "Caveat": ("category",),
}
# What XML 1.0 cannot hold; each is one code unit, and so is what stands for it.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """One annotation; ``about`` is what only its memory of the export tells."""

    kind: str
    record: str
    span: Passage
    features: Mapping[str, str | None] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)


def write_cas(record: Record, texts: Mapping[str, str], folder: Path) -> None:
    """Write the type system and ``ID.xmi`` for every article.

    Args:
        record: Its spans count code points.
        texts: Source text of every article by its id.
        folder: Is made where it is missing.

    Raises:
        ConfigError: The package dkpro-cassis is missing.
        StoreError: A file cannot be written.
    """
    try:
        import cassis
    except ImportError as error:
        raise ConfigError("XMI needs the package dkpro-cassis: python -m pip install dkpro-cassis") from error
    types = make_types(cassis.TypeSystem())
    marks: dict[str, list[_Mark]] = {row.id: [] for row in record.article}
    for mark in _marks(record):
        marks[mark.span.article].append(mark)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        types.to_xml(folder / TYPE_SYSTEM)
        for row in record.article:
            text = as_xml_text(texts[row.id])
            cas = cassis.Cas(typesystem=types, sofa_string=text, document_language=row.language or "x-unspecified")
            _add(cas, types, marks[row.id])
            cas.to_xmi(folder / f"{row.id}.xmi")
    except OSError as error:
        raise StoreError(f"{error.filename or folder}: cannot be written ({error.strerror})") from error


def as_xml_text(text: str) -> str:
    """A text as a CAS holds it: of the same length, without what XML forbids."""
    return _NO_XML.sub("\ufffd", text)


def make_types(types: TypeSystem) -> TypeSystem:
    """Add our types to a type system: one a kind of mark, its features strings."""
    for name, features in TYPES.items():
        made = types.create_type(name=PREFIX + name, supertypeName=_ANNOTATION)
        for feature in ("record", *features, *((EXPORTED,) if name in _CORRECTED else ())):
            types.create_feature(domainType=made, name=feature, rangeType=_STRING)
    return types


def _add(cas: Cas, types: TypeSystem, marks: list[_Mark]) -> None:
    for mark in sorted(marks, key=lambda m: (m.span.start, -m.span.end, m.kind, m.record)):
        made: Any = types.get_type(PREFIX + mark.kind)
        known = {key: as_xml_text(value) for key, value in mark.features.items() if value}
        if mark.kind in _CORRECTED:
            told = {AT: f"{mark.span.start}:{mark.span.end}", **mark.about, **known}
            known[EXPORTED] = json.dumps(told, ensure_ascii=False, sort_keys=True)
        cas.add(made(begin=mark.span.start, end=mark.span.end, record=mark.record, **known))


def _marks(record: Record) -> Iterator[_Mark]:
    names = {row.id: row.name for row in record.entity}
    for kind, rows in (("Block", record.block), ("Caveat", record.caveat)):
        for row in rows:
            span = Passage(row.article, row.start, row.end, row.text)
            yield _Mark(kind=kind, record=row.id, span=span, features={"category": row.type})
    for mention in record.mention:
        yield _Mark(
            kind="Mention",
            record=mention.id,
            span=Passage(mention.article, mention.start, mention.end, mention.text),
            features={"entity": mention.entity, "name": names.get(mention.entity), "form": mention.form},
        )
    for timex in record.timex:
        yield _Mark(
            kind="Timex",
            record=timex.id,
            span=Passage(timex.article, timex.start, timex.end, timex.text),
            features={"category": timex.type, "value": timex.value, "first": timex.from_, "last": timex.to},
        )
    yield from _of_speech(record, names)
    for event in record.event:
        features = {"category": event.type, "phase": event.phase, "first": event.from_, "last": event.to}
        for span in event.mentions:
            yield _Mark(kind="Event", record=event.id, span=span, features=features)
    for claim in record.claim:
        for stance in claim.stances:
            told = {
                "claim": claim.label,
                "holder": names.get(stance.holder or "", stance.holder),
                "stance": stance.stance,
            }
            yield _Mark(kind="Stance", record=claim.id, span=stance.span, features=told)


def _of_speech(record: Record, names: Mapping[str, str]) -> Iterator[_Mark]:
    for row in record.quotation:
        speakers = " | ".join(names.get(entity, entity) for entity in row.speaker.entities)
        via = " | ".join(link.name for link in row.via)
        about = {VOICE: f"{row.speaker.span.start}:{row.speaker.span.end}"} if row.speaker.span else {}
        for span in row.quote:
            features = {"act": row.act, "category": row.type, "speaker": speakers, "via": via}
            yield _Mark(kind="Quote", record=row.id, span=span, features=features, about=about)
        for span in row.cue:
            yield _Mark(kind="Cue", record=row.id, span=span)
        if row.speaker.span:
            yield _Mark(kind="Speaker", record=row.id, span=row.speaker.span, features={"name": speakers})
