"""Records to bytes and back: analyses for the ledger, rows for the tables."""

from __future__ import annotations

import json
import zlib
from dataclasses import fields
from keyword import iskeyword
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from quellenlage.errors import StoreError
from quellenlage.records.contract import KINDS, Row, to_plain
from quellenlage.records.layers import Analysis

R = TypeVar("R", bound=Row)
_SQL_TYPES: dict[Any, str] = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}


def encode_analysis(analysis: Analysis) -> bytes:
    """Compressed JSON of an analysis."""
    return zlib.compress(msgspec.json.encode(analysis), 3)


def decode_analysis(data: bytes) -> Analysis:
    """The analysis behind ``encode_analysis``, validated field by field.

    Raises:
        StoreError: The bytes are none, or of another version.
    """
    try:
        return msgspec.json.decode(zlib.decompress(data), type=Analysis)
    except (zlib.error, msgspec.MsgspecError) as error:
        raise StoreError(f"an analysis in the dossier is damaged ({error}); build it again") from error


def columns(kind: type[Row]) -> dict[str, tuple[str, str]]:
    """Column name to field name and SQL type; what is no plain value is JSON in a TEXT column."""
    return _COLUMNS[kind.kind]


def _columns(kind: type[Row]) -> dict[str, tuple[str, str]]:
    hints = get_type_hints(kind)
    return {field.name.rstrip("_"): (field.name, _sql_type(hints[field.name])) for field in fields(kind)}


def _sql_type(hint: Any) -> str:  # noqa: ANN401  a type hint
    if get_origin(hint) in (UnionType, Union):
        inner = [arg for arg in get_args(hint) if arg is not type(None)]
        return _SQL_TYPES.get(inner[0], "JSON") if len(inner) == 1 else "JSON"
    return _SQL_TYPES.get(hint, "JSON")


_COLUMNS = {kind.kind: _columns(kind) for kind in KINDS}
# Fields whose keys are data, not names of fields.
_MAPS = {
    kind.kind: frozenset(name for name, hint in get_type_hints(kind).items() if get_origin(hint) is dict)
    for kind in KINDS
}


def encode_row(row: Row) -> tuple[Any, ...]:
    """The cells of a row, in the order of ``columns``."""
    plain = to_plain(row)
    return tuple(
        json.dumps(plain[name], ensure_ascii=False) if sql == "JSON" else _cell(plain[name])
        for name, (_, sql) in columns(type(row)).items()
    )


def _cell(value: Any) -> Any:  # noqa: ANN401  a plain value
    return str(value) if isinstance(value, str) else value


def decode_row(kind: type[R], cells: tuple[Any, ...]) -> R:
    """The row behind ``encode_row``, validated.

    Raises:
        StoreError: A cell does not hold what the contract says.
    """
    try:
        values = {}
        for (_, (field, sql)), cell in zip(columns(kind).items(), cells, strict=True):
            value = json.loads(cell) if sql == "JSON" else cell
            is_record = sql == "JSON" and field not in _MAPS[kind.kind]
            values[field] = _with_field_names(value) if is_record else value
        return msgspec.convert(values, type=kind, strict=False)
    except (ValueError, TypeError) as error:
        raise StoreError(f"a row of {kind.kind} is damaged ({error}); build the dossier again") from error


def _with_field_names(value: Any) -> Any:  # noqa: ANN401  plain data
    """``from`` and ``for`` back to ``from_`` and ``for_`` in nested records."""
    if isinstance(value, dict):
        return {(f"{key}_" if iskeyword(key) else key): _with_field_names(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_field_names(item) for item in value]
    return value
