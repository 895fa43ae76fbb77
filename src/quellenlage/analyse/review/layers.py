"""Corrections that act on a layer of one article: right after its stage, so that all that is read later follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quellenlage.analyse.review.added import NOT_ANALYSED, event_of, mention_of, quotation_of
from quellenlage.analyse.review.place import actor_at, by_id, clean_span, is_article, is_at, stands_there
from quellenlage.records.claim import Proposition
from quellenlage.records.correction import Action, Correction, Outcome, days_of
from quellenlage.records.document import Document
from quellenlage.records.layers import Act, Clue, Layers, Mention, Quotation, QuotationType
from quellenlage.records.provenance import By
from quellenlage.text.span import Span
from quellenlage.world import World

# What acts on layers of an article: action and kind of its target.
_OF_ARTICLE = frozenset(
    {
        (Action.ADD, "mention"), (Action.ADD, "quotation"), (Action.ADD, "event"), (Action.REJECT, "mention"),
        (Action.REJECT, "timex"), (Action.REJECT, "quotation"), (Action.SPEAKER, "quotation"),
        (Action.ACT, "quotation"), (Action.TYPE, "quotation"), (Action.STANCE, "stance"), (Action.DATE, "article"),
    }
)  # fmt: skip
_Spans = Sequence[Span | None]
_OBJECTING = frozenset({Act.DENIES, Act.DOUBTS})


def is_of_article(correction: Correction) -> bool:
    """Whether a correction acts on layers of one article; else it acts on what is linked."""
    return (correction.action, correction.target.kind) in _OF_ARTICLE


@dataclass(slots=True)
class _Desk:
    """One layer on the desk.

    Attributes:
        layer: As it is so far.
        told: What became of corrections: id and reason, empty where they found their place.
    """

    layer: list[Any]
    document: Document
    found: Layers
    world: World
    told: dict[str, str]

    def place(
        self, correction: Correction, change: Callable[[Any], Any], spans: Callable[[Any], Sequence[Any]]
    ) -> None:
        """Change every record of which a span stands at the target; None takes it out."""
        fits = [any(is_at(s, correction.target, self.document) for s in spans(record)) for record in self.layer]
        if any(fits):
            changed = [change(record) if fit else record for fit, record in zip(fits, self.layer, strict=True)]
            self.layer = [record for record in changed if record is not None]
            self.told[correction.id] = ""

    def add(self, correction: Correction, record: Any, *, instead: Callable[[Any, Any], bool]) -> None:  # noqa: ANN401
        """Put a record into the layer instead of those in its way; a text says why there is none."""
        if isinstance(record, str):
            self.told[correction.id] = record
            return
        self.layer = [*(r for r in self.layer if not instead(r, record)), record]
        self.told[correction.id] = ""


def correct(
    fills: str, layer: tuple[Any, ...], document: Document, found: Layers, *, world: World,
    corrections: Sequence[Correction],
) -> tuple[tuple[Any, ...], tuple[Outcome, ...]]:  # fmt: skip
    """A layer as a person wants it.

    Args:
        fills: Its name.
        layer: As its stage found it.
        document: The article.
        found: The layers before it.
        world: ``ontology``.
        corrections: Of this article, in any order.

    Returns:
        The layer, sorted by span as before, and what became of the corrections that act on it.
    """
    hand = _HANDS.get(fills)
    mine = [c for c in by_id(corrections) if is_of_article(c) and stands_there(c.target, document)]
    if hand is None or not mine:
        return layer, ()
    desk = _Desk(list(layer), document, found, world, {})
    hand(desk, mine)
    if not desk.told:
        return layer, ()
    order = {id(record): number for number, record in enumerate(layer)}
    records = sorted(desk.layer, key=lambda r: (_start(r), order.get(id(r), -1)))
    return tuple(records), tuple(Outcome(correction=id_, reason=reason) for id_, reason in desk.told.items())


def _start(record: Any) -> Span:  # noqa: ANN401  any record with a span, or a clue without one
    return record.span or Span(0, 0)


def settle(outcomes: Sequence[Outcome], document: Document, corrections: Sequence[Correction]) -> tuple[Outcome, ...]:
    """What became of every correction that acts on layers of an article: one outcome each, by id."""
    told: dict[str, str] = {}
    for outcome in outcomes:
        if told.get(outcome.correction, "?") != "":
            told[outcome.correction] = outcome.reason
    mine = [c for c in by_id(corrections) if is_of_article(c)]
    return tuple(Outcome(correction=c.id, reason=told.get(c.id, _silence(c, document))) for c in mine)


def _silence(correction: Correction, document: Document) -> str:
    """Why a correction of which no layer has told anything found no place."""
    target = correction.target
    if not document.analysed:
        return "its article is not analysed"
    if not stands_there(target, document):
        return "its words do not stand at their place any more"
    if not is_article(target) and clean_span(target, document) is None:
        return NOT_ANALYSED
    return f"no {target.kind} stands there any more"


def _of(corrections: Sequence[Correction], action: Action, kind: str) -> list[Correction]:
    return [c for c in corrections if c.action is action and c.target.kind == kind]


def _own(record: Any) -> tuple[Span | None, ...]:  # noqa: ANN401  any record with a span
    return (record.span,)


def _out(record: Any) -> None:  # noqa: ANN401  any record
    return None


def _mentions(desk: _Desk, corrections: Sequence[Correction]) -> None:
    """Names that overlap an added one make way."""

    def overlaps(old: Mention, new: Mention) -> bool:
        return old.span.overlaps(new.span)

    for correction in _of(corrections, Action.ADD, "mention"):
        desk.add(correction, mention_of(correction, desk.document), instead=overlaps)
    _rejected_mentions(desk, corrections)


def _rejected_mentions(desk: _Desk, corrections: Sequence[Correction]) -> None:
    for correction in _of(corrections, Action.REJECT, "mention"):
        desk.place(correction, _out, _own)


def _timexes(desk: _Desk, corrections: Sequence[Correction]) -> None:
    for correction in _of(corrections, Action.REJECT, "timex"):
        desk.place(correction, _out, _own)


def _quotations(desk: _Desk, corrections: Sequence[Correction]) -> None:
    """A quotation is found by its words, reported speech by the clause that reports it too."""

    def same(old: Quotation, new: Quotation) -> bool:
        return old.span == new.span

    def spans(quotation: Quotation) -> tuple[Span | None, ...]:
        return quotation.span, quotation.report

    for correction in _of(corrections, Action.ADD, "quotation"):
        desk.add(correction, quotation_of(correction, desk.document, desk.found), instead=same)
    for correction in _of(corrections, Action.SPEAKER, "quotation"):
        _speak(desk, correction, spans)
    for correction in _of(corrections, Action.ACT, "quotation"):
        act = Act(correction.after["act"])
        desk.place(correction, lambda q, a=act, c=correction: replace(q, act=a, by=_by(q.by, c)), spans)  # type: ignore[misc]
    for correction in _of(corrections, Action.TYPE, "quotation"):
        kind = QuotationType(correction.after["type"])
        desk.place(correction, lambda q, k=kind, c=correction: replace(q, type=k, by=_by(q.by, c)), spans)  # type: ignore[misc]
    for correction in _of(corrections, Action.REJECT, "quotation"):
        desk.place(correction, _out, spans)


def _speak(desk: _Desk, correction: Correction, spans: Callable[[Quotation], Sequence[Span | None]]) -> None:
    """Another speaker, or nobody."""
    words = correction.after.get("speaker", "")
    speaker = actor_at(words, desk.document, desk.found) if words else None
    if words and speaker is None:
        desk.told[correction.id] = f"no actor stands at {words}"
        return

    def spoken(quotation: Quotation) -> Quotation:
        speakers = (speaker,) if speaker else ()
        return replace(quotation, speakers=speakers, voice=speaker, by=_by(quotation.by, correction))

    desk.place(correction, spoken, spans)


def _events(desk: _Desk, corrections: Sequence[Correction]) -> None:
    def same(old: Any, new: Any) -> bool:  # noqa: ANN401  events
        return bool(old.span == new.span and old.type == new.type)

    for correction in _of(corrections, Action.ADD, "event"):
        desk.add(correction, event_of(correction, desk.document, desk.found, desk.world), instead=same)


def _propositions(desk: _Desk, corrections: Sequence[Correction]) -> None:
    """The side that words take; those of the narrator may be told by a clause of them alone."""
    for correction in _of(corrections, Action.STANCE, "stance"):
        after = correction.after
        changed = {k: after[k] for k in ("stance", "polarity", "certainty") if k in after}
        if "polarity" not in changed:
            changed["polarity"] = "-" if after["stance"] in _OBJECTING else "+"
        change = _changer(changed, correction)
        desk.place(correction, change, _own)
        if correction.id not in desk.told:
            desk.place(correction, change, _narrated_around(correction, desk))


def _changer(changed: Mapping[str, str], correction: Correction) -> Callable[[Any], Any]:
    return lambda record: replace(record, **changed, by=_by(record.by, correction))


def _narrated_around(correction: Correction, desk: _Desk) -> Callable[[Any], tuple[Span | None, ...]]:
    """The words of a target, of each sentence of the narrator that holds them."""
    words = clean_span(correction.target, desk.document)

    def held(proposition: Proposition) -> tuple[Span | None, ...]:
        return (words,) if words and proposition.quotation is None and proposition.span.contains(words) else ()

    return held


def _clues(desk: _Desk, corrections: Sequence[Correction]) -> None:
    for correction in _of(corrections, Action.DATE, "article"):
        days = days_of(correction.after, "earliest", "latest")
        reason = f"laid down in review: printed {' to '.join(dict.fromkeys(filter(None, days.iso())))}"
        clue = Clue(span=None, days=(days,), reason=reason, by=By("laid down in review"), is_given=True)
        desk.add(correction, clue, instead=lambda old, new: bool(old.is_given))


def _by(by: By, correction: Correction) -> By:
    """Who made a record, and what was corrected in it since."""
    told = f"{correction.action} corrected in review"
    return replace(by, rule=by.rule if told in by.rule else f"{by.rule}; {told}")


_HANDS: dict[str, Callable[[_Desk, Sequence[Correction]], None]] = {
    "mentions": _mentions,
    "references": _rejected_mentions,
    "timexes": _timexes,
    "quotations": _quotations,
    "events": _events,
    "propositions": _propositions,
    "clues": _clues,
}
