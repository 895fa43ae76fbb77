"""Time expressions as symbolic values. Which day is meant is decided when the day of publication is known."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from quellenlage.dates.anchor import Anchor, Bound, Direction, Symbolic, Unit
from quellenlage.dates.timex3 import Mod, TimexType, value_interval
from quellenlage.lang.language import TimexRule, TimexRules
from quellenlage.records.document import Document
from quellenlage.records.layers import Layers, Sentence, Timex
from quellenlage.records.provenance import By
from quellenlage.text.span import Span
from quellenlage.world import World

# Classes that are shapes of numbers rather than words.
_NUMBERS = {
    "day": r"(?:3[01]|[12]\d|0?[1-9])",
    "month_number": r"(?:1[0-2]|0?[1-9])",
    "year": r"(?:1[89]|20)\d\d",
    "hour": r"(?:2[0-4]|1\d|0?\d)",
    "minute": r"[0-5]\d",
    "decade": r"[1-9]0",
    "digits": r"\d{1,3}",
}
_PLACEHOLDER = re.compile(r"\{(\w+)(?::(\w+))?\}")
_DIRECTIONS = {-1: Direction.BEFORE, 0: Direction.SAME, 1: Direction.AFTER}


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: TimexRule
    pattern: re.Pattern[str]


def find_timexes(document: Document, found: Layers, world: World) -> tuple[Timex, ...]:
    """Find what names a day, a time, a length or a repetition.

    Args:
        document: Cleaned.
        found: Needs ``sentences``.
        world: ``language.timex`` and ``language.past`` / ``language.future`` (which way a weekday looks).

    Returns:
        Sorted by span, without overlaps: the longest match wins, then the earlier rule.

    Source:
        Types and values: TIMEX3. Rules: data of the language.
    """
    rules = compile_rules(world.language.timex)
    timexes: list[Timex] = []
    for sentence in found.sentences:
        direction = _tense(sentence, document.text, world)
        matches = [
            (Span(*match.span("x" if "x" in match.groupdict() else 0)), compiled.rule, match)
            for compiled in rules
            for match in compiled.pattern.finditer(document.text, sentence.span.start, sentence.span.end)
        ]
        taken = bytearray(len(sentence.span))
        for span, rule, match in sorted(matches, key=lambda m: (-len(m[0]), m[0].start)):
            place = slice(span.start - sentence.span.start, span.end - sentence.span.start)
            if any(taken[place]):
                continue
            symbolic = _symbolic(rule, match, direction, world.language.timex)
            if symbolic is not None:
                symbolic = _bounded(symbolic, span, document.text, world)
                timexes.append(Timex(span=span, symbolic=symbolic, by=By(rule.name)))
                taken[place] = b"\1" * len(span)
    return tuple(sorted(timexes, key=lambda t: t.span))


def compile_rules(rules: TimexRules) -> tuple[_Compiled, ...]:
    """Patterns with their classes filled in, compiled once."""
    key = tuple((name, tuple(forms.items())) for name, forms in rules.classes.items())
    return _compile(rules.rules, key)


@lru_cache(maxsize=8)
def _compile(
    rules: tuple[TimexRule, ...], classes: tuple[tuple[str, tuple[tuple[str, str | int], ...]], ...]
) -> tuple[_Compiled, ...]:
    shapes = dict(_NUMBERS)
    for name, forms in classes:
        shapes[name] = "(?:" + "|".join(_form(f) for f, _ in sorted(forms, key=lambda f: -len(f[0]))) + ")"
    shapes["number"] = rf"(?:{shapes['digits']}|{shapes.get('number_word', 'x')})"

    def fill(match: re.Match[str]) -> str:
        name = match[1] + (f"_{match[2]}" if match[2] else "")
        return f"(?P<{name}>{shapes[match[1]]})" if match[1] in shapes else match[0]

    compiled = []
    for rule in rules:
        body = _PLACEHOLDER.sub(fill, rule.pattern).replace("{{", "{").replace("}}", "}")
        compiled.append(_Compiled(rule, re.compile(rf"(?<![\w])(?:{body})(?![\w])")))
    return tuple(compiled)


def _form(form: str) -> str:
    """A word of the data; one with a small initial may also begin a sentence."""
    first = form[0]
    head = f"[{first}{first.upper()}]" if first.islower() else re.escape(first)
    return head + re.escape(form[1:])


def _tense(sentence: Sentence, text: str, world: World) -> Direction | None:
    """Which way a bare weekday or date looks, or None where the words do not say."""
    words = [token.of(text).lower() for token in sentence.tokens]
    past = sum(word in world.language.past for word in words)
    future = sum(word in world.language.future for word in words)
    if future > past:
        return Direction.AFTER
    return Direction.BEFORE if past else None


def _meanings(match: re.Match[str], rules: TimexRules) -> dict[str, str | int]:
    """What each class means: numbers as int, words by the table of their class, what is left out 0."""
    meanings: dict[str, str | int] = {}
    for name, form in match.groupdict().items():
        base = name.removesuffix("_last")
        if name == "x":
            continue
        if form is None:
            meanings[name] = 0
        elif base == "number":
            words = rules.classes.get("number_word", {})
            meanings[name] = int(form) if form.isdigit() else words.get(form) or words.get(form.lower(), 1)
        elif base in _NUMBERS:
            meanings[name] = form if base == "decade" else int(form)
        else:
            table = rules.classes[base]
            meanings[name] = table[form] if form in table else table[form[0].lower() + form[1:]]
    return meanings


def _symbolic(rule: TimexRule, match: re.Match[str], tense: Direction | None, rules: TimexRules) -> Symbolic | None:
    """Fill the templates of a rule; None if it names a day that does not exist."""
    meaning = _meanings(match, rules)
    value = _fill(rule.value, meaning)
    anchor = Anchor(rule.anchor)
    last = _fill(rule.last, meaning) or None
    type_ = TimexType(rule.type)
    calendar = [v for v in (value, last) if v and anchor is Anchor.CALENDAR and type_ is TimexType.DATE]
    if any(value_interval(v) is None for v in calendar):
        return None
    unit = _fill(rule.unit, meaning)
    mod = _fill(rule.mod, meaning)
    return Symbolic(
        type=type_,
        value=_duration(value) if type_ is TimexType.DURATION else value,
        anchor=anchor,
        direction=_direction(rule.direction, meaning, tense),
        unit=Unit(unit) if unit else None,
        offset=_offset(rule.offset, meaning, tense),
        mod=Mod(mod) if mod else None,
        last=last,
    )


def _fill(template: str, meaning: dict[str, str | int]) -> str:
    return template.format(**meaning) if "{" in template else template


def _duration(value: str) -> str:
    """``P2TH`` to ``PT2H``, ``P30Y`` of decades from ``P30Y``."""
    match = re.fullmatch(r"P(\d+)T([HM])", value)
    return f"PT{match[1]}{match[2]}" if match else value


def _direction(template: str, meaning: dict[str, str | int], tense: Direction | None) -> Direction | None:
    if template == "tense":
        return tense or (Direction.BEFORE if "weekday" in meaning and "month" not in meaning else Direction.NEAREST)
    value = _fill(template, meaning)
    return _DIRECTIONS[int(value)] if value else None


def _offset(template: str, meaning: dict[str, str | int], tense: Direction | None) -> int:
    if template == "tense":
        return 0 if tense is Direction.AFTER else -1
    value = _fill(template, meaning)
    return int(value) if value else 0


def _bounded(symbolic: Symbolic, span: Span, text: str, world: World) -> Symbolic:
    """„seit X“ and „bis X“ are periods; the word itself stays outside the expression."""
    before = text[max(0, span.start - 24) : span.start].split()
    word = before[-1] if before else ""
    rules = world.language.timex
    if symbolic.type is not TimexType.DATE or not {word} & (rules.bound_since | rules.bound_until):
        return symbolic
    bound = Bound.SINCE if word in rules.bound_since else Bound.UNTIL
    return replace(symbolic, bound=bound)
