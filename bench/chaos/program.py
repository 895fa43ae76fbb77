"""The program as users run it: another process, real files, limits of the machine."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

PROGRAM = (sys.executable, "-m", "quellenlage")
EXAMPLE = Path(__file__).parents[2] / "examples" / "schafimpfstoff"
# What no run of a few articles may take; what does is taken to hang.
SECONDS = 120.0
_SURPRISES = ("Traceback", "Exception ignored", "Warning:")


@dataclass(frozen=True, slots=True)
class Done:
    """How a run ended.

    Attributes:
        code: Its exit code, negative after a signal; None where it had to be killed because it hung.
        out: Standard output.
        err: Standard error.
    """

    code: int | None
    out: str
    err: str

    @property
    def surprise(self) -> str:
        """What a user must never see: a hang, death by a signal, a traceback."""
        if self.code is None:
            return f"hangs for {SECONDS:g} seconds"
        if self.code < 0:
            return f"died of {signal.Signals(-self.code).name}"
        return next((f"{word} on standard error: {self.err[-400:]}" for word in _SURPRISES if word in self.err), "")


def start(
    *arguments: str | Path, env: Mapping[str, str] | None = None, before: Callable[[], None] | None = None
) -> subprocess.Popen[bytes]:
    """Run the program in a session of its own, so that it can be killed with its workers."""
    return subprocess.Popen(
        [*PROGRAM, *map(os.fspath, arguments)],
        env={**os.environ, "OMP_NUM_THREADS": "1", **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=before,
    )


def run(
    *arguments: str | Path,
    env: Mapping[str, str] | None = None,
    before: Callable[[], None] | None = None,
    seconds: float = SECONDS,
) -> Done:
    """Run the program to its end."""
    process = start(*arguments, env=env, before=before)
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        kill(process)
        return Done(None, "", "")
    return Done(process.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a run with all its workers, without a warning."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def check(dossier: Path) -> tuple[str, tuple[str, ...]]:
    """The hash of a dossier by ``check``, and its faults."""
    done = run("check", dossier, "--json")
    if done.surprise or not done.out.startswith("{"):
        return "", (done.surprise or done.err,)
    told = json.loads(done.out)
    return told["hash"], tuple(told["faults"])


def limited(kind: int, amount: int) -> Callable[[], None]:
    """A limit of the system that a process begins with."""
    return lambda: resource.setrlimit(kind, (amount, amount))
