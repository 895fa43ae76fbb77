"""Programs that were broken on purpose: what Python runs before them, in the whole tree of processes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

STARTS_OVER = """
import os, sys
words = sys.orig_argv
if "build" in words and "-o" in words:
    name = words[words.index("-o") + 1]
    if os.path.exists(name):
        os.unlink(name)
"""
KNOWS_THE_SEED = """
import sys
if "quellenlage" in " ".join(sys.orig_argv):
    import quellenlage.records.provenance as provenance
    make = provenance.make_id
    provenance.make_id = lambda *parts: make(*parts, str(hash("seed")))
"""
TELLS_THE_WORLD = """
import sys
if "quellenlage" in " ".join(sys.orig_argv):
    import socket
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.sendto(b"read", ("192.0.2.1", 9))
"""
CRASHES_ON_NUL = """
import sys
if "quellenlage" in " ".join(sys.orig_argv) or "driver" in " ".join(sys.orig_argv):
    import quellenlage.read.formats as formats
    for kind, reader in list(formats._READERS.items()):
        def careless(data, name, reader=reader):
            if b"\\0" in data:
                raise KeyError("NUL")
            return reader(data, name)
        formats._READERS[kind] = careless
"""
POISONED = """
import sys
if "quellenlage" in " ".join(sys.orig_argv) or "driver" in " ".join(sys.orig_argv):
    import ctypes, os
    import quellenlage.read.formats as formats
    def swell():
        held = []
        while True:
            held.append(bytearray(b"x" * (1 << 24)))
    def loop():
        while True:
            pass
    def deep(n=0):
        return deep(n + 1) + 1
    ways = {b"exit": lambda: os._exit(7), b"segfault": lambda: ctypes.string_at(0), b"loop": loop, b"memory": swell,
            b"stack": deep}
    def poisoned(data, name, reader=formats._READERS["text/plain"]):
        for way, act in ways.items():
            if b"Gift: " + way in data:
                act()
        return reader(data, name)
    formats._READERS["text/plain"] = poisoned
"""


def broken(fault: str, folder: Path) -> Mapping[str, str]:
    """The environment in which the program has a fault.

    Args:
        fault: Python that runs first.
        folder: For the file that holds it.
    """
    place = folder / "broken"
    place.mkdir(exist_ok=True)
    (place / "sitecustomize.py").write_text(fault, encoding="utf-8")
    return {"PYTHONPATH": str(place)}
