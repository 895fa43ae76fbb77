"""Cuts a web archive (WARC) into its records, keeps an account of what is damaged, and leaves out what is no article.

What the dossier keeps of an article is its record as it stands. Only ``record`` lets a parser near it: in a worker.
Here no more is read than where a record ends, and what it says that it is. Others take damage for the end of the file.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quellenlage.errors import InputError, UnreadableSourceError
from quellenlage.read.budget import MAX_FAULTS, Budget
from quellenlage.read.gunzip import MAGIC, Gunzip
from quellenlage.read.naming import address
from quellenlage.read.plain import MAX_BYTES
from quellenlage.read.tape import Tape

# Media types of what may be an article, as a server or a crawler names them; ``record`` reads these.
ARTICLES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})

_HEAD = 65_536
_BUFFER = 65_536
_FIRST_LINE = re.compile(rb"WARC/\d\.\d+\s*$")
# The line that a plain archive begins with.
_VERSION = re.compile(rb"WARC/\d\.\d+[ \t]*\r?\n")
_SWALLOWED = re.compile(rb"\nWARC/\d\.\d+\r?\n")
_FIELD = re.compile(rb"([\w-]{1,100})\s*:\s*(.*?)\s*$")
# What stands behind a record: two line ends, and the next one or nothing.
_BEHIND = 16
_STATUS = re.compile(rb"HTTP/[\d.]+\s+(\d{3})")
_HTTP_END = re.compile(rb"\r?\n\r?\n")
_HTTP_TYPE = re.compile(rb"^content-type:[ \t]*([\w.+-]{1,60}/[\w.+-]{1,60})", re.IGNORECASE | re.MULTILINE)
_READ = (200, 203)
_LENGTH = re.compile(r"[0-9]{1,18}")
# Records that hold what a server gave, or the text made of it; the others tell of the crawl.
_ANSWERS = frozenset({"response", "resource", "conversion"})
_TYPES = frozenset({"warcinfo", "request", "metadata", "revisit", "continuation"})
# Kinds of other records that are told apart.
_MAX_KINDS = 40


@dataclass(frozen=True, slots=True)
class Cut:
    """A record of an article.

    Attributes:
        name: Its address, or the file with its place.
        place: Where it begins in the file: ``offset 512``, and behind a plus in the member of a gzip file.
        data: All of it.
    """

    name: str
    place: str
    data: bytes


@dataclass(frozen=True, slots=True)
class _Head:
    """What a record says of itself, in its first lines.

    Attributes:
        data: These lines with the empty one.
        fields: By name in small letters, the first of each name.
        length: Of what follows; None if that cannot be read.
    """

    data: bytes
    fields: dict[str, str]
    length: int | None

    @property
    def type(self) -> str:
        return self.fields.get("warc-type", "").lower()

    @property
    def uri(self) -> str:
        return address(self.fields.get("warc-target-uri", "").strip("<>"))


def split_warc(
    stream: io.BufferedReader[Any], file: str, budget: Budget, others: Counter[str]
) -> Iterator[Cut | InputError]:
    """The records of articles in a web archive, one at a time, each with its name and place.

    Args:
        stream: Plain, or gzip with a member for every record or one for all.
        file: Its name.
        budget: Of the file.
        others: To count the records in that are no articles, by what they are.

    Returns:
        For each damaged record or stretch of bytes an error; the rest goes on behind it.
    """
    found = False
    n_faults = 0
    for part in _parts(stream, file, budget, others):
        found = True
        yield part
        n_faults += isinstance(part, InputError)
        if n_faults >= MAX_FAULTS:
            yield UnreadableSourceError(file, f"has {MAX_FAULTS:,} damaged places; the rest of it is not read")
            return
    if not found and not others.total():
        yield UnreadableSourceError(file, "is empty")


def _parts(
    stream: io.BufferedReader[Any], file: str, budget: Budget, others: Counter[str]
) -> Iterator[Cut | InputError]:
    if not _is_packed(stream.peek(1)):
        yield from _Stretch(Tape(stream), file, "", others).records()
        return
    gunzip = Gunzip(stream, budget)
    reader = io.BufferedReader(gunzip, _BUFFER)
    while gunzip.go_on():
        stretch = _Stretch(Tape(reader), file, f"{gunzip.member}+", others, gunzip)
        last: Cut | InputError | None = None
        for last in stretch.records():
            yield last
        if gunzip.fault and not isinstance(last, InputError):
            yield UnreadableSourceError(f"{file}:{gunzip.member}", gunzip.fault)


def _is_packed(start: bytes) -> bool:
    """Whether an archive is a gzip file, by what comes first in it, so that damage in its first bytes costs little."""
    packed, plain = start.find(MAGIC), _VERSION.search(start)
    return packed >= 0 and (plain is None or packed < plain.start())


class _Stretch:
    """Records that follow one another without a gap that is known: a plain file, or a member of a gzip file."""

    def __init__(self, tape: Tape, file: str, member: str, others: Counter[str], gunzip: Gunzip | None = None) -> None:
        self._tape = tape
        self._file = file
        self._member = member
        self._others = others
        self._gunzip = gunzip

    def records(self) -> Iterator[Cut | InputError]:
        while True:
            start = self._tape.at
            line = self._tape.line(_HEAD)
            if not line:
                return
            if not line.strip():
                continue
            place = f"{self._member}{start}".removesuffix("+0")
            if _FIRST_LINE.match(line):
                part = self._record(self._head(line), place)
            else:
                self._skip_to_record()
                part = self._fault(place, f"is damaged: {self._tape.at - start:,} bytes that are no record")
            if part:
                yield part

    def _head(self, first: bytes) -> _Head:
        lines, fields = [first], dict[str, str]()
        size = len(first)
        while size < _HEAD and (line := self._tape.line(_HEAD)):
            if _FIRST_LINE.match(line):
                self._tape.wind_back(line)
                break
            lines.append(line)
            size += len(line)
            if not line.strip():
                break
            if match := _FIELD.match(line):
                fields.setdefault(match[1].decode("ascii").lower(), match[2].decode("utf-8", "replace"))
        length = fields.get("content-length", "")
        is_whole = not lines[-1].strip() and _LENGTH.fullmatch(length)
        return _Head(b"".join(lines), fields, int(length) if is_whole else None)

    def _record(self, head: _Head, place: str) -> Cut | InputError | None:
        """Read what follows a head; None if it is whole and no article."""
        if head.length is None:
            self._skip_to_record()
            return self._fault(place, "is damaged: a record whose header cannot be read", head.uri)
        block = self._tape.take(min(head.length, MAX_BYTES))
        n_read = len(block) + self._tape.skip(head.length - len(block))
        behind = self._tape.take(_BEHIND)
        rest = behind.lstrip(b"\r\n")
        if flaw := self._flaw(head.length, n_read, rest):
            read = block + behind
            swallowed = _SWALLOWED.search(read)
            self._tape.wind_back(read[swallowed.start() + 1 :] if swallowed else behind)
            self._skip_to_record()
            return self._fault(place, flaw, head.uri)
        self._tape.wind_back(rest)
        if other := _other(head, block):
            self._others[other if len(self._others) < _MAX_KINDS else "other"] += 1
            return None
        if n_read > len(block):
            reason = f"is a record of more than {MAX_BYTES // 1_000_000} MB and no page of an article"
            return self._fault(place, reason, head.uri)
        name = head.uri or f"{self._file}:{place}"
        return Cut(name, f"offset {place}", head.data + block + b"\r\n\r\n")

    def _flaw(self, length: int, n_read: int, rest: bytes) -> str:
        """What is wrong with a record by the way it ends; empty if nothing is."""
        fault = self._gunzip.fault if self._gunzip else ""
        if n_read < length:
            return f"{fault or 'breaks off'} ({n_read:,} of {length:,} bytes of a record)"
        if fault and not rest:
            return fault
        if rest and not rest.startswith(b"WARC/"[: len(rest)]):
            return "is damaged: a record of another length than it says"
        return ""

    def _skip_to_record(self) -> None:
        while line := self._tape.line(_HEAD):
            if _FIRST_LINE.match(line):
                self._tape.wind_back(line)
                return

    def _fault(self, place: str, reason: str, uri: str = "") -> UnreadableSourceError:
        return UnreadableSourceError(f"{self._file}:{place}", f"{reason}: {uri}" if uri else reason)


def _other(head: _Head, block: bytes) -> str:
    """What a whole record is, if it is no article that a server gave; empty if it is one."""
    if head.type not in _ANSWERS:
        return f"{head.type} record" if head.type in _TYPES else "record of no known type"
    media_type = head.fields.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == "application/http":
        http = _HTTP_END.split(block[:_HEAD], 1)[0]
        status = _STATUS.match(http)
        if not status or int(status[1]) not in _READ:
            return f"answer {status[1].decode()}" if status else "answer that is none"
        found = _HTTP_TYPE.search(http)
        media_type = found[1].decode().lower() if found else ""
    media_type = media_type or head.fields.get("warc-identified-payload-type", "").lower()[:60]
    if media_type in ARTICLES:
        return "robots.txt" if head.uri.endswith("/robots.txt") else ""
    return media_type or "answer without media type"
