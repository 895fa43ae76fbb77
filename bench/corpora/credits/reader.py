"""Finds the text of a case of this corpus in the shared data, and checks every offset against it."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROLES = frozenset({"publisher", "original", "agency", "author", "translator"})

_ATTRIBUTES = r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*>"
_UNSEEN = re.compile(r"(?is)<!--.*?-->|<(head|script|style|noscript|template|svg|iframe|select|textarea)\b.*?</\1\s*>")
_BLOCK = re.compile(
    r"(?i)</?(?:address|article|aside|blockquote|body|br|button|dd|details|div|dl|dt|fieldset|figcaption|figure|footer"
    r"|form|h[1-6]|header|hr|label|li|main|nav|ol|option|p|pre|section|summary|table|td|th|tr|ul)\b" + _ATTRIBUTES
)
_TAG = re.compile(r"<[a-zA-Z/!?]" + _ATTRIBUTES)


def page_text(markup: str) -> str:
    """Give the visible text of a page by regular expressions alone: no HTML parser's version moves an offset."""
    broken = _BLOCK.sub("\n", _UNSEEN.sub(" ", markup))
    lines = (" ".join(line.split()) for line in unescape(_TAG.sub("", broken)).splitlines())
    return "\n".join(line for line in lines if line)


def _page(path: Path) -> str:
    raw = gzip.decompress(path.read_bytes())
    try:
        return page_text(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return page_text(raw.decode("cp1252", "replace"))


@cache
def _articles(path: Path) -> dict[str, str]:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        rows = (json.loads(line) for line in lines)
        return {row["id"]: row["text"] for row in rows}


def cases() -> list[dict[str, Any]]:
    """Read all cases in their order."""
    lines = (HERE / "cases.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def text_of(case: dict[str, Any], shared: Path) -> str:
    """Give the text that the offsets of a case count in."""
    match case["source"]:
        case "own":
            return str(case["text"])
        case "german-news-2020":
            return _articles(shared / "data/articles/german-news-2020.jsonl.gz")[str(case["key"])]
        case "stories/nordkorea":
            return (shared / "stories/nordkorea" / str(case["key"])).read_bytes().decode("utf-8")
        case "pages":
            return _page(shared / "data/pages" / str(case["key"]))
        case other:
            raise ValueError(other)


def faults(shared: Path) -> list[str]:
    """List what is wrong: a changed text, offsets outside, blanks or brackets at an edge, a name not found."""
    found = []
    for case in cases():
        text = text_of(case, shared)
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
        if case.get("sha256", digest) != digest:
            found.append(f"{case['id']}: another text")
        for credit in case["credits"]:
            start, end = credit["start"], credit["end"]
            name = text[start:end]
            if credit["role"] not in ROLES or not 0 <= start < end <= len(text):
                found.append(f"{case['id']}: {credit}")
            elif name != name.strip(" \t\r\n\u00a0([/,;:|–-") or name != credit.get("name", name):
                found.append(f"{case['id']}: {start}-{end} is {name!r}")
    return found
