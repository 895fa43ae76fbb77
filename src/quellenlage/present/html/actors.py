"""*Akteure*: who is who, what they said and did, with whom; and the drawing of who acts with whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from quellenlage.present.html.book import Book
from quellenlage.records.contract import EntityRow
from quellenlage.records.document import Passage

_SHOWN_TYPES = frozenset({"PER", "ORG", "GPE"})
# Names of whom most is told are drawn; more would be a tangle.
_DRAWN = 16
ROW = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeView:
    """An office as the texts name it."""

    title: str
    of: str | None
    days: tuple[str | None, str | None]
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView:
    """One actor. ``remark`` is ``anonymous``, ``recalled``, ``state media``, or empty."""

    id: str
    name: str
    type: str
    remarks: tuple[str, ...]
    aliases: tuple[str, ...]
    offices: tuple[OfficeView, ...]
    named: int
    acts: tuple[tuple[str, int], ...]
    events: tuple[tuple[str, int], ...]
    met: tuple[tuple[str, int], ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two actors who take part in the same events; rows of the drawing from 0."""

    left: str
    right: str
    events: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A tie as it is drawn, from row to row."""

    top: int
    bottom: int
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorsView:
    """The section: those who speak most first, with the drawing (names from top to bottom, arcs) and its table.

    Attributes:
        others: Who is only named: neither quoted nor taking part, without office.
    """

    rows: tuple[ActorView, ...]
    others: tuple[ActorView, ...]
    drawn: tuple[str, ...]
    arcs: tuple[Arc, ...]
    ties: tuple[Tie, ...]


def actors_view(book: Book) -> ActorsView:
    """The section *Akteure*."""
    named = Counter(mention.entity for mention in book.record.mention)
    first: dict[str, Passage] = {}
    for mention in book.record.mention:
        first.setdefault(mention.entity, Passage(mention.article, mention.start, mention.end, mention.text))
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for quotation in book.record.quotation:
        for entity in quotation.speaker.entities:
            said[entity][quotation.act] += 1
    did: dict[str, Counter[str]] = defaultdict(Counter)
    for event in book.record.event:
        for entity in dict.fromkeys(p.entity for p in event.participants):
            did[entity][event.type] += 1
            first.setdefault(entity, event.mentions[0])
    ties = _ties(book)
    met: dict[str, Counter[str]] = defaultdict(Counter)
    for tie in ties:
        met[tie.left][tie.right] += tie.events
        met[tie.right][tie.left] += tie.events
    chosen = [e for e in book.record.entity if e.type in _SHOWN_TYPES]
    chosen.sort(key=lambda e: (-said[e.id].total(), -did[e.id].total(), -named[e.id], e.id))
    rows = tuple(
        ActorView(
            id=entity.id,
            name=entity.name,
            type=entity.type,
            remarks=_remarks(entity),
            aliases=tuple(alias for alias in entity.aliases if alias != entity.name),
            offices=tuple(
                OfficeView(title=o.title, of=o.of, days=(o.from_, o.to), passage=o.evidence) for o in entity.offices
            ),
            named=named[entity.id],
            acts=_counted(said[entity.id]),
            events=_counted(did[entity.id]),
            met=_counted(met[entity.id]),
            passages=(first[entity.id],) if entity.id in first else (),
        )
        for entity in chosen
    )
    drawn, arcs = _drawing(ties)
    active = tuple(row for row in rows if row.acts or row.events or row.offices)
    others = tuple(row for row in rows if not (row.acts or row.events or row.offices))
    return ActorsView(rows=active, others=others, drawn=drawn, arcs=arcs, ties=ties)


def _ties(book: Book) -> tuple[Tie, ...]:
    found: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for event in book.record.event:
        # Large rounds tie everybody to everybody and tell nothing.
        who = sorted({p.entity for p in event.participants if p.entity in book.names})[:6]
        for at, left in enumerate(who):
            for right in who[at + 1 :]:
                found[left, right].append(event.mentions[0])
    ties = [Tie(left=a, right=b, events=len(spans), passages=tuple(spans)) for (a, b), spans in found.items()]
    return tuple(sorted(ties, key=lambda tie: (-tie.events, tie.left, tie.right)))


def _drawing(ties: tuple[Tie, ...]) -> tuple[tuple[str, ...], tuple[Arc, ...]]:
    """Names in a column, the most tied first, each next one close to those it is tied to."""
    weight: Counter[str] = Counter()
    for tie in ties:
        weight[tie.left] += tie.events
        weight[tie.right] += tie.events
    drawn = [name for name, _ in sorted(weight.items(), key=lambda item: (-item[1], item[0]))[:_DRAWN]]
    rows = {name: number for number, name in enumerate(drawn)}
    arcs = []
    for tie in ties:
        if tie.left in rows and tie.right in rows:
            top, bottom = sorted((rows[tie.left], rows[tie.right]))
            arcs.append(Arc(top=top, bottom=bottom, events=tie.events))
    return tuple(drawn), tuple(arcs)


def _remarks(entity: EntityRow) -> tuple[str, ...]:
    told = entity.by.rule.rstrip(")").split(", ")
    marks = tuple(mark.replace(" ", "_") for mark in ("state media", "recalled") if mark in told)
    return (*(("anonymous",) if entity.anonymous else ()), *marks)


def _counted(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
