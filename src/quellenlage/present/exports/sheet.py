"""The record as flat sheets, one a kind and one a list inside a kind: what CSV and XLSX hold.

Columns follow from the types of the contract, never from the rows: two dossiers have the same ones. A field that is a
record has its fields as columns (``published.earliest``); a list of words is one cell; a list of records is a sheet of
its own (``event.participants``), whose rows name the id that they belong to. Ids stand beside the names of what they
mean.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from quellenlage.errors import ConfigError
from quellenlage.records.contract import KINDS, Record, Row
from quellenlage.records.document import Passage
from quellenlage.records.parts import FactualityField

Cell = str | int | float | bool | None

# Between the items of a list that is one cell, and between the passages of one.
LIST, PASSAGES = " | ", " … "
# Fields that hold ids of entities and of articles, by their last name.
_ENTITIES = frozenset(
    {"entity", "entities", "holder", "place", "supplier", "recipient", "part_of", "speaks_for", "of", "roots", "root"}
)
_ARTICLES = frozenset({"article", "articles", "in_pile"})
# What every row carries stands behind what it says.
_LAST = frozenset({"by", "confidence"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a name.

    Attributes:
        name: A kind, or a kind and the field whose items the rows are.
        columns: As many as every row has cells.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class _Column:
    """One cell of a row: the fields that lead to it, and whose names stand beside it, if it holds ids."""

    path: tuple[str, ...]
    names: str = ""

    @property
    def title(self) -> str:
        return ".".join(name.rstrip("_") for name in self.path)


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the fields of a type become: columns, and lists of records with the types of their items."""

    columns: tuple[_Column, ...]
    lists: tuple[tuple[tuple[str, ...], type], ...]


def make_sheets(record: Record) -> tuple[Sheet, ...]:
    """All sheets that have rows, kinds in the order of the contract, each before its lists.

    Args:
        record: Rows keep their order.
    """
    names = _names_in(record)
    found: list[Sheet] = []
    for kind in KINDS:
        rows: tuple[Row, ...] = getattr(record, kind.kind)
        found += _sheets(kind.kind, kind, tuple(((), row) for row in rows), names, ())
    return tuple(found)


def make_sheet(record: Record, kind: type[Row], rows: Iterable[Row], part: str = "") -> Sheet:
    """The sheet of some rows of one kind, or of one list inside them; without rows it has its columns all the same.

    Args:
        record: Names entities and articles.
        kind: Of all rows.
        rows: In the order of the sheet.
        part: A list such as ``stances``; empty for the rows themselves.

    Raises:
        ConfigError: The kind has no such list.
    """
    name = f"{kind.kind}.{part}" if part else kind.kind
    known = dict(_heads(kind.kind, kind, ()))
    if name not in known:
        lists = ", ".join(other.partition(".")[2] for other in known if "." in other)
        raise ConfigError(f"a {kind.kind} has no list {part!r}; it has {lists or 'none'}")
    made = _sheets(kind.kind, kind, tuple(((), row) for row in rows), _names_in(record), ())
    return next((sheet for sheet in made if sheet.name == name), Sheet(name, known[name], ()))


def _names_in(record: Record) -> dict[str, dict[str, str]]:
    return {
        "entity": {row.id: row.name for row in record.entity},
        "article": {row.id: row.source for row in record.article},
    }


def _heads(name: str, item: type, keys: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names and columns of the sheet of a type and of the sheets of its lists."""
    layout = _layout(item)
    yield name, (*keys, *(title for column in layout.columns for title in _titles(column)))
    for path, kind in layout.lists:
        field = _field(path)
        yield from _heads(f"{name}.{field}", kind, _keys(name, field, keys))


def _field(path: tuple[str, ...]) -> str:
    return ".".join(part.rstrip("_") for part in path)


def _keys(name: str, field: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Titles of the cells that say to what the rows of a list belong."""
    return (*(keys or (f"{name}_id",)), f"{field.rpartition('.')[2]}_number")


def _sheets(
    name: str,
    item: type,
    rows: tuple[tuple[tuple[Cell, ...], Any], ...],
    names: Mapping[str, Mapping[str, str]],
    keys: tuple[str, ...],
) -> Iterator[Sheet]:
    """The sheet of some rows and the sheets of their lists.

    Args:
        name: Of the sheet.
        item: Type of the rows.
        rows: Each with the cells that say to what it belongs.
        names: Of entities and articles by their ids.
        keys: Titles of those cells.
    """
    if not rows:
        return
    layout = _layout(item)
    titles = tuple(title for column in layout.columns for title in _titles(column))
    yield Sheet(
        name,
        (*keys, *titles),
        tuple((*own, *(cell for c in layout.columns for cell in _cells(c, row, names))) for own, row in rows),
    )
    for path, kind in layout.lists:
        field = _field(path)
        inner = tuple(
            ((*(own or (row.id,)), number), one)
            for own, row in rows
            for number, one in enumerate(_value(row, path) or (), 1)
        )
        yield from _sheets(f"{name}.{field}", kind, inner, names, _keys(name, field, keys))


@cache
def _layout(item: type) -> _Layout:
    columns: list[_Column] = []
    lists: list[tuple[tuple[str, ...], type]] = []
    hints = get_type_hints(item)
    for field in sorted(fields(item), key=lambda f: f.name in _LAST):
        name, kind = field.name, _inner(hints[field.name])
        if get_origin(kind) is tuple:
            kind = get_args(kind)[0]
            if not (isinstance(kind, type) and is_dataclass(kind)):
                columns.append(_Column((name,), _names(item, name)))
                continue
            lists.append(((name,), kind))
            if kind is Passage:
                columns.append(_Column((name,)))
        elif isinstance(kind, type) and is_dataclass(kind):
            inside = _layout(kind)
            columns += [_Column((name, *c.path), c.names) for c in inside.columns]
            lists += [((name, *path), inner) for path, inner in inside.lists]
        else:
            columns.append(_Column((name,), _names(item, name)))
    return _Layout(tuple(columns), tuple(lists))


def _inner(hint: Any) -> Any:  # noqa: ANN401  any annotation
    """A type without „or None“."""
    if isinstance(hint, UnionType):
        return next(arg for arg in get_args(hint) if arg is not NoneType)
    return hint


def _names(item: type, field: str) -> str:
    if field in _ENTITIES or (item is FactualityField and field == "source"):
        return "entity"
    return "article" if field in _ARTICLES else ""


def _titles(column: _Column) -> Iterator[str]:
    yield column.title
    if column.names:
        yield f"{column.title}_{'name' if column.names == 'entity' else 'source'}"


def _cells(column: _Column, row: object, names: Mapping[str, Mapping[str, str]]) -> Iterator[Cell]:
    value = _value(row, column.path)
    yield _cell(value)
    if column.names:
        known = names[column.names]
        ids = value if isinstance(value, tuple) else (value,)
        yield LIST.join(known.get(one, one) for one in ids if one)


def _value(row: object, path: tuple[str, ...]) -> Any:  # noqa: ANN401  any field of a row
    value: Any = row
    for name in path:
        value = None if value is None else getattr(value, name)
    return value


def _cell(value: Any) -> Cell:  # noqa: ANN401  any field of a row
    if isinstance(value, tuple):
        words = [item.text if isinstance(item, Passage) else str(item) for item in value]
        return (PASSAGES if value and isinstance(value[0], Passage) else LIST).join(words)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if isinstance(value, bool | int | float) or value is None:
        return value
    return str(value)
