"""Inputs that are small and want much, or want what is not theirs: bounded in time and memory, and refused."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from broken import CRASHES_ON_NUL, broken
from malformed import drive
from promise import Faults, Outcome, Promise, Trial

_SECRET = "EIN-GEHEIMES-WORT-DER-MASCHINE"
_PROSE = "Die Behörde teilte am Montag mit, dass der Hafen nicht geöffnet werde. Das sagte Ute Brandt. "


def _lol(levels: int) -> str:
    lines = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, levels)]
    return f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "{"x" * 50}">{"".join(lines)}]>'


def _feed(inner: str, head: str = "") -> bytes:
    return (
        f"{head}<rss><channel><item><title>T</title><description>{inner}</description></item></channel></rss>".encode()
    )


def _zip(inner: bytes, times: int) -> bytes:
    for _ in range(times):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("../../inner.txt", inner)
        inner = file.getvalue()
    return inner


def _external(secret: Path) -> bytes:
    return _feed("&x;", f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file://{secret}">]>')


BOMBS: Mapping[str, Callable[[Path], bytes]] = {
    "entities.rss": lambda secret: _feed("&a8;", _lol(9)),
    "entities.atom": lambda secret: _feed("&a8;", _lol(9)),
    "quadratic.xml": lambda secret: _feed("&a0;" * 100_000, _lol(1).replace("x" * 50, "x" * 20_000)),
    "external.rss": _external,
    "external.xml": lambda secret: _feed("x", f'<!DOCTYPE r SYSTEM "file://{secret}">'),
    "include.html": lambda secret: (
        f'<p>{_PROSE * 3}<object data="file://{secret}"><iframe src="file://{secret}">'.encode()
    ),
    "deep.html": lambda secret: b"<div>" * 100_000 + _PROSE.encode(),
    "deep-inline.html": lambda secret: (f"<p>{_PROSE * 3}" + "<b><i>" * 50_000).encode(),
    "table.html": lambda secret: b"<table><tr><td>" * 20_000 + _PROSE.encode(),
    "attribute.html": lambda secret: f'<p title="{"a" * 5_000_000}">{_PROSE * 3}</p>'.encode(),
    "attributes.html": lambda secret: f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>{_PROSE * 3}</p>".encode(),
    "references.html": lambda secret: ("&amp;" * 300_000 + _PROSE * 3).encode(),
    "scripts.html": lambda secret: (f"<p>{_PROSE * 3}" + "<script><!--" * 50_000).encode(),
    "deep.json": lambda secret: b"[" * 500_000,
    "deep-object.json": lambda secret: b'{"maintext":' * 200_000,
    "number.jsonl": lambda secret: b'{"maintext": "x", "n": ' + b"9" * 1_000_000 + b"}",
    "line.jsonl": lambda secret: json.dumps({"maintext": _PROSE * 120_000}).encode(),
    "parts.eml": lambda secret: b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 60_000,
    "nested.eml": lambda secret: b"Subject: x\nContent-Type: message/rfc822\n\n" * 5000,
    "header.eml": lambda secret: b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\n" + _PROSE.encode(),
    "boundary.eml": lambda secret: b"Content-Type: multipart/mixed; boundary=" + b"-" * 50_000 + b"\n\n--\n",
    "gzip.txt": lambda secret: gzip.compress(b"\0" * 200_000_000),
    "zip.txt": lambda secret: _zip(b"\0" * 50_000_000, 3),
    "zip.html": lambda secret: _zip(b"\0" * 50_000_000, 2),
    "name.jsonl": lambda secret: json.dumps(
        {"maintext": _PROSE * 3, "url": f"file://{secret}", "id": "../../x\0"}
    ).encode(),
    "slash.json": lambda secret: json.dumps({"maintext": _PROSE * 3, "id": "/etc/passwd", "title": "../.."}).encode(),
    "marks.txt": lambda secret: ("„" * 60_000 + _PROSE * 3).encode(),
    "brackets.txt": lambda secret: ("(" * 60_000 + _PROSE * 3 + "[" * 60_000).encode(),
    "word.txt": lambda secret: (_PROSE * 3 + "Donaudampfschiff" * 15_000).encode(),
    "digits.txt": lambda secret: (_PROSE * 3 + "1." * 60_000).encode(),
    "joined.txt": lambda secret: (_PROSE * 3 + "a" + "\u0301" * 60_000).encode(),
}


def explode(trial: Trial, env: Mapping[str, str] | None = None) -> Outcome:
    """Build all of them, beside links that lead out of the folder."""
    faults, folder, outside = Faults(), trial.folder / "pile", trial.folder / "outside"
    folder.mkdir()
    outside.mkdir()
    secret = outside / "secret.txt"
    secret.write_text(_SECRET, encoding="utf-8")
    for name, make in BOMBS.items():
        (folder / name).write_bytes(make(secret))
    (folder / "round").symlink_to(folder, target_is_directory=True)
    (folder / "out").symlink_to(outside, target_is_directory=True)
    (folder / "null.txt").symlink_to("/dev/zero")
    dossier = trial.folder / "d.db"
    told, why = drive(folder, dossier, env=env)
    faults.unless(told, why)
    for source, _, reason in told.get("inputs", ()):
        bad = "the program failed" in reason or "took longer" in reason or "memory" in reason or "process end" in reason
        faults.unless(not bad, f"{source}: {reason}")
    if told:
        faults.unless(_SECRET.encode() not in dossier.read_bytes(), "a file outside the folder was read")
    there = {path.name for path in trial.folder.iterdir()} - {"pile", "outside", "d.db", "broken"}
    faults.unless(not there, f"written outside: {there}")
    return Outcome(len(BOMBS) + 3, tuple(faults.found))


def planted(trial: Trial) -> Outcome:
    """The same with a reader that fails on NUL."""
    return explode(trial, broken(CRASHES_ON_NUL, trial.folder))


BOMBS_ROW = Promise(
    name="bombs (entities, nesting, packing, long lines), external entities, paths, links: bounded",
    times=1,
    unit="inputs",
    keep=explode,
    plant=planted,
    fault="a reader that fails on NUL",
    most=1,
)
