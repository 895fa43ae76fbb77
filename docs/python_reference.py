"""The reference page of the public names, from their signatures and docstrings; ``generate.py`` writes it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import is_dataclass

from quellenlage import api
from quellenlage.records.contract import Row

# Types as a reader of Python writes them, without the modules they come from.
_MODULES = re.compile(r"\b(?:quellenlage\.[\w.]+|contract|collections\.abc|os)\.(?=[A-Z])")
# Annotations that are not evaluated are shown in quotation marks.
_QUOTED = re.compile(r"(: |-> )'([^']*)'")
_SECTIONS = re.compile(r"^(Args|Returns|Raises|Examples|Attributes|Source):$", re.MULTILINE)


def python_page(note: str) -> str:
    """The page: functions, then classes with their members, then the types of rows."""
    public = {name: getattr(api, name) for name in api.__all__}
    functions = [name for name, found in public.items() if inspect.isfunction(found)]
    rows = [name for name, found in public.items() if is_dataclass(found)]
    classes = [name for name in public if name not in functions and name not in rows]
    parts = [
        note,
        "# Python",
        "`import quellenlage` gives these names; each is loaded when it is first asked for. How to use them is told in "
        "[the dossier from Python](../how-to/python.md).",
        *(_function(f"quellenlage.{name}", public[name]) for name in functions),
        *(part for name in classes for part in _class(name, public[name])),
        "## Types of rows",
        "Frozen records. Their fields are those of the export, see [records](records.md); a name that is a word of "
        "Python ends in an underscore (`from_`).",
        "\n".join(_row(name, public[name]) for name in rows),
    ]
    return "\n\n".join(parts) + "\n"


def _row(name: str, kind: type) -> str:
    where = f"[`{kind.kind}`](records.md#{kind.kind})" if issubclass(kind, Row) else "[SPAN](records.md#span)"
    return f"- `{name}`: {where}. {_prose(kind)[0]}"


def _class(name: str, kind: type) -> Iterator[str]:
    yield f"## {name}\n\n{_text(kind)}"
    if issubclass(kind, Exception):
        return
    members = [(key, found) for key, found in vars(kind).items() if not key.startswith("_")]
    held = [(key, found) for key, found in members if isinstance(found, property)]
    if held:
        lines = [
            f"| `{key}` | `{_type(inspect.signature(found.fget).return_annotation)}` | {_prose(found)[0]} |"
            for key, found in held
            if found.fget
        ]
        yield "\n".join(("| attribute | type | what it is |", "| --- | --- | --- |", *lines))
    for key, found in members:
        if inspect.isfunction(found):
            yield _function(f"{name}.{key}", found, mark="###")


def _function(name: str, function: object, mark: str = "##") -> str:
    signature = inspect.signature(function)  # type: ignore[arg-type]
    shown = signature.replace(parameters=[p for p in signature.parameters.values() if p.name != "self"])
    code = f"```text\n{name}{_type(str(shown))}\n```"
    return f"{mark} {name}\n\n{code}\n\n{_text(function)}"


def _type(words: str) -> str:
    return _MODULES.sub("", _QUOTED.sub(r"\1\2", str(words)))


def _prose(documented: object) -> list[str]:
    """The paragraphs of a docstring in front of its sections."""
    head = _SECTIONS.split(inspect.getdoc(documented) or "", maxsplit=1)[0]
    return [" ".join(part.replace("``", "`").split()) for part in head.strip().split("\n\n")]


def _text(documented: object) -> str:
    """A docstring as Markdown: prose, lists of arguments and errors, examples as code."""
    text = inspect.getdoc(documented) or ""
    parts = _SECTIONS.split(text)
    found = _prose(documented)
    for title, body in zip(parts[1::2], parts[2::2], strict=True):
        lines = inspect.cleandoc(body)
        if title == "Examples":
            found += _examples(lines)
        else:
            mark = "- raises " if title == "Raises" else "- "
            found.append("\n".join(f"{mark}{item}" for item in _items(lines)))
    return "\n\n".join(found)


def _items(text: str) -> list[str]:
    """``name: words`` of a section, each on one line."""
    items: list[str] = []
    for line in text.splitlines():
        if line.startswith(" ") and items:
            items[-1] += f" {line.strip()}"
        elif line.strip():
            name, _, words = line.partition(":")
            items.append(f"`{name}`: {words.strip()}")
    return [item.replace("``", "`") for item in items]


def _examples(text: str) -> list[str]:
    blocks = re.split(r"\n\n", text)
    return [f"```pycon\n{block}\n```" if block.startswith(">>>") else block.replace("``", "`") for block in blocks]
