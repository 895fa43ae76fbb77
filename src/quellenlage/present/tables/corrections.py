"""What a person has said about the record, and what is left to look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quellenlage.present.doubts import Reason, find_doubts
from quellenlage.present.tables.table import Table, one_line
from quellenlage.records.contract import CorrectionRow, Record
from quellenlage.records.correction import Correction, Standing

_LONGEST = 80
_COLUMNS = ("what", "of", "words", "was", "is to be", "status", "who", "when", "why", "id")
# Words for the reader of a terminal; the page has its own.
_WHY = {
    Reason.ORPHANED: "a correction found no place",
    Reason.DAY: "the day of printing is not known within a month",
    Reason.SPEAKER: "nobody is known to say it",
    Reason.TARGET: "what it denies was not found",
    Reason.ACTORS: "may be one person",
    Reason.EVENTS: "may be one event",
}
# What to do about it: the command after 'quellenlage review', before the ids.
_HOW = {
    Reason.ORPHANED: "undo",
    Reason.DAY: "date",
    Reason.SPEAKER: "speaker",
    Reason.TARGET: "means",
    Reason.ACTORS: "merge",
    Reason.EVENTS: "same",
}


def corrections(record: Record) -> Table:
    """The corrections that stand, and what became of each."""
    titles = titles_of(record)
    rows = tuple(_row(row, _status(row), titles) for row in record.correction)
    note = "what the machine had stands under 'was'; undo one with 'quellenlage review undo'" if rows else ""
    return Table("Corrections", _COLUMNS, rows, note)


def ledger(known: Iterable[tuple[Correction, Standing]], record: Record) -> Table:
    """All that was ever said, what was undone or said anew too."""
    rows: Mapping[str, CorrectionRow] = {row.id: row for row in record.correction}
    titles, listed = titles_of(record), []
    for correction, state in known:
        row = rows.get(correction.id) if state is Standing.STANDS else None
        pending = "not applied yet" if state is Standing.STANDS else str(state)
        listed.append(_row(correction, _status(row) if row else pending, titles))
    return Table("Corrections", _COLUMNS, tuple(listed))


def queue(record: Record, most: int) -> Table:
    """What to look at first."""
    doubts = find_doubts(record)
    rows = tuple(
        (
            doubt.kind,
            _WHY[doubt.reason],
            _cut(doubt.words),
            str(doubt.touches),
            _HOW[doubt.reason],
            doubt.other,
            doubt.id,
        )
        for doubt in doubts[:most]
    )
    more = f"{len(doubts) - most} more; -n shows more of them" if len(doubts) > most else ""
    return Table("To look at", ("what", "because", "words", "touches", "use", "with", "id"), rows, more)


def _status(row: CorrectionRow) -> str:
    return f"{row.status}: {row.reason}" if row.reason else row.status


def titles_of(record: Record) -> dict[str, str]:
    """What an article is called, by the SHA-256 of its bytes."""
    return {row.sha256: row.title or row.source for row in record.article}


def _row(row: CorrectionRow | Correction, status: str, titles: Mapping[str, str]) -> tuple[str, ...]:
    told = (t.text or ("" if t.end else titles.get(t.sha256, "")) for t in (row.target, row.other) if t)
    words = " / ".join(filter(None, map(one_line, told)))
    return (
        str(row.action),
        row.target.kind,
        _cut(words),
        _fields(row.before),
        _fields(row.after),
        status,
        row.who,
        row.when[:16].replace("T", " "),
        row.why,
        row.id,
    )


def _fields(fields: Mapping[str, str]) -> str:
    return _cut(", ".join(f"{name}: {value or '–'}" for name, value in sorted(fields.items())))


def _cut(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]} …"
