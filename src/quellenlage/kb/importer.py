"""Reads individuals from files of others: Wikidata, FollowTheMoney, GeoNames, and tables with a head line.

The format is told by the content. What cannot be used is refused with a reason, row by row; a file that is none of
these is refused as a whole.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quellenlage.datafile import Faults, read_rows
from quellenlage.errors import ConfigError, RefusedRowError
from quellenlage.kb.loader import FOLDER, Kb
from quellenlage.kb.names import NAME_KINDS
from quellenlage.kb.own import OwnName, OwnRow, one_line
from quellenlage.records.layers import EntityType
from quellenlage.text.fold import fold

# Languages whose names are taken from a file that has many; „mul“ is no language of its own.
_LANGUAGES = ("de", "en", "mul")
# A name of one letter finds itself everywhere; a longer one than this is a description.
_SHORTEST, _LONGEST = 2, 120
# A form of so few letters in small letters is a common word.
_ITEM = re.compile(r"Q\d+")
_GEONAMES_CELLS = 19
_GEONAMES_NAMES = 12
_CSV_COLUMNS = ("name", "type")
_TYPES = frozenset(EntityType)

Refused = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a file gave.

    Attributes:
        format: ``wikidata``, ``followthemoney``, ``geonames`` or ``table``.
        rows: In the order of the file, each id once.
        merged: Ids of ours that a row takes the place of.
        refused: What was not taken, with the reason.
    """

    format: str
    rows: tuple[OwnRow, ...]
    merged: tuple[str, ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class _Types:
    """Our types by the classes of a format."""

    rows: Mapping[tuple[str, str], EntityType]

    def of(self, format_: str, *classes: str) -> EntityType | None:
        return next((self.rows[format_, c] for c in classes if (format_, c) in self.rows), None)


def read_import(data: bytes, source: str, kb: Kb) -> Imported:
    """Read the individuals of a file.

    Args:
        data: All bytes of the file, UTF-8.
        source: What the rows name as their source.
        kb: Ours, to tell which rows mean individuals that it has.

    Raises:
        ConfigError: The file is in none of the known formats, or holds nothing that can be used.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{source}: is no UTF-8 text (byte {error.start})") from error
    name, found = _rows(text, source)
    ours = kb.entities
    known = {entity.wikidata: entity.id for entity in ours.values() if entity.wikidata}
    rows: dict[str, OwnRow] = {}
    refused: list[Refused] = []
    for row in found:
        if isinstance(row, RefusedRowError):
            refused.append((row.place, row.reason))
            continue
        # One of ours has the same id, or the same Wikidata id.
        id_ = row.id if row.id in ours else known.get(row.wikidata, row.id)
        before = rows.get(id_)
        names = (*(before.names if before else ()), *row.names)
        above = tuple(known.get(part.removeprefix("wikidata:"), part) for part in row.part_of)
        rows[id_] = replace(row, id=id_, names=tuple(dict.fromkeys(names)), part_of=above)
    if not rows:
        reason = f" ({refused[0][0]}: {refused[0][1]})" if refused else ""
        raise ConfigError(f"{source}: nothing in it can be used{reason}")
    return Imported(
        format=name, rows=tuple(rows.values()), merged=tuple(r for r in rows if r in ours), refused=tuple(refused)
    )


def _rows(text: str, source: str) -> tuple[str, Iterator[OwnRow | RefusedRowError]]:
    """The format of a file, and its rows."""
    types = _read_types()
    start = text.lstrip()[:1]
    if start in ("{", "["):
        objects = _objects(text, source)
        kind = "followthemoney" if any("schema" in o for o in objects[:10]) else "wikidata"
        reader = _ftm if kind == "followthemoney" else _wikidata
        return kind, _each(objects, lambda o: reader(o, source, types))
    first = text.partition("\n")[0].rstrip("\r").split("\t")
    if len(first) == _GEONAMES_CELLS and first[0].isdigit():
        lines = [line.split("\t") for line in text.splitlines() if line.strip()]
        return "geonames", _each(lines, lambda cells: _geonames(cells, source, types))
    return "table", _table(text, source)


def _each(items: list[Any], reader: Callable[[Any], OwnRow]) -> Iterator[OwnRow | RefusedRowError]:
    for number, item in enumerate(items, 1):
        try:
            yield reader(item)
        except RefusedRowError as refused:
            yield refused
        except (AttributeError, KeyError, TypeError, ValueError, IndexError):
            yield RefusedRowError(f"row {number}", "is not built as this format is")


def _objects(text: str, source: str) -> list[dict[str, Any]]:
    """The objects of a JSON file: one, a list, one a line, or those under ``entities``."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        lines = [line.strip().rstrip(",") for line in text.splitlines()]
        try:
            whole = [json.loads(line) for line in lines if line not in ("", "[", "]")]
        except (ValueError, RecursionError) as error:
            raise ConfigError(f"{source}: is no JSON ({type(error).__name__})") from error
    if isinstance(whole, dict):
        entities = whole.get("entities", whole.get("results"))
        whole = list(entities.values()) if isinstance(entities, dict) else entities or [whole]
    if not isinstance(whole, list) or not all(isinstance(item, dict) for item in whole):
        raise ConfigError(f"{source}: holds no list of objects")
    return whole


def _read_types() -> _Types:
    faults = Faults()
    rows = read_rows(FOLDER / "import_types.tsv", ("format", "class", "type", "source"), faults)
    faults.raise_all(FOLDER)
    return _Types({(row["format"], row["class"]): EntityType(row["type"]) for row in rows})


def _known(type_: EntityType | None, id_: str, what: str) -> EntityType:
    if type_ is None:
        raise RefusedRowError(id_, f"its class is not known{f' ({what})' if what else ''}")
    return type_


def _made(id_: str, type_: EntityType, names: list[OwnName], source: str) -> OwnRow:
    """A row, if it has a name."""
    usable: dict[tuple[str, str], OwnName] = {}
    for name in names:
        form = one_line(name.form)
        if _SHORTEST <= len(form) <= _LONGEST and any(c.isalnum() for c in form) and not form.isdigit():
            usable.setdefault((form, name.lang), replace(name, form=form, ambiguous=name.ambiguous or form.islower()))
    if not usable:
        raise RefusedRowError(id_, "has no name that can be used")
    chosen = tuple(usable.values())
    return OwnRow(id=id_, type=type_, name=chosen[0].form, names=chosen, source=source)


def _wikidata(item: dict[str, Any], source: str, types: _Types) -> OwnRow:
    id_ = item["id"]
    if not _ITEM.fullmatch(id_):
        raise RefusedRowError(str(id_), "is no item of Wikidata")
    labels, aliases = item.get("labels", {}), item.get("aliases", {})
    names = [OwnName(form=_value(labels[lang]), lang=lang, kind="name") for lang in _LANGUAGES if lang in labels]
    names += [OwnName(form=_value(a), lang=lang) for lang in _LANGUAGES for a in aliases.get(lang, ())]
    classes = _targets(item, "P31")
    countries = tuple(f"wikidata:{target}" for target in _targets(item, "P17"))
    row = _made(f"wikidata:{id_}", _known(types.of("wikidata", *classes), id_, " ".join(classes)), names, source)
    return replace(row, wikidata=id_, part_of=countries)


def _value(cell: Any) -> str:  # noqa: ANN401  a text, or an object that holds one
    return str(cell["value"] if isinstance(cell, dict) else cell)


def _targets(item: dict[str, Any], property_: str) -> tuple[str, ...]:
    """The items that a property names."""
    found = []
    for claim in item.get("claims", {}).get(property_, ()):
        value = claim.get("mainsnak", {}).get("datavalue", {}).get("value", {})
        if isinstance(value, dict) and _ITEM.fullmatch(str(value.get("id", ""))):
            found.append(value["id"])
    return tuple(found)


def _ftm(item: dict[str, Any], source: str, types: _Types) -> OwnRow:
    properties = item.get("properties", {})
    names = [OwnName(form=str(n), kind="name") for n in properties.get("name", ())]
    names = [OwnName(form=str(item["caption"]), kind="name"), *names] if item.get("caption") else names
    names += [OwnName(form=str(n)) for n in (*properties.get("alias", ()), *properties.get("abbreviation", ()))]
    names += [OwnName(form=str(n), ambiguous=True) for n in properties.get("weakAlias", ())]
    numbers = [str(n) for n in properties.get("wikidataId", ()) if _ITEM.fullmatch(str(n))]
    schema = str(item["schema"])
    type_ = _known(types.of("followthemoney", schema), str(item["id"]), schema)
    countries = tuple(f"country:{str(c).upper()}" for c in properties.get("country", ()))
    row = _made(f"ftm:{item['id']}", type_, names, source)
    home = countries if type_ is EntityType.ORG else ()
    return replace(row, wikidata=numbers[0] if numbers else "", part_of=home)


def _geonames(cells: list[str], source: str, types: _Types) -> OwnRow:
    id_ = f"geonames:{int(cells[0])}"
    type_ = _known(types.of("geonames", f"{cells[6]}.{cells[7]}", cells[6]), id_, cells[6])
    names = [OwnName(form=cells[1], kind="name")]
    # Names in other scripts and codes of airports stand there too.
    others = [n for n in cells[3].split(",") if n and n != cells[1] and re.search("[A-Za-zÀ-ɏ]", n)]
    names += [OwnName(form=n, ambiguous=n.isupper()) for n in others[:_GEONAMES_NAMES]]
    home = (f"country:{cells[8]}",) * bool(cells[8])
    return replace(_made(id_, type_, names, source), part_of=home, population=int(cells[14] or 0))


def _table(text: str, source: str) -> Iterator[OwnRow | RefusedRowError]:
    """A table with a head line: name, type, and perhaps id, aliases, lang, part_of, wikidata, ambiguous."""
    head = text.partition("\n")[0]
    delimiter = max("\t;,", key=head.count)
    rows = csv.DictReader(text.splitlines(), delimiter=delimiter)
    columns = [(c or "").strip().lower() for c in rows.fieldnames or ()]
    missing = [c for c in _CSV_COLUMNS if c not in columns]
    if missing:
        expected = "Wikidata JSON, FollowTheMoney, GeoNames, or a table whose head line names its columns"
        raise ConfigError(f"{source}: expected {expected}; there is no column {' or '.join(missing)}")
    rows.fieldnames = columns
    return _each(list(rows), lambda row: _of_table(row, source))


def _of_table(row: dict[str, str | None], source: str) -> OwnRow:
    cells = {key: one_line(value or "") for key, value in row.items() if isinstance(key, str)}
    name, kind = cells["name"], cells["type"].upper()
    if kind not in _TYPES:
        raise RefusedRowError(name or "a row", f"type {cells['type']!r} is none of {', '.join(EntityType)}")
    lang = cells.get("lang") or "mul"
    wikidata, doubt = cells.get("wikidata", ""), cells.get("ambiguous", "").lower()
    if wikidata and not _ITEM.fullmatch(wikidata):
        raise RefusedRowError(name, f"wikidata {wikidata!r} is no id such as Q42")
    if doubt not in ("", "yes", "no"):
        raise RefusedRowError(name, f"ambiguous {doubt!r} is neither yes nor no")
    of = cells.get("kind") or "name"
    if of not in NAME_KINDS:
        raise RefusedRowError(name, f"kind {of!r} is none of {', '.join(NAME_KINDS)}")
    names = [OwnName(form=name, lang=lang, kind=of, ambiguous=doubt == "yes")]
    names += [OwnName(form=n, lang=lang) for n in re.split(r"[|;]", cells.get("aliases", "")) if n.strip()]
    id_ = cells.get("id") or f"own:{kind.lower()}:{fold(name).replace(' ', '-')}"
    part_of = tuple(p for p in cells.get("part_of", "").split(";") if p)
    return replace(_made(id_, EntityType(kind), names, source), wikidata=wikidata, part_of=part_of)


def read_file(path: Path, kb: Kb) -> Imported:
    """Read a file; its name is the source of its rows.

    Raises:
        ConfigError: It cannot be read, or holds nothing that can be used.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from error
    return read_import(data, path.name, kb)
