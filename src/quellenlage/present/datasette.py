"""What Datasette shows around the tables of a dossier: descriptions, facets, and questions with their SQL.

Tables are described from the types of the contract and their docstrings, views from ``store.views``; so a new
kind or a new view is described as soon as it is there.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from quellenlage.errors import StoreError
from quellenlage.records.contract import KINDS, Row
from quellenlage.records.document import BlockType, InputStatus, Passage
from quellenlage.records.layers import Act, CaveatType, EntityType, Medium, MentionForm, Phase, QuotationType
from quellenlage.store.views import VIEWS, View

LICENSE = "The texts of the articles belong to their publishers: cite them, do not publish them or this file."
_ABOUT = (
    "Who says what, who denies it, when, and in which sentence, as the articles have it; never what is true. "
    "Begin with the views and the questions. Days are ISO days and both ends are included. Null is unknown or open."
)
# Bytes, analyses and the index of the search: nothing to read here. Hidden is not locked.
_HIDDEN = ("source", "analysis", "linked", "sentence", "search", "search_name")
# What is worth counting wherever there is such a column.
_FACETS = ("act", "type", "status", "phase", "article", "language")
# There every article has one row.
_NO_FACETS = {"articles": ("article",)}
_UNIT = "code points of the source file, from 0, half-open"

# What a column holds, by table and column, or by column where it is the same everywhere.
_MEANING = {
    "id": "Made from content alone; for 'quellenlage explain DOSSIER ID'.",
    "confidence": "A score from 0 to 1; null: not scored.",
    "article": "Id of the article: column id of the table article.",
    "entity": "Id of the entity: column id of the table entity.",
    "source": "Name of the file, relative to the folder that was given.",
    "sha256": "Of the bytes of the file.",
    "start": f"First character ({_UNIT}).",
    "end": f"One behind the last character ({_UNIT}).",
    "length": "Length of the article in code points.",
    "text": "The characters from start to end, copied.",
    "from": "First day, as 2024-05-14; null is open.",
    "to": "Last day, included; null is open.",
    "edtf": "Both days in Extended Date/Time Format; [a..b] is one unknown day out of these.",
    "article.analysed": "1 if the program has rules for its language; 0: read, cleaned and kept, nothing else.",
    "block.story": "1 for lines of the story: title, standfirst, heading, body.",
    "block.analysed": "1 for lines that are analysed if their article is: those of the story, and captions.",
    "entity.anonymous": "1 if the texts leave the actor without a name.",
    "timex.value": "TIMEX3, with X for every digit that is not known.",
    "timex.anchor": "What the value counts from.",
    "event.type": "Type of the event.",
    "event.label": "Composed by the machine from names that were found.",
    "event.place": "Id of the entity where it happens, or null.",
    "caveat.about": "JSON list of text: ids of what it bears on: its article, entities, quotations.",
    "lead.name": "The fullest naming of the original.",
    "lead.holder": "Id of the entity that published or issued it, or null.",
    "lead.in_pile": "Id of the article that is this original, or null.",
    "input.reason": "Why it is not simply ok; empty if it is.",
    "copy.score": "1.0 for identical articles.",
}
_VALUES: dict[str, type[StrEnum]] = {
    "input.status": InputStatus,
    "block.type": BlockType,
    "entity.type": EntityType,
    "mention.form": MentionForm,
    "quotation.type": QuotationType,
    "quotation.medium": Medium,
    "quotation.act": Act,
    "event.phase": Phase,
    "caveat.type": CaveatType,
}

_QUESTIONS: dict[str, dict[str, Any]] = {
    "who_denies_what": {
        "title": "Who denies what?",
        "description": "Every denial. For doubts and those who do not comment see the view objections.",
        "sql": "select article, printed_from, printed_to, speaker, cue, words, via, start, id\n"
        "from objections where act = 'denies'",
    },
    "what_one_actor_says": {
        "title": "What does one actor say?",
        "description": "A part of the name is enough; other forms of the name that the texts have count too.",
        "params": ["name"],
        "sql": "select article, printed_from, printed_to, actor, act, words, cue, type, via, start, id\n"
        "from said_by\n"
        "where actor like '%' || :name || '%' or other_names like '%' || :name || '%'",
    },
    "what_happened": {
        "title": "What happened on a day, or between two days?",
        "description": "Days as 2024-06-05; leave last_day empty to ask for one day. Events that may have happened "
        "then, the most exact ones first.",
        "params": ["first_day", "last_day"],
        "sql": "select day_from, day_to, event, phase, certainty, told_by, participants, place, words, articles, id\n"
        "from timeline\n"
        "where (day_from is not null or day_to is not null)\n"
        "  and coalesce(day_to, '9999') >= :first_day\n"
        "  and coalesce(day_from, '') <= coalesce(nullif(:last_day, ''), nullif(:first_day, ''), '9999')\n"
        "order by days is null, days, day_from, day_to, id",
    },
    "articles_without_a_day": {
        "title": "Which articles are undated?",
        "description": "Articles of which the first or the last possible day of printing is unknown, and why.",
        "sql": "select article, title, printed_from, printed_to, because, evidence, credits, id\n"
        "from articles where printed_from is null or printed_to is null",
    },
    "lines_cut": {
        "title": "Which lines were cut as furniture?",
        "description": "Adverts, teasers, share bars, bylines: if a sentence is missing, look here first.",
        "sql": 'select article, type, text, rule, start, "end", id from furniture',
    },
}


def metadata(database: str, kinds: Iterable[type[Row]] = KINDS) -> dict[str, Any]:
    """What Datasette shows around a dossier.

    Args:
        database: What Datasette calls it: the name of the file without its ending.
        kinds: The tables of the record.

    Returns:
        Plain data, for ``metadata.json`` or ``metadata.yaml``.
    """
    tables = {kind.kind: _table(kind) for kind in kinds}
    tables |= {view.name: _view(view) for view in VIEWS}
    tables |= {name: {"hidden": True} for name in _HIDDEN}
    queries = {name: {**question, "hide_sql": True} for name, question in _QUESTIONS.items()}
    return {
        "title": "Quellenlage: the state of the sources",
        "description": _ABOUT,
        "license": LICENSE,
        "databases": {database: {"description": _ABOUT, "license": LICENSE, "tables": tables, "queries": queries}},
    }


def metadata_text(database: str) -> str:
    """``metadata`` as JSON, which is YAML as well: Datasette takes it under either name."""
    return json.dumps(metadata(database), ensure_ascii=False, indent=2) + "\n"


def write_metadata(path: Path, database: str) -> None:
    """Write ``metadata_text`` to a file.

    Raises:
        StoreError: It cannot be written.
    """
    try:
        path.write_text(metadata_text(database), encoding="utf-8", newline="\n")
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror})") from error


def _table(kind: type[Row]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    columns = {name: _column(kind.kind, name, hints[field]) for name, field in _names(kind)}
    # The number is the place in the export: kinds by source, place and id.
    order = "source" if "source" in columns else "number"
    described = {"number": "Place in the export.", **columns}
    return {"description": _says(kind), "columns": described, "sort": order, **_facets(kind.kind, columns)}


def _view(view: View) -> dict[str, Any]:
    # Without "sort": the view has its own order.
    return {"description": view.says, "columns": dict(view.columns), **_facets(view.name, view.columns)}


def _facets(table: str, columns: Iterable[str]) -> dict[str, list[str]]:
    there = set(columns) - set(_NO_FACETS.get(table, ()))
    found = [name for name in _FACETS if name in there]
    return {"facets": found} if found else {}


def _names(kind: type) -> Iterator[tuple[str, str]]:
    """Columns with their fields."""
    return ((field.name.rstrip("_"), field.name) for field in fields(kind))


def _column(table: str, name: str, hint: Any) -> str:  # noqa: ANN401  a type hint
    key = f"{table}.{name}"
    says = [_MEANING.get(key) or _MEANING.get(name) or ""]
    if key in _VALUES:
        says.append(f"One of: {', '.join(_VALUES[key])}.")
    if not any(says) or _is_json(hint):
        says.append(_type_words(hint))
    return " ".join(filter(None, says))


def _is_json(hint: Any) -> bool:  # noqa: ANN401  a type hint
    return is_dataclass(hint) or get_origin(hint) in (tuple, dict)


def _type_words(hint: Any) -> str:  # noqa: ANN401  a type hint
    """A type in words; of a part of a row also what its docstring says."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        kept = [part for part in inner if part is not type(None)]
        return f"{_type_words(kept[0]).removesuffix('.')}, or null."
    if origin is tuple:
        if is_dataclass(inner[0]):
            return f"JSON list: {_type_words(inner[0]).removeprefix('JSON: ')}"
        return "JSON list of text."
    if origin is dict:
        return "JSON: names with their values."
    if hint is Passage:
        return f"JSON: article, start, end ({_UNIT}), text."
    if isinstance(hint, type) and is_dataclass(hint):
        return f"JSON: {', '.join(name for name, _ in _names(hint))}. {_says(hint)}"
    return {str: "Text.", int: "Whole number.", float: "Number.", bool: "1 or 0."}.get(hint, "")


def _says(documented: type) -> str:
    """The paragraphs of a docstring in front of its sections, as one."""
    head = re.split(r"\n(?:Source|Attributes|Examples):\n", inspect.getdoc(documented) or "")[0]
    return " ".join(head.replace("``", "").split())
