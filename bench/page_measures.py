"""Pages: what is kept of them, and what each line is; the extractor alone beside it."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import htmldate
import trafilatura

from encoder_data import CORPORA
from measure import Measure, Slip
from quellenlage.clean.document import clean_source
from quellenlage.clean.furniture import Line, find_blocks
from quellenlage.errors import InputError
from quellenlage.lang.loader import load_language
from quellenlage.read.html import read_html
from quellenlage.records.document import BlockType, Source, published
from quellenlage.text.span import split_lines, strip
from scoring import Score, Tally, score_f1, score_macro, score_share

PAGES = Path("data/pages")
EXPECTED = PAGES / "trafilatura" / "expected.json"
FUNDUS = PAGES / "fundus"
MARKED = CORPORA / "page_lines"
# What readers write is furniture; the contract has no type of its own for it.
_RENAMED = {"comment": "navigation"}
_STORY = (BlockType.STANDFIRST, BlockType.HEADING, BlockType.BODY)
_WORD = re.compile(r"\w+")
# From so many characters on, and with a full stop, the ten lines take a line for a paragraph.
_LONG = 80


def measure_pages(shared: Path) -> tuple[Measure, ...]:
    """Everything that is measured on pages."""
    return (_strings(shared), _bodies(shared), _dates(shared), *_lines(shared))


def _strings(shared: Path) -> Measure:
    """Wanted and unwanted stretches of 310 pages, counted as trafilatura counts them."""
    system, alone, slips = [], [], []
    for row in json.loads((shared / EXPECTED).read_text(encoding="utf-8")).values():
        data = _page(shared / PAGES / "trafilatura" / f"{row['file']}.gz")
        kept = _kept(data, row["file"])
        system.append(_tally(row, kept))
        alone.append(_tally(row, trafilatura.extract(data, include_comments=False, deduplicate=False) or ""))
        # Only every second page is shown: the rest stays unread.
        if int(hashlib.sha256(row["file"].encode()).hexdigest(), 16) % 2 == 0:
            slips += [Slip("missing", row["file"], w) for w in row["with"] if not _holds(kept, w)]
            slips += [Slip("not wanted", row["file"], w) for w in row["without"] if _holds(kept, w)]
    return Measure(
        name="pages: wanted strings F1", score=score_f1(system), baseline=score_f1(alone).value, slips=tuple(slips)
    )


def _tally(row: dict[str, Any], kept: str) -> Tally:
    met = sum(_holds(kept, words) for words in row["with"])
    return Tally(met, met + sum(_holds(kept, words) for words in row["without"]), len(row["with"]))


def _holds(text: str, words: str) -> bool:
    return " ".join(words.split()) in " ".join(text.split())


def _bodies(shared: Path) -> Measure:
    """Words of standfirst, headings and paragraphs on pages of publishers of whom no page was trained on."""
    system, alone, slips = [], [], []
    for name, data, gold in published_pages(shared):
        wanted = Counter(_words([*gold["body"]["summary"], *_sections(gold)]))
        source = _read(data, name)
        lines = find_blocks(source.text, load_language("de"), source.chosen, source.regions) if source else ()
        kept = Counter(_words(line.span.of(source.text) for line in lines if source and line.type in _STORY))
        other = Counter(_words([trafilatura.extract(data, include_comments=False, deduplicate=False) or ""]))
        system.append(_shared(wanted, kept))
        alone.append(_shared(wanted, other))
        slips += [Slip("too much", name, " ".join(kept - wanted)), Slip("missing", name, " ".join(wanted - kept))]
    return Measure(
        name="pages: body words F1", score=score_f1(system), baseline=score_f1(alone).value, slips=tuple(slips)
    )


def _dates(shared: Path) -> Measure:
    """Whether the day of publication is right that the markup states."""
    right, alone, slips = [], [], []
    for name, data, gold in published_pages(shared):
        day = str(gold["publishing_date"])[:10]
        source = _read(data, name)
        said = published(source.statements) if source else None
        found = said.day.isoformat() if said and said.day else ""
        right.append(found == day)
        alone.append(htmldate.find_date(data, original_date=True) == day)
        slips += [Slip("wrong day", name, f"{found} is {day}")] * (found != day)
    score = score_share(sum(right), len(right))
    return Measure(name="pages: day of markup", score=score, baseline=sum(alone) / len(alone), slips=tuple(slips))


def _sections(gold: dict[str, Any]) -> Iterator[str]:
    for section in gold["body"]["sections"]:
        yield from (*section["headline"], *section["paragraphs"])


def _shared(wanted: Counter[str], kept: Counter[str]) -> Tally:
    return Tally((wanted & kept).total(), kept.total(), wanted.total())


def published_pages(shared: Path) -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """Pages of publishers that measure, each with the record that belongs to it."""
    measuring = _measuring_publishers()
    for path in sorted((shared / FUNDUS).glob("*/*.json")):
        if path.stem not in measuring:
            continue
        versions = list(json.loads(path.read_text(encoding="utf-8")).values())
        for page in sorted(path.parent.glob(f"{path.stem}_*.html.gz")):
            data = _page(page)
            source = _read(data, page.name)
            there = set(_words([source.text])) if source else set()
            gold = max(versions, key=lambda version: _share(_words(_sections(version)), there))
            yield page.name, data, gold


def _share(words: Sequence[str], there: set[str]) -> float:
    return sum(word in there for word in words) / max(len(words), 1)


def _measuring_publishers() -> frozenset[str]:
    """Publishers of whom a page is marked line by line; those of the others train (``training/lines``)."""
    return frozenset(row["page"].rpartition("/")[2].partition("_")[0] for row in _rows("cases.jsonl"))


def _lines(shared: Path) -> Iterator[Measure]:
    """All types of lines, on 60 pages marked by hand: as text, and with the markup."""
    gold = {row["id"]: _kinds(row["lines"]) for row in _rows("cases.jsonl")}
    second = {row["id"]: _kinds(row["lines"]) for row in _rows("second.jsonl")}
    text, page, simple, slips = {}, {}, {}, []
    for row in _rows("cases.jsonl"):
        source = _read(_page(shared / PAGES / row["page"]), row["page"])
        if source is None:
            raise ValueError(f"{row['page']} cannot be read")
        keys, words = [key for key, _ in row["lines"]], _words_by_key(source.text)
        language = load_language("de")
        text[row["id"]] = _found(keys, source, find_blocks(source.text, language))
        page[row["id"]] = _found(keys, source, find_blocks(source.text, language, source.chosen or (), source.regions))
        simple[row["id"]] = [_simple(words.get(key, "")) for key in keys]
        for key, want, have in zip(keys, gold[row["id"]], text[row["id"]], strict=True):
            if want != have:
                slips.append(Slip(f"{want} as {have}", row["id"], words.get(key, "")[:100]))
    for name, found in (("as text", text), ("with markup", page)):
        yield Measure(
            name=f"pages: types of lines {name}, macro F1",
            score=_macro(gold, found),
            baseline=_macro(gold, simple).value,
            second=_macro({key: gold[key] for key in second}, second).value,
            slips=tuple(slips) if found is text else (),
        )


def _macro(gold: dict[str, list[str]], found: dict[str, list[str]]) -> Score:
    return score_macro([list(zip(kinds, found[key], strict=True)) for key, kinds in gold.items()])


def _kinds(lines: Sequence[tuple[str, str]]) -> list[str]:
    return [_RENAMED.get(kind, kind) for _, kind in lines]


def _simple(words: str) -> str:
    """Ten lines: what is long and ends with a full stop is a paragraph, the rest is furniture."""
    return "body" if len(words) > _LONG and words.endswith(".") else "navigation"


def _found(keys: Sequence[str], source: Source, lines: Sequence[Line]) -> list[str]:
    """The type of every line, found again by the hash of its words; of one that is cut in two, that of the second."""
    ends = {line.span.end: line for line in lines}
    queues: dict[str, deque[str]] = defaultdict(deque)
    for span in split_lines(source.text):
        line = ends.get(strip(span, source.text).end)
        if line is not None:
            queues[_key(span.of(source.text))].append(str(line.type))
    return [queues[key].popleft() if queues[key] else "navigation" for key in keys]


def _words_by_key(text: str) -> dict[str, str]:
    return {_key(span.of(text)): " ".join(span.of(text).split()) for span in split_lines(text)}


def _key(words: str) -> str:
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:8]


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (MARKED / name).read_text(encoding="utf-8").splitlines()]


def _page(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


def _read(data: bytes, name: str) -> Source | None:
    try:
        return read_html(data, name)
    except InputError:
        return None


def _kept(data: bytes, name: str) -> str:
    source = _read(data, name)
    try:
        return clean_source(source, load_language("de")).text if source else ""
    except InputError:
        return ""


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in _WORD.findall(text)]
