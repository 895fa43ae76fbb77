"""Solve the clues of all articles, then read every time expression by the answer."""

from __future__ import annotations

from collections.abc import Iterator

from quellenlage.dates.anchor import Resolved, resolve_all
from quellenlage.dates.interval import DayInterval, edtf, edtf_of_days
from quellenlage.link.date.alike import link_sentences
from quellenlage.link.date.choice import is_one_of, narrow
from quellenlage.link.date.counted import find_counted
from quellenlage.link.date.event import link_events
from quellenlage.link.date.fresh import link_news
from quellenlage.link.date.lent import is_known, solve_pile
from quellenlage.link.date.near import near_story
from quellenlage.link.date.publication import Answer, answer_of, publication_of, share_clues
from quellenlage.link.date.utterance import link_utterances
from quellenlage.records.contract import TimexRow
from quellenlage.records.document import Passage
from quellenlage.records.layers import Analysis, Timex
from quellenlage.records.linked import Dates, Linked
from quellenlage.records.parts import Published
from quellenlage.records.provenance import make_id
from quellenlage.text.span import Span
from quellenlage.world import World


def link_own_dates(pile: tuple[Analysis, ...], linked: Linked, world: World) -> Dates:
    """The days on which every article may have been printed by its own clues alone.

    Args:
        pile: In order of source.
        linked: Not used.
        world: Not used.
    """
    return Dates(days={analysis.document.id: publication_of(analysis)[0].interval for analysis in pile})


def link_dates(pile: tuple[Analysis, ...], linked: Linked, world: World) -> Dates:
    """Solve the clues of every article and read its time expressions by the answer.

    Copies share their clues. What articles that know their day tell of an act or utterance bounds the day of those
    that tell of the same and do not know theirs. Articles of one story are taken to lie near one another.

    Args:
        pile: In order of source.
        linked: Needs ``copies``, ``entities``, ``stories``, ``quotations`` and ``alike``.
        world: ``language``: what stands between a length of time and the event from which it is counted.

    Returns:
        Days of articles and time expressions; what no clue bounds stays open.
    """
    shared = share_clues(pile, linked.copies)
    alone = {article: answer_of(clues) for article, clues in shared.items()}
    near = near_story(pile, linked.stories.rows, alone)
    known = {article for article, answer in alone.items() if is_known(answer)}
    links = (
        *link_events(pile, linked),
        *link_utterances(pile, linked),
        *link_sentences(pile, linked),
        *link_news(pile, linked, known, world),
    )
    answers = solve_pile(shared, near, links, find_counted(pile, linked, world))
    rows: list[TimexRow] = []
    spans: dict[tuple[str, Span], DayInterval] = {}
    for analysis in pile:
        article = analysis.document.id
        for timex, resolved, choices in _read(analysis, answers[article]):
            spans[article, timex.span] = resolved.interval
            rows.append(_row(analysis, timex, resolved, choices))
    return Dates(
        {analysis.document.id: _published(answers[analysis.document.id], analysis) for analysis in pile},
        {article: answer.solution.interval for article, answer in answers.items()},
        tuple(rows),
        spans,
        {article: _conflict(answer) for article, answer in answers.items()},
    )


def _conflict(answer: Answer) -> tuple[Passage, ...]:
    """The words of clues of which one must be wrong."""
    return tuple(held.passage for held in answer.named(answer.solution.conflict) if held.passage)


def _read(analysis: Analysis, answer: Answer) -> Iterator[tuple[Timex, Resolved, tuple[DayInterval, ...]]]:
    """Every expression with what it means, and the single days of which it means one, where they are few."""
    timexes = analysis.found.timexes
    published = answer.solution.interval
    for timex, resolved in zip(timexes, resolve_all([t.symbolic for t in timexes], published), strict=True):
        yield timex, *narrow(timex.symbolic, resolved, answer.solution)


def _row(analysis: Analysis, timex: Timex, resolved: Resolved, choices: tuple[DayInterval, ...]) -> TimexRow:
    article = analysis.document.id
    passage = analysis.document.passage(timex.span)
    first, last = resolved.interval.iso()
    one_of = is_one_of(timex.symbolic, certain=resolved.certain)
    return TimexRow(
        id=make_id(article, "timex", passage.start, passage.end, timex.symbolic.type),
        by=timex.by,
        article=article,
        start=passage.start,
        end=passage.end,
        text=passage.text,
        type=timex.symbolic.type,
        value=resolved.value,
        from_=first,
        to=last,
        edtf=edtf_of_days(choices) if len(choices) > 1 else edtf(resolved.interval, one_of=one_of),
        anchor=timex.symbolic.anchor,
    )


# An EDTF set with more stretches than these says no more than its first and last day.
_FEW = 6


def _published(answer: Answer, analysis: Analysis) -> Published:
    solution, ends = answer.solution, answer.ends
    first, last = solution.interval.iso()
    reason = "; ".join(dict.fromkeys(held.clue.reason for held in ends))
    if solution.conflict:
        words = ", ".join(held.words for held in answer.named(solution.conflict))
        reason = f"{reason}; in conflict and left out: {words}".strip("; ")
    silence = "nothing in the text bounds the day" if analysis.document.analysed else "the text is not analysed"
    refused = [s for s in analysis.document.source.statements if s.refused]
    if refused:
        told = ", ".join(f"{s.basis} says {s.value} ({s.refused})" for s in refused)
        reason = f"{reason}; not believed: {told}".strip("; ")
    runs = solution.runs
    return Published(
        earliest=first,
        latest=last,
        edtf=edtf_of_days(runs) if 1 < len(runs) <= _FEW else edtf(solution.interval, one_of=True),
        basis=_basis(answer),
        evidence=tuple(dict.fromkeys(p for held in ends for p in (held.passage, held.witness) if p)),
        reason=reason or silence,
    )


def _basis(answer: Answer) -> str | None:
    """What the ends rest on: another article, the words, or what is stated outside of them."""
    if not answer.solution.used:
        return None
    if any(held.clue.is_given for held in answer.clues):
        return "metadata"
    if any(held.lent for held in answer.ends):
        return "linked"
    return "text" if any(held.clue.span for held in answer.ends) else "metadata"
