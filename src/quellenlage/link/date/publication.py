"""The days on which articles may have been printed: their clues, those of their copies, those that others lend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from quellenlage.dates.constraint import Constraint, DaySet
from quellenlage.dates.interval import DayInterval
from quellenlage.dates.solver import Solution, solve
from quellenlage.records.contract import CopyRow
from quellenlage.records.document import Passage
from quellenlage.records.layers import Analysis, Clue
from quellenlage.text.fold import fold

# Relations of copies whose words were written on the same day.
_SAME_WORDS = frozenset({"identical", "near_duplicate"})
# More than all clues that a pile gives to one article weigh together.
_OWN = 1_000_000


@dataclass(frozen=True, slots=True)
class Held:
    """A clue and the article in which its words stand.

    Attributes:
        lent: It rests on what another article tells.
        in_source: Its span counts in the source, not in the analysed text.
        of_pile: It is drawn from other articles: it chooses among the days that the article's own clues leave.
        witness: The words of the other article.
    """

    analysis: Analysis
    clue: Clue
    lent: bool = False
    in_source: bool = False
    of_pile: bool = False
    witness: Passage | None = None

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
    def weight(self) -> int | None:
        """How much it counts; one clue of the article itself counts more than all of the pile together."""
        weight = self.clue.weight
        return weight if weight is None or self.of_pile else weight * _OWN

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
        shared[article] = once((*own_clues(analysis), *lent))
    return shared


def answer_of(clues: tuple[Held, ...]) -> Answer:
    """Solve the clues of one article; what a person has laid down outweighs all that is read."""
    is_given = any(held.clue.is_given for held in clues)
    constraints = [
        Constraint(str(n), day_set(held.clue), _weight(held, is_given=is_given), held.clue.recurs)
        for n, held in enumerate(clues)
    ]
    solution = solve(constraints)
    return Answer(solution, clues, tuple(clues[int(n)] for n in _bounding(constraints, solution)))


def _weight(held: Held, *, is_given: bool) -> int | None:
    """Beside a day that a person has laid down, what is read only chooses among the days that it leaves."""
    return (held.weight or _OWN) if is_given and not held.clue.is_given else held.weight


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
    """Names of the clues without which an end would move, or that end where the answer ends."""
    days = solution.days.interval()
    by_name = {c.name: c for c in constraints}
    used = [by_name[name] for name in solution.used]
    before, behind = [DaySet()], [DaySet()]
    for one, other in zip(used, reversed(used), strict=True):
        before.append(before[-1] & one.days)
        behind.append(behind[-1] & other.days)
    closed = solution.interval.days is not None
    found = []
    for at, clue in enumerate(used):
        ends = (closed or not clue.recurs) and _ends_with(clue.days, days)
        without = (before[at] & behind[len(used) - at - 1]).interval()
        if ends or (without != days and not (clue.recurs and not closed)):
            found.append(clue.name)
    return tuple(found)


def _ends_with(allowed: DaySet, days: DayInterval) -> bool:
    """Whether a stretch of the days allowed begins or ends where the answer does."""
    step = timedelta(1)
    begins = days.first is not None and days.first in allowed and days.first - step not in allowed
    return begins or (days.last is not None and days.last in allowed and days.last + step not in allowed)


def once(clues: Iterable[Held]) -> tuple[Held, ...]:
    """Each clue once: what two copies say in the same words is said once."""
    kept: dict[tuple[object, ...], Held] = {}
    for held in clues:
        key = (held.clue.by.rule, held.clue.days, held.clue.weekdays, held.clue.weight, fold(held.words))
        kept.setdefault(key, held)
    return tuple(kept.values())
