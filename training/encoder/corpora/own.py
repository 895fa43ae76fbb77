"""Passages that we wrote, and quotations that we marked in other people's open texts.

``passages.jsonl`` holds our own text with tags in it: ``<q1 indirect speech>`` quotes with type and medium,
``<c1>`` cue, ``<s1>`` speaker, ``<a1>`` addressee of quotation 1, ``<PER>`` ``<LOCderiv>`` ... names.
``marks.jsonl`` and ``names.jsonl`` hold offsets into texts that are not ours: file, id, range of the passage.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from corpora.names import blocks
from corpora.quotations import Marked, label
from corpora.sample import MEDIA, NAME_KINDS, NAME_OPEN, NAME_TAGS, QUOTATION_TYPES, Passage
from corpora.trees import texts

_Span = tuple[int, int]
# Sentences of a text as the program cuts them: words as offsets.
Cut = Callable[[str], list[list[_Span]]]
_TAG = re.compile(r"<(/?)([a-zA-Z]+?)(\d*)((?: \w+)*)>")
_PARTS = {"q": "quote", "c": "cue", "s": "speaker", "a": "addressee"}


def read_passages(path: Path, cut: Cut) -> Iterator[Passage]:
    """Our own text with quotations and names."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, quotations, names = untag(row["text"])
        yield _passage("own", f"own:{row['id']}", text, quotations, cut, names=names)


def read_marks(path: Path, data: Callable[[str], Path], cut: Cut) -> Iterator[Passage]:
    """Quotations in other people's open text."""
    for key, text, row in _marked(path, data):
        yield _passage("marks", key, text, row["quotations"], cut)


def read_names(path: Path, data: Callable[[str], Path], cut: Cut) -> Iterator[Passage]:
    """Names in other people's open text."""
    for key, text, row in _marked(path, data):
        spans = [span for sentence in cut(text) for span in sentence]
        labels = {"names": _name_tags(text, spans, row["names"])}
        ends = list(accumulate(len(sentence) for sentence in cut(text)))
        sentences = tuple(zip([0, *ends], ends, strict=False))
        yield Passage("names", key, tuple(text[a:b] for a, b in spans), sentences, labels, loose=len(sentences) == 1)


def _marked(path: Path, data: Callable[[str], Path]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Key of the split, text and marks of every passage of other people's text."""
    sources = {"smartdata": smartdata, "germeval14-test": germeval, "ud": treebanks}
    found = {name: read(data) for name, read in sources.items()}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        key = str(row["id"]) if row["source"] == "ud" else f"{row['source']}:{row['id']}"
        yield key, found[row["source"]][str(row["id"])][row["start"] : row["end"]], row


def untag(tagged: str) -> tuple[str, list[dict[str, Any]], list[tuple[int, int, str]]]:
    """Text without tags, quotations with offsets, names with offsets.

    Raises:
        ValueError: Tags do not nest.

    >>> untag('<c1>Laut</c1> <s1><PER>Eva</PER></s1> <q1 indirect speech>kam er</q1>.')[0]
    'Laut Eva kam er.'
    """
    text, at = "", 0
    opened: list[tuple[str, str, list[str], int]] = []
    quotations: dict[str, dict[str, Any]] = defaultdict(lambda: {p: [] for p in _PARTS.values()})
    names = []
    for match in _TAG.finditer(tagged):
        text += tagged[at : match.start()]
        at = match.end()
        closing, kind, number, words = match[1], match[2], match[3], match[4].split()
        if not closing:
            opened.append((kind, number, words, len(text)))
            continue
        if not opened or opened[-1][:2] != (kind, number):
            raise ValueError(f"tags do not nest at {match[0]}: {tagged[:60]}")
        _, _, description, start = opened.pop()
        if kind in NAME_KINDS:
            names.append((start, len(text), kind))
        else:
            quotations[number][_PARTS[kind]].append([start, len(text)])
            if kind == "q" and description:
                quotations[number].update(type=description[0], medium=description[1])
    if opened:
        raise ValueError(f"a tag is not closed: {tagged[:60]}")
    return text + tagged[at:], list(quotations.values()), names


def smartdata(data: Callable[[str], Path]) -> dict[str, str]:
    """News, posts and traffic reports by id."""
    with gzip.open(data("events/smartdata-train.json.gz"), "rt", encoding="utf-8") as file:
        raw = file.read()
    decoder, found, at = json.JSONDecoder(), {}, 0
    while at < len(raw):
        if raw[at].isspace():
            at += 1
            continue
        document, at = decoder.raw_decode(raw, at)
        found[document["id"]] = document["text"]["string"]
    return found


def germeval(data: Callable[[str], Path]) -> dict[str, str]:
    """Tokens of a sentence joined by blanks, by its number."""
    lines = data("entities/germeval14-test.tsv").read_text(encoding="utf-8").splitlines()
    return {str(n): " ".join(row[1] for row in rows) for n, rows in enumerate(blocks(lines, comment="#\t"))}


def treebanks(data: Callable[[str], Path]) -> dict[str, str]:
    """Text of a sentence by key."""
    files = ("syntax/de_gsd-ud-test.conllu", "syntax/de_gsd-ud-dev.conllu", "syntax/de_pud-ud-test.conllu")
    return {key: text for name in files for key, text, _ in texts(data(name))}


def _passage(
    corpus: str,
    key: str,
    text: str,
    quotations: Sequence[dict[str, Any]],
    cut: Cut,
    names: Sequence[tuple[int, int, str]] | None = None,
) -> Passage:
    spans = cut(text)
    words = [span for sentence in spans for span in sentence]
    ends = [sum(map(len, spans[: i + 1])) for i in range(len(spans))]
    sentences = [(end - len(sentence), end) for sentence, end in zip(spans, ends, strict=True)]

    def to_words(places: list[list[int]]) -> list[_Span]:
        hits = [[i for i, (a, b) in enumerate(words) if a < end and start < b] for start, end in places]
        return [(hit[0], hit[-1] + 1) for hit in hits if hit]

    marked = [
        Marked(
            *(to_words(q.get(part, [])) for part in ("quote", "cue", "speaker", "addressee")),
            type=q["type"] if q.get("type") in QUOTATION_TYPES else "",
            medium=q["medium"] if q.get("medium") in MEDIA else "",
        )
        for q in quotations
    ]
    passage = label(corpus, key, [text[a:b] for a, b in words], sentences, marked)
    if names is not None:
        passage.labels["names"] = _name_tags(text, words, names)
    return passage


def _name_tags(text: str, words: Sequence[_Span], names: Sequence[Sequence[Any]]) -> list[int]:
    """Tags of words for names that are given by offsets and kind.

    Compounds ("US-Präsident") that are not marked may hold a name as a part all the same.
    """
    tags = [NAME_OPEN if "-" in text[a:b] else 0 for a, b in words]
    for start, end, kind in names:
        hit = [i for i, (a, b) in enumerate(words) if a < end and start < b]
        if hit:
            # A name with a hyphen behind it is a part of its word ("UN-Sprecher").
            is_part = "-" in text[end : words[hit[-1]][1]]
            whole = f"{kind.removesuffix('deriv').removesuffix('part')}part" if is_part else kind
            inside = NAME_TAGS.index(f"I-{whole}")
            tags[hit[0] : hit[-1] + 1] = [NAME_TAGS.index(f"B-{whole}")] + [inside] * (len(hit) - 1)
    return tags
