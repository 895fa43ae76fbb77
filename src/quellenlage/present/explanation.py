"""Where a record comes from: the rule that made it, its words, the lines they stand in, what was edited there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from quellenlage.dates.anchor import Anchor
from quellenlage.present.tables import Table, passage_words
from quellenlage.present.tables.articles import day_words
from quellenlage.present.tables.dating import clues
from quellenlage.records.contract import ArticleRow, Record, Row, TimexRow, own_passage, passages, to_plain
from quellenlage.records.document import Passage
from quellenlage.records.layers import Analysis


def find_row(record: Record, wanted: str) -> Row | None:
    """The row with this id, or the only one whose id begins so; None if there is none or several."""
    rows = record.rows()
    exact = [row for row in rows if row.id == wanted]
    found = exact or [row for row in rows if row.id.startswith(wanted)]
    return found[0] if len(found) == 1 and wanted else None


def explain(
    row: Row, record: Record, analyses: dict[str, Analysis], places: Mapping[str, str] | None = None
) -> tuple[Table, ...]:
    """The chain behind a row.

    Args:
        row: Of any kind.
        record: For what it refers to and what refers to it.
        analyses: By article, at least those of its passages.
        places: By article, where it lay on this machine when it was read.

    Returns:
        What it says, which rule of which stage made it, and every passage with its line and edits.
    """
    sources = {article.id: article.source for article in record.article}
    made = (
        ("kind", row.kind),
        ("id", row.id),
        ("made by stage", f"{row.by.stage} (version {row.by.version})"),
        ("rule", row.by.rule),
        ("confidence", "not scored" if row.confidence is None else f"{row.confidence:.3f}"),
        *((("read from", place),) if (place := (places or {}).get(row.id)) else ()),
    )
    says = tuple((field.name.rstrip("_"), _short(row, field.name)) for field in fields(row) if field.name not in _HEAD)
    shown = dict.fromkeys(passages(row) or own_passage(row))
    words = tuple((passage_words(p, sources), _line_type(p, record), _edits(p, analyses.get(p.article))) for p in shown)
    rests_on = tuple((r.kind, r.id, r.by.rule) for r in record.rows() if r is not row and _touches(r, row))
    return (
        Table("Made", ("", ""), made),
        Table("Says", ("field", "value"), says),
        Table("Words", ("passage", "line", "edited there"), words),
        *_corrected(row, record),
        *_dating(row, record, analyses),
        Table("Refers to it, or is referred to", ("kind", "id", "rule"), rests_on[:40]),
    )


def _corrected(row: Row, record: Record) -> tuple[Table, ...]:
    """What a person has said of it, beside what the machine had."""
    said = [c for c in record.correction if row.id in c.records or c is row]
    if not said:
        return ()
    columns = ("what", "the machine had", "is to be", "status", "who", "when", "why", "id")
    rows = tuple(
        (
            c.action, _words(dict(sorted(c.before.items()))), _words(dict(sorted(c.after.items()))),
            f"{c.status}: {c.reason}" if c.reason else c.status, c.who, c.when, c.why, c.id,
        )
        for c in said
    )  # fmt: skip
    return (Table("Corrected", columns, rows),)


def _dating(row: Row, record: Record, analyses: dict[str, Analysis]) -> tuple[Table, ...]:
    """For articles and time expressions: the clues on the day of printing, and the answer that they give."""
    if isinstance(row, ArticleRow):
        article = row.id
    elif isinstance(row, TimexRow) and row.anchor != Anchor.CALENDAR:
        article = row.article
    else:
        return ()
    analysis = analyses.get(article)
    answers = (("the article was printed", day_words(a), a.published.reason) for a in record.article if a.id == article)
    answer = Table("Counted from", ("", "days", "because"), tuple(answers))
    return (answer, *((clues(analysis),) if analysis else ()))


_HEAD = ("id", "by", "confidence")
# Longer values are cut on the screen; the export has them whole.
_MAX_CELL = 300


def _short(row: Row, name: str) -> str:
    text = _words(to_plain(getattr(row, name)))
    return text if len(text) <= _MAX_CELL else f"{text[:_MAX_CELL]} …"


def _words(value: object) -> str:
    """Plain data as a reader wants it: passages as their words, nothing as a dash."""
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, list):
        return "; ".join(_words(item) for item in value)
    if isinstance(value, dict) and {"article", "start", "end", "text"} <= value.keys():
        return f"„{' '.join(str(value['text']).split())}“"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_words(item)}" for key, item in value.items())
    return str(value)


def _line_type(passage: Passage, record: Record) -> str:
    lines = (b for b in record.block if b.article == passage.article)
    found = next((b for b in lines if b.start <= passage.start < b.end), None)
    return f"{found.type} ({found.by.rule})" if found else ""


def _edits(passage: Passage, analysis: Analysis | None) -> str:
    if analysis is None:
        return ""
    inside = (
        reason for span, reason in analysis.document.edits if span.start < passage.end and passage.start < span.end
    )
    return "; ".join(dict.fromkeys(inside))


def _touches(other: Row, row: Row) -> bool:
    return _refers(other, row.id) or _refers(row, other.id)


def _refers(row: Row, id_: str) -> bool:
    return any(
        _holds(to_plain(getattr(row, f.name)), id_) for f in fields(row) if f.name not in ("id", "article", "by")
    )


def _holds(value: object, id_: str) -> bool:
    if isinstance(value, str):
        return value == id_
    if isinstance(value, list):
        return any(_holds(item, id_) for item in value)
    if isinstance(value, dict):
        return any(_holds(item, id_) for key, item in value.items() if key != "article")
    return False
