"""What individuals are called in the language of the reader, where the knowledge base knows it. No record changes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from quellenlage.kb.loader import load_kb


def call(id_: str, name: str, code: str) -> tuple[str, bool]:
    """A name in one language.

    Args:
        id_: Of the individual.
        name: As the record has it; one that the user or an article gave stays as it is.
        code: Of the reader.

    Returns:
        The name, and whether it is of this language rather than of the record.
    """
    ours, told = _known(code).get(id_, ("", ""))
    return (told, True) if told and name == ours else (name, False)


@cache
def _known(code: str) -> Mapping[str, tuple[str, str]]:
    """Individuals whose name in a record is of another language: that name, and the usual one in this language."""
    kb = load_kb()
    names: dict[str, list[str]] = {}
    for name in kb.names:
        if name.kind == "name" and name.lang in (code, "mul") and not name.recalled:
            names.setdefault(name.entity, []).append(name.form)
    shown = {entity: kb.entities[entity].name for entity in names}
    return {entity: (shown[entity], forms[0]) for entity, forms in names.items() if shown[entity] not in forms}
