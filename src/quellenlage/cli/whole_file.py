"""Files and folders that are there whole or not at all: a truncated table looks like a complete one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from quellenlage.errors import StoreError


@contextmanager
def whole(output: str | os.PathLike[str]) -> Iterator[Path]:
    """A name to write to; only what is complete gets the name that was asked for.

    A pipe or a device is written to as it is. If it fails, what was there before stays.

    Raises:
        StoreError: It cannot be written.
    """
    path = Path(os.path.realpath(output))
    if path.is_dir():
        raise StoreError(f"{output}: cannot be written (it is a folder)")
    if path.exists() and not path.is_file():
        yield path
        return
    partial = path.with_name(f"{path.name}.part")
    try:
        yield partial
        partial.replace(path)
    except StoreError as error:
        raise StoreError(str(error).replace(str(partial), str(output))) from error
    except OSError as error:
        raise StoreError(f"{output}: cannot be written ({error.strerror})") from error
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def whole_folder(output: str | os.PathLike[str]) -> Iterator[Path]:
    """A folder to write files to; they get to the one that was asked for when all are complete.

    A new folder appears at once. In one that is there other files stay, and each file is replaced whole. What a process
    that was killed leaves is a folder beside it, whose name ends in ``.part`` and a number.

    Raises:
        StoreError: It cannot be written.
    """
    path = Path(os.path.realpath(output))
    if path.exists() and not path.is_dir():
        raise StoreError(f"{output}: cannot be written (it is no folder)")
    partial = path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = _new_folder(path)
        yield partial
        if path.exists():
            for file in sorted(partial.iterdir()):
                file.replace(path / file.name)
        else:
            partial.rename(path)
    except StoreError as error:
        raise StoreError(str(error).replace(str(partial), str(output))) from error
    except OSError as error:
        raise StoreError(f"{output}: cannot be written ({error.strerror})") from error
    finally:
        if partial != path:
            shutil.rmtree(partial, ignore_errors=True)


def _new_folder(path: Path) -> Path:
    """A folder beside another that nobody has."""
    for number in count(1):
        partial = path.with_name(f"{path.name}.part{number}")
        try:
            partial.mkdir()
        except FileExistsError:
            continue
        return partial
    raise AssertionError("there are more numbers than folders")
