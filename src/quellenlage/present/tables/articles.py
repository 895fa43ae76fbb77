"""The articles of the pile, one line each, and one of them whole."""

from __future__ import annotations

from quellenlage.dates.anchor import Anchor
from quellenlage.present.tables.caveats import caveats
from quellenlage.present.tables.dating import clues
from quellenlage.present.tables.quotes import quotes
from quellenlage.present.tables.table import Table, one_line
from quellenlage.present.tables.timeline import timeline
from quellenlage.records.contract import ArticleRow, BlockRow, Record
from quellenlage.records.layers import Analysis, Basis
from quellenlage.records.parts import CreditField


def articles(record: Record) -> Table:
    """The articles with the days on which they may have been printed."""
    rows = []
    for number, row in enumerate(record.article, 1):
        makers = ", ".join(dict.fromkeys(credit.name for credit in row.credits))
        title = row.title if row.analysed else f"{row.title} [language {language_words(row)}]".lstrip()
        rows.append((str(number), row.source, day_words(row), title, makers, row.id))
    note = "" if all(row.analysed for row in record.article) else f"only articles in {_known(record)} are analysed"
    return Table("Articles", ("N", "source", "printed", "title", "credits", "id"), tuple(rows), note)


def language_words(row: ArticleRow) -> str:
    """The language of an article, and whether the program has only kept it."""
    return (row.language or "not recognised") + ("" if row.analysed else ": kept, not analysed")


def _known(record: Record) -> str:
    """The languages of the program, as the run names them."""
    codes = record.run[0].settings.get("languages", "") if record.run else ""
    return " or ".join(codes.split()) or "languages of the program"


def day_words(row: ArticleRow) -> str:
    """The days of printing in words: „unknown“ where nothing bounds them."""
    published = row.published
    if published.earliest and published.latest:
        if published.earliest == published.latest:
            return published.earliest
        return f"{published.earliest} to {published.latest}"
    if published.earliest:
        return f"{published.earliest} or later"
    return f"{published.latest} or earlier" if published.latest else "unknown"


def article(record: Record, row: ArticleRow, analysis: Analysis | None = None) -> tuple[Table, ...]:
    """One article: what is known of it, why it is dated so, its lines, its own timeline and quotations.

    Args:
        record: That it is part of.
        row: Of the article.
        analysis: For the clues on its day; without it they are not shown.
    """
    here = Record(
        article=record.article,
        entity=record.entity,
        event=tuple(e for e in record.event if row.id in e.articles),
        quotation=tuple(q for q in record.quotation if q.article == row.id),
        caveat=tuple(c for c in record.caveat if c.article == row.id),
    )
    credits = "; ".join(map(_credit_words, row.credits)) or "none found"
    head = (
        ("source", row.source),
        ("printed", day_words(row)),
        ("because", row.published.reason),
        ("copied", _captured_words(row)),
        ("evidence", "; ".join(f"„{one_line(p.text)}“" for p in row.published.evidence) or "none"),
        ("credits", credits),
        ("language", language_words(row)),
        ("sha256", row.sha256),
    )
    blocks = tuple((b.type, _use(b, row), one_line(b.text)) for b in record.block if b.article == row.id)
    times = tuple(
        (one_line(t.text), t.value, t.edtf or "?", _ANCHORS.get(t.anchor, t.anchor), t.id)
        for t in record.timex
        if t.article == row.id
    )
    return (
        Table(row.title or row.source, ("", ""), head),
        *((clues(analysis),) if analysis is not None else ()),
        Table("Lines", ("type", "use", "words"), blocks),
        Table("Time expressions", ("words", "value", "days", "counted from", "id"), times),
        timeline(here),
        quotes(here),
        *((caveats(here),) if here.caveat else ()),
    )


# From what the days of an expression are counted.
_ANCHORS: dict[str, str] = {
    Anchor.CALENDAR: "the calendar",
    Anchor.PUBLICATION: "the day of printing",
    Anchor.CONTEXT: "the day named before",
}


def _captured_words(row: ArticleRow) -> str:
    """When the page was copied, as far as its archive or its furniture tells."""
    if row.captured.latest:
        return row.captured.latest
    return f"{row.captured.earliest} or later" if row.captured.earliest else "unknown"


def _credit_words(credit: CreditField) -> str:
    """Role and name, and whether nobody says so."""
    return f"{credit.role}: {credit.name}" + (" (inferred)" if credit.basis == Basis.INFERRED else "")


def _use(block: BlockRow, row: ArticleRow) -> str:
    """What became of a line: part of the story, analysed beside it, or cut; kept where nothing is analysed."""
    if not block.analysed:
        return "cut"
    if not row.analysed:
        return "kept"
    return "story" if block.story else "analysed"
