"""Strings that break programs: the Big List of Naughty Strings, and what is naughty to forms of our own."""

from __future__ import annotations

import json
import random
from pathlib import Path

_LIST = Path(__file__).parents[1] / "data" / "naughty" / "blns.json"
# Ways out of where a word may stand: text, attribute, style, comment, CDATA, template, Markdown, CSV, XML.
_OUT = (
    "", "\"", "'", "\">", "'>", "-->", "]]>", "</title>", "</style>", "</textarea>", "</svg>", "</bdi>", "</w:t></w:r>",
    "}}", "%}", "`", "](", "| ", "\n\n", "\r\n\r\n", "\u2028", "\x00", "\x1b]8;;", "\x85", "\ufeff", "\u202e", "\u2067",
    "\u2069", "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"), "&#x22;", "&quot;", "%22", "\\\"",
)  # fmt: skip
# What would run, fetch, or be a command there.
_IN = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<base href=//x.example>",
    "<meta http-equiv=refresh content=0;url=//x.example>", "<link rel=stylesheet href=//x.example>", "<w:br/>",
    " onmouseover=alert(1) x=", " style=background:url(//x.example)", "javascript:alert(1)", "data:text/html,<b>",
    "{{ 7 * 7 }}", "{% include '/etc/passwd' %}", "{0.__class__}{n}{words}", "${7*7}", "%(n)s %n %s", "__proto__",
    "![x](http://x.example/x)", "<http://x.example>", "[^1]: x", "# x", "=HYPERLINK(\"http://x.example\")", "@SUM(1)",
    " NOTEREF _Note1 \\h ", "<!ENTITY x SYSTEM \"file:///etc/passwd\">", "&x;", "../../../../etc/passwd", "NEAR(x y)",
    "title:x OR *", "\"x\" AND (", "x' OR '1'='1", "; DROP TABLE claim; --", "C:\\con\\aux", "file:///etc/passwd",
)  # fmt: skip


def naughty_strings(more: int = 120) -> tuple[str, ...]:
    """All of the list, then ``more`` of our own making, always the same."""
    listed = json.loads(_LIST.read_text(encoding="utf-8"))
    chance = random.Random(13)
    made = [f"{chance.choice(_OUT)}{chance.choice(_IN)}{chance.choice(_OUT)}Wort" for _ in range(more)]
    return tuple(dict.fromkeys([*listed, *made]))
