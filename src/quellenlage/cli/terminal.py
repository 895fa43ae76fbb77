"""What goes to the terminal: no text of articles or names of files commands it, no encoding stops it."""

from __future__ import annotations

import os
import re
import sys
from typing import TextIO

# Control characters of ASCII and Latin-1: the beginning of every escape sequence is one of them.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


def visible(text: str) -> str:
    """``text`` with a sign in the place of each control character, line ends too."""
    return _CONTROL.sub("\ufffd", text)


def visible_json(line: str) -> str:
    r"""A line of JSON with the control characters that JSON allows written as ``\\u00..``."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def tell(line: str) -> None:
    """Print one line on standard error."""
    print(visible(line), file=sys.stderr)


def write_any_letter() -> None:
    """Letters that the encoding of the terminal lacks become „?“ and no error."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def write_utf8(errors: str = "strict") -> None:
    """What programs read is UTF-8, whatever the terminal is set to."""
    sys.stdout.reconfigure(encoding="utf-8", errors=errors)  # type: ignore[union-attr]


def discard(stream: TextIO) -> None:
    """Lead what is still to be written to nowhere: Python would write it at exit and fail anew."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
