"""Runs the program as a user does: another process, real files, no knowledge of its insides."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROGRAM = Path(sys.executable).parent / "quellenlage"
EXAMPLE = Path(__file__).parents[2] / "examples" / "schafimpfstoff"
# Far more than any of these runs needs; a hang is a failure.
TIMEOUT_S = 120.0


@dataclass(frozen=True)
class Done:
    """How a run ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """Lines of standard error."""
        return self.err.splitlines()

    def objects(self) -> list[dict[str, Any]]:
        """Standard output as one JSON object a line."""
        return [json.loads(line) for line in self.out.splitlines()]


def run_program(
    *arguments: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None, **more: Any
) -> Done:
    """Run the program; whatever it is given, it never shows a traceback."""
    done = subprocess.run(
        [PROGRAM, *map(os.fspath, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONWARNINGS": "error", **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=TIMEOUT_S,
        check=False,
        **more,
    )
    out, err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
    for word in ("Traceback", "Exception ignored", "Warning:"):
        assert word not in err, err[-3000:]
    return Done(done.returncode, out, err)


Run = Callable[..., Done]
