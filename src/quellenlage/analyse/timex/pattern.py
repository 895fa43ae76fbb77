"""Patterns of the language with their classes filled in, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

import ahocorasick

from quellenlage.lang.language import TimexRule, TimexRules

# Classes that are shapes of numbers rather than words.
NUMBERS = {
    "day": r"(?:3[01]|[12]\d|0?[1-9])",
    "month_number": r"(?:1[0-2]|0?[1-9])",
    "year": r"(?:1[1-9]|20)\d\d",
    "hour": r"(?:2[0-4]|1\d|0?\d)",
    "minute": r"[0-5]\d",
    "decade": r"[1-9]0",
    "digits": r"\d{1,4}",
}
PLACEHOLDER = re.compile(r"\{(\w+)(?::(\w+))?\}")


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule with its pattern, and the classes without a form of which it cannot match."""

    rule: TimexRule
    pattern: re.Pattern[str]
    needs: frozenset[str]


@dataclass(frozen=True)
class Patterns:
    """All rules of a language in their order, and the forms of their classes."""

    compiled: tuple[Compiled, ...]
    forms: tuple[tuple[str, tuple[str, ...]], ...]

    @cached_property
    def _automaton(self) -> ahocorasick.Automaton:
        """From a form in small letters to the classes that it belongs to."""
        classes: dict[str, frozenset[str]] = {}
        for name, forms in self.forms:
            for form in forms:
                key = form.lower()
                classes[key] = classes.get(key, frozenset()) | {name}
        automaton = ahocorasick.Automaton()
        for form, names in classes.items():
            automaton.add_word(form, names)
        automaton.make_automaton()
        return automaton

    def able(self, text: str) -> Iterator[Compiled]:
        """The rules that may match in ``text``: a form of every class that they need stands somewhere in it."""
        there: set[str] = set()
        for _, names in self._automaton.iter(text.lower()):
            there |= names
        if any(c.isdecimal() for c in text):
            there |= NUMBERS.keys()
        if there & {"digits", "number_word"}:
            there.add("number")
        return (c for c in self.compiled if c.needs <= there)


def compile_rules(rules: TimexRules) -> Patterns:
    """All rules of a language."""
    classes = tuple((name, tuple(forms.items())) for name, forms in rules.classes.items())
    return _compile(rules.rules, classes, tuple(rules.shapes.items()))


@lru_cache(maxsize=8)
def _compile(
    rules: tuple[TimexRule, ...],
    classes: tuple[tuple[str, tuple[tuple[str, str | int], ...]], ...],
    shapes: tuple[tuple[str, str], ...],
) -> Patterns:
    groups = dict(NUMBERS)
    for name, forms in classes:
        groups[name] = "(?:" + "|".join(_form(f) for f, _ in sorted(forms, key=lambda f: -len(f[0]))) + ")"
    groups["number"] = rf"(?:{groups['digits']}|{groups.get('number_word', 'x')})"
    fillers = dict(shapes)

    def fill(match: re.Match[str]) -> str:
        if match[1] in fillers:
            return f"(?:{fillers[match[1]]})"
        name = match[1] + (f"_{match[2]}" if match[2] else "")
        return f"(?P<{name}>{groups[match[1]]})" if match[1] in groups else match[0]

    compiled = []
    for rule in rules:
        body = PLACEHOLDER.sub(fill, rule.pattern).replace("{{", "{").replace("}}", "}")
        compiled.append(
            Compiled(rule, re.compile(rf"(?<!\w)(?:{body})(?!\w|-[^\W\d])"), _needs(rule.pattern) & groups.keys())
        )
    return Patterns(tuple(compiled), tuple((name, tuple(form for form, _ in forms)) for name, forms in classes))


def _needs(pattern: str) -> frozenset[str]:
    """Names of placeholders that stand in no group that may be left out, and in no alternative."""
    if _outside(pattern, "|"):
        return frozenset()
    return frozenset(m[1] for m in PLACEHOLDER.finditer(_outside_groups(pattern)))


def _outside(pattern: str, sign: str) -> bool:
    return sign in _outside_groups(pattern)


def _outside_groups(pattern: str) -> str:
    """The pattern without its groups and without optional placeholders; the named group of the extent stays."""
    bare = re.sub(r"\\.|\[[^\]]*\]", " ", pattern)
    kept, depth = [], 0
    inside: list[bool] = []
    for at, sign in enumerate(bare):
        if sign == "(":
            inside.append(bare.startswith("(?P<x>", at))
            depth += not inside[-1]
        elif sign == ")" and inside:
            depth -= not inside.pop()
        elif not depth:
            kept.append(sign)
    return re.sub(r"\{\w+(?::\w+)?\}[?*]", " ", "".join(kept))


def _form(form: str) -> str:
    """A word of the data; one with a small initial may also begin a sentence."""
    first = form[0]
    head = f"[{first}{first.upper()}]" if first.islower() else re.escape(first)
    return head + re.escape(form[1:])


def meanings(match: re.Match[str], rules: TimexRules) -> dict[str, str | int]:
    """What each class means: numbers as int, words by the table of their class; what is left out is 0 or nothing."""
    found: dict[str, str | int] = {}
    for name, form in match.groupdict().items():
        base = name.removesuffix("_last")
        if name == "x":
            continue
        table = rules.classes.get("number_word" if base == "number" else base, {})
        if form is None:
            found[name] = "" if any(isinstance(meaning, str) for meaning in table.values()) else 0
        elif base == "number":
            found[name] = int(form) if form.isdigit() else table.get(form) or table.get(form.lower(), 1)
        elif base in NUMBERS:
            found[name] = form if base == "decade" else int(form)
        else:
            found[name] = table[form] if form in table else table[form[0].lower() + form[1:]]
    return found
