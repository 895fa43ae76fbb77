"""Rows that a person has rejected: taken out right after their stage, so that nothing is built on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from quellenlage.link.review.anchor import Anchor, Index
from quellenlage.records.contract import Row
from quellenlage.records.correction import Action, Correction
from quellenlage.records.layers import Analysis
from quellenlage.records.linked import Transfers

R = TypeVar("R", bound=Row)

# The field of ``Linked`` to the kind of its rows, where rows are rejected as a whole.
_KINDS = {
    "copies": "copy", "events": "event", "statements": "event", "claims": "claim", "caveats": "caveat",
    "leads": "lead", "agreements": "finding", "gaps": "finding",
}  # fmt: skip


@dataclass(slots=True)
class Reviewed:
    """What corrections have met while a pile is linked.

    Attributes:
        corrections: That stand.
        hashes: Article to the SHA-256 of its bytes.
        met: Ids of the corrections whose row was taken out.
        gone: Ids of the rows that were.
        transfers: Id of a row of the register to the places where it is told: its words are in no field.
    """

    corrections: tuple[Correction, ...]
    hashes: Mapping[str, str]
    met: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    transfers: dict[str, frozenset[Anchor]] = field(default_factory=dict)

    def rejects(self, kind: str) -> list[Correction]:
        """What rejects rows of a kind."""
        return [c for c in self.corrections if c.action is Action.REJECT and c.target.kind == kind]


def without(fills: str, result: Any, pile: Sequence[Analysis], reviewed: Reviewed) -> Any:  # noqa: ANN401
    """The result of a stage of the pile without what was rejected.

    Args:
        fills: The field of ``Linked``.
        result: Of its stage.
        pile: All analyses.
        reviewed: Notes which corrections were met.
    """
    if isinstance(result, Transfers):
        return _transfers(result, pile, reviewed)
    if fills in _KINDS:
        return _kept(result, reviewed.rejects(_KINDS[fills]), reviewed)
    return result


def _kept(rows: tuple[R, ...], rejects: Sequence[Correction], reviewed: Reviewed) -> tuple[R, ...]:
    if not rejects:
        return rows
    index, gone = Index(rows, reviewed.hashes), set[int]()
    for correction in rejects:
        meant = index.find(correction)
        gone.update(meant)
        if meant:
            reviewed.met.add(correction.id)
    reviewed.gone |= {rows[number].id for number in gone}
    return tuple(row for number, row in enumerate(rows) if number not in gone)


def _transfers(result: Transfers, pile: Sequence[Analysis], reviewed: Reviewed) -> Transfers:
    """The register without rejected rows; what tells them is free for other claims."""
    found = {analysis.document.id: analysis for analysis in pile}
    places: dict[str, set[Anchor]] = {}
    for (article, number), row in result.told.items():
        passage = found[article].document.passage(found[article].found.transfers[number].span)
        places.setdefault(row, set()).add((article, passage.start, passage.end))
    reviewed.transfers = {row: frozenset(told) for row, told in places.items()}
    rejects, gone = reviewed.rejects("transfer"), set[str]()
    index = Index(result.rows, reviewed.hashes, reviewed.transfers) if rejects else None
    for correction in rejects:
        meant = index.find(correction) if index else ()
        gone.update(result.rows[number].id for number in meant)
        if meant:
            reviewed.met.add(correction.id)
    if not gone:
        return result
    told = {place: row for place, row in result.told.items() if row not in gone}
    rows = (row for row in result.rows if row.id not in gone)
    return replace(
        result,
        rows=tuple(replace(row, counter=tuple(c for c in row.counter if c not in gone)) for row in rows),
        told=told,
        claims={place: claim for place, claim in result.claims.items() if place in told},
    )
