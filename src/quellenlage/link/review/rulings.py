"""Who is who and which events are one, as a person has ruled: places of corrections as places of this pile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from quellenlage.records.correction import Action, Correction, Outcome, Place, Rulings, Target, Verdicts
from quellenlage.records.layers import Analysis
from quellenlage.text.span import Span

_Pairs = list[tuple[Place, Place]]
_ACTORS = frozenset({Action.MERGE, Action.SPLIT})
_EVENTS = frozenset({Action.SAME, Action.DIFFERENT})


def rulings_of(pile: Sequence[Analysis], corrections: Sequence[Correction]) -> tuple[Rulings, tuple[Outcome, ...]]:
    """What corrections ask of linking, and which of them find no place.

    Args:
        pile: All analyses.
        corrections: That stand, in any order.
    """
    places = _Places(pile)
    same, different, one, two = _Pairs(), _Pairs(), _Pairs(), _Pairs()
    nobody: list[Place] = []
    outcomes = []
    for correction in sorted(corrections, key=lambda c: c.id):
        target, other = correction.target, correction.other
        if correction.action is Action.REJECT and target.kind == "entity":
            reason = places.add_all(nobody, target, _names)
        elif correction.action in _ACTORS and other is not None:
            reason = places.pair(same if correction.action is Action.MERGE else different, target, other, _names)
        elif correction.action in _EVENTS and other is not None:
            reason = places.pair(one if correction.action is Action.SAME else two, target, other, _triggers)
        else:
            continue
        outcomes.append(Outcome(correction=correction.id, reason=reason))
    entities = Verdicts(same=tuple(same), different=tuple(different), nobody=tuple(nobody))
    events = Verdicts(same=tuple(one), different=tuple(two))
    return Rulings(entities=entities, events=events), tuple(outcomes)


def _names(analysis: Analysis) -> Iterator[Span]:
    return (mention.span for mention in analysis.found.mentions)


def _triggers(analysis: Analysis) -> Iterator[Span]:
    return (event.span for event in analysis.found.events)


class _Places:
    """Finds the places of targets; articles with the same bytes are all meant."""

    def __init__(self, pile: Sequence[Analysis]) -> None:
        self._by_hash: dict[str, list[Analysis]] = {}
        for analysis in pile:
            self._by_hash.setdefault(analysis.document.source.sha256, []).append(analysis)

    def _find(self, target: Target, layer: Callable[[Analysis], Iterator[Span]]) -> list[Place] | str:
        """The places that are meant, or why there are none."""
        analyses = self._by_hash.get(target.sha256, [])
        if not analyses:
            return ABSENT
        if target.text and any(_words(a, target) != target.text for a in analyses):
            return "its words do not stand at their place any more"
        found = [
            (a.document.id, span)
            for a in analyses
            for span in layer(a)
            if (place := a.document.alignment.to_source(span)).start == target.start and place.end == target.end
        ]
        return found or f"no {'mention' if target.kind == 'entity' else target.kind} stands there any more"

    def add_all(self, found: list[Place], target: Target, layer: Callable[[Analysis], Iterator[Span]]) -> str:
        """Note the places of a target; the reason if there are none."""
        places = self._find(target, layer)
        if isinstance(places, str):
            return places
        found += places
        return ""

    def pair(
        self, found: _Pairs, target: Target, other: Target, layer: Callable[[Analysis], Iterator[Span]]
    ) -> str:  # fmt: skip
        """Note the pairs of two targets; the reason if one has no place."""
        one, two = self._find(target, layer), self._find(other, layer)
        if isinstance(one, str) or isinstance(two, str):
            return one if isinstance(one, str) else str(two)
        found += [(left, right) for left in one for right in two]
        return ""


ABSENT = "its article is not in the dossier"


def _words(analysis: Analysis, target: Target) -> str:
    return analysis.document.source.text[target.start : target.end]
