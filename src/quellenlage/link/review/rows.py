"""The corrections as the record shows them: what was said, whether it found its place, and which rows it bears on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from quellenlage.link.review.anchor import Index
from quellenlage.link.review.rejected import Reviewed
from quellenlage.link.review.rulings import ABSENT
from quellenlage.records.contract import CorrectionRow, Record, Row
from quellenlage.records.correction import Action, Correction, CorrectionStatus, Outcome, Target
from quellenlage.records.parts import TargetField
from quellenlage.records.provenance import By

# What targets are called, where rows of another kind hold their place.
_KINDS = {"entity": "mention", "stance": "claim"}
# What is said of two places, each of them a row.
_PAIRED = frozenset({"entity", "event", "stance"})


def correction_rows(reviewed: Reviewed, outcomes: Iterable[Outcome], record: Record) -> tuple[CorrectionRow, ...]:
    """A row for every correction that stands.

    Args:
        reviewed: The corrections, and which of them took rows out.
        outcomes: What became of those that act on layers of articles or rule linking.
        record: All other rows.

    Returns:
        In the order of their places, then by id.
    """
    told = _reasons(outcomes)
    kinds = {_KINDS.get(t.kind, t.kind) for c in reviewed.corrections for t in (c.target, c.other) if t}
    indices = {
        kind: (rows, Index(rows, reviewed.hashes, reviewed.transfers if kind == "transfer" else None))
        for kind in sorted(kinds)
        if (rows := getattr(record, kind, None)) is not None
    }
    rows = [_row(correction, reviewed, told, indices) for correction in reviewed.corrections]
    return tuple(sorted(rows, key=lambda r: (r.target.sha256, r.target.start, r.target.end, r.id)))


def _reasons(outcomes: Iterable[Outcome]) -> dict[str, str]:
    """What became of each; articles with the same bytes are one place, and one that fits is enough."""
    told: dict[str, str] = {}
    for outcome in outcomes:
        if told.get(outcome.correction) != "":
            told[outcome.correction] = outcome.reason
    return told


def _row(
    correction: Correction,
    reviewed: Reviewed,
    told: Mapping[str, str],
    indices: Mapping[str, tuple[Sequence[Row], Index]],
) -> CorrectionRow:
    records = _records(correction, indices)
    reason = _reason(correction, reviewed, told, records)
    return CorrectionRow(
        id=correction.id,
        by=By("said by a person", "review", "1"),
        who=correction.who,
        when=correction.when,
        why=correction.why,
        action=str(correction.action),
        target=_field(correction.target),
        other=_field(correction.other) if correction.other else None,
        before=dict(correction.before),
        after=dict(correction.after),
        status=str(CorrectionStatus.ORPHANED if reason else CorrectionStatus.APPLIED),
        reason=reason,
        records=records,
    )


def _field(target: Target) -> TargetField:
    return TargetField(
        kind=target.kind,
        sha256=target.sha256,
        start=target.start,
        end=target.end,
        text=target.text,
        type=target.type,
    )


def _records(correction: Correction, indices: Mapping[str, tuple[Sequence[Row], Index]]) -> tuple[str, ...]:
    """Ids of the rows that stand at its places now: what was accepted or changed; nothing of what was rejected."""
    found: dict[str, None] = {}
    kind = correction.target.kind
    if _KINDS.get(kind, kind) not in indices:
        return ()
    rows, index = indices[_KINDS.get(kind, kind)]
    for number in index.find(correction):
        found[_id(rows[number], kind)] = None
    if correction.other is not None and kind in _PAIRED:
        there, kind = Correction(action=correction.action, target=correction.other), correction.other.kind
        rows, index = indices[_KINDS.get(kind, kind)]
        found.update(dict.fromkeys(_id(rows[number], kind) for number in index.find(there)))
    return tuple(found)


def _id(row: Row, kind: str) -> str:
    return str(getattr(row, "entity", row.id)) if kind == "entity" else row.id


def _reason(correction: Correction, reviewed: Reviewed, told: Mapping[str, str], records: tuple[str, ...]) -> str:
    """Why a correction has found no place; empty if it has."""
    if correction.id in told:
        return told[correction.id]
    if correction.id in reviewed.met:
        return ""
    hashes = set(reviewed.hashes.values())
    if any(t.sha256 not in hashes for t in (correction.target, correction.other) if t):
        return ABSENT
    if correction.action is Action.ACCEPT and records:
        return ""
    return f"no {correction.target.kind} stands there any more"
