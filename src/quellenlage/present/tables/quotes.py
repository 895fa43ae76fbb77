"""Who says what."""

from __future__ import annotations

from quellenlage.present.tables.table import Table, names_of, numbers_of, one_line
from quellenlage.records.contract import QuotationRow, Record


def quotes(record: Record) -> Table:
    """Every quotation with speaker and act."""
    return quotation_table("Quotations", record, list(record.quotation))


def quotation_table(title: str, record: Record, chosen: list[QuotationRow]) -> Table:
    """Some quotations in the form of the view of all."""
    names = names_of(record)
    numbers = numbers_of(record)
    rows = tuple(
        (
            str(numbers.get(q.article, "?")),
            speaker_words(q, names),
            q.act,
            q.type,
            " … ".join(one_line(span.text) for span in q.quote),
            q.id,
        )
        for q in chosen
    )
    return Table(title, ("article", "speaker", "act", "type", "words", "id"), rows)


def speaker_words(quotation: QuotationRow, names: dict[str, str]) -> str:
    """Names of the speakers; the words of the article where they mean nobody known, „?“ without any."""
    if quotation.speaker.entities:
        spoken = " + ".join(names.get(e, e) for e in quotation.speaker.entities)
    else:
        spoken = f"({one_line(quotation.speaker.span.text)})" if quotation.speaker.span else "?"
    others = (link.name for link in quotation.via if not _is_part(link.name, spoken))
    chain = "".join(f" via {name}" for name in others)
    return spoken + chain


def _is_part(one: str, other: str) -> bool:
    """Whether one of both names holds the other: a spokesperson who speaks himself passes nothing on to a reader."""
    return one.casefold() in other.casefold() or other.casefold() in one.casefold()
