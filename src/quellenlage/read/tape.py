"""A stream that can be wound back: what a broken record swallowed is read again."""

from __future__ import annotations

from typing import BinaryIO

_STEP = 65_536


class Tape:
    """Lines and blocks of a stream, and how far it was read.

    Args:
        stream: To read from.

    Attributes:
        at: Bytes that were read and not wound back.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._back = b""
        self.at = 0

    def line(self, limit: int) -> bytes:
        """A line with its end, or its first ``limit`` bytes; nothing at the end of the stream."""
        line = self._back[:limit]
        end = line.find(b"\n") + 1
        line = line[:end] if end else line
        self._back = self._back[len(line) :]
        if not end and len(line) < limit:
            line += self._stream.readline(limit - len(line))
        self.at += len(line)
        return line

    def take(self, count: int) -> bytes:
        """So many bytes; fewer only at the end of the stream."""
        data, self._back = self._back[:count], self._back[count:]
        if len(data) < count:
            data += self._stream.read(count - len(data))
        self.at += len(data)
        return data

    def skip(self, count: int) -> int:
        """Step over so many bytes.

        Returns:
            Over how many there were.
        """
        left = count
        while left and (data := self.take(min(left, _STEP))):
            left -= len(data)
        return count - left

    def wind_back(self, data: bytes) -> None:
        """Let bytes that were read be read again."""
        self._back = data + self._back
        self.at -= len(data)
