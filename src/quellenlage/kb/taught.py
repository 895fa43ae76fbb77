"""What the user taught: hundreds of thousands of names, each read when a text or a rule asks for it.

Rows stay the JSON that the dossier holds. What is looked up in them is known by checksums alone, and each row that
these point at is compared before it counts.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress

import msgspec
import numpy as np

from quellenlage.kb.checksums import Checksums, Pairs, paired
from quellenlage.kb.entities import KbEntity
from quellenlage.kb.inflection import DERIVED, Inflection
from quellenlage.kb.names import KbName
from quellenlage.kb.own import OwnRow, read_own
from quellenlage.records.layers import EntityType
from quellenlage.text.fold import fold_sounds, fold_sounds_each

_WORD = re.compile(r"[^\W_]+")
# Rows that are read at once: so few stay in the cache of the processor (10,000: half as fast again).
_ROWS = 1000
# A spelling is found by its first word: so long it is, and so many signs stand before that word.
_BITS = 16
_SEAT = "seat"
_PERSON = EntityType.PER.value


@dataclass(frozen=True, slots=True)
class Taught:
    """The rows of the user.

    Attributes:
        rows: Their JSON, one a line, by id, each line with its end.
        ends: Where each ends in ``rows``.
        ids: Numbers of rows by id.
        forms: Numbers of rows by every name and every spelling of a name.
        sounds: Numbers of rows by :func:`fold_sounds` of names of persons and of surnames.
        shapes: Length and signs in front of spellings by their first word.
        kinds: All kinds of names that there are.
        seats: Ids of those who are known by a seat of government.
        hash: SHA-256 over all rows; empty without any.
    """

    rows: bytes = b""
    ends: array[int] = field(default_factory=lambda: array("Q"))
    ids: Checksums = field(default_factory=Checksums)
    forms: Checksums = field(default_factory=Checksums)
    sounds: Checksums = field(default_factory=Checksums)
    shapes: Checksums = field(default_factory=Checksums)
    kinds: frozenset[str] = frozenset()
    seats: frozenset[str] = frozenset()
    hash: str = ""

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.ends)

    def __iter__(self) -> Iterator[str]:
        """All ids."""
        return (self.row(number).id for number in range(len(self.ends)))

    def row(self, number: int) -> OwnRow:
        """A row by its number."""
        return read_own(self.rows[self.ends[number - 1] if number else 0 : self.ends[number]])

    def get(self, id_: str) -> OwnRow | None:
        """The row of an individual."""
        return next((row for number in self.ids.find(id_) if (row := self.row(number)).id == id_), None)

    def names_of(self, id_: str) -> tuple[KbName, ...]:
        """All names of an individual."""
        row = self.get(id_)
        return _names(row) if row else ()

    def named(self, form: str) -> Iterator[tuple[OwnRow, KbName]]:
        """All names that are this form or may be spelled so, with their rows."""
        for number in self.forms.find(form):
            row = self.row(number)
            yield from ((row, name) for name in _names(row))

    def bears(self, form: str) -> bool:
        """Whether anybody has this very name."""
        return any(name.form == form for _, name in self.named(form))

    def sounding(self, sounds: str) -> Iterator[tuple[OwnRow, KbName]]:
        """The names of persons, and surnames, that sound so."""
        for number in self.sounds.find(sounds):
            row = self.row(number)
            for name in _names(row):
                if fold_sounds(name.form) == sounds and _is_heard(row.type, name.kind):
                    yield row, name

    def places(self, text: str, endings: Sequence[str]) -> set[tuple[int, int]]:
        """Where in a text a spelling may stand: begins and ends.

        Args:
            text: Any.
            endings: Letters that may follow the last word of a spelling.
        """
        found = set()
        for match in _WORD.finditer(text):
            word = match[0]
            for known in (word, *(word.removesuffix(e) for e in endings if word.endswith(e))):
                for shape in self.shapes.find(known):
                    start = match.start() - (shape >> _BITS)
                    found.add((start, start + (shape & (1 << _BITS) - 1)))
        return {(start, end) for start, end in found if start >= 0 and end <= len(text)}


NOTHING = Taught()


class _Name(msgspec.Struct, gc=False):
    form: str
    lang: str = "mul"
    kind: str = "alias"


class _Row(msgspec.Struct, gc=False):
    """Of a row what it is found by."""

    id: str
    type: str
    names: list[_Name]


_ROW_DECODER = msgspec.json.Decoder(_Row)


@dataclass(slots=True)
class _Reader:
    """Reads rows, a bounded number at once."""

    inflections: Sequence[Inflection]
    ids: list[Pairs] = field(default_factory=list)
    forms: list[Pairs] = field(default_factory=list)
    sounds: list[Pairs] = field(default_factory=list)
    shapes: list[Pairs] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    seats: set[str] = field(default_factory=set)

    def read(self, lines: bytes, first: int) -> None:
        """Note what the rows are found by; the first has the number ``first``."""
        rows = _ROW_DECODER.decode_lines(lines)
        names = [name for row in rows for name in row.names]
        owners = [number for number, row in enumerate(rows, first) for _ in row.names]
        is_person = [row.type == _PERSON for row in rows for _ in row.names]
        heard = [person or name.kind == "surname" for person, name in zip(is_person, names, strict=True)]
        sought = [not person and name.kind != "generic" for person, name in zip(is_person, names, strict=True)]
        found = [self._spellings(name) for name in compress(names, sought)]
        spellings = [spelling for of_name in found for spelling in of_name]
        whose = [number for number, of_name in zip(compress(owners, sought), found, strict=True) for _ in of_name]
        self.ids.append(paired([row.id for row in rows], range(first, first + len(rows))))
        self.forms.append(paired([name.form for name in names], owners))
        self.forms.append(paired(spellings, whose))
        sounds = fold_sounds_each([name.form for name in compress(names, heard)])
        self.sounds.append(paired(sounds, list(compress(owners, heard))))
        shapes = [_shape(spelling) for spelling in spellings]
        self.shapes.append(paired([word for word, _ in shapes], [shape for _, shape in shapes]))
        self.kinds.update(name.kind for name in names)
        self.seats.update(row.id for row in rows for name in row.names if name.kind == _SEAT)

    def _spellings(self, name: _Name) -> Iterable[str]:
        """In any of the languages."""
        if name.kind in DERIVED:
            known = KbName(entity="", lang=name.lang, form=name.form, kind=name.kind, ambiguous=False)
            return {spelling for rules in self.inflections for spelling, _, _ in rules.forms(known)}
        if name.form.isascii():
            return (name.form,)
        return {spelling for rules in self.inflections for spelling in rules.spellings(name.form)}


def read_taught(lines: bytes, inflections: Sequence[Inflection]) -> Taught:
    """Prepare the rows of the user for being looked up.

    Args:
        lines: JSON of each, one a line, by id, each id once.
        inflections: The rules of all languages of the texts.
    """
    ends = np.flatnonzero(np.frombuffer(lines, np.uint8) == ord("\n")) + 1
    reader, start = _Reader(inflections), 0
    for first in range(0, len(ends), _ROWS):
        end = int(ends[first : first + _ROWS][-1])
        reader.read(lines[start:end], first)
        start = end
    return Taught(
        rows=lines,
        ends=array("Q", ends.astype(np.uint64).tobytes()),
        ids=Checksums.of(reader.ids),
        forms=Checksums.of(reader.forms),
        sounds=Checksums.of(reader.sounds),
        shapes=Checksums.of(reader.shapes),
        kinds=frozenset(reader.kinds),
        seats=frozenset(reader.seats),
        hash=hashlib.sha256(lines).hexdigest() if lines else "",
    )


def _is_heard(type_: str, kind: str) -> bool:
    """Whether a name is compared by its sounds."""
    return type_ == EntityType.PER or kind == "surname"


def _shape(spelling: str) -> tuple[str, int]:
    """The first word of a spelling, and its shape."""
    word = spelling.partition(" ")[0]
    if word.isalnum():
        return word, len(spelling)
    match = _WORD.search(spelling)
    return (match[0], match.start() << _BITS | len(spelling)) if match else ("", len(spelling))


def _names(row: OwnRow) -> tuple[KbName, ...]:
    return tuple(KbName(entity=row.id, lang=n.lang, form=n.form, kind=n.kind, ambiguous=n.ambiguous) for n in row.names)


@dataclass(frozen=True, slots=True)
class Individuals(Mapping[str, KbEntity]):
    """All individuals: ours, some of them as the user has them, and those of the user, read when they are asked for.

    Attributes:
        ours: Ours by id.
        taught: The rows of the user.
        read: What was asked for before.
    """

    ours: Mapping[str, KbEntity]
    taught: Taught
    read: dict[str, KbEntity] = field(default_factory=dict)

    def __getitem__(self, id_: str) -> KbEntity:
        found = self.ours.get(id_) or self.read.get(id_)
        if found is None:
            row = self.taught.get(id_)
            if row is None:
                raise KeyError(id_)
            found = self.read[id_] = entity_of(row, None, self)
        return found

    def __contains__(self, id_: object) -> bool:
        return id_ in self.ours or (isinstance(id_, str) and (id_ in self.read or self.taught.get(id_) is not None))

    def __iter__(self) -> Iterator[str]:
        return iter(self.ours.keys() | dict.fromkeys(self.taught))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def entity_of(row: OwnRow, ours: KbEntity | None, known: Container[str]) -> KbEntity:
    """A row as an individual, in the place of one of ours or as a new one; what ``known`` lacks is no part."""
    part_of = row.part_of or (ours.part_of if ours else ())
    told = KbEntity(
        id=row.id, type=row.type, name=row.name, source=row.source, population=row.population, wikidata=row.wikidata,
        part_of=tuple(part for part in part_of if part in known and part != row.id),
    )  # fmt: skip
    if ours is None:
        return told
    return replace(
        ours,
        type=told.type,
        name=told.name,
        source=told.source,
        part_of=told.part_of,
        population=told.population or ours.population,
        wikidata=told.wikidata or ours.wikidata,
    )
