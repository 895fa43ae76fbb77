"""Answers for assistants: plain data from the record, every statement with its passages.

A passage is told as article (its number, its source), ``start``, ``end`` and ``text``, and the sentence that it
stands in. Answers are cut into pages; each says how many rows there are in all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from quellenlage.errors import ConfigError
from quellenlage.present.html.book import NARRATOR, Book
from quellenlage.records.contract import ArticleRow, ClaimRow, EntityRow, EventRow, QuotationRow, TransferRow
from quellenlage.records.document import Passage
from quellenlage.records.layers import OBJECTIONS
from quellenlage.records.parts import StanceField, Voice
from quellenlage.text.fold import fold

Answer = dict[str, Any]
R = TypeVar("R")

# Rows of one answer at most, and characters of a sentence that is told beside its passage.
MOST, _LONGEST = 100, 400
# Passages of one row that are told; a claim tells those of every stance.
_SPANS = 6
_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def page(rows: Sequence[R], show: Callable[[R], Answer], limit: int, offset: int) -> Answer:
    """Some of the rows, with how many there are and how many are left.

    Args:
        rows: All that were found.
        show: From a row to what is told of it.
        limit: At most so many.
        offset: So many are left out in front.

    Raises:
        ConfigError: ``limit`` or ``offset`` is no sensible number.
    """
    if not 1 <= limit <= MOST or offset < 0:
        raise ConfigError(f"limit is from 1 to {MOST}, offset from 0")
    shown = rows[offset : offset + limit]
    left = max(len(rows) - offset - len(shown), 0)
    return {"total": len(rows), "offset": offset, "left": left, "rows": [show(row) for row in shown]}


def cite(passages: Iterable[Passage], book: Book) -> list[Answer]:
    """Passages with article, exact offsets and sentence; each once."""
    return [_cited(passage, book) for passage in dict.fromkeys(passages)]


def rest_on(passages: Iterable[Passage], book: Book) -> Answer:
    """The first passages of a row that has many, and how many are left; ``explain`` has them all."""
    found = tuple(dict.fromkeys(passages))
    left = max(len(found) - _SPANS, 0)
    return {"spans": cite(found[:_SPANS], book), **({"spans_left": left} if left else {})}


def _cited(passage: Passage, book: Book) -> Answer:
    row = book.articles.get(passage.article)
    sentence = book.sentence(passage)
    whole = " ".join(sentence.text[: 4 * _LONGEST].split())
    return {
        "article": book.number(passage.article),
        "source": row.source if row else passage.article,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "sentence": whole if len(whole) <= _LONGEST else whole[:_LONGEST].rstrip() + " …",
    }


def _who(id_: str | None, book: Book) -> str:
    if id_ == NARRATOR:
        return "the article itself"
    return book.names.get(id_, id_.partition(":")[2] or id_) if id_ else "nobody named"


def _voice(voice: Voice | None, book: Book) -> str:
    if voice is None:
        return ""
    named = " + ".join(_who(entity, book) for entity in voice.entities)
    return named or (voice.span.text if voice.span else "nobody named")


def _days(first: str | None, last: str | None) -> Answer:
    return {"from": first, "to": last}


def _holds(words: str, *texts: str) -> bool:
    """Whether every word stands in one of the texts, in whatever spelling."""
    held = " ".join(fold(text) for text in texts)
    return all(word in held for word in fold(words[:_LONGEST]).split())


def check_known(asked: str, values: Iterable[str], what: str) -> None:
    """Whether the record has such a value; nothing asked is always known.

    Raises:
        ConfigError: It is no such value; the message names those that are there.
    """
    found = sorted({str(value) for value in values})
    if asked and asked not in found:
        raise ConfigError(f"no {what} is {asked!r} here; there are: {', '.join(found) or 'none'}")


def overview(book: Book) -> Answer:
    """Counts of the record, and what made it."""
    record = book.record
    statuses = [claim.status for claim in record.claim]
    return {
        "articles": len(record.article),
        "quotations": len(record.quotation),
        "claims": {status: statuses.count(status) for status in sorted(set(statuses))},
        "events": len(record.event),
        "transfers": len(record.transfer),
        "findings": len(record.finding),
        "copies": len(record.copy),
        "program": [{"version": run.version, **run.settings} for run in record.run],
    }


def article(row: ArticleRow, book: Book) -> Answer:
    """One article, with the passages that date it."""
    return {
        "article": book.number(row.id),
        "id": row.id,
        "title": row.title,
        "source": row.source,
        "language": row.language,
        "analysed": row.analysed,
        "printed": {
            **_days(row.published.earliest, row.published.latest),
            "basis": row.published.basis,
            "reason": row.published.reason,
        },
        "credits": [{"name": credit.name, "role": credit.role, "basis": credit.basis} for credit in row.credits],
        "copies": [
            {"relation": copy.relation, "articles": sorted(map(book.number, copy.articles))}
            for copy in book.record.copy
            if row.id in copy.articles
        ],
        "spans": cite(row.published.evidence, book),
    }


def find_article(asked: str, book: Book) -> ArticleRow:
    """The article with this number, or whose id begins so.

    Raises:
        ConfigError: There is none, or more than one.
    """
    rows = book.record.article
    if asked.isdecimal() and 1 <= int(asked[:9]) <= len(rows):
        return rows[int(asked) - 1]
    found = [row for row in rows if asked and row.id.startswith(asked)]
    if len(found) != 1:
        raise ConfigError(f"name an article by its number, 1 to {len(rows)}, or the beginning of its id")
    return found[0]


def sentences(asked: str, book: Book) -> tuple[Passage, ...]:
    """The sentences of an article, or its lines where it has none."""
    row = find_article(asked, book)
    lines = (Passage(b.article, b.start, b.end, b.text) for b in book.blocks.get(row.id, ()))
    return book.sentences.get(row.id, ()) or tuple(lines)


def find_claims(book: Book, status: str, words: str) -> list[ClaimRow]:
    """Claims of a status with these words in their label or passages."""
    check_known(status, (claim.status for claim in book.record.claim), "claim")
    return [
        claim
        for claim in book.record.claim
        if status in ("", claim.status)
        and _holds(words, claim.label, claim.span.text, *(stance.span.text for stance in claim.stances))
    ]


def claim(row: ClaimRow, book: Book) -> Answer:
    """One claim with every stance."""
    origins = row.origins
    return {
        "id": row.id,
        "label": f"{row.label} (made by the program)",
        "words": row.span.text,
        "status": row.status,
        "about": row.about,
        "target_found": row.resolved,
        "origins_for": {"at_least": origins.for_.lower, "at_most": origins.for_.upper} if origins else None,
        "origins_against": {"at_least": origins.against.lower, "at_most": origins.against.upper} if origins else None,
        "stances": [stance(one, book) for one in row.stances],
        "spans": cite((row.span,), book),
    }


def stance(row: StanceField, book: Book) -> Answer:
    """What one holder does about a claim, in one article, and through whom it is passed on."""
    said = book.quotations.get(row.quotation or "")
    return {
        "holder": _who(row.holder, book),
        "stance": row.stance,
        "side": "for" if row.polarity == "+" else "against",
        "certainty": row.certainty,
        **_days(row.from_, row.to),
        "via": [link.name for link in said.via] if said else [],
        "spans": cite((row.span,), book),
    }


def find_denials(book: Book, words: str, holder: str) -> list[tuple[ClaimRow, StanceField]]:
    """Denials, doubts and refusals to comment, each with the claim that it is against."""
    return [
        (row, one)
        for row in book.record.claim
        for one in row.stances
        if (one.stance in OBJECTIONS or one.polarity == "-")
        and _holds(words, row.label, row.span.text, one.span.text)
        and _holds(holder, *_names(one.holder, book))
    ]


def denial(found: tuple[ClaimRow, StanceField], book: Book) -> Answer:
    """One denial, and what it is against."""
    row, one = found
    against = {"id": row.id, "words": row.span.text, "status": row.status, "target_found": row.resolved}
    return {**stance(one, book), "claim": {**against, "spans": cite((row.span,), book)}}


def _names(id_: str | None, book: Book) -> tuple[str, ...]:
    row = book.entities.get(id_ or "")
    return (row.name, *row.aliases) if row else (_who(id_, book),)


def find_quotations(book: Book, actor: str, act: str) -> list[QuotationRow]:
    """Quotations whose speaker has this name or a part of it, with this act."""
    check_known(act, (row.act for row in book.record.quotation), "act of a quotation")
    return [
        row
        for row in book.record.quotation
        if act in ("", row.act) and _holds(actor, *_speaker_names(row.speaker, book))
    ]


def _speaker_names(voice: Voice, book: Book) -> tuple[str, ...]:
    names = tuple(name for entity in voice.entities for name in _names(entity, book))
    return (*names, voice.span.text) if voice.span else names


def quotation(row: QuotationRow, book: Book) -> Answer:
    """One speech act as an article reports it."""
    return {
        "id": row.id,
        "article": book.number(row.article),
        "speaker": _voice(row.speaker, book),
        "addressee": _voice(row.addressee, book),
        "act": row.act,
        "type": row.type,
        "words": " … ".join(part.text for part in row.quote),
        "via": [{"name": link.name, "kind": link.kind} for link in row.via],
        **_days(row.from_, row.to),
        "spans": cite((*row.quote, *row.cue), book),
    }


def find_transfers(book: Book, party: str, stage: str) -> list[TransferRow]:
    """Transfers at a stage with a party of this name."""
    check_known(stage, (row.stage for row in book.record.transfer), "stage of a transfer")
    return [
        row
        for row in book.record.transfer
        if stage in ("", row.stage) and _holds(party, *_names(row.supplier, book), *_names(row.recipient, book))
    ]


def transfer(row: TransferRow, book: Book) -> Answer:
    """One line of the register, with the claim that carries who says and who denies it."""
    told = next((one for one in book.record.claim if one.id == row.claim), None)
    spans = tuple(one.span for one in told.stances) if told else ()
    amount = (row.quantity.span,) if row.quantity else ()
    return {
        "id": row.id,
        "supplier": _who(row.supplier, book) if row.supplier else None,
        "recipient": _who(row.recipient, book) if row.recipient else None,
        "items": list(row.items),
        "category": row.category,
        "quantity": row.quantity.text if row.quantity else None,
        "stage": row.stage,
        "ordered": _days(row.ordered.from_, row.ordered.to),
        "delivered": _days(row.delivered.from_, row.delivered.to),
        "claim": {"id": told.id, "status": told.status} if told else None,
        "articles": sorted(map(book.number, row.articles)),
        **rest_on((*amount, *spans), book),
    }


def find_events(book: Book, first: str, last: str, kind: str) -> list[EventRow]:
    """Events that may lie between two days, the dated ones first in their order.

    An event whose days are open at one end is among them if it may lie there; one without any day only if no day is
    asked for.

    Raises:
        ConfigError: There is no such type, or ``first`` or ``last`` is no ISO day, month or year.
    """
    for day in (first, last):
        if day and not _ISO.fullmatch(day):
            raise ConfigError(f"{day!r} is no day: write 2024-05-31, 2024-05 or 2024")
    check_known(kind, (row.type for row in book.record.event), "type of event")
    asked = bool(first or last)
    chosen = [
        row
        for row in book.record.event
        if kind in ("", row.type)
        and not (asked and row.from_ is None and row.to is None)
        and (not first or row.to is None or row.to >= first)
        and (not last or row.from_ is None or row.from_[: len(last)] <= last)
    ]
    return sorted(chosen, key=lambda row: (not (row.from_ or row.to), row.from_ or row.to or ""))


def event(row: EventRow, book: Book) -> Answer:
    """One event with those who take part and how sure each source is of it."""
    return {
        "id": row.id,
        "type": row.type,
        **_days(row.from_, row.to),
        "edtf": row.edtf,
        "who": [{"role": one.role, "name": _who(one.entity, book)} for one in row.participants],
        "where": _who(row.place, book) if row.place else None,
        "phase": row.phase,
        "sure": [
            {"source": source, "value": value, "article": article}
            for source, value, article in dict.fromkeys(
                (_who(one.source, book), one.value, book.number(one.article)) for one in row.factuality
            )
        ],
        "articles": sorted(map(book.number, row.articles)),
        **rest_on(row.mentions, book),
    }


def find_actors(book: Book, name: str) -> list[EntityRow]:
    """Persons, organisations and states with this name or a part of it, those who speak most first."""
    said: dict[str, int] = {}
    for row in book.record.quotation:
        for entity in row.speaker.entities:
            said[entity] = said.get(entity, 0) + 1
    chosen = [
        row for row in book.record.entity if row.type in ("PER", "ORG", "GPE") and _holds(name, row.name, *row.aliases)
    ]
    return sorted(chosen, key=lambda row: -said.get(row.id, 0))


def actor(row: EntityRow, book: Book) -> Answer:
    """One actor; the spans are the first places where it is named."""
    named = [m for m in book.record.mention if m.entity == row.id]
    return {
        "id": row.id,
        "name": row.name,
        "type": row.type,
        "also": [alias for alias in row.aliases if alias != row.name],
        "named": not row.anonymous,
        "titles": [office.title for office in row.offices],
        "wikidata": row.wikidata,
        "mentions": len(named),
        "spans": cite((Passage(m.article, m.start, m.end, m.text) for m in named[:3]), book),
    }
