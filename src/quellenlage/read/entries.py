"""From located files to the articles in them: most files are one article, archives and files of a crawler are many."""

from __future__ import annotations

import io
import stat
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from quellenlage.errors import InputError, UnreadableSourceError
from quellenlage.read.budget import MAX_DEPTH, Budget, Counted
from quellenlage.read.feed import split_feed
from quellenlage.read.formats import FEED, GZIP, JSON, JSONL, WACZ, WARC, ZIP, ending, media_type_of, packed_name
from quellenlage.read.gunzip import Gunzip, Joined
from quellenlage.read.inputs import STANDARD_INPUT, Located, is_saved_with_page, writable
from quellenlage.read.jsonl import MAX_LINE, article_name, split_lines, split_list
from quellenlage.read.plain import MAX_BYTES, load_bytes
from quellenlage.read.warc import split_warc
from quellenlage.read.zipped import DAMAGED, Member, open_member, open_zip

# Formats that are read bit by bit: a file may be larger than the memory.
_STREAMED = frozenset({JSONL, WARC, GZIP, ZIP, WACZ})
# Of these, those that must be wound back to be read.
_ARCHIVES = frozenset({ZIP, WACZ})
# A zip file is read from its end: one that lies in another archive must fit into memory.
_MAX_NESTED = 100_000_000
_BUFFER = 65_536
# Deeper, nothing is looked for that a browser saved with a page.
_MAX_FOLDERS = 50
# What the system puts into zip files besides the files.
_NOBODYS = "__MACOSX"


@dataclass(frozen=True, slots=True)
class Entry:
    """One article to read.

    Attributes:
        name: Path, URL, or file and id: ``Source.path``, and with the hash of ``data`` its id.
        data: What the dossier keeps.
        media_type: For :func:`quellenlage.read.formats.read_source`.
        place: Where it lies in the file: members from the outside inwards, the offset of a record.
    """

    name: str
    data: bytes
    media_type: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """What lies in an archive and is no article, or has no reader: kinds, and how many of each."""

    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Within:
    """Where a stream lies: its place in the file, below how many archives, and what the file may still expand to."""

    budget: Budget
    place: str = ""
    depth: int = 0

    def at(self, place: str) -> _Within:
        return replace(self, place="/".join(filter(None, (self.place, place))), depth=self.depth + 1)


Found = Entry | InputError | PassedOver


def entries(located: Located, standard_input: BinaryIO | None = None) -> Iterator[Found]:
    """The articles of a file, one at a time; a file of many, of any length, takes the memory of one article.

    Args:
        located: A file, or standard input.
        standard_input: Instead of that of the process.

    Returns:
        For what cannot be read, an error instead of an entry; the rest goes on. What lies in an archive besides
        articles is counted. Nothing is raised.
    """
    name, media_type = located.name, located.media_type
    try:
        if located.path == STANDARD_INPUT:
            yield from _lines(standard_input or sys.stdin.buffer, name)
        elif media_type in _STREAMED:
            status = located.path.stat()
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableSourceError(name, "is no plain file")
            with located.path.open("rb") as stream:
                yield from _streamed(stream, name, media_type, _Within(Budget(name, status.st_size)))
        else:
            yield from _whole(load_bytes(located.path, name), name, media_type)
    except InputError as error:
        yield error
    except OSError as error:
        yield UnreadableSourceError(name, f"cannot be opened: {error.strerror}")


def _streamed(stream: io.BufferedReader[Any], name: str, media_type: str, within: _Within) -> Iterator[Found]:
    """The articles of a file, or of a member of one, of any format."""
    if media_type == JSONL:
        for found in _lines(stream, name):
            yield replace(found, place=within.place) if isinstance(found, Entry) else found
    elif media_type == WARC:
        yield from _records(stream, name, within)
    elif media_type == GZIP:
        yield from _unzipped(stream, name, within)
    elif media_type in (ZIP, WACZ):
        yield from _members(stream, name, media_type, within)
    else:
        yield from _whole(_read(stream, name, MAX_BYTES), name, media_type, within.place)


def _whole(data: bytes, name: str, media_type: str, place: str = "") -> Iterator[Found]:
    """The articles of a format that is read in one piece."""
    if media_type == JSON:
        for found in _items(data, name):
            yield replace(found, place=place) if isinstance(found, Entry) else found
    elif media_type == FEED:
        for part in split_feed(data, name):
            yield part if isinstance(part, InputError) else Entry(*part, FEED, place)
    else:
        yield Entry(name, data, media_type, place)


def _read(stream: BinaryIO, name: str, limit: int) -> bytes:
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnreadableSourceError(name, f"is larger than {limit // 1_000_000} MB; split it into articles")
    return data


def _lines(stream: BinaryIO, file: str) -> Iterator[Entry | InputError]:
    is_empty = True
    for number, line in split_lines(stream):
        is_empty = False
        if line is None:
            yield UnreadableSourceError(f"{file}:{number}", f"is a line of more than {MAX_LINE // 1_000_000} MB")
        else:
            yield Entry(article_name(line, file, number), line, JSON)
    if is_empty:
        yield UnreadableSourceError(file, "is empty")


def _items(data: bytes, file: str) -> Iterator[Entry | InputError]:
    found = list(split_list(data, file))
    if found == [data]:
        name = article_name(data, file, 1)
        yield Entry(file if name == f"{file}:1" else name, data, JSON)
        return
    for number, item in enumerate(found, 1):
        yield item if isinstance(item, InputError) else Entry(article_name(item, file, number), item, JSON)
    if not found:
        yield UnreadableSourceError(file, "is empty")


def _records(stream: io.BufferedReader[Any], name: str, within: _Within) -> Iterator[Found]:
    others: Counter[str] = Counter()
    try:
        for part in split_warc(stream, name, within.budget, others):
            if isinstance(part, InputError):
                yield part
            else:
                yield Entry(part.name, part.data, WARC, within.at(part.place).place)
    except InputError as error:
        yield error
    yield from _passed_over(others)


def _unzipped(stream: io.BufferedReader[Any], name: str, within: _Within) -> Iterator[Found]:
    """What a gzip file holds. Lines are read on behind damage; a file of one article is refused with it."""
    media_type = media_type_of(packed_name(name)) or WARC
    if media_type == WARC:
        yield from _records(stream, name, within)
        return
    joined = Joined(Gunzip(stream, within.budget))
    reader = io.BufferedReader(joined, _BUFFER)
    if media_type == JSONL:
        for found in _streamed(reader, name, media_type, within):
            # With damage, that nothing is left is no news.
            if not (joined.faults and isinstance(found, InputError) and found.source == name):
                yield found
        yield from (UnreadableSourceError(name, fault) for fault in joined.faults)
        return
    data = _read(reader, name, _MAX_NESTED if media_type in _ARCHIVES else MAX_BYTES)
    if joined.faults:
        raise UnreadableSourceError(name, joined.faults[0])
    if media_type in _ARCHIVES:
        yield from _members(io.BytesIO(data), name, media_type, within)
    else:
        yield from _whole(data, name, media_type, within.place)


def _members(stream: BinaryIO, name: str, media_type: str, within: _Within) -> Iterator[Found]:
    """The articles in the members of a zip file, or of a web archive that was packed as one."""
    if within.depth >= MAX_DEPTH:
        raise UnreadableSourceError(name, f"lies in {MAX_DEPTH} archives and is not read; unpack it")
    others: Counter[str] = Counter()
    opened, members = open_zip(stream, name)
    for member, kind in _readable(members, media_type, others):
        inside = f"{name}/{writable(member.name)}"
        try:
            with open_member(opened, member, inside) as packed:
                counted = io.BufferedReader(Counted(packed, within.budget), _BUFFER)
                yield from _member(counted, inside, kind, within.at(writable(member.name)))
        except InputError as error:
            yield error
            if within.budget.is_spent:
                break
        except DAMAGED as error:
            yield UnreadableSourceError(inside, f"is damaged: {' '.join(str(error).split())}")
    yield from _passed_over(others)


def _member(stream: io.BufferedReader[Any], name: str, media_type: str, within: _Within) -> Iterator[Found]:
    if media_type in _ARCHIVES:
        yield from _members(io.BytesIO(_read(stream, name, _MAX_NESTED)), name, media_type, within)
    else:
        yield from _streamed(stream, name, media_type, within)


def _readable(members: tuple[Member, ...], media_type: str, others: Counter[str]) -> Iterator[tuple[Member, str]]:
    """Members with a reader, by the rules for files in a folder; of a packed web archive its records alone."""
    names = {member.name for member in members}
    for member in members:
        *folders, file = member.name.split("/")
        kind = media_type_of(file)
        if media_type == WACZ:
            if folders[:1] == ["archive"] and kind in (WARC, GZIP):
                yield member, kind
        elif folders[:1] == [_NOBODYS] or any(map(_is_hidden, (*folders, file))):
            continue
        elif _is_beside_page(folders, names):
            others["file saved with a page"] += 1
        elif kind is None or member.is_link:
            others["link" if member.is_link else writable(ending(file)) or "no ending"] += 1
        else:
            yield member, kind


def _is_hidden(part: str) -> bool:
    return part.startswith(".") and part not in (".", "..")


def _is_beside_page(folders: list[str], names: set[str]) -> bool:
    """Whether a member lies in a folder that a browser saved with a page."""
    around = ""
    for folder in folders[:_MAX_FOLDERS]:
        if is_saved_with_page(folder, lambda page, around=around: f"{around}{page}" in names):  # type: ignore[misc]
            return True
        around += f"{folder}/"
    return False


def _passed_over(others: Counter[str]) -> Iterator[PassedOver]:
    if others:
        yield PassedOver(tuple(sorted(others.items())))
