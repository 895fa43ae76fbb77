"""What an archive may expand to: bytes that are small on the disk and endless in memory are refused."""

from __future__ import annotations

import io
from typing import IO, Any

from quellenlage.errors import UnreadableSourceError
from quellenlage.read.plain import MAX_BYTES

# Text shrinks to a third or a tenth, a page made of tables to a fiftieth; deflate can reach 1,032.
MAX_RATIO = 200
# An archive in an archive in an archive.
MAX_DEPTH = 3
# Damaged places of one file: each costs a search, and a file with more of them is no archive.
MAX_FAULTS = 1_000


class Budget:
    """The bytes that one file may still expand to, all that lies in it together.

    Args:
        name: Of the file, for the message.
        size: Of the file, in bytes.
    """

    def __init__(self, name: str, size: int) -> None:
        self._name = name
        self._left = MAX_RATIO * size + MAX_BYTES

    @property
    def is_spent(self) -> bool:
        """Whether no more may be read."""
        return self._left < 0

    def spend(self, n_bytes: int) -> None:
        """Count bytes that were decoded.

        Raises:
            UnreadableSourceError: They are too many.
        """
        self._left -= n_bytes
        if self.is_spent:
            raise UnreadableSourceError(
                self._name, f"expands to more than {MAX_RATIO} times its size; the rest of it is not read"
            )


class Counted(io.RawIOBase):
    """A stream whose bytes are counted.

    Args:
        stream: To read from.
        budget: That the bytes are taken from.
    """

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  any writable buffer
        """Read into a buffer; 0 at the end."""
        data = self._stream.read(len(buffer))
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)
