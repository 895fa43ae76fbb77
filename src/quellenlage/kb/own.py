"""Individuals that the user brought: they live in the dossier and win over ours."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace

from quellenlage.kb.entities import KbEntity
from quellenlage.kb.loader import Kb, KbName
from quellenlage.records.layers import EntityType

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnName:
    """A form under which an individual of the user is known; ``lang`` is ``mul`` where the file does not say."""

    form: str
    lang: str = "mul"
    kind: str = "alias"
    ambiguous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """One individual of the user.

    Attributes:
        id: An id of our knowledge base if it is merged with one of ours.
        source: The file that it came from.
        part_of: Ids of ours or of the user; what is not known is left out when rows are merged.
    """

    id: str
    type: EntityType
    name: str
    names: tuple[OwnName, ...]
    source: str
    part_of: tuple[str, ...] = ()
    wikidata: str = ""
    population: int = 0

    def data(self) -> str:
        """As JSON, to be kept."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def read_own(data: str) -> OwnRow:
    """What :meth:`OwnRow.data` wrote."""
    row = json.loads(data)
    names = tuple(OwnName(**name) for name in row.pop("names"))
    return OwnRow(
        **{**row, "type": EntityType(row["type"]), "names": names, "part_of": tuple(row["part_of"])},
    )


def hash_own(rows: Iterable[OwnRow]) -> str:
    """SHA-256 over all rows in their order; empty without any."""
    texts = [row.data() for row in rows]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest() if texts else ""


def one_line(text: str) -> str:
    """A name without control characters and doubled blanks."""
    return _SPACES.sub(" ", "".join(c for c in text if c.isprintable() or c.isspace())).strip()


def identify(row: OwnRow, kb: Kb, by_wikidata: Mapping[str, str]) -> str:
    """The id of the individual of ours that a row means: the same id, or the same Wikidata id; else its own."""
    if row.id in kb.entities:
        return row.id
    return by_wikidata.get(row.wikidata, row.id) if row.wikidata else row.id


def wikidata_ids(kb: Kb) -> dict[str, str]:
    """Ids of ours by Wikidata id."""
    return {entity.wikidata: entity.id for entity in kb.entities.values() if entity.wikidata}


def merge(kb: Kb, rows: Iterable[OwnRow]) -> Kb:
    """Our knowledge base with the rows of the user.

    A row with the id of one of ours takes its place and keeps our names beside its own. A form that a row bears
    is no longer a form of ours: whoever bears it in the file is meant.
    """
    rows = tuple(rows)
    entities = dict(kb.entities)
    for row in rows:
        entities[row.id] = _entity(row, entities.get(row.id))
    for row in rows:
        known = tuple(part for part in entities[row.id].part_of if part in entities and part != row.id)
        entities[row.id] = replace(entities[row.id], part_of=known)
    own = {(row.id, name.form): _name(row, name) for row in rows for name in row.names}
    bearers: dict[str, set[str]] = {}
    for entity, form in own:
        bearers.setdefault(form, set()).add(entity)
    kept = tuple(n for n in kb.names if n.form not in bearers)
    return replace(kb, entities=entities, names=(*kept, *own.values()))


def _entity(row: OwnRow, ours: KbEntity | None) -> KbEntity:
    if ours is None:
        return KbEntity(
            id=row.id, type=row.type, name=row.name, source=row.source, part_of=row.part_of,
            population=row.population, wikidata=row.wikidata,
        )  # fmt: skip
    return replace(
        ours,
        type=row.type,
        name=row.name,
        source=row.source,
        part_of=row.part_of or ours.part_of,
        population=row.population or ours.population,
        wikidata=row.wikidata or ours.wikidata,
    )


def _name(row: OwnRow, name: OwnName) -> KbName:
    return KbName(entity=row.id, lang=name.lang, form=name.form, kind=name.kind, ambiguous=name.ambiguous)
