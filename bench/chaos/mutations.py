"""Inputs of all formats that something is wrong with, made by chance: always the same for a seed."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

from program import EXAMPLE

Change = Callable[[bytes, random.Random], bytes]
# What breaks readers: no text, marks of order, marks of direction, halves of pairs, ends of lines, joined signs.
_ODD = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", "\u202e".encode(), "\u2066".encode(), b"\xed\xa0\x80", "\u2028".encode(),
    b"\x85", "a\u0308\u0301\u0323".encode(), "👩‍👩‍👧".encode(), "김정은".encode(), "العربية".encode(), b"\x1b[31m",
    "„".encode() * 40, b"<" * 60, b"&#x110000;", b"&amp" * 20, b"]]>", b"\r", b"\x0c", "\ufffe".encode(),
)  # fmt: skip
_ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "utf-7", "cp1252", "cp437", "utf-8-sig", "iso-8859-15", "koi8-r")
_ENDINGS = (".txt", ".html", ".eml", ".rss", ".jsonl", ".json", ".atom", ".xml")


def write_inputs(folder: Path, count: int, chance: random.Random, found: tuple[Path, ...] = ()) -> None:
    """Fill a folder.

    Args:
        folder: Empty.
        count: How many files.
        chance: What decides.
        found: Files of other people's collections: half of the inputs, as they are or changed.
    """
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLE.glob("*.txt"))]
    for number in range(count):
        if found and number % 2:
            path = chance.choice(found)
            ending = path.suffix if path.suffix in _ENDINGS else chance.choice(_ENDINGS)
            data = path.read_bytes()[:200_000]
        else:
            ending = chance.choice(_ENDINGS)
            data = dress(chance.choice(texts), ending, chance)
        for _ in range(chance.choice((0, 1, 1, 2, 3))):
            data = chance.choice(CHANGES)(data, chance)
        (folder / f"{number:05}{ending}").write_bytes(data)


def dress(text: str, ending: str, chance: random.Random) -> bytes:
    """A text in a format."""
    title, _, rest = text.partition("\n")
    paragraphs = "".join(f"<p>{line}</p>\n" for line in rest.splitlines() if line.strip())
    page = (
        f"<!doctype html><html><head><title>{title}</title></head><body><article>{paragraphs}</article></body></html>"
    )
    item = {"title": title, "maintext": rest, "date_publish": chance.choice(_DAYS), "language": "de", "id": text[:9]}
    if ending == ".html":
        return page.encode()
    if ending == ".eml":
        head = f"From: Ute <u@x.example>\nSubject: {title}\nDate: {chance.choice(_DAYS)}\nMIME-Version: 1.0\n"
        kind = chance.choice(("text/plain; charset=utf-8", "text/html; charset=utf-8", "multipart/mixed; boundary=x"))
        return f"{head}Content-Type: {kind}\nContent-Transfer-Encoding: 8bit\n\n--x\n\n{rest}\n--x--\n".encode()
    if ending in (".rss", ".xml"):
        entry = f"<item><title>{title}</title><pubDate>{chance.choice(_DAYS)}</pubDate><description><![CDATA[{page}]]>"
        return f"<?xml version='1.0'?><rss><channel>{f'{entry}</description></item>' * 3}</channel></rss>".encode()
    if ending == ".atom":
        entry = f"<entry><title>{title}</title><content type='html'>{rest.replace('&', '')}</content></entry>"
        return f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry * 2}</feed>".encode()
    if ending == ".jsonl":
        return b"\n".join(json.dumps({**item, "id": str(n)}, ensure_ascii=bool(n % 2)).encode() for n in range(3))
    if ending == ".json":
        return json.dumps(item, ensure_ascii=False).encode()
    return text.encode()


_DAYS = ("2024-05-14", "0000-00-00", "30000-01-01", "14.05.2024", "gestern", "2024-13-45T99:99", "-1", "١٤ مايو", "")


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _behead(data: bytes, chance: random.Random) -> bytes:
    return data[chance.randint(0, len(data)) :]


def _flip(data: bytes, chance: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.choice((1, 5, 50))):
        if found:
            found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


def _insert(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 3, 20))):
        at = chance.randint(0, len(data))
        data = data[:at] + chance.choice(_ODD) + data[at:]
    return data


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start = chance.randint(0, len(data))
    part = data[start : start + chance.choice((3, 40, 500))]
    return data[:start] + part * chance.choice((20, 400)) + data[start:]


def _recode(data: bytes, chance: random.Random) -> bytes:
    return data.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")


def _doubly(data: bytes, chance: random.Random) -> bytes:
    wrong = data.decode("utf-8", "replace").encode("utf-8").decode("cp1252", "replace")
    return wrong.encode(chance.choice(("utf-8", "utf-16")), "replace")


def _nest(data: bytes, chance: random.Random) -> bytes:
    count = chance.choice((50, 2000))
    opening = chance.choice((b"<div>", b"<b><p>", b"[", b'{"a":', b"<blockquote>", "„".encode(), b"("))
    return opening * count + data


def _long(data: bytes, chance: random.Random) -> bytes:
    return (
        data
        + b" "
        + chance.choice((b"a", "ä".encode(), b"1", b"-", "\u0301".encode())) * chance.choice((5000, 200_000))
    )


def _splice(data: bytes, chance: random.Random) -> bytes:
    cut = chance.randint(0, len(data))
    return data[cut:] + data[:cut]


CHANGES: tuple[Change, ...] = (
    _cut, _behead, _flip, _insert, _repeat, _recode, _doubly, _nest, _long, _splice,
)  # fmt: skip
