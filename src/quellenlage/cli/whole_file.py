"""Files that are there whole or not at all: a truncated table looks like a complete one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
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
