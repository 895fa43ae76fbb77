"""What a person has said, entry by entry, as the dossier keeps it and as it goes from one dossier to another."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from quellenlage.errors import RefusedRowError, StoreError
from quellenlage.records.correction import Action, Correction, Entry, Target, Undo
from quellenlage.records.provenance import make_id
from quellenlage.store.library import sqlite3

SCHEMA = "CREATE TABLE ledger (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, entry TEXT NOT NULL) STRICT"
_UNDO = "undo"
_SHA256 = 64


def write_entry(entry: Entry) -> str:
    """One line of JSON; the same entry is always the same line."""
    said = {"who": entry.who, "when": entry.when, "why": entry.why}
    plain: dict[str, Any]
    if isinstance(entry, Undo):
        plain = {"kind": _UNDO, "correction": entry.correction, **said}
    else:
        plain = {
            "kind": "correction",
            "id": entry.id,
            **said,
            "action": str(entry.action),
            "target": _target(entry.target),
            "other": _target(entry.other) if entry.other else None,
            "before": dict(sorted(entry.before.items())),
            "after": dict(sorted(entry.after.items())),
        }
    return json.dumps(plain, ensure_ascii=False)


def _target(target: Target) -> dict[str, Any]:
    return {
        "kind": target.kind,
        "sha256": target.sha256,
        "start": target.start,
        "end": target.end,
        "text": target.text,
        "type": target.type,
    }


def read_entry(line: str, place: str = "") -> Entry:
    """What :func:`write_entry` wrote; what it does not know it passes over.

    Args:
        line: One JSON object.
        place: Of the line, for the message.

    Raises:
        RefusedRowError: It is no entry.
    """
    try:
        plain = json.loads(line)
        said = {name: _text(plain.get(name) or "") for name in ("who", "when", "why")}
        if plain.get("kind") == _UNDO:
            return Undo(correction=_text(plain["correction"]), **said)
        if plain.get("kind") != "correction":
            raise RefusedRowError(place, "its kind is neither correction nor undo")
        other = plain.get("other")
        return Correction(
            action=Action(plain["action"]),
            target=_read_target(plain["target"]),
            other=_read_target(other) if other else None,
            before={_text(k): _text(v) for k, v in (plain.get("before") or {}).items()},
            after={_text(k): _text(v) for k, v in (plain.get("after") or {}).items()},
            **said,
        )
    except KeyError as error:
        raise RefusedRowError(place, f"it has no field {error.args[0]}") from error
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise RefusedRowError(place, f"it is no correction ({error})") from error


def _read_target(plain: dict[str, Any]) -> Target:
    start, end, sha256 = plain["start"], plain["end"], _text(plain["sha256"])
    if type(start) is not int or type(end) is not int or not 0 <= start <= end:
        raise ValueError("start and end are no place")
    if len(sha256) != _SHA256 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("sha256 is no hash")
    return Target(
        kind=_text(plain["kind"]),
        sha256=sha256,
        start=start,
        end=end,
        text=_text(plain.get("text") or ""),
        type=_text(plain.get("type") or ""),
    )


def _text(value: Any) -> str:  # noqa: ANN401  plain JSON
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def without_words(entry: Entry, sha256: str) -> Entry:
    """An entry without the words of an article that was taken out; its place stays."""
    if isinstance(entry, Undo) or sha256 not in {t.sha256 for t in (entry.target, entry.other) if t}:
        return entry
    return replace(
        entry,
        target=replace(entry.target, text=""),
        other=replace(entry.other, text="") if entry.other else None,
        before={},
    )


def insert(db: sqlite3.Connection, entries: Iterable[Entry]) -> int:
    """Keep entries, each once; how many were new."""
    lines = [write_entry(entry) for entry in entries]
    before = db.total_changes
    db.executemany("INSERT OR IGNORE INTO ledger (id, entry) VALUES (?, ?)", ((make_id(line), line) for line in lines))
    return int(db.total_changes - before)


def entries(lines: Iterable[str]) -> tuple[Entry, ...]:
    """Entries as they are kept.

    Raises:
        StoreError: One is damaged.
    """
    try:
        return tuple(read_entry(line) for line in lines)
    except RefusedRowError as error:
        raise StoreError(f"a correction in the dossier is damaged ({error.reason})") from error


def forget_words(db: sqlite3.Connection, said: Iterable[Entry], sha256: str) -> None:
    """Write all entries anew without the words of an article."""
    db.execute("DELETE FROM ledger")
    insert(db, [without_words(entry, sha256) for entry in said])
