"""Runs the commands of the tutorial in their order and compares what it shows with what they print.

``python docs/tutorial_output.py`` writes shown lines anew, in both languages, that are printed no longer: each becomes
the printed line that is most like it. A line that is like none is named, and the exit code is 1.

A block may show an excerpt: each shown line must be a part of a printed one; runs of white space count as one
space. ``…`` stands for any words, and a shown line of ``…`` alone for any lines. ``ID`` in a command is the last
id that a line shown above it ends in, written there as ``…``.
"""

from __future__ import annotations

import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import click
import translation

DOCS = Path(__file__).parent
ROOT = DOCS.parent
TUTORIAL = DOCS / "tutorial.md"
EXAMPLE = Path("examples", "schafimpfstoff")
# Far more than any command of the tutorial needs; a hang is a failure.
TIMEOUT_S = 120.0
# How like a printed line must be to take the place of a shown one: from 0 to 1.
LIKENESS = 0.6

_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
_PROMPT = "$ quellenlage "
_HIDDEN = "…"
_ID = re.compile(r"\b[0-9a-f]{16}(?:[0-9a-f]{48})?\b")


@dataclass(slots=True)
class Replay:
    """A run of all commands of a page.

    Attributes:
        folder: Where they run; the example lies there as in the repository.
        faults: Commands that fail, and shown lines that are not printed.
        unlike: Those of the shown lines that are like no printed one.
    """

    folder: Path
    faults: list[str] = field(default_factory=list)
    unlike: list[str] = field(default_factory=list)
    _last_id: str = ""

    def page(self, text: str) -> str:
        """Run the commands of a page and return it with shown lines as they are printed now."""
        shutil.copytree(ROOT / EXAMPLE, self.folder / EXAMPLE)
        return _BLOCK.sub(lambda block: self._block(block[0]), text)

    def _block(self, text: str) -> str:
        written: list[str] = []
        printed: list[str] = []
        for line in text.splitlines():
            if line.startswith(_PROMPT):
                printed = self._run(line.removeprefix(_PROMPT))
                written.append(line)
            else:
                written.append(self._compared(line, printed))
        return "".join(f"{line}\n" for line in written)

    def _run(self, words: str) -> list[str]:
        arguments = [self._last_id if word == "ID" else word for word in shlex.split(words, comments=True)]
        done = subprocess.run(  # noqa: S603  words of our own page
            [sys.executable, "-m", "quellenlage", *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=TIMEOUT_S,
            check=False,
        )
        lines = [line.rstrip() for line in done.stdout.splitlines()]
        if done.returncode:
            said = lines[-1] if lines else "nothing"
            self.faults.append(f"quellenlage {words}: exit code {done.returncode}, said: {said}")
        return lines

    def _compared(self, shown: str, printed: list[str]) -> str:
        """The shown line, or the printed line that is most like it if it is printed no longer."""
        if shown.strip() in {"", _HIDDEN}:
            return shown
        pattern = re.compile("(.+)".join(map(re.escape, _collapsed(shown).split(_HIDDEN))))
        for line in map(_collapsed, printed):
            if match := pattern.search(line):
                ids = _ID.findall(match[0])
                self._last_id = ids[-1] if ids else self._last_id
                return shown
        self.faults.append(f"not printed: {shown}")
        hidden = {_collapsed(line): line for line in (_ID.sub(_HIDDEN, line) for line in printed)}
        nearest = difflib.get_close_matches(_collapsed(shown), hidden, 1, LIKENESS)
        if nearest:
            return hidden[nearest[0]]
        self.unlike.append(shown)
        return shown


def _collapsed(line: str) -> str:
    return " ".join(line.split())


def main() -> int:
    """Write the shown lines anew."""
    old = TUTORIAL.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        replay = Replay(Path(folder))
        new = replay.page(old)
    if new != old:
        TUTORIAL.write_text(new, encoding="utf-8")
        click.echo(f"written: {TUTORIAL.relative_to(ROOT).as_posix()}; read the diff")
    german = translation.GERMAN / TUTORIAL.name
    german.write_text(translation.with_blocks(german.read_text(encoding="utf-8"), new), encoding="utf-8")
    for fault in replay.faults:
        click.echo(fault, err=True)
    failed = [fault for fault in replay.faults if not fault.startswith("not printed: ")]
    return 1 if failed or replay.unlike else 0


if __name__ == "__main__":
    sys.exit(main())
