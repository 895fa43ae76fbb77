"""From located files to the articles in them: most files are one article, files of a crawler are many."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from quellenlage.errors import InputError, UnreadableSourceError
from quellenlage.read.feed import split_feed
from quellenlage.read.formats import FEED, JSON, JSONL
from quellenlage.read.inputs import STANDARD_INPUT, Located
from quellenlage.read.jsonl import MAX_LINE, article_name, split_lines, split_list
from quellenlage.read.plain import load_bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """One article to read.

    Attributes:
        name: Path, URL, or file and id: ``Source.path``, and with the hash of ``data`` its id.
        data: What the dossier keeps.
        media_type: For :func:`quellenlage.read.formats.read_source`.
    """

    name: str
    data: bytes
    media_type: str


def entries(located: Located, standard_input: BinaryIO | None = None) -> Iterator[Entry | InputError]:
    """The articles of a file, one at a time; a JSONL file of any length takes the memory of one line.

    Args:
        located: A file, or standard input.
        standard_input: Instead of that of the process.

    Returns:
        For what cannot be read, an error instead of an entry; the rest goes on. Nothing is raised.
    """
    try:
        if located.path == STANDARD_INPUT:
            yield from _lines(standard_input or sys.stdin.buffer, located.name)
        elif located.media_type == JSONL:
            if not stat.S_ISREG(located.path.stat().st_mode):
                raise UnreadableSourceError(located.name, "is no plain file")
            with located.path.open("rb") as stream:
                yield from _lines(stream, located.name)
        elif located.media_type == JSON:
            yield from _items(load_bytes(located.path, located.name), located.name)
        elif located.media_type == FEED:
            for part in split_feed(load_bytes(located.path, located.name), located.name):
                yield part if isinstance(part, InputError) else Entry(*part, FEED)
        else:
            yield Entry(located.name, load_bytes(located.path, located.name), located.media_type)
    except InputError as error:
        yield error
    except OSError as error:
        yield UnreadableSourceError(located.name, f"cannot be opened: {error.strerror}")


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
