"""Who holds an event for how sure: the narrator, those who speak of it, and those whose words they pass on.

After FactBank: what stands only in the words of another is open for the narrator; who denies it holds the contrary.
"""

from __future__ import annotations

from dataclasses import replace

from quellenlage.analyse.event.certainty import read_certainty, spoken_around
from quellenlage.analyse.event.scene import Scene
from quellenlage.analyse.event.signs import Reading
from quellenlage.ontology.loader import EventType
from quellenlage.records.layers import Act, Attitude, Factuality, Phase, Quotation
from quellenlage.text.span import Span

_CONTRARY = {
    Factuality.CT_PLUS: Factuality.CT_MINUS, Factuality.PR_PLUS: Factuality.PR_MINUS,
    Factuality.PS_PLUS: Factuality.PS_MINUS, Factuality.CT_MINUS: Factuality.CT_PLUS,
    Factuality.PR_MINUS: Factuality.PR_PLUS, Factuality.PS_MINUS: Factuality.PS_PLUS,
}  # fmt: skip
_LESS = {Factuality.CT_PLUS: Factuality.PR_PLUS, Factuality.CT_MINUS: Factuality.PR_MINUS}
_OPEN = frozenset({Act.ASKS, Act.NO_COMMENT, Act.DEMANDS, Act.THREATENS})
# What an act makes of an event that its words tell as if it had taken place.
_PHASE = {Act.DEMANDS: Phase.INVITED, Act.THREATENS: Phase.CONDITIONAL, Act.PROMISES: Phase.ANNOUNCED}


def read_attitudes(
    at: int, scene: Scene, kind: EventType | None = None
) -> tuple[Reading, tuple[Attitude, ...], tuple[Span, ...]]:
    """How the nearest teller presents an event, the attitudes of all, and the spans of that teller.

    Returns:
        The narrator's attitude first, then the speakers from the outermost to the innermost.
    """
    around = list(spoken_around(at, scene))
    if not around:
        return _by_narrator(read_certainty(at, scene, kind), scene)
    inner = scene.quotations[around[0][1]]
    reading = _said(read_certainty(at, scene, kind, inner), inner)
    attitudes = [Attitude(source=None, value=Factuality.UU)]
    for _, outer in reversed(around[1:]):
        attitudes += [Attitude(source=span, value=Factuality.UU) for span in _speakers(scene.quotations[outer])]
    value = Factuality.UU if reading.holder is not None else reading.factuality
    attitudes += [Attitude(source=span, value=value) for span in _speakers(inner)]
    if reading.holder is not None:
        attitudes.append(Attitude(source=_words_for(reading.holder, scene), value=reading.held))
    return reading, tuple(attitudes), inner.speakers


def _by_narrator(reading: Reading, scene: Scene) -> tuple[Reading, tuple[Attitude, ...], tuple[Span, ...]]:
    """What the narrator tells; what he says that another asks for, fears or believes is open for himself."""
    if reading.holder is None:
        return reading, (Attitude(source=None, value=reading.factuality),), ()
    span = _words_for(reading.holder, scene)
    mention = scene.mention_at(reading.holder)
    attitudes = (Attitude(source=None, value=Factuality.UU), Attitude(source=span, value=reading.held))
    return replace(reading, factuality=reading.held), attitudes, (mention.span,) if mention else ()


def _words_for(at: int, scene: Scene) -> Span:
    mention = scene.mention_at(at)
    return mention.span if mention else scene.words[at].span


def _speakers(quotation: Quotation) -> tuple[Span, ...]:
    if quotation.speakers:
        return quotation.speakers
    return (quotation.voice,) if quotation.voice else ()


def _said(reading: Reading, quotation: Quotation) -> Reading:
    """What the act of speech makes of it."""
    value, act = reading.factuality, quotation.act
    phase = _PHASE.get(act, reading.phase) if reading.phase is Phase.OCCURRED and not reading.settled else reading.phase
    if act is Act.DENIES:
        return replace(reading, factuality=_CONTRARY.get(value, Factuality.CT_MINUS))
    if act is Act.DOUBTS:
        return replace(reading, factuality=Factuality.PR_MINUS if value is Factuality.CT_PLUS else value)
    if act in _OPEN:
        return replace(reading, phase=phase, factuality=Factuality.UU)
    if act is Act.EXPECTS:
        announced = Phase.ANNOUNCED if reading.phase is Phase.OCCURRED and not reading.settled else reading.phase
        return replace(reading, phase=announced, factuality=_LESS.get(value, value))
    return replace(reading, phase=phase)
