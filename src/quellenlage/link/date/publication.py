"""The days on which articles may have been printed: their clues, those of their copies, those that others lend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quellenlage.dates.constraint import Constraint, DaySet
from quellenlage.dates.solver import Solution, solve
from quellenlage.records.contract import CopyRow
from quellenlage.records.document import Passage
from quellenlage.records.layers import Analysis, Clue
from quellenlage.text.fold import fold

# Relations of copies whose words were written on the same day.
_SAME_WORDS = frozenset({"identical", "near_duplicate"})


@dataclass(frozen=True, slots=True)
class Held:
    """A clue and the article in which its words stand.

    Attributes:
        lent: It rests on what another article tells.
        in_source: Its span counts in the source, not in the analysed text.
    """

    analysis: Analysis
    clue: Clue
    lent: bool = False
    in_source: bool = False

    @property
    def passage(self) -> Passage | None:
        """The words in the source."""
        document, span = self.analysis.document, self.clue.span
        if span is None:
            return None
        if self.in_source:
            return Passage(document.id, span.start, span.end, span.of(document.source.text))
        return document.passage(span)

    @property
    def words(self) -> str:
        """The words of the clue, or what it rests on outside of the text."""
        passage = self.passage
        return f"„{passage.text}“" if passage else self.clue.reason


@dataclass(frozen=True, slots=True)
class Answer:
    """When an article was printed.

    Attributes:
        clues: All that were asked, as the names in ``solution`` count them.
        ends: Those without which an end would move.
    """

    solution: Solution
    clues: tuple[Held, ...]
    ends: tuple[Held, ...]

    def named(self, names: Iterable[str]) -> tuple[Held, ...]:
        """The clues of some names of the solution."""
        return tuple(self.clues[int(name)] for name in names)


def publication_of(analysis: Analysis) -> tuple[Solution, tuple[Clue, ...]]:
    """The days on which an article may have been printed by its own clues, and the clues that bound them."""
    answer = answer_of(own_clues(analysis))
    return answer.solution, tuple(held.clue for held in answer.ends)


def own_clues(analysis: Analysis) -> tuple[Held, ...]:
    """The clues of an article itself, and of the lines of its editors."""
    lines = (Held(analysis, clue, in_source=True) for clue in analysis.found.captures if clue.weight is not None)
    return (*(Held(analysis, clue) for clue in analysis.found.clues), *lines)


def share_clues(pile: Sequence[Analysis], copies: Sequence[CopyRow]) -> dict[str, tuple[Held, ...]]:
    """The clues of every article with those of its copies: the same words were written on the same day.

    What markup or sender state of one copy is not shared: a copy may be printed later.
    """
    by_id = {analysis.document.id: analysis for analysis in pile}
    twins: dict[str, list[str]] = {}
    for row in copies:
        if row.relation in _SAME_WORDS:
            for article in row.articles:
                twins.setdefault(article, []).extend(a for a in row.articles if a != article)
    shared = {}
    for article, analysis in by_id.items():
        others = [by_id[a] for a in by_id if a in set(twins.get(article, ()))]
        lent = [Held(o, clue, lent=True) for o in others for clue in o.found.clues if clue.span is not None]
        shared[article] = _once((*own_clues(analysis), *lent))
    return shared


def answer_of(clues: tuple[Held, ...]) -> Answer:
    """Solve the clues of one article."""
    constraints = [
        Constraint(str(n), day_set(held.clue), held.clue.weight, held.clue.recurs) for n, held in enumerate(clues)
    ]
    solution = solve(constraints)
    return Answer(solution, clues, tuple(clues[int(n)] for n in _bounding(constraints, solution)))


def day_set(clue: Clue) -> DaySet:
    """The days that a clue allows."""
    days = DaySet.of(clue.days)
    if not clue.weekdays:
        return days
    named = DaySet(0)
    for number in clue.weekdays:
        named |= DaySet.weekday(number)
    return days & named


def _bounding(constraints: Sequence[Constraint], solution: Solution) -> tuple[str, ...]:
    """Names of the clues that end where the answer ends, or that recur and cut it there."""
    days = solution.days.interval()
    found = []
    by_name = {c.name: c for c in constraints}
    for name in solution.used:
        own = by_name[name].days
        if by_name[name].recurs:
            runs = own.runs() if solution.interval.days is not None else ()
            cuts = any(r.first == days.first or r.last == days.last for r in runs)
        else:
            cuts = any(
                (r.first is not None and r.first == days.first) or (r.last is not None and r.last == days.last)
                for r in own.runs()
            )
        if cuts:
            found.append(name)
    return tuple(found)


def _once(clues: Iterable[Held]) -> tuple[Held, ...]:
    """Each clue once: what two copies say in the same words is said once."""
    kept: dict[tuple[object, ...], Held] = {}
    for held in clues:
        key = (held.clue.by.rule, held.clue.days, held.clue.weekdays, held.clue.weight, fold(held.words))
        kept.setdefault(key, held)
    return tuple(kept.values())
