"""One solution for all days: of articles first, then of every time expression in them."""

from __future__ import annotations

from quellenlage.dates.anchor import Bound, Symbolic, resolve_all
from quellenlage.dates.constraint import Constraint, DaySet
from quellenlage.dates.interval import DayInterval, edtf
from quellenlage.dates.solver import Solution, solve
from quellenlage.dates.timex3 import TimexType
from quellenlage.records.contract import TimexRow
from quellenlage.records.document import Passage
from quellenlage.records.layers import Analysis, Clue
from quellenlage.records.linked import Dates, Linked
from quellenlage.records.parts import Published
from quellenlage.records.provenance import make_id
from quellenlage.text.span import Span
from quellenlage.world import World


def link_dates(pile: tuple[Analysis, ...], linked: Linked, world: World) -> Dates:
    """Solve the clues of every article and read its time expressions by the answer.

    Each article is a pile of one so far; identical articles have the same clues and so the same day.

    Args:
        pile: In order of source.
        linked: Nothing is needed.
        world: Not used.

    Returns:
        Days of articles and time expressions; what no clue bounds stays open.
    """
    published, days = {}, {}
    conflicts: dict[str, tuple[Passage, ...]] = {}
    rows: list[TimexRow] = []
    spans: dict[tuple[str, Span], DayInterval] = {}
    for analysis in pile:
        article = analysis.document.id
        solution, used = publication_of(analysis)
        days[article] = solution.interval
        published[article] = _published(solution, used, analysis)
        told = (analysis.found.clues[int(name)].span for name in solution.conflict)
        conflicts[article] = tuple(analysis.document.passage(span) for span in told if span)
        timexes = analysis.found.timexes
        for timex, resolved in zip(timexes, resolve_all([t.symbolic for t in timexes], days[article]), strict=True):
            spans[article, timex.span] = resolved.interval
            passage = analysis.document.passage(timex.span)
            first, last = resolved.interval.iso()
            rows.append(
                TimexRow(
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
                    edtf=edtf(resolved.interval, one_of=_is_one_of(timex.symbolic, certain=resolved.certain)),
                    anchor=timex.symbolic.anchor,
                )
            )
    return Dates(published, days, tuple(rows), spans, conflicts)


def publication_of(analysis: Analysis) -> tuple[Solution, tuple[Clue, ...]]:
    """The days on which an article may have been printed by its own clues, and the clues that bound them."""
    clues = analysis.found.clues
    solution = solve([_constraint(n, clue) for n, clue in enumerate(clues)])
    ends = (solution.interval.first, solution.interval.last)
    used = [clues[int(name)] for name in solution.used]
    return solution, tuple(
        c for c in used if any((d.first and d.first == ends[0]) or (d.last and d.last == ends[1]) for d in c.days)
    )


def _is_one_of(symbolic: Symbolic, *, certain: bool) -> bool:
    """Whether the days are a choice for one unknown day rather than a period."""
    if certain or symbolic.type not in (TimexType.DATE, TimexType.TIME):
        return False
    return symbolic.bound not in (Bound.SINCE, Bound.UNTIL)


def _constraint(number: int, clue: Clue) -> Constraint:
    return Constraint(str(number), DaySet.of(clue.days), clue.weight)


def _published(solution: Solution, ends: tuple[Clue, ...], analysis: Analysis) -> Published:
    clues = analysis.found.clues
    first, last = solution.interval.iso()
    reason = "; ".join(dict.fromkeys(c.reason for c in ends))
    if solution.conflict:
        words = ", ".join(_words(clues[int(n)], analysis) for n in solution.conflict)
        reason = f"{reason}; in conflict and left out: {words}".strip("; ")
    silence = "nothing in the text bounds the day" if analysis.document.analysed else "the text is not analysed"
    refused = [s for s in analysis.document.source.statements if s.refused]
    if refused:
        told = ", ".join(f"{s.basis} says {s.value} ({s.refused})" for s in refused)
        reason = f"{reason}; not believed: {told}".strip("; ")
    return Published(
        earliest=first,
        latest=last,
        edtf=edtf(solution.interval, one_of=True),
        basis=None if not solution.used else "text" if any(c.span for c in ends) else "metadata",
        evidence=tuple(analysis.document.passage(c.span) for c in ends if c.span),
        reason=reason or silence,
    )


def _words(clue: Clue, analysis: Analysis) -> str:
    return f"„{clue.span.of(analysis.document.text)}“" if clue.span else clue.reason
