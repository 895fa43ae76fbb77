"""Where a row can be found again: the places of which any one means it, whatever else joins it later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quellenlage.records.contract import (
    ArticleRow,
    ClaimRow,
    CopyRow,
    EventRow,
    FindingRow,
    LeadRow,
    QuotationRow,
    Row,
    StoryRow,
    own_passage,
)
from quellenlage.records.correction import Correction
from quellenlage.records.document import Passage

# Article, first code point, one behind the last; 0 and 0 for an article as a whole.
Anchor = tuple[str, int, int]


def anchors(row: Row) -> frozenset[Anchor]:
    """The places of a row; none for entities and transfers, which tell no words of their own."""
    match row:
        case ArticleRow():
            return frozenset({(row.id, 0, 0)})
        case CopyRow() | StoryRow():
            return frozenset((article, 0, 0) for article in row.articles)
        case QuotationRow():
            return frozenset({(row.article, row.quote[0].start, row.quote[-1].end)})
        case EventRow():
            return _of(row.mentions)
        case ClaimRow():
            return _of(tuple(stance.span for stance in row.stances))
        case LeadRow():
            return _of(row.spans)
        case FindingRow():
            return _of((row.a,))
        case _:
            return _of(own_passage(row))


def _of(passages: tuple[Passage, ...]) -> frozenset[Anchor]:
    return frozenset((p.article, p.start, p.end) for p in passages)


class Index:
    """Finds the rows of one kind that corrections speak of.

    Args:
        rows: Of one kind, in the order of the record.
        hashes: Article to the SHA-256 of its bytes.
        more: Id of a row to the places that stand in none of its fields.
    """

    def __init__(
        self, rows: Sequence[Row], hashes: Mapping[str, str], more: Mapping[str, frozenset[Anchor]] | None = None
    ) -> None:
        self._rows, self._hashes = rows, hashes
        self._at: dict[Anchor, list[int]] = {}
        for number, row in enumerate(rows):
            for article, start, end in sorted(anchors(row) | (more or {}).get(row.id, frozenset())):
                self._at.setdefault((hashes.get(article, ""), start, end), []).append(number)

    def find(self, correction: Correction) -> tuple[int, ...]:
        """The places in ``rows`` of those that are meant.

        Of claims, several of which may hold one side, it is one: the first that begins with it, else the first.
        """
        target = correction.target
        near = dict.fromkeys(self._at.get((target.sha256, target.start, target.end), ()))
        meant = tuple(number for number in near if self._fits(self._rows[number], correction))
        if target.kind != "claim" or len(meant) < 2:
            return meant
        return (min(meant, key=lambda n: (not self._begins(self._rows[n], correction), n)),)

    def _fits(self, row: Row, correction: Correction) -> bool:
        other = correction.other
        if isinstance(row, CopyRow) and other is not None:
            return any(self._hashes.get(article) == other.sha256 for article in row.articles)
        if isinstance(row, FindingRow):
            b = self._place(row.b) if row.b else None
            return row.type == correction.target.type and b == (
                (other.sha256, other.start, other.end) if other else None
            )
        return True

    def _begins(self, row: Row, correction: Correction) -> bool:
        target = correction.target
        first = row.stances[0].span if isinstance(row, ClaimRow) and row.stances else None
        return first is not None and self._place(first) == (target.sha256, target.start, target.end)

    def _place(self, passage: Passage) -> Anchor:
        return self._hashes.get(passage.article, ""), passage.start, passage.end
