"""A disk in memory whose power fails: what was not synced is lost, kept, or torn, as chance has it.

The dossier is written through apsw by a file system of ours (tests only; the program itself uses another SQLite, which
then opens what is left on a real disk). Creating and deleting files is known to the disk only once their folder is
synced, in the order in which it was asked: SQLite syncs it with a new journal, and with the end of a transaction if it
is told to.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

_SECTOR = 512
Write = tuple[int, bytes] | int


class PowerError(Exception):
    """The power is off."""


@dataclass(slots=True)
class Content:
    """A file: as programs see it, as the disk has it, and what lies between them (writes, or a new length)."""

    now: bytearray = field(default_factory=bytearray)
    safe: bytes = b""
    waiting: list[Write] = field(default_factory=list)
    is_fresh: bool = True

    def write(self, data: bytes, offset: int) -> None:
        """What a program writes."""
        _put(self.now, data, offset)
        self.waiting.append((offset, bytes(data)))

    def cut(self, size: int) -> None:
        """What a program shortens."""
        del self.now[size:]
        self.waiting.append(size)

    def sync(self) -> None:
        """All is on the disk."""
        self.safe, self.waiting = bytes(self.now), []

    def left(self, chance: random.Random) -> bytes:
        """What is on the disk when the power has failed."""
        way = chance.choice(("none", "all", "some"))
        if way == "all":
            return bytes(self.now)
        found = bytearray(self.safe)
        for write in self.waiting if way == "some" else ():
            if isinstance(write, int):
                del found[write:]
                continue
            offset, data = write
            for at in range(0, len(data), _SECTOR):
                if chance.random() < 0.5:
                    _put(found, data[at : at + _SECTOR], offset + at)
        return bytes(found)


def _put(into: bytearray, data: bytes, offset: int) -> None:
    into.extend(bytes(max(0, offset - len(into))))
    into[offset : offset + len(data)] = data


@dataclass(slots=True)
class Disk:
    """All files, and how many operations it still does.

    Attributes:
        steps: Writes, syncs and deletions done so far.
        last: The power fails at this step.
        broken: The error at this step and, if ``stays`` says so, at all later ones; without one the power fails.
    """

    last: int = 1 << 60
    broken: type[Exception] | None = None
    stays: bool = True
    steps: int = 0
    files: dict[str, Content] = field(default_factory=dict)
    listed: dict[str, Content] = field(default_factory=dict)
    changes: list[tuple[str, Content | None]] = field(default_factory=list)

    def step(self) -> None:
        """One operation.

        Raises:
            PowerError: The power is off.
            apsw.Error: What the disk fails with.
        """
        self.steps += 1
        if self.steps < self.last or (self.broken and not self.stays and self.steps > self.last):
            return
        if self.broken:
            raise self.broken("planned by the test")
        raise PowerError

    @property
    def is_off(self) -> bool:
        """Whether the power has failed."""
        return self.broken is None and self.steps >= self.last

    def make(self, name: str) -> Content:
        """A new file; its folder does not know it yet."""
        self.files[name] = Content()
        self.changes.append((name, self.files[name]))
        return self.files[name]

    def delete(self, name: str, *, sync: bool) -> None:
        """Take a file away."""
        del self.files[name]
        self.changes.append((name, None))
        if sync:
            self.sync_folder(len(self.changes))

    def sync_folder(self, count: int) -> None:
        """The folder on the disk knows the first changes."""
        for name, content in self.changes[:count]:
            if content is None:
                self.listed.pop(name, None)
            else:
                self.listed[name] = content
        del self.changes[:count]

    def restart(self, folder: Path, chance: random.Random) -> None:
        """Write what is left to a real folder."""
        self.sync_folder(chance.randint(0, len(self.changes)))
        for name, content in self.listed.items():
            (folder / Path(name).name).write_bytes(content.left(chance))

    def unplug(self, folder: Path) -> None:
        """Write all as programs see it to a real folder."""
        for name, content in self.files.items():
            (folder / Path(name).name).write_bytes(bytes(content.now))


class DiskSystem(apsw.VFS):
    """The file system of one disk, under a name by which SQLite finds it."""

    def __init__(self, name: str, disk: Disk) -> None:
        self.disk = disk
        super().__init__(name, "")

    def xOpen(self, name: Any, flags: list[int]) -> DiskFile:  # noqa: ANN401, N802  as SQLite calls it
        """Open a file, or a nameless one for a while."""
        path = name.filename() if isinstance(name, apsw.URIFilename) else name or ""
        flags[1] = flags[0]
        content = self.disk.files.get(path) if path else Content()
        if content is None:
            if not flags[0] & apsw.SQLITE_OPEN_CREATE:
                raise apsw.CantOpenError(path)
            self.disk.step()
            content = self.disk.make(path)
        is_journal = bool(flags[0] & apsw.SQLITE_OPEN_MAIN_JOURNAL)
        return DiskFile(self.disk, content, is_journal=is_journal, is_kept=bool(path))

    def xDelete(self, name: str, syncdir: bool) -> None:  # noqa: N802
        """Delete a file."""
        if name not in self.disk.files:
            raise apsw.IOError(name)
        self.disk.step()
        self.disk.delete(name, sync=bool(syncdir))

    def xAccess(self, pathname: str, flags: int) -> bool:  # noqa: N802
        """Whether there is a file."""
        return pathname in self.disk.files


class DiskFile:
    """An open file."""

    def __init__(self, disk: Disk, content: Content, *, is_journal: bool, is_kept: bool) -> None:
        self._disk = disk
        self._content = content
        self._is_journal = is_journal
        self._is_kept = is_kept
        self._lock = 0

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        """Read."""
        if self._disk.is_off:
            raise PowerError
        return bytes(self._content.now[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        """Write."""
        if self._is_kept:
            self._disk.step()
        self._content.write(data, offset)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        """Shorten."""
        if self._is_kept:
            self._disk.step()
        self._content.cut(size)

    def xSync(self, flags: int) -> None:  # noqa: N802
        """Have it on the disk, and with a new journal its folder."""
        if not self._is_kept:
            return
        self._disk.step()
        self._content.sync()
        if self._is_journal and self._content.is_fresh:
            self._disk.sync_folder(len(self._disk.changes))
        self._content.is_fresh = False

    def xFileSize(self) -> int:  # noqa: N802
        """Its length."""
        return len(self._content.now)

    def xLock(self, level: int) -> None:  # noqa: N802
        """Nobody else is there."""
        self._lock = max(self._lock, level)

    def xUnlock(self, level: int) -> None:  # noqa: N802
        """Nobody else is there."""
        self._lock = level

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        """Nobody else is there."""
        return self._lock >= apsw.SQLITE_LOCK_RESERVED

    def xClose(self) -> None:  # noqa: N802
        """Close."""

    def xFileControl(self, op: int, ptr: int) -> bool:  # noqa: N802
        """Nothing of it is known."""
        return False

    def xSectorSize(self) -> int:  # noqa: N802
        """The pieces in which it writes."""
        return _SECTOR

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        """What a plain disk promises: bytes beside those written stay."""
        return int(apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE)


class Connection:
    """A connection through apsw that looks like one of the standard library to the dossier.

    Args:
        path: The file.
        system: Name of the file system.
        pragmas: Settings that are replaced: what the dossier asks for, and what it gets.
    """

    def __init__(self, path: str, system: str, pragmas: dict[str, str]) -> None:
        self._db = apsw.Connection(path, vfs=system)
        self._pragmas = pragmas

    def execute(self, statement: str, values: Iterable[Any] = ()) -> Cursor:
        """Run a statement."""
        statement = self._pragmas.get(statement, statement)
        with _as_in_the_library():
            return Cursor(self._db.execute(statement, tuple(values)))

    def executemany(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Run a statement for every row."""
        with _as_in_the_library():
            self._db.executemany(statement, rows)

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return bool(self._db.in_transaction)

    @property
    def total_changes(self) -> int:
        """Rows changed so far."""
        return int(self._db.total_changes())

    def close(self) -> None:
        """Close it."""
        self._db.close()


class _as_in_the_library:  # noqa: N801  reads as a phrase
    """Memory that is not there is MemoryError in the library of the program."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, apsw.NoMemError):
            raise MemoryError from error  # noqa: TRY004  no type is wrong


class Cursor:
    """The rows of a statement."""

    def __init__(self, rows: Any) -> None:  # noqa: ANN401  a cursor of apsw
        self._rows = rows

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self._rows)

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row."""
        return next(iter(self._rows), None)

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows."""
        return list(self._rows)


class Library:
    """Stands for the module ``sqlite3`` in the store while a disk of ours is used."""

    Error = apsw.Error

    def __init__(self, disk: Disk, pragmas: dict[str, str] | None = None) -> None:
        self._system = DiskSystem(f"disk-{id(disk)}", disk)
        self._name = f"disk-{id(disk)}"
        self._pragmas = pragmas or {}

    def connect(self, path: Path, **_: Any) -> Connection:  # noqa: ANN401
        """Open a file of the disk."""
        return Connection(str(path), self._name, self._pragmas)

    def close(self) -> None:
        """Take the file system away."""
        self._system.unregister()
