"""Nothing leaves the machine: every command runs under a filter of the kernel that ends what wants to.

The filter (seccomp, Linux on x86-64 and ARM64) counts for all processes and all libraries below, not for Python alone.
Whoever opens a socket that can reach another machine is killed; where the page is served, whoever connects is.
"""

from __future__ import annotations

import ctypes
import platform
import socket
import struct
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from broken import TELLS_THE_WORLD, broken
from program import EXAMPLE, kill, run, start
from promise import Faults, Outcome, Promise, Trial

_FAMILIES = (socket.AF_INET, socket.AF_INET6, 17, 16)  # and AF_PACKET, AF_NETLINK
_NUMBERS = {"x86_64": (41, 42), "aarch64": (198, 203)}  # socket, connect
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_FORMS = (
    "jsonl",
    "html",
    "md",
    "docx",
    "csv",
    "xlsx",
    "ftm",
    "jsonld",
    "timeline",
    "graphml",
    "xmi",
    "sqlite",
    "datasette",
)
_PORT = 18765


def sealed(*, serves: bool = False) -> Callable[[], None]:
    """What a process does first, to be alone with its machine.

    Args:
        serves: Whether it may open sockets to be asked, but connect to nobody.
    """
    make, connect = _NUMBERS[platform.machine()]
    code = _load(0) + (_kill_if(connect) if serves else _kill_if_family(make, _FAMILIES)) + _return(_ALLOW)
    held = ctypes.create_string_buffer(code)
    program = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(held))
    libc = ctypes.CDLL(None, use_errno=True)

    def seal() -> None:
        no_new_privileges, filter_ = 38, 22
        if libc.prctl(no_new_privileges, 1, 0, 0, 0) or libc.prctl(filter_, 2, program, 0, 0):
            raise OSError(ctypes.get_errno(), "no filter")
        held.raw  # noqa: B018  kept until here

    return seal


def _load(offset: int) -> bytes:
    return struct.pack("HBBI", 0x20, 0, 0, offset)


def _return(value: int) -> bytes:
    return struct.pack("HBBI", 0x06, 0, 0, value)


def _kill_if(number: int) -> bytes:
    return struct.pack("HBBI", 0x15, 0, 1, number) + _return(_KILL)


def _kill_if_family(number: int, families: tuple[int, ...]) -> bytes:
    """The number of the call, then its first argument; one comparison a family leads to the end."""
    tests = b"".join(
        struct.pack("HBBI", 0x15, len(families) - at - 1, 0 if at < len(families) - 1 else 1, family)
        for at, family in enumerate(families)
    )
    return struct.pack("HBBI", 0x15, 0, len(families) + 2, number) + _load(16) + tests + _return(_KILL)


def alone(trial: Trial, env: Mapping[str, str] | None = None) -> Outcome:
    """Run every command so."""
    if sys.platform != "linux" or platform.machine() not in _NUMBERS:
        return Outcome(0, ("there is no such filter on this machine",))
    faults, place, tried = Faults(), trial.folder, 0
    story = place / "d.db"
    later = place / "later.txt"
    later.write_text("Der Hafen von Musterstadt bleibt zu, sagte Hafenmeisterin Ute Brandt am Montag.\n", "utf-8")
    commands: list[tuple[str | Path, ...]] = [
        ("build", EXAMPLE, later, "-o", story),
        ("show", story),
        ("search", story, "Impfstoff"),
        ("check", story),
        ("review", "date", story, "1", "2024-05-14", "--who", "chaos"),
        ("remove", story, "9"),
        *(("export", story, "-f", form, "-o", place / f"out.{form}") for form in _FORMS),
    ]
    for command in commands if env is None else commands[:2]:
        done = run(*command, env=env, before=sealed())
        tried += 1
        faults.unless(not done.surprise and not done.code, f"{command[0]}: {done.surprise or done.err}")
    if env is None:
        faults.unless(_served(story), "the page is not served without a way out")
        tried += 1
    return Outcome(tried, tuple(faults.found))


def _served(story: Path) -> bool:
    """Whether the page answers in a process that can connect to nobody."""
    process = start("serve", story, "--port", str(_PORT), before=sealed(serves=True))
    try:
        for _ in range(200):
            time.sleep(0.1)
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{_PORT}/de/claims") as answer:
                return bool(answer.status == 200)
        return False
    finally:
        kill(process)


def talks(trial: Trial) -> Outcome:
    """The same with a program that sends a word to another machine."""
    return alone(trial, broken(TELLS_THE_WORLD, trial.folder))


NETWORK = Promise(
    name="nothing leaves the machine: every command under a kernel filter that kills who opens a socket",
    times=1,
    unit="commands",
    keep=alone,
    plant=talks,
    fault="a program that sends one datagram",
    most=1,
)
