"""*Zitate*: who says what, by speaker, and versions of one utterance side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from quellenlage.present.html.book import Book
from quellenlage.records.contract import FindingRow, QuotationRow
from quellenlage.records.document import Passage

_WORD = re.compile(r"\w+|\W+")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationView:
    """One speech act; ``words`` has its parts joined."""

    id: str
    act: str
    type: str
    medium: str
    words: str
    via: tuple[str, ...]
    days: tuple[str | None, str | None]
    article: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerView:
    """All that one speaker, or several with one voice, are quoted with.

    Attributes:
        speakers: Ids of entities; empty where nobody known speaks.
        words: What the article calls them where they are nobody known; empty without words.
        total: How many quotations there are of them; a page may show a part.
    """

    speakers: tuple[str, ...]
    words: str
    rows: tuple[QuotationView, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One version of an utterance: its words, each with whether no other version has it."""

    passage: Passage
    article: int
    words: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CollationView:
    """Versions of one utterance, and the finding that tells what differs."""

    id: str
    row: FindingRow
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotesView:
    """The section: speakers with the most quotations first."""

    collations: tuple[CollationView, ...]
    rows: tuple[SpeakerView, ...]
    total: int


def quotes_view(book: Book) -> QuotesView:
    """The section *Zitate*."""
    groups: dict[tuple[tuple[str, ...], str], list[QuotationRow]] = defaultdict(list)
    for row in book.record.quotation:
        groups[_speaker(row)].append(row)
    order = sorted(groups.items(), key=lambda item: (not item[0][0], -len(item[1]), item[1][0].id))
    rows = tuple(
        SpeakerView(speakers=speakers, words=words, rows=tuple(quotation_view(q, book) for q in said), total=len(said))
        for (speakers, words), said in order
    )
    variants = sorted((f for f in book.record.finding if f.type == "quote_variant"), key=lambda f: -f.weight)
    collations = tuple(collation_view(finding, book) for finding in variants)
    return QuotesView(collations=collations, rows=rows, total=len(book.record.quotation))


def quotation_view(row: QuotationRow, book: Book) -> QuotationView:
    """One quotation as it is shown."""
    return QuotationView(
        id=row.id,
        act=row.act,
        type=row.type,
        medium=row.medium,
        words=" … ".join(" ".join(span.text.split()) for span in row.quote),
        via=passing_on(row, book),
        days=(row.from_, row.to),
        article=book.number(row.article),
        passages=row.quote[:1] or row.cue[:1],
    )


def passing_on(row: QuotationRow, book: Book) -> tuple[str, ...]:
    """Names of those who pass the words on; a spokesperson who speaks himself passes nothing on."""
    spoken = [book.names.get(entity, "").casefold() for entity in row.speaker.entities]
    names = dict.fromkeys(link.name for link in row.via)
    return tuple(n for n in names if not any(n.casefold() in s or (s and s in n.casefold()) for s in spoken))


def collation_view(finding: FindingRow, book: Book) -> CollationView:
    """The versions of a finding, each word marked that no other version has."""
    passages = (finding.a, *((finding.b,) if finding.b else ()), *finding.more)
    parts = [_WORD.findall(" ".join(p.text.split())) for p in passages]
    keys = [{part.casefold() for part in version} for version in parts]
    witnesses = []
    for at, (passage, version) in enumerate(zip(passages, parts, strict=True)):
        others = set().union(*keys[:at], *keys[at + 1 :])
        words = tuple((part, part[0].isalnum() and part.casefold() not in others) for part in version)
        witnesses.append(Witness(passage=passage, article=book.number(passage.article), words=words))
    return CollationView(id=finding.id, row=finding, witnesses=tuple(witnesses))


def _speaker(row: QuotationRow) -> tuple[tuple[str, ...], str]:
    if row.speaker.entities:
        return row.speaker.entities, ""
    return (), " ".join(row.speaker.span.text.split()) if row.speaker.span else ""
