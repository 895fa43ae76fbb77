"""Which files are meant: files, folders and patterns become a list of paths, in a fixed order."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from quellenlage.errors import InputError, UnreadableSourceError
from quellenlage.read.formats import GZIP_ENDING, JSONL, MEDIA_TYPES, ending, media_type_of

SUFFIXES = (*MEDIA_TYPES, GZIP_ENDING)
# Stands for standard input, as „-“ does on the command line. A file of this name has no ending and is never read.
STANDARD_INPUT = Path("-")
# What a browser saves beside a page (pictures, scripts, frames of advertisements) in a folder named after it.
_SAVED_WITH_PAGE = re.compile(r"(.+)(?:_files|[-_]Dateien|\.files)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Located:
    """A file to read.

    Attributes:
        path: Where it lies, or ``STANDARD_INPUT``.
        name: Under which the record knows it.
        media_type: By its ending; standard input is JSONL.
    """

    path: Path
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was found.

    Attributes:
        files: To be read, sorted by name.
        faults: Inputs that cannot be read at all.
        repeated: Names of files that were given more than once.
        passed_over: Endings of the files in folders that no reader knows, with how many there are, and how many
            folders were saved with a page.
    """

    files: tuple[Located, ...]
    faults: tuple[InputError, ...]
    repeated: tuple[str, ...]
    passed_over: tuple[tuple[str, int], ...]


def find_inputs(arguments: tuple[str, ...]) -> Inputs:
    """Find the files behind the arguments of a build.

    The name of a file is its path below the folder that was given, or its bare name if the file
    itself was given, so that a pile has the same record wherever it lies. Hidden files and links
    to folders are not followed, folders that a browser saved with a page not read.

    Args:
        arguments: Files, folders, patterns with ``*``, and ``-`` for standard input.
    """
    located: list[Located] = []
    faults: list[InputError] = []
    others: dict[str, int] = {}
    for argument in arguments:
        if argument == str(STANDARD_INPUT):
            located.append(Located(STANDARD_INPUT, "stdin", JSONL))
            continue
        if not argument:
            faults.append(UnreadableSourceError("''", "is no name of a file or folder"))
            continue
        for path in _expand(argument):
            if os.path.isdir(path):  # noqa: PTH112  Path.is_dir raises for names too long or forbidden
                n_faults = len(faults)
                found = _walk(path, faults, others)
                located += found
                if not found and len(faults) == n_faults:
                    faults.append(
                        UnreadableSourceError(_bare(path), f"holds no file that is read ({' '.join(SUFFIXES)})")
                    )
            elif not os.path.exists(path):  # noqa: PTH110  as above
                faults.append(UnreadableSourceError(_bare(path), "there is no such file or folder"))
            elif (media_type := media_type_of(path.name)) is None:
                kind = writable(ending(path.name)) or "files without ending"
                faults.append(UnreadableSourceError(_bare(path), f"no reader for {kind}"))
            else:
                located.append(Located(path, writable(path.name), media_type))
    unique: dict[str, Located] = {}
    repeated: list[str] = []
    for item in sorted(located, key=lambda f: (f.name, str(f.path))):
        place = os.path.realpath(item.path)
        if place in unique:
            repeated.append(item.name)
        unique.setdefault(place, item)
    return Inputs(tuple(unique.values()), tuple(faults), tuple(repeated), tuple(sorted(others.items())))


def writable(name: str) -> str:
    r"""A file name that can be written down: bytes of it that are no UTF-8 become ``\\udc..``."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _bare(path: Path) -> str:
    """The name of an argument without the way to it, so that the record does not tell where the pile lay."""
    return writable(path.name or str(path))


def is_saved_with_page(folder: str, is_there: Callable[[str], bool]) -> bool:
    """Whether a browser made a folder beside a page with its pictures and scripts.

    Args:
        folder: Its name.
        is_there: Whether there is a file of this name beside it.
    """
    match = _SAVED_WITH_PAGE.fullmatch(folder)
    return match is not None and any(is_there(f"{match[1]}{suffix}") for suffix in (".html", ".htm", ".xhtml"))


def _expand(argument: str) -> list[Path]:
    path = Path(argument)
    if not os.path.exists(path) and glob.has_magic(argument):  # noqa: PTH110  as above
        found = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207  absolute and relative patterns alike
        return [Path(item) for item in found] or [path]
    return [path]


def _walk(folder: Path, faults: list[InputError], others: dict[str, int]) -> list[Located]:
    found = []

    def note(error: OSError) -> None:
        place = Path(error.filename)
        name = _bare(folder) if place == folder else writable(place.relative_to(folder).as_posix())
        faults.append(UnreadableSourceError(name, f"cannot be opened: {error.strerror}"))

    for root, folders, names in os.walk(folder, onerror=note):
        saved = {name for name in folders if is_saved_with_page(name, names.__contains__)}
        if saved:
            others["folder of a saved page"] = others.get("folder of a saved page", 0) + len(saved)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in saved)
        for name in sorted(names):
            path = Path(root, name)
            if name.startswith("."):
                continue
            if media_type := media_type_of(name):
                found.append(Located(path, writable(path.relative_to(folder).as_posix()), media_type))
            else:
                kind = writable(ending(name)) or "no ending"
                others[kind] = others.get(kind, 0) + 1
    return found
