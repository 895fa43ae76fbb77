"""What a person has corrected: inputs of the dossier like its sources, named by content alone.

A correction names a place by the SHA-256 of the bytes of its article, offsets in the source and the kind of record; so
it means the same after every rebuild, beside new articles and on other machines. Nothing of it depends on ids of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from quellenlage.dates.interval import DayInterval
from quellenlage.records.provenance import make_id
from quellenlage.text.span import Span


class Action(StrEnum):
    """What a person can say about the record."""

    ACCEPT = "accept"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    DATE = "date"
    SPEAKER = "speaker"
    ACT = "act"
    TYPE = "type"
    STANCE = "stance"
    SAME = "same"
    DIFFERENT = "different"
    PHASE = "phase"
    DAYS = "days"
    ROLE = "role"
    MEANS = "means"
    ADD = "add"


# Actions that answer one question about one place: of those the latest holds.
_QUESTIONS = {
    Action.ACCEPT: "verdict", Action.REJECT: "verdict", Action.MERGE: "identity", Action.SPLIT: "identity",
    Action.SAME: "identity", Action.DIFFERENT: "identity",
}  # fmt: skip


class CorrectionStatus(StrEnum):
    """Whether a correction that stands has found its place."""

    APPLIED = "applied"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A place that a correction speaks of.

    Attributes:
        kind: Kind of record (a kind of the contract, or ``stance``: one side of a claim).
        sha256: Of the bytes of the article.
        start: First code point in the source; 0 where the whole article is meant.
        end: One behind the last; 0 where the whole article is meant.
        text: The words from start to end, to see whether they still stand there; empty if they were removed.
        type: Of findings, several of which may rest on the same words; else empty.
    """

    kind: str
    sha256: str
    start: int
    end: int
    text: str = ""
    type: str = ""

    @property
    def place(self) -> tuple[str, str, int, int, str]:
        """What tells it from other targets."""
        return self.kind, self.sha256, self.start, self.end, self.type


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One thing that a person has said.

    Attributes:
        other: Of what speaks of two places (merge, split, same, different, role, means; findings and copies) that one.
        before: What the machine had there when it was said: field to value.
        after: What is to be there; spans are written ``start:end`` in the source of the target.
        who: As they call themselves; may be empty.
        when: ISO 8601 with microseconds, UTC. Orders corrections that answer one question; is in no hash.
        why: In their words; may be empty.
    """

    action: Action
    target: Target
    other: Target | None = None
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)
    who: str = ""
    when: str = ""
    why: str = ""

    @property
    def id(self) -> str:
        """By what is said of what; who said it, when and why does not count."""
        places = [part for target in (self.target, self.other) if target for part in target.place]
        said = [part for pair in sorted(self.after.items()) for part in pair]
        return make_id("correction", self.action, *places, *said)

    @property
    def question(self) -> tuple[object, ...]:
        """What it answers: of corrections with one question the latest holds."""
        return (
            _QUESTIONS.get(self.action, str(self.action)),
            self.target.place,
            self.other.place if self.other and self.action is not Action.MEANS else (),
        )


def days_of(after: Mapping[str, str], first: str, last: str) -> DayInterval:
    """The days of two fields of a correction; what is empty is open."""
    ends = [date.fromisoformat(after[name]) if after.get(name) else None for name in (first, last)]
    return DayInterval(ends[0], ends[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """That a correction is to hold no more; ``correction`` is its id."""

    correction: str
    who: str = ""
    when: str = ""
    why: str = ""


Entry = Correction | Undo


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a correction in a rebuild: why it found no place; empty if it did."""

    correction: str
    reason: str = ""


class Standing(StrEnum):
    """What has become of a correction by what was said later."""

    STANDS = "stands"
    UNDONE = "undone"
    SUPERSEDED = "superseded"


def review(entries: Iterable[Entry]) -> tuple[tuple[Correction, Standing], ...]:
    """Every correction once, with what later entries made of it.

    An entry that was made twice counts once. The order of the entries does not matter; their ``when`` does.

    Returns:
        In the order in which they were first made, ties by id.
    """
    made: dict[str, list[Correction]] = {}
    undone: dict[str, str] = {}
    for entry in entries:
        if isinstance(entry, Undo):
            undone[entry.correction] = max(undone.get(entry.correction, ""), entry.when)
        else:
            made.setdefault(entry.id, []).append(entry)
    latest = {id_: max(c.when for c in found) for id_, found in made.items()}
    standing = [id_ for id_, when in latest.items() if id_ not in undone or undone[id_] < when]
    holds: dict[tuple[object, ...], str] = {}
    for id_ in sorted(standing, key=lambda i: (latest[i], i)):
        holds[made[id_][0].question] = id_
    held, stood = set(holds.values()), set(standing)
    first = {id_: min(found, key=lambda c: (c.when, c.who, c.why)) for id_, found in made.items()}
    return tuple(
        (
            first[id_],
            Standing.STANDS if id_ in held else Standing.SUPERSEDED if id_ in stood else Standing.UNDONE,
        )
        for id_ in sorted(made, key=lambda i: (first[i].when, i))
    )


def standing(entries: Iterable[Entry]) -> tuple[Correction, ...]:
    """The corrections that hold, by id."""
    return tuple(sorted((c for c, state in review(entries) if state is Standing.STANDS), key=lambda c: c.id))


# An article and a stretch of its analysed text.
Place = tuple[str, Span]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """What a person has said about who is who: pairs of places, each of them a mention.

    Attributes:
        same: Both mean one entity (merge).
        different: They mean two (split); it wins over ``same`` where both would hold.
        nobody: Places of mentions whose entity is none.
    """

    same: tuple[tuple[Place, Place], ...] = ()
    different: tuple[tuple[Place, Place], ...] = ()
    nobody: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """What a person has laid down of the event that is told at a place: one thing of it.

    Attributes:
        place: Of the trigger of a telling.
        phase: How far it has come; empty where nothing is said of it.
        days: When it was; open if nobody knows, None where nothing is said of it.
        actor: A mention of one who takes part or does not; None where nothing is said of them.
        role: Of the actor; empty if they take no part.
    """

    place: Place
    phase: str = ""
    days: DayInterval | None = None
    actor: Place | None = None
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """What corrections ask of linking, in the places of this pile.

    Attributes:
        entities: Who is who.
        events: Which tellings, by their triggers, are one event and which are not.
        laid: What was laid down of events; of two things that contradict each other the last holds.
        means: Side of a claim, and what it means: another side, or a quotation; None if that is known to nobody.
    """

    entities: Verdicts = field(default_factory=Verdicts)
    events: Verdicts = field(default_factory=Verdicts)
    laid: tuple[Laid, ...] = ()
    means: tuple[tuple[Place, Place | None], ...] = ()
