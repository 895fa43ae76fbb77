"""The chain of constraints behind the day of printing: every clue, what it allows, and what became of it."""

from __future__ import annotations

from quellenlage.dates.constraint import LAST_DAY
from quellenlage.dates.interval import DayInterval
from quellenlage.link.date.publication import Answer, Held, answer_of, own_clues
from quellenlage.present.tables.table import Table, one_line
from quellenlage.records.layers import Analysis, Clue

# More stretches of days than these are only counted.
_FEW = 4
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def clues(analysis: Analysis) -> Table:
    """The clues of one article on its day, in the order of the text.

    Args:
        analysis: Of the article; what other articles lend it is in the reason of its row.

    Returns:
        Words, days that they allow, rule, weight, and whether they bound the answer, agree with it or were left out.
    """
    answer = answer_of(own_clues(analysis))
    rows = tuple(_row(number, held, answer) for number, held in enumerate(answer.clues))
    note = "" if rows else "nothing in the article bounds the day"
    return Table("Clues on the day of printing", ("words", "allow", "rule", "counts", "became of it"), rows, note)


def _row(number: int, held: Held, answer: Answer) -> tuple[str, ...]:
    clue = held.clue
    counts = "always" if clue.weight is None else str(clue.weight)
    return one_line(held.words), allowed(clue), clue.by.rule, counts, _fate(str(number), held, answer)


def _fate(name: str, held: Held, answer: Answer) -> str:
    solution = answer.solution
    if name in solution.conflict:
        return "in conflict, left out"
    if name in solution.ignored:
        return "outweighed, left out"
    if held in answer.ends:
        return "bounds the answer"
    return "agrees" if name in solution.used else "says nothing"


def allowed(clue: Clue) -> str:
    """The days of a clue in words."""
    weekdays = ", ".join(_WEEKDAYS[number - 1] for number in clue.weekdays)
    if clue.weekdays and clue.days and clue.days[0].last == LAST_DAY:
        return f"any {weekdays}"
    days = ", ".join(map(_words, clue.days[:_FEW]))
    more = f" and {len(clue.days) - _FEW} more" if len(clue.days) > _FEW else ""
    return f"{days}{more}" + (f", only {weekdays}" if weekdays else "")


def _words(days: DayInterval) -> str:
    first, last = days.iso()
    if first == last:
        return first or "any day"
    if first and last:
        return f"{first} to {last}"
    return f"{first} or later" if first else f"{last} or earlier"
