"""What a person has made of a CAS that was exported: marks as they are now, beside what they were."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quellenlage.errors import ConfigError
from quellenlage.present.exports.cas import AT, EXPORTED, PREFIX, TYPE_SYSTEM, TYPES

if TYPE_CHECKING:
    from cassis import TypeSystem


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One annotation of a type of ours.

    Attributes:
        kind: Name of its type without prefix.
        record: Id of the record that it was exported for; empty if a person made it.
        start: First code point of the text.
        end: One behind the last.
        features: As they are now; what is empty is left out.
        before: Features and place when it was exported; None if a person made it.
    """

    kind: str
    record: str
    start: int
    end: int
    features: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, str] | None = None

    @property
    def place(self) -> str:
        """``start:end``, as corrections write it."""
        return f"{self.start}:{self.end}"

    @property
    def is_moved(self) -> bool:
        """Whether it stands at other words than those it was exported for."""
        return self.before is not None and self.before.get(AT) != self.place

    def touched(self, feature: str) -> str | None:
        """The value of a feature if a person has changed it, empty if they have emptied it; else None."""
        value = self.features.get(feature, "")
        return None if self.before is None or value == self.before.get(feature, "") else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """One file: the text that its annotations count in, and these in the order of the text."""

    file: str
    text: str
    annotations: tuple[Annotation, ...]


def read_cas(path: Path) -> Iterator[Annotated]:
    """The files of an export after somebody has worked on them.

    Args:
        path: A folder with ``*.xmi`` and the type system, or one such file beside it.

    Raises:
        ConfigError: There is none, one cannot be read, or the package dkpro-cassis is missing.
    """
    try:
        import cassis
    except ImportError as error:
        raise ConfigError("XMI needs the package dkpro-cassis: python -m pip install dkpro-cassis") from error
    files = [path] if path.suffix == ".xmi" else sorted(path.glob("*.xmi"))
    if not files:
        raise ConfigError(f"{path} holds no files *.xmi")
    types = _types(files[0].parent / TYPE_SYSTEM)
    for file in files:
        try:
            cas = cassis.load_cas_from_xmi(file, typesystem=types)
            marks = [mark for name in TYPES if types.contains_type(PREFIX + name) for mark in cas.select(PREFIX + name)]
            found = tuple(sorted(map(_annotation, marks), key=lambda a: (a.start, -a.end, a.kind, a.record)))
        except Exception as error:
            raise ConfigError(f"{file.name}: cannot be read as UIMA CAS ({error or type(error).__name__})") from error
        yield Annotated(file=file.name, text=cas.sofa_string or "", annotations=found)


def _types(path: Path) -> TypeSystem:
    import cassis

    try:
        return cassis.load_typesystem(path)
    except Exception as error:
        raise ConfigError(f"{path}: cannot be read as type system ({error or type(error).__name__})") from error


def _annotation(mark: Any) -> Annotation:  # noqa: ANN401  made by dkpro-cassis
    kind = mark.type.name.removeprefix(PREFIX)
    known = {name: getattr(mark, name, None) for name in TYPES[kind]}
    exported = getattr(mark, EXPORTED, None)
    before = json.loads(exported) if exported else None
    return Annotation(
        kind=kind,
        record=getattr(mark, "record", None) or "",
        start=mark.begin,
        end=mark.end,
        features={name: str(value) for name, value in known.items() if value},
        before={str(k): str(v) for k, v in before.items()} if isinstance(before, dict) else None,
    )
