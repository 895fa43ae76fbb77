"""German pages beside the English ones: which belong together, and what both must have in common.

The German page of ``docs/x.md`` is ``docs/de/x.md``, that of ``README.md`` is ``README.de.md``. English is the
original: blocks of code and the figures of the README are copied from there by ``docs/generate.py``.

``python docs/translation.py`` names the English parts that have changed since they were translated; ``--seen`` says
that the German pages have followed.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

import click

DOCS = Path(__file__).parent
ROOT = DOCS.parent
GERMAN = DOCS / "de"
# Hashes of the English parts that were translated, by page.
SEEN = GERMAN / "translated.json"
# Enough of a hash to tell the parts of one page apart.
_HASH = 8
# Pages that wait for their translation; a test fails for one that has come.
ENGLISH_ONLY: frozenset[str] = frozenset()
# Notes of the developers for one another; the German pages themselves.
_OTHER_FOLDERS = frozenset({"decisions", "de"})
# How pages begin that are written from the code or by a run.
_WRITTEN = "<!-- Written by "

_FENCE = re.compile(r"^ *```.*?^ *```$", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"\s+# .*$|^# .*$", re.MULTILINE)
_COUNTS = re.compile(r"<!-- (?:counts|figures): .*?<!-- end of (?:counts|figures) -->", re.DOTALL)
_NOTE = re.compile(r"<!--.*?-->", re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)")
_PICTURE = re.compile(r"!\[[^\]\n]+\]\(([^)\s]+)\)")
_ITEM = re.compile(r"^(?:-|\d+\.) ", re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# Shorter ones may be words in the other language.
_DIGITS = 3


def pairs() -> list[tuple[Path, Path]]:
    """Every English page for readers, with the place of its German one."""
    pages = (p for p in sorted(DOCS.rglob("*.md")) if p.relative_to(DOCS).parts[0] not in _OTHER_FOLDERS)
    found = [(p, GERMAN / p.relative_to(DOCS)) for p in pages if not p.read_text(encoding="utf-8").startswith(_WRITTEN)]
    return [(ROOT / "README.md", ROOT / "README.de.md"), *found]


def blocks(text: str) -> list[str]:
    """Blocks of code, without the lists of pages that only the site reads."""
    return [block for block in _FENCE.findall(text) if "```{toctree}" not in block]


def without_comments(block: str) -> str:
    """What a block does: its comments may be in another language."""
    return _COMMENT.sub("", block)


def with_blocks(german: str, english: str) -> str:
    """A German page with the blocks of the English one; lines that differ in their comment alone stay."""
    old, new = blocks(german), blocks(english)
    if len(old) != len(new):
        return german
    rest = iter([_with_lines(b, a) for a, b in zip(new, old, strict=True)])
    return _FENCE.sub(lambda m: m[0] if "```{toctree}" in m[0] else next(rest), german)


def _with_lines(german: str, english: str) -> str:
    known = {words: line for line in german.splitlines() if (words := without_comments(line))}
    return "\n".join(known.get(without_comments(line), line) for line in english.splitlines())


def shape(text: str) -> list[str]:
    """The parts of a page in their order: headings by level, tables by rows, lists by items, paragraphs."""
    parts = []
    for part in re.split(r"\n\s*\n", _NOTE.sub("", _FENCE.sub("", text))):
        words = part.strip()
        if words.startswith("#"):
            parts.append(f"heading of level {len(words) - len(words.lstrip('#'))}")
        elif words.startswith("|"):
            parts.append(f"table of {len(words.splitlines())} rows")
        elif items := len(_ITEM.findall(words)):
            parts.append(f"list of {items}")
        elif words:
            parts.append("paragraph")
    return parts


def parts(text: str) -> dict[str, str]:
    """The words of a page part by part, without blocks of code, by their hash; how lines are broken does not count."""
    plain = _NOTE.sub("", _COUNTS.sub("", _FENCE.sub("", text)))
    found = (" ".join(part.split()) for part in re.split(r"\n\s*\n", plain))
    return {hashlib.sha256(part.encode()).hexdigest()[:_HASH]: part for part in found if part}


def changed() -> list[tuple[str, str]]:
    """Page and words of every English part that is not as it was when it was translated."""
    seen = json.loads(SEEN.read_text(encoding="utf-8")) if SEEN.is_file() else {}
    pages = [(english.relative_to(ROOT).as_posix(), english) for english, german in pairs() if german.is_file()]
    return [
        (name, part)
        for name, page in pages
        for key, part in parts(page.read_text(encoding="utf-8")).items()
        if key not in seen.get(name, ())
    ]


def names(text: str) -> set[str]:
    """What stands in backticks: fields, files, options."""
    return set(_CODE.findall(_FENCE.sub("", text)))


def numbers(text: str) -> set[str]:
    """Numbers of three digits or more, however they are divided."""
    prose = _LINK.sub("", _CODE.sub("", _FENCE.sub("", text)))
    found = {re.sub(r"\D", "", number) for number in _NUMBER.findall(prose)}
    return {number for number in found if len(number) >= _DIGITS}


def pictures(page: Path) -> list[Path]:
    """The pictures of a page."""
    return [(page.parent / target).resolve() for target in _PICTURE.findall(page.read_text(encoding="utf-8"))]


def aims(page: Path) -> set[Path]:
    """The files that a page links to; German pages count as their English ones."""
    found = set()
    originals = {german: english for english, german in pairs()}
    for target in _LINK.findall(_FENCE.sub("", page.read_text(encoding="utf-8"))):
        file = target.partition("#")[0]
        if file and not re.match(r"[a-z]+:", target):
            aim = (page.parent / file).resolve()
            found.add(originals.get(aim, aim))
    return found


@click.command()
@click.option("--seen", is_flag=True, help="The German pages say what the English ones say now.")
def command(seen: bool) -> None:
    """Name the English parts that have changed since they were translated."""
    if seen:
        pages = [english for english, german in pairs() if german.is_file()]
        known = {p.relative_to(ROOT).as_posix(): list(parts(p.read_text(encoding="utf-8"))) for p in pages}
        SEEN.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
        return
    found = changed()
    for name, part in found:
        click.echo(f"{name}: {part}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    command()
