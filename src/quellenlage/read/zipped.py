"""The members of a zip file, one at a time, each as a stream: nothing is written to the disk.

Refused with a reason: members with a password, members that lie over one another (a bomb that no reader of single
members notices), and more members than any pile has.
"""

from __future__ import annotations

import contextlib
import io
import lzma
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, BinaryIO

from quellenlage.errors import UnreadableSourceError

# The list of members is held in memory: some 400,000 members.
_MAX_LIST = 32_000_000
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = 20
_ENCRYPTED, _UTF8 = 0x1, 0x800
_LINK = 0o120000
# What the standard library raises on damaged members.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a zip file.

    Attributes:
        name: Its path in the archive, with ``/``, in composed letters.
        info: For :func:`open_member`.
    """

    name: str
    info: zipfile.ZipInfo

    @property
    def is_link(self) -> bool:
        """Whether it only names another file."""
        return self.info.external_attr >> 16 & 0o170000 == _LINK


def open_zip(stream: BinaryIO, name: str) -> tuple[zipfile.ZipFile, tuple[Member, ...]]:
    """Open a zip file and list its members, sorted by name.

    Args:
        stream: It can be wound back.
        name: For the message.

    Raises:
        UnreadableSourceError: No zip file, or one that hides what it holds.
    """
    size = stream.seek(0, io.SEEK_END)
    if _list_size(stream, size) > _MAX_LIST:
        raise UnreadableSourceError(name, "has more members than are read; unpack it")
    try:
        opened = zipfile.ZipFile(stream)
    except (*DAMAGED, struct.error) as error:
        raise UnreadableSourceError(name, f"is no zip file, or a damaged one ({_words(error)})") from error
    infos = [info for info in opened.infolist() if not info.is_dir()]
    if sum(info.compress_size for info in infos) > size:
        raise UnreadableSourceError(name, "is no archive of articles: its members lie over one another")
    return opened, tuple(sorted((Member(_name(info), info) for info in infos), key=lambda m: m.name))


def open_member(opened: zipfile.ZipFile, member: Member, name: str) -> IO[bytes]:
    """A member as a stream; reading it may raise one of ``DAMAGED``.

    Raises:
        UnreadableSourceError: It is encrypted, or packed in a way that is not known.
    """
    if member.info.flag_bits & _ENCRYPTED:
        raise UnreadableSourceError(name, "is locked with a password")
    try:
        return opened.open(member.info)
    except DAMAGED as error:
        raise UnreadableSourceError(name, f"cannot be unpacked ({_words(error)})") from error


def _words(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _name(info: zipfile.ZipInfo) -> str:
    """The name in the letters of Unicode: many programs write UTF-8 and do not say so."""
    name = info.filename.replace("\\", "/")
    if not info.flag_bits & _UTF8:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))


def _list_size(stream: BinaryIO, size: int) -> int:
    """Bytes of the list of members, as the end of the file says; 0 if it does not."""
    start = max(size - _END.size - (1 << 16) - _LOCATOR - _END64.size, 0)
    stream.seek(start)
    tail = stream.read()
    found = 0
    for mark, layout, field in ((b"PK\5\6", _END, 5), (b"PK\6\6", _END64, 8)):
        at = tail.rfind(mark)
        if 0 <= at <= len(tail) - layout.size:
            value = int(layout.unpack_from(tail, at)[field])
            found = max(found, value if value != 0xFFFFFFFF else 0)
    stream.seek(0)
    return min(found, size)
