"""From a match to its symbolic value: the templates of the rule, filled with what its classes mean."""

from __future__ import annotations

import re

from quellenlage.dates.anchor import Anchor, Bound, Direction, Symbolic, Unit
from quellenlage.dates.timex3 import Mod, TimexType, value_interval
from quellenlage.lang.language import TimexRule

_DIRECTIONS = {-1: Direction.BEFORE, 0: Direction.SAME, 1: Direction.AFTER}
# A length and its unit; those of the time of day have a T before them.
_LENGTH = re.compile(r"(\d+(?:\.\d+)?|X)(T?)([A-Z]+?)(?=\d|X|$)")


def symbolic_value(rule: TimexRule, meaning: dict[str, str | int], tense: Direction | None) -> Symbolic | None:
    """Fill the templates of a rule.

    Args:
        rule: That matched.
        meaning: Of its classes, by name of the group.
        tense: Which way the sentence looks.

    Returns:
        None if it names a day that does not exist.
    """
    value = _fill(rule.value, meaning)
    anchor = Anchor(rule.anchor)
    last = _fill(rule.last, meaning) or None
    type_ = TimexType(rule.type)
    calendar = [v for v in (value, last) if v and anchor is Anchor.CALENDAR and type_ is TimexType.DATE]
    if any(value_interval(v) is None for v in calendar):
        return None
    unit = _fill(rule.unit, meaning)
    mod = _fill(rule.mod, meaning)
    bound = _fill(rule.bound, meaning)
    return Symbolic(
        type=type_,
        value=_length(value) if value.startswith("P") and type_ in (TimexType.DURATION, TimexType.SET) else value,
        anchor=anchor,
        direction=_direction(rule.direction, meaning, tense) or _weekend(unit, tense),
        unit=Unit(unit) if unit else None,
        offset=_offset(rule.offset, meaning, tense),
        mod=Mod(mod) if mod else None,
        bound=Bound(bound) if bound else None,
        last=last,
    )


def _fill(template: str, meaning: dict[str, str | int]) -> str:
    return template.format(**meaning) if "{" in template else template


def _length(value: str) -> str:
    """``P2TH`` to ``PT2H``, ``P2yearD`` ... to what TIMEX3 writes; the time of day behind one ``T``.

    Examples:
        >>> _length("P2TH"), _length("P3Y4M"), _length("P2TNI"), _length("P2week")
        ('PT2H', 'P3Y4M', 'PT2NI', 'P2W')
    """
    for word, letter in (("day", "D"), ("weekend", "WE"), ("week", "W"), ("month", "M"), ("year", "Y")):
        value = value.replace(word, letter)
    parts = _LENGTH.findall(value[1:])
    if not parts:
        return value
    days = "".join(number + unit for number, time, unit in parts if not time)
    times = "".join(number + unit for number, time, unit in parts if time)
    return f"P{days}" + (f"T{times}" if times else "")


def _direction(template: str, meaning: dict[str, str | int], tense: Direction | None) -> Direction | None:
    if template == "tense":
        return tense or (Direction.BEFORE if "weekday" in meaning and "month" not in meaning else Direction.NEAREST)
    value = _fill(template, meaning)
    return _DIRECTIONS[max(-1, min(1, int(value)))] if value else None


def _weekend(unit: str, tense: Direction | None) -> Direction | None:
    """„an diesem Wochenende“ is the one over or the one to come, as the verb tells."""
    return Direction.BEFORE if unit == Unit.WEEKEND and tense is Direction.BEFORE else None


def _offset(template: str, meaning: dict[str, str | int], tense: Direction | None) -> int:
    if template == "tense":
        return 0 if tense is Direction.AFTER else -1
    value = _fill(template, meaning)
    return int(value.replace("--", "")) if value else 0
