"""Decodes gzip members one after another, ends at damage, says what it is, and goes on behind it when asked.

Other readers take a damaged member for the end of the file, and nobody learns what was lost.
"""

from __future__ import annotations

import io
import zlib
from typing import Any, BinaryIO

from quellenlage.read.budget import MAX_FAULTS, Budget

MAGIC = b"\x1f\x8b\x08"
# Bytes decoded in one go, and bytes before the damage in which the next member is looked for: the decoder may run
# over the end of a damaged member before it notices.
_CHUNK = 8_192
_WINDOW = 65_536
# Of what may be a member, so much must decode; with more, a member that is damaged as well would go untold.
_TRIAL = 64
_GZIP = 31


class Gunzip(io.RawIOBase):
    """What a gzip file holds, as a stream that ends behind every member and at every fault.

    Args:
        stream: The file.
        budget: Of the file.

    Attributes:
        member: Where the member begins that is read, in bytes of the file.
        fault: Why the stream ended; empty if it is not damaged there.
    """

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget
        self._held = b""  # raw bytes, from ``_base`` of the file on
        self._base = 0
        self._next = 0  # of ``_held``: the first that is not decoded
        self._decoder: Any = None
        self._is_ended = False
        self.member = 0
        self.fault = ""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  any writable buffer
        """Decode into a buffer; 0 at the end of a member or of the file, and at damage."""
        while not (self.fault or self._is_ended):
            if self._decoder is None and not self._begin():
                return 0
            data = self._decode(len(buffer))
            if data:
                self._budget.spend(len(data))
                buffer[: len(data)] = data
                return len(data)
        return 0

    def go_on(self) -> bool:
        """Step to the next member, over what is damaged.

        Returns:
            Whether there is one.
        """
        if self.fault and not self._find_member():
            return False
        self.fault, self._is_ended = "", False
        return self._decoder is not None or self._begin() or bool(self.fault)

    def _decode(self, size: int) -> bytes:
        self._fill(_CHUNK)
        chunk = self._held[self._next : self._next + _CHUNK]
        try:
            data: bytes = self._decoder.decompress(chunk, size)
        except zlib.error:
            self.fault = "is damaged: a part that cannot be decoded, or does not match its checksum"
            return b""
        self._next += len(chunk) - len(self._decoder.unconsumed_tail) - len(self._decoder.unused_data)
        if self._decoder.eof:
            self._decoder = None
            self._is_ended = True
        elif not chunk and not data:
            self.fault = "breaks off: the end of the file is missing"
        return data

    def _begin(self) -> bool:
        """Open the member that comes next; zero bytes between members mean nothing."""
        while True:
            self._fill(_CHUNK)
            rest = self._held[self._next :].lstrip(b"\0")
            self._next = len(self._held) - len(rest)
            if rest or not self._more():
                break
        self._fill(_CHUNK)
        self.member = self._base + self._next
        if self._next == len(self._held):
            return False
        if not self._held.startswith(MAGIC, self._next):
            self.fault = "is damaged: bytes that are no gzip" if self.member else "is no gzip file"
            return False
        self._decoder = zlib.decompressobj(wbits=_GZIP)
        return True

    def _find_member(self) -> bool:
        """Look for the next beginning of a member that can be decoded."""
        self._decoder = None
        self._next = max(self.member + 1 - self._base, self._next - _WINDOW, 0)
        while True:
            at = self._held.find(MAGIC, self._next)
            if at < 0:
                self._next = max(len(self._held) - len(MAGIC) + 1, self._next)
                if not self._more():
                    return False
                continue
            self._next = at
            self._fill(_TRIAL)
            if _can_be_decoded(self._held[at : at + _TRIAL]):
                return True
            self._next = at + 1

    def _fill(self, count: int) -> None:
        """Hold so many bytes that are not decoded, if there are."""
        while len(self._held) - self._next < count and self._more():
            pass

    def _more(self) -> bool:
        data = self._stream.read(_WINDOW)
        drop = max(self._next - _WINDOW, 0)
        self._held = self._held[drop:] + data
        self._base += drop
        self._next -= drop
        return bool(data)


class Joined(io.RawIOBase):
    """All members of a gzip file as one stream; in the place of what is damaged stands a line end.

    Args:
        gunzip: Of the file, not read from.

    Attributes:
        faults: What is damaged so far.
    """

    def __init__(self, gunzip: Gunzip) -> None:
        self._gunzip = gunzip
        self._is_over = False
        self.faults: list[str] = []

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  any writable buffer
        """Decode into a buffer; 0 at the end of the file."""
        while not self._is_over:
            if count := self._gunzip.readinto(buffer):
                return count
            if fault := self._gunzip.fault:
                self.faults.append(f"{fault}, at offset {self._gunzip.member}")
            self._is_over = len(self.faults) >= MAX_FAULTS or not self._gunzip.go_on()
            if fault:
                buffer[:1] = b"\n"
                return 1
        return 0


def _can_be_decoded(data: bytes) -> bool:
    decoder = zlib.decompressobj(wbits=_GZIP)
    try:
        decoder.decompress(data)
    except zlib.error:
        return False
    return True
