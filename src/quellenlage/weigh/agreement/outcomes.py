"""What was announced or expected, beside the report of what came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quellenlage.records.contract import EventRow, FindingRow
from quellenlage.records.document import Passage
from quellenlage.records.finding import make_finding, note_of, quoted
from quellenlage.records.layers import Analysis, Factuality, Phase
from quellenlage.records.linked import Dates, Linked
from quellenlage.world import World

_AHEAD = frozenset({Phase.ANNOUNCED, Phase.INVITED, Phase.CONDITIONAL})
_DONE = frozenset({Phase.OCCURRED, Phase.ONGOING})
_MISSED = frozenset({Phase.FAILED, Phase.CANCELLED})
# What did not happen is no forecast: who says so contradicts.
_DOUBTED = frozenset({Factuality.PR_MINUS, Factuality.PS_MINUS})


@dataclass(frozen=True, slots=True)
class _Told:
    """How one sentence tells an event.

    Attributes:
        sentence: The passage of the whole sentence.
        is_said: Whether somebody else than the narrator tells it: an accusation is no report.
        is_laid: Whether a person has laid down how far the event has come.
    """

    article: str
    sentence: Passage
    phase: Phase
    value: Factuality
    is_said: bool
    is_laid: bool


def find_outcomes(pile: Sequence[Analysis], linked: Linked, world: World) -> Iterator[FindingRow]:
    """Events that one article tells ahead, or doubts, and another tells as having come, failed or been cancelled.

    Both are tellings of one event of the record; the later article must not be printed before the other for certain.
    What a person says is still to come has not come.

    Args:
        pile: In order of source.
        linked: ``events`` and ``dates``.
        world: ``language.notes``.
    """
    places = _places(pile, linked)
    for event in linked.events:
        told = [found for mention in event.mentions if (found := places.get((mention.article, mention.start)))]
        if any(one.is_laid for one in told) and event.phase not in _DONE | _MISSED:
            continue
        pairs = [
            (ahead, came)
            for ahead in told
            if ahead.phase in _AHEAD or ahead.value in _DOUBTED
            for came in told
            if came.phase in _DONE | _MISSED
            and came.value is Factuality.CT_PLUS
            and not came.is_said
            and _may_follow(ahead, came, linked.dates)
        ]
        if pairs:
            yield _finding(event, pairs, world)


def _places(pile: Sequence[Analysis], linked: Linked) -> Mapping[tuple[str, int], _Told]:
    """Every told event by its article and place."""
    found = {}
    laid = {one.place for one in linked.rulings.laid if one.phase}
    for analysis in pile:
        document, sentences = analysis.document, analysis.found.sentences
        for event in analysis.found.events:
            at = document.passage(event.span).start
            sentence = document.passage(sentences[event.sentence].span)
            is_laid = (document.id, event.span) in laid
            found[document.id, at] = _Told(
                document.id, sentence, event.phase, event.factuality, bool(event.sources), is_laid
            )
    return found


def _may_follow(ahead: _Told, came: _Told, dates: Dates) -> bool:
    """Whether the second article may have been printed after the first, and is another."""
    one, two = dates.days.get(ahead.article), dates.days.get(came.article)
    if ahead.article == came.article or one is None or two is None:
        return False
    return not (one.first and two.last and two.last < one.first)


def _finding(event: EventRow, pairs: Sequence[tuple[_Told, _Told]], world: World) -> FindingRow:
    ahead, came = pairs[0]
    name = "outcome_missed" if came.phase in _MISSED else "outcome"
    return make_finding(
        "outcome",
        "one event, told ahead and afterwards",
        ahead.sentence,
        came.sentence,
        note=note_of(world.language.notes, name, a=quoted(ahead.sentence), b=quoted(came.sentence)),
        stances=[f.source for f in event.factuality],
        more=[told.sentence for pair in pairs[1:] for told in pair],
    )
