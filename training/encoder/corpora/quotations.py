"""Quotation roles: the Bundestag speeches of SpkAtt and the German news quotations of GNQA."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora.sample import MEDIA, QUOTATION_TYPES, UNKNOWN, Link, Passage, bio

_Spans = list[tuple[int, int]]
# Wider than the marks of ``lang``: corpora also hold those of typewriters and of other languages.
OPENING, CLOSING = frozenset("„“\"»«‚‘'”›‹"), frozenset("“”\"«»‘’'›‹")
# GNQA marks speech, writing and thought, and their mixtures by initials: those stay open.
_GNQA_MEDIUM = {"Speech": "speech", "Writing": "writing", "Thought": "thought"}


@dataclass(frozen=True, slots=True)
class Marked:
    """One quotation: every part as spans of words; type and medium empty if nobody has marked them."""

    quote: _Spans
    cue: _Spans
    speaker: _Spans
    addressee: _Spans
    type: str = ""
    medium: str = ""


def read_spkatt(path: Path) -> Iterator[Passage]:
    """Speeches: message, cue, source and addressee."""
    for speech in _rows(path):
        sentences, words = _sentences(sentence["Tokens"] for sentence in speech["Sentences"])

        def spans(places: list[str], starts: list[tuple[int, int]] = sentences) -> _Spans:
            numbers = sorted(starts[int(s)][0] + int(t) for s, t in (place.split(":") for place in places))
            return runs(numbers)

        marked = [
            Marked(spans(a["Message"]), spans(a["Cue"]), spans(a["Source"]), spans(a["Addr"]))
            for a in speech["Annotations"]
        ]
        yield label("spkatt", f"{path.name}:{speech['file']}", words, sentences, marked)


def read_gnqa(path: Path) -> Iterator[Passage]:
    """News articles with all parts; not for the open model."""
    for article in _rows(path):
        sentences, words = _sentences(sentence["tokens"] for sentence in article["sentences"])
        marked = [_gnqa(a) for a in article["annotations"]]
        yield label("gnqa", f"gnqa:{article['documentName']}", words, sentences, marked)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _gnqa(annotation: dict[str, Any]) -> Marked:
    def spans(part: str) -> _Spans:
        return [(s["begin"], s["end"]) for s in annotation[part]["spans"]]

    kind = annotation["type"]
    return Marked(
        spans("quote"), spans("cue"), spans("speaker"), spans("addressee"),
        kind[0].lower() + kind[1:], _GNQA_MEDIUM.get(annotation["medium"], ""),
    )  # fmt: skip


def label(
    corpus: str, key: str, words: list[str], sentences: Sequence[tuple[int, int]], marked: Sequence[Marked]
) -> Passage:
    """Tags of all roles, types and media of quotes, and pairs of parts.

    Quotes are marked from the longest on, so that ``quote`` holds outer ones and ``nested`` what lies inside.
    """
    marked = sorted((with_marks(m, words) for m in marked if m.quote), key=lambda m: -sum(e - s for s, e in m.quote))
    size = len(words)
    labels = {
        "quote": [0] * size, "nested": [0] * size,
        "type": [UNKNOWN] * size, "medium": [UNKNOWN] * size,
        "cue": bio([s for m in marked for s in m.cue], size),
        "speaker": bio([s for m in marked for s in m.speaker], size),
        "addressee": bio([s for m in marked for s in m.addressee], size),
    }  # fmt: skip
    for quotation in marked:
        for start, end in quotation.quote:
            layer = next((n for n in ("quote", "nested") if not any(labels[n][start:end])), None)
            if layer:
                labels[layer][start:end] = [1] + [2] * (end - start - 1)
            if layer == "quote":
                _describe(labels, quotation, start, end)
    labels["frame"] = _frames(labels, sentences)
    return Passage(corpus, key, tuple(words), tuple(sentences), labels, tuple(links(marked)))


def _describe(labels: dict[str, list[int]], quotation: Marked, start: int, end: int) -> None:
    if quotation.type:
        labels["type"][start:end] = [QUOTATION_TYPES.index(quotation.type)] * (end - start)
    if quotation.medium:
        labels["medium"][start:end] = [MEDIA.index(quotation.medium)] * (end - start)


def _frames(labels: dict[str, list[int]], sentences: Sequence[tuple[int, int]]) -> list[int]:
    """The rest of a cue's sentence: what stands around the quote."""
    frames = [0] * len(labels["cue"])
    for start, end in sentences:
        if any(labels["cue"][start:end]):
            for first, last in runs([at for at in range(start, end) if not labels["quote"][at]]):
                frames[first:last] = [1] + [2] * (last - first - 1)
    return frames


def links(marked: Sequence[Marked]) -> Iterator[Link]:
    """First words of quotes with the first words of every cue, speaker and addressee, joined or not."""
    for kind in ("cue", "speaker", "addressee"):
        everywhere = sorted({start for m in marked for start, _ in getattr(m, kind)})
        for quotation in marked:
            own = {start for start, _ in getattr(quotation, kind)}
            anchor = quotation.quote[0][0]
            yield from (Link(kind, anchor, other, other in own) for other in everywhere)
    starts = sorted({start for m in marked for start, _ in m.quote})
    for quotation in marked:
        own = {start for start, _ in quotation.quote}
        anchor = quotation.quote[0][0]
        yield from (Link("part", anchor, other, other in own) for other in starts if other > anchor)


def with_marks(marked: Marked, words: Sequence[str]) -> Marked:
    """A direct quote with its quotation marks, as the model tags it."""
    if marked.type != "direct":
        return marked
    quote = []
    for start, end in marked.quote:
        first = start - 1 if start and words[start - 1] in OPENING else start
        last = end + 1 if end < len(words) and words[end] in CLOSING else end
        quote.append((first, last))
    return Marked(quote, marked.cue, marked.speaker, marked.addressee, marked.type, marked.medium)


def runs(numbers: Sequence[int]) -> _Spans:
    """Sorted numbers as half-open ranges."""
    found: _Spans = []
    for number in numbers:
        if found and found[-1][1] == number:
            found[-1] = (found[-1][0], number + 1)
        else:
            found.append((number, number + 1))
    return found


def _sentences(parts: Iterable[list[str]]) -> tuple[list[tuple[int, int]], list[str]]:
    words: list[str] = []
    sentences = []
    for part in parts:
        if part:
            sentences.append((len(words), len(words) + len(part)))
            words += part
    return sentences, words
