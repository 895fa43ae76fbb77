"""What a person should look at first: what is least certain and touches most.

No score is invented: each reason has a weight, set by hand, and is multiplied by how many records rest on it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from quellenlage.records.contract import EntityRow, EventRow, QuotationRow, Record
from quellenlage.records.correction import CorrectionStatus
from quellenlage.text.fold import fold


class Reason(StrEnum):
    """Why something is not certain."""

    ORPHANED = "orphaned"
    DAY = "day"
    SPEAKER = "speaker"
    TARGET = "target"
    ACTORS = "actors"
    EVENTS = "events"


# How much each reason counts; set by hand. An orphaned correction comes first: somebody's word is without effect.
_WEIGHTS = {Reason.DAY: 0.9, Reason.SPEAKER: 0.8, Reason.TARGET: 0.8, Reason.ACTORS: 0.5, Reason.EVENTS: 0.5}
# Days that are known within so many are known.
_MONTH = 31
# Of rows that share a name, or an actor, so many are compared (bounds the work).
_MANY = 12
_OBJECTIONS = frozenset({"denies", "doubts", "confirms", "no_comment"})
_STATEMENT, _PERSON = "statement", "PER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One thing to look at.

    Attributes:
        kind: Of the row.
        id: Of the row.
        other: Id of a second row that may be the same; empty if it is not about two.
        touches: How many records rest on it.
        words: What it is called.
    """

    reason: Reason
    kind: str
    id: str
    other: str
    touches: int
    words: str

    @property
    def weight(self) -> float:
        """What the queue is ordered by."""
        return _WEIGHTS.get(self.reason, 0.0) * self.touches


def find_doubts(record: Record) -> tuple[Doubt, ...]:
    """The queue, the weightiest first; what a person has judged or corrected is none any more.

    Args:
        record: As linked.
    """
    said = [frozenset(row.records) for row in record.correction]
    settled = frozenset().union(*(rows for rows in said if len(rows) == 1))
    found = [*_orphans(record), *_days(record), *_speakers(record), *_targets(record), *_actors(record), *_same(record)]
    open_ = [
        doubt
        for doubt in found
        if not ({doubt.id} <= settled if not doubt.other else any({doubt.id, doubt.other} <= rows for rows in said))
    ]
    return tuple(sorted(open_, key=lambda d: (d.reason is not Reason.ORPHANED, -d.weight, d.kind, d.id, d.other)))


def _orphans(record: Record) -> Iterator[Doubt]:
    for row in record.correction:
        if row.status == CorrectionStatus.ORPHANED:
            words = row.target.text or row.reason
            yield Doubt(reason=Reason.ORPHANED, kind="correction", id=row.id, other="", touches=1, words=words)


def _days(record: Record) -> Iterator[Doubt]:
    """Articles that may have been printed in any month."""
    touched = Counter(t.article for t in record.timex)
    touched.update(article for event in record.event for article in event.articles)
    for row in record.article:
        if row.analysed and not _is_short(row.published.earliest, row.published.latest):
            words = row.title or row.source
            yield Doubt(
                reason=Reason.DAY, kind="article", id=row.id, other="", touches=touched[row.id] + 1, words=words
            )


def _is_short(first: str | None, last: str | None) -> bool:
    """Whether days are known within a month."""
    return bool(first and last) and (date.fromisoformat(last or "") - date.fromisoformat(first or "")).days < _MONTH


def _speakers(record: Record) -> Iterator[Doubt]:
    """Objections, and what claims rest on, of nobody who is known."""
    stances = Counter(s.quotation for claim in record.claim for s in claim.stances if s.quotation)
    for row in record.quotation:
        if not row.speaker.entities and (row.act in _OBJECTIONS or stances[row.id]):
            yield Doubt(
                reason=Reason.SPEAKER,
                kind="quotation",
                id=row.id,
                other="",
                touches=stances[row.id] + 1,
                words=_quoted(row),
            )


def _quoted(row: QuotationRow) -> str:
    return " … ".join(passage.text for passage in row.quote)


def _targets(record: Record) -> Iterator[Doubt]:
    """Denials of which nobody knows what they deny."""
    for row in record.claim:
        if not row.resolved:
            yield Doubt(
                reason=Reason.TARGET, kind="claim", id=row.id, other="", touches=len(row.stances), words=row.span.text
            )


def _actors(record: Record) -> Iterator[Doubt]:
    """People of one surname who were not joined; who is called by an office alone has none."""
    counts = Counter(m.entity for m in record.mention)
    have_names = {m.entity for m in record.mention if m.form == "name"}
    named: defaultdict[str, list[EntityRow]] = defaultdict(list)
    for row in record.entity:
        if row.type == _PERSON and row.id in have_names:
            named[fold(row.name).split()[-1] if row.name.split() else ""].append(row)
    for name in sorted(named):
        for one, two in combinations(sorted(named[name], key=lambda r: (-counts[r.id], r.id))[:_MANY], 2):
            touches = min(counts[one.id], counts[two.id])
            words = f"{one.name} / {two.name}"
            yield Doubt(
                reason=Reason.ACTORS, kind="entity", id=one.id, other=two.id, touches=touches, words=words
            )  # fmt: skip


def _same(record: Record) -> Iterator[Doubt]:
    """Events of one type, on days that may be the same, with an actor in common; days of years tell too little."""
    by_actor: defaultdict[tuple[str, str], list[EventRow]] = defaultdict(list)
    for row in record.event:
        if row.type != _STATEMENT and _is_short(row.from_, row.to):
            for participant in row.participants:
                by_actor[row.type, participant.entity].append(row)
    seen: set[tuple[str, str]] = set()
    for key in sorted(by_actor):
        for one, two in combinations(by_actor[key][:_MANY], 2):
            pair = (one.id, two.id)
            overlap = (one.from_ or "") <= (two.to or "") and (two.from_ or "") <= (one.to or "")
            if not overlap or pair in seen:
                continue
            seen.add(pair)
            touches = len(one.mentions) + len(two.mentions)
            words = f"{one.label} / {two.label}"
            yield Doubt(
                reason=Reason.EVENTS, kind="event", id=one.id, other=two.id, touches=touches, words=words
            )  # fmt: skip
