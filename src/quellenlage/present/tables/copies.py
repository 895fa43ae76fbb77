"""Articles that are copies of one another, and where their words part."""

from __future__ import annotations

from quellenlage.present.tables.table import Table, numbers_of, one_line
from quellenlage.records.contract import CopyRow, Record
from quellenlage.text.shingle import Words, own_stretches, shared_runs, words
from quellenlage.text.span import Span

_TEXT = frozenset({"body", "standfirst"})
# Words of a stretch that are shown, and stretches of an article: who wants all of them opens both articles.
_SHOWN, _STRETCHES = 25, 6
_BREAK = "\n"


def copies(record: Record) -> Table:
    """Groups of articles that are copies, each with the words that only one of them has.

    Of articles that share a part only, the words in common are shown instead.
    """
    numbers = numbers_of(record)
    wanted = {article for row in record.copy if row.relation != "identical" for article in row.articles}
    texts = _texts(record, wanted)
    rows: list[tuple[str, ...]] = []
    for row in record.copy:
        articles = ", ".join(str(numbers.get(a, "?")) for a in row.articles)
        rows.append((row.relation, f"{row.score:.0%}", articles, "", row.id))
        if row.relation != "identical":
            rows += (("", "", where, said, row.id) for where, said in _differences(row, texts, numbers))
    note = "share: runs of eight words of the shorter article that the other holds too" if rows else ""
    return Table("Copies", ("relation", "share", "articles", "only here", "id"), tuple(rows), note)


def _texts(record: Record, articles: set[str]) -> dict[str, tuple[str, Words]]:
    """The paragraphs of articles, one a line, with their words."""
    lines: dict[str, list[str]] = {article: [] for article in articles}
    for block in record.block:
        if block.article in lines and block.type in _TEXT:
            lines[block.article].append(block.text)
    joined = {article: _BREAK.join(parts) for article, parts in lines.items()}
    return {article: (text, words(text)) for article, text in joined.items()}


def _differences(row: CopyRow, texts: dict[str, tuple[str, Words]], numbers: dict[str, int]) -> list[tuple[str, str]]:
    """Where and which words."""
    (left, left_words), (right, right_words) = (texts[a] for a in row.articles[:2])
    runs = shared_runs(left_words.keys, right_words.keys)
    if row.relation == "partial":
        longest = sorted(runs, key=lambda run: (-run.length, run.right))[:_STRETCHES]
        return [("both", _said(right, right_words, run.right, run.right + run.length)) for run in longest]
    found = []
    sides = (
        (row.articles[0], left, left_words, [(r.left, r.left + r.length) for r in runs]),
        (row.articles[1], right, right_words, [(r.right, r.right + r.length) for r in runs]),
    )
    for article, text, there, taken in sides:
        for start, end in own_stretches(taken, len(there.keys))[:_STRETCHES]:
            found.append((f"only {numbers.get(article, '?')}", _said(text, there, start, end)))
    return found


def _said(text: str, there: Words, start: int, end: int) -> str:
    """The words of a stretch, a long one cut in the middle of a line with their number."""
    shown = min(end, start + _SHOWN)
    said = one_line(Span(there.spans[start].start, there.spans[shown - 1].end).of(text))
    return said if shown == end else f"{said} … ({end - start} words)"
